/** SendEmail of SES v2, as far as it is understood here; anything else is refused by name. */
import { z } from 'zod';
import { AwsError } from '../aws.ts';

const addresses = z.array(z.string().min(1)).default([]);
const part = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const MOST_HEADERS = 15;
const MOST_RECIPIENTS = 50;
const header = z.strictObject({
  Name: z.string().regex(/^[!-9;-~]{1,126}$/, 'a header name is 1 to 126 printable ASCII characters without a colon'),
  Value: z.string().regex(/^[ -~]{1,870}$/, 'a header value is 1 to 870 printable ASCII characters'),
});
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const tagText = z.string().regex(TAG, 'a tag is 1 to 256 letters, digits, underscores or dashes');

const schema = z.strictObject({
  FromEmailAddress: z.string().min(1),
  Destination: z.strictObject({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  ReplyToAddresses: addresses,
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.strictObject({ Name: tagText, Value: tagText })).default([]),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: part,
      Body: z
        .strictObject({ Text: part.optional(), Html: part.optional() })
        .refine(({ Text, Html }) => Text ?? Html, 'a body has a text, HTML or both'),
      Headers: z.array(header).max(MOST_HEADERS).default([]),
    }),
  }),
});

export interface SendRequest {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Throws AwsError BadRequestException. */
export function sendRequest(body: unknown): SendRequest {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new AwsError('BadRequestException', z.prettifyError(parsed.error));
  const { FromEmailAddress, Destination, ReplyToAddresses, ConfigurationSetName, EmailTags, Content } = parsed.data;
  const { Subject, Body, Headers } = Content.Simple;
  const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = Destination;
  const recipients = to.length + cc.length + bcc.length;
  if (recipients < 1 || recipients > MOST_RECIPIENTS)
    throw new AwsError('BadRequestException', `A mail has 1 to ${MOST_RECIPIENTS} recipients.`);
  return {
    from: FromEmailAddress,
    ...{ to, cc, bcc },
    replyTo: ReplyToAddresses,
    configurationSet: ConfigurationSetName,
    tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])),
    subject: Subject.Data,
    text: Body.Text?.Data,
    html: Body.Html?.Data,
    headers: Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
  };
}

/** `desk@example.com` of `工单 <desk@example.com>`. */
export const bareAddress = (text: string): string => (/<([^>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
