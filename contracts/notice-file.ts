/** The shape of what a policy file says of notices (通知): the table of who learns what, and how it is sent. */
import * as z from 'zod';
import {
  type NoticeChannel,
  type NoticePolicy,
  type NoticeRule,
  PARTS,
} from '../core/domain/messages/notice-policy.ts';
import { OCCASIONS } from '../core/domain/messages/occasion.ts';
import { isZone } from '../core/domain/routing/zone.ts';
import { LANGUAGES, PRIORITIES, TIERS } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { addressee } from './escalation-file.ts';
import { count, limit, section, titles } from './policy-parts.ts';
import { type TemplatesPart, templateName } from './template-file.ts';

const WHO = `Write ${PARTS.join(', ')}, a team such as team:complaints or an agent such as agt_lin`;
const who = z.union([z.enum(PARTS), addressee], WHO);

const BY = 'Write mail, sms, robot:NAME or hook:NAME';
const by = z
  .string(BY)
  .regex(/^(mail|sms|(robot|hook):[a-z][a-z0-9-]{0,39})$/, BY)
  .transform((text) => text as NoticeChannel);

const listOf = <T extends z.core.$ZodType>(value: T) => z.array(value, 'Write a list such as [a, b]').min(1).optional();

const row = section({
  when: z.enum(OCCASIONS, `Write one of these: ${OCCASIONS.join(', ')}`),
  to: z.array(who, 'Write a list such as [assignee, followers]').default([]),
  by: z.array(by, 'Write a list such as [mail, sms]; an empty one switches the row off'),
  template: templateName.optional(),
  only: section({
    category: listOf(name),
    priority: listOf(z.enum(PRIORITIES)),
    tier: listOf(z.enum(TIERS)),
    channel: listOf(name),
  }).optional(),
  digest: z.boolean().default(false),
  urgent: z.boolean().default(false),
});
export type NoticePart = z.infer<typeof row>;

const TIME = 'Write a time in quotes such as "22:00"';
const timeOfDay = z.string(TIME).regex(/^([01]\d|2[0-3]):[0-5]\d$/, TIME);

const SHARE = 'Write a share such as 50 %';
const percent = z.string(SHARE).transform((text, check): number => {
  const found = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]);
  if (found > 0 && found <= 200) return found;
  check.addIssue(`${SHARE}, more than 0 % and at most 200 %`);
  return z.NEVER;
});

const HTTPS = 'Write an address that begins with https://';

export const notices = section({
  desk: titles,
  language: z.enum(LANGUAGES, 'Write zh or en').default('zh'),
  quiet: section({
    from: timeOfDay,
    to: timeOfDay,
    timeZone: z.string().refine(isZone, 'There is no such time zone; write one such as Asia/Shanghai'),
  }),
  burst: section({ after: count, within: limit }),
  apology: section({ percent }),
  digests: z.array(timeOfDay).default([]),
  robots: z.record(name, section({ kind: z.enum(['wecom', 'dingtalk', 'feishu']) })).default({}),
  hooks: z
    .record(name, section({ url: z.url(HTTPS).regex(/^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/, HTTPS) }))
    .default({}),
  table: z.array(row),
});

export const toNotices = (file: {
  readonly notices: z.infer<typeof notices>;
  readonly templates: TemplatesPart;
}): NoticePolicy => {
  const { burst, table, ...rest } = file.notices;
  return {
    ...rest,
    burst: { after: burst.after, withinMinutes: burst.within },
    table: table.map(toRow),
    templates: file.templates,
  };
};

const toRow = ({ only, template, when, ...rest }: NoticePart): NoticeRule => ({
  ...{ when, ...rest, template: template ?? when },
  ...(only && { only: Object.fromEntries(Object.entries(only).filter(([, value]) => value !== undefined)) }),
});
