/** What providers tell of messages after they took them: SES on the default bus, those of short messages by POST. */
import * as z from 'zod/mini';
import { text } from './common.ts';

/**
 * Detail types of SES that are listened to. Not that a mail arrived: it would cost a write, a message and a call for each mail, and
 * nobody does anything with it. Source: "Amazon SES events" in the reference of EventBridge.
 */
export const MAIL_EVENTS = ['Email Bounced', 'Email Complaint Received'] as const;
/** As `MatchingEventTypes` of a configuration set names them. */
export const MAIL_EVENT_TYPES = ['bounce', 'complaint'] as const;

/** The tag of a mail that says which notice it is. */
export const MAIL_TAG = 'notice';

/** Detail of these, as far as it is read. Source: "Contents of event data that Amazon SES publishes". */
export const mailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint']),
  mail: z.object({ messageId: z.string(), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
  bounce: z.optional(z.object({ bounceType: z.string(), bounceSubType: z.string() })),
  complaint: z.optional(z.object({ complaintFeedbackType: z.nullish(z.string()) })),
});
export type MailEvent = z.infer<typeof mailEvent>;

export const RECEIPT_PROVIDERS = ['aliyun', 'tencent'] as const;
export type ReceiptProvider = (typeof RECEIPT_PROVIDERS)[number];

const MOST = 500;
const short = text(200);

/** https://help.aliyun.com/zh/sms/developer-reference/smsreport-2: further fields are not read. */
const aliyunReceipt = z.object({
  biz_id: short,
  success: z.boolean(),
  err_code: z.optional(z.string()),
  out_id: z.optional(z.string()),
});
/** https://www.tencentcloud.com/document/product/382/43547 */
const tencentReceipt = z.object({
  sid: short,
  report_status: z.enum(['SUCCESS', 'FAIL']),
  errmsg: z.optional(z.string()),
});

export const receipts = z
  .array(z.union([aliyunReceipt, tencentReceipt]))
  .check(z.minLength(1), z.maxLength(MOST), z.describe('As the provider writes them, several at once'));
export type Receipts = z.infer<typeof receipts>;
