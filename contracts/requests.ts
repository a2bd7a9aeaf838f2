import * as z from 'zod/mini';
import { AGENT_ROLES, AGENT_SCOPES, PRESENCES } from '../core/domain/routing/agent.ts';
import { WEEKDAYS } from '../core/domain/routing/team.ts';
import { HOLD_REASONS, IMPACTS } from '../core/domain/vocabulary.ts';
import { agentId, language, name, priority, text, tier } from './common.ts';
import { fields } from './desk-requests.ts';

const LONGEST_TEXT = 10_000;

const email = z.email().check(z.maxLength(254));
const phone = z.string().check(z.regex(/^\+?[0-9 ()-]{5,24}$/, 'A phone number is 5 to 24 digits, spaces or hyphens'));

const ticketIdOnly = z
  .string()
  .check(
    z.regex(/^tkt_[0-9A-HJKMNP-TV-Z]{26}$/, 'A ticket id looks like tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE'),
  ) as unknown as z.ZodMiniType<`tkt_${string}`, `tkt_${string}`>;

export const openTicket = z.strictObject({
  uniqueId: text(128).check(
    z.describe("The channel's own id of the request: the same id is the same ticket, for ever"),
  ),
  subject: text(200),
  description: text(LONGEST_TEXT),
  customer: z.strictObject({
    id: text(64),
    name: z.optional(text(100)),
    phone: z.optional(phone),
    email: z.optional(email),
    tier: z._default(tier, 'standard'),
    region: z.optional(text(40)).check(z.describe('Where they live, in the words of the channel, e.g. 华东')),
  }),
  orders: z._default(z.array(text(64)).check(z.maxLength(20)), []),
  category: z.optional(name).check(z.describe('When the channel knows it; else it is found in the text')),
  impact: z._default(z.enum(IMPACTS), 'one'),
  tags: z._default(z.array(text(40)).check(z.maxLength(20)), []),
  language: z.optional(language).check(z.describe('Of the customer; else it is found in the text')),
  fields: z
    .optional(fields)
    .check(
      z.describe('Of the form of its category, see GET /v1/channel/forms; what the text tells need not be repeated'),
    ),
  conversation: z.optional(text(200)).check(z.describe("The channel's own thread, e.g. of a chat")),
  inReplyTo: z
    .optional(ticketIdOnly)
    .check(z.describe('The ticket whose message it answers, e.g. by the token of a mail')),
});
export type OpenTicketRequest = z.input<typeof openTicket>;

export const message = z.strictObject({ text: text(LONGEST_TEXT) });
export const optionalMessage = z.strictObject({ text: z.optional(text(LONGEST_TEXT)) });
export const reason = z.strictObject({ reason: text(1000) });
export const nothing = z.strictObject({});

export const classify = z
  .strictObject({
    category: z.optional(name),
    priority: z.optional(priority),
    tier: z.optional(tier).check(z.describe('Of the customer')),
  })
  .check(
    z.refine(
      ({ category, priority, tier }) => category !== undefined || priority !== undefined || tier !== undefined,
      'Give a category, a priority, a tier, or several of them',
    ),
  );
export const queue = z.strictObject({ queue: z.optional(name), reason: z.optional(text(1000)) });
export const assign = z.strictObject({ agent: agentId, reason: z.optional(text(1000)) });
export const hold = z.strictObject({ for: z.enum(HOLD_REASONS), reason: z.optional(text(1000)) });
export const escalate = z.strictObject({
  reason: text(1000),
  nature: z.optional(name).check(z.describe('What it is, as the ladder of the policy names it, e.g. technical')),
});
export const acknowledge = z.strictObject({ note: z.optional(text(1000)) });
export const finishTask = z.strictObject({
  task: z.int().check(z.gte(1), z.describe('Its id, as the ticket names it')),
  note: z.optional(text(1000)),
});
export const resolve = z.strictObject({
  code: name.check(z.describe('Resolution code, e.g. refunded')),
  text: text(LONGEST_TEXT),
});
export const presence = z.strictObject({ presence: z.enum(PRESENCES) });
const level = z.int().check(z.gte(1), z.lte(5));
const skillError = {
  error: ({ code }: { readonly code?: string }) =>
    code === 'invalid_key' ? 'The name of a skill is lower-case letters, digits and hyphens' : undefined,
};
const leave = z
  .strictObject({ from: z.iso.date(), until: z.iso.date() })
  .check(z.refine(({ from, until }) => from <= until, 'A leave ends on its first day or later'));
export const putAgent = z.strictObject({
  name: text(100),
  email: z.optional(email),
  phone: z.optional(phone).check(z.describe('For short messages')),
  team: name,
  roles: z.array(z.enum(AGENT_ROLES)).check(z.minLength(1)),
  presence: z.optional(z.enum(PRESENCES)).check(z.describe('Without it, it stays as it is')),
  capacity: z
    ._default(z.int().check(z.gte(1), z.lte(100)), 8)
    .check(z.describe('Units of work at a time: a ticket takes 4 to 1, by priority or category')),
  skills: z._default(z.record(name, level, skillError), {}).check(z.describe('Level 1 to 5 by skill')),
  languages: z._default(z.array(language), []).check(z.describe('None named: any. Their notices are in the first')),
  regions: z._default(z.array(text(40)).check(z.maxLength(50)), []).check(z.describe('None named: any')),
  seniority: z._default(z.int().check(z.gte(0), z.lte(3)), 0).check(z.describe('0 (new) to 3')),
  scope: z
    .optional(z.enum(AGENT_SCOPES))
    .check(z.describe('Whose tickets they reach; without it, those of their team')),
  digest: z
    .optional(z.boolean())
    .check(z.describe('They want to hear of what is not urgent a few times a day, all at once; without it, no')),
  until: z.optional(z.iso.date()).check(z.describe('Last day at the desk, of somebody who helps out for a time')),
  leave: z
    ._default(z.array(leave).check(z.maxLength(100)), [])
    .check(z.describe('Days off, first and last date in the zone of the team')),
  substitute: z.optional(agentId).check(z.describe('Who approves in their place while they are on leave')),
});

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day such as 08:30 or 22:00'));
const hours = { from: clock, to: clock };
const whom = z._default(z.array(agentId).check(z.maxLength(500)), []).check(z.describe('None named: all of the team'));
export const putTeam = z.strictObject({
  title: z.strictObject({ zh: text(100), en: text(100) }),
  timeZone: z._default(text(60), 'Asia/Shanghai').check(z.describe('IANA name')),
  shifts: z
    ._default(
      z
        .array(
          z.strictObject({
            name,
            weekdays: z.array(z.enum(WEEKDAYS)).check(z.minLength(1)),
            ...hours,
            agents: whom,
          }),
        )
        .check(z.maxLength(200)),
      [],
    )
    .check(z.describe('None: who is online is on duty. An end that is not after its start is on the next day')),
  changes: z
    ._default(
      z
        .array(
          z.strictObject({ date: z.iso.date(), agents: whom, hours: z._default(z.array(z.strictObject(hours)), []) }),
        )
        .check(z.maxLength(1000)),
      [],
    )
    .check(z.describe('Instead of the shifts of a date; without hours: off')),
});

export const dryRun = z.extend(z.omit(openTicket, { uniqueId: true }), {
  channel: z.optional(name).check(z.describe('Default: the first one of the policy')),
});
export const changeRules = z.strictObject({
  rules: z.string().check(z.maxLength(200_000), z.describe('The rules as they stand in the policy file, YAML')),
  reason: text(1000),
});
export const publishPolicy = z.strictObject({
  policy: z.string().check(z.maxLength(200_000), z.describe('The policy file, YAML')),
  reason: z.optional(text(1000)).check(z.describe('Why; it is remembered with your name')),
});
export const previewPromotion = z
  .strictObject({
    promotion: name,
    policy: z
      .optional(z.string().check(z.maxLength(200_000)))
      .check(z.describe('The policy file with the promotion in it, YAML; default: the active policy')),
    from: z.optional(z.iso.date()).check(z.describe('First day on which the tickets were opened, in Shanghai')),
    to: z.optional(z.iso.date()).check(z.describe('The last one; default: yesterday, and the six days before')),
  })
  .check(z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'It ends before it begins'));
export const rebuildClocks = z.strictObject({
  dryRun: z._default(z.boolean(), true).check(z.describe('Only say what is different')),
});
export const acknowledgeAlarm = z.strictObject({ note: z.optional(text(1000)) });
export const restartWorkflow = z.strictObject({
  generation: z.int().check(z.gte(2), z.describe('One more than the last one')),
});

const wholeNumber = z.coerce.number().check(z.int(), z.gte(1), z.lte(100));
export const page = z.strictObject({
  limit: z._default(wholeNumber, 25),
  page: z
    .optional(z.string().check(z.maxLength(2000)))
    .check(z.describe('Token of the page, from `next` of the one before')),
});
export const timelinePage = z.extend(page, {
  merged: z
    .optional(z.literal('true'))
    .check(z.describe('With the events of the tickets that it has absorbed, by time')),
});
export const ofCategory = z.strictObject({
  category: z.optional(name).check(z.describe('Those alone that are for tickets of this category')),
});
