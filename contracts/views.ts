import * as z from 'zod';
import { TRANSITIONS } from '../core/domain/commands.ts';
import { AGENT_SCOPES, PRESENCES } from '../core/domain/routing/agent.ts';
import { HOLD_REASONS, IMPACTS, LANGUAGES } from '../core/domain/vocabulary.ts';
import { approvalView } from './approval-views.ts';
import { changedClocksView, clocksView } from './clocks.ts';
import { instant, language, phase, priority, ticketCode, ticketId, tier } from './common.ts';
import { customerNotes } from './customer-profile-views.ts';
import { askedView, workView } from './desk-views.ts';
import { reviewView } from './review-parts.ts';
import { answeredAfterwards } from './survey-views.ts';

const COMMANDS = Object.keys(TRANSITIONS) as (keyof typeof TRANSITIONS)[];

const assignee = z.object({ id: z.string(), team: z.string(), name: z.string() });

export const ticketSummary = z.object({
  id: ticketId,
  code: ticketCode,
  phase,
  version: z.int(),
  channel: z.string(),
  subject: z.string(),
  category: z.string(),
  priority,
  queue: z.string(),
  level: z.int().describe('Escalation level'),
  assignee: assignee.optional(),
  openedAt: instant,
  firstResponseDueAt: instant,
  resolutionDueAt: instant,
});
export type TicketSummary = z.infer<typeof ticketSummary>;

export const ticketView = ticketSummary.extend({
  uniqueId: z.string(),
  description: z.string(),
  language,
  customer: z.object({
    id: z.string(),
    name: z.string().optional().describe('Masked'),
    phone: z.string().optional().describe('Masked'),
    email: z.string().optional().describe('Masked'),
    tier,
    region: z.string().optional(),
  }),
  orders: z.array(z.string()),
  impact: z.enum(IMPACTS),
  tags: z.array(z.string()),
  clocks: clocksView,
  requesterWaitMinutes: z.number().describe('From the opening to the solution, without waiting for the customer'),
  agentWorkMinutes: z.number().describe('…without any hold'),
  heldMinutes: z.partialRecord(z.enum(HOLD_REASONS), z.number()).describe('By reason, with the hold that runs'),
  unansweredSince: z.optional(instant).describe('The earliest message of the customer that nobody has answered'),
  acknowledged: z.object({ by: z.string(), at: instant }).optional().describe('Who took notice of the last escalation'),
  followers: z.array(z.string()).describe('Who is told of everything: supervisor, assignee, team:<name> or an agent'),
  tasks: z.array(z.object({ id: z.int(), title: z.string(), for: z.string() })).describe('What escalations opened'),
  holdFrozen: z.literal(true).optional().describe('Nobody but a supervisor puts it on hold'),
  pausedFor: z.optional(ticketId).describe('The more urgent ticket that pushed it aside'),
  repeatOf: z.optional(ticketId).describe('The earlier ticket that this one repeats'),
  hold: z
    .object({ for: z.enum(HOLD_REASONS), since: instant, until: instant, remindAt: z.optional(instant) })
    .optional(),
  resolution: z
    .object({ code: z.string(), text: z.string(), at: instant, by: z.string().describe('Who solved it') })
    .optional(),
  reviews: z.array(reviewView).describe('The last ones'),
  survey: answeredAfterwards
    .optional()
    .describe('What the customer answered after it was archived; else the timeline tells it'),
  customerNotes: customerNotes.optional().describe('What the desk knows of the customer, where it does'),
  approval: approvalView.optional().describe('While it is to be approved'),
  resolvedAt: z.optional(instant),
  closedAt: z.optional(instant),
  archivedAt: z.optional(instant),
  rescues: z.int().describe('How often it was taken out of a stage that took too long'),
  urges: z.int(),
  transfers: z.int(),
  reworks: z.int(),
  reopens: z.int(),
  ...workView,
  policyVersion: z.string(),
  allowed: z.array(z.enum(COMMANDS)).describe('Commands that the reader may give now'),
});
export type TicketView = z.infer<typeof ticketView>;

/** What a channel is told of a request, at once: the promise. */
export const receipt = z.object({
  id: ticketId,
  code: ticketCode,
  phase,
  firstResponseDueAt: instant,
  resolutionDueAt: instant,
  trackingUrl: z.string().describe('For the customer; whoever has it may see the public state'),
  joined: z
    .optional(z.literal(true))
    .describe('It belongs to a ticket that was there, and is a message of that one now; answered with 200'),
  notice: z.string().optional().describe('What the promotion that ran at the opening tells the customer'),
});
export type Receipt = z.infer<typeof receipt>;

/** What a command did. */
export const outcome = z.object({
  id: ticketId,
  code: ticketCode,
  phase,
  version: z.int(),
  assignee: assignee.optional(),
  events: z.array(z.object({ seq: z.int(), type: z.string() })),
  opened: z.object({ id: ticketId, code: ticketCode }).optional().describe('The ticket that came out of it'),
});
export type Outcome = z.infer<typeof outcome>;

/** Of an answer to the customer. */
export const replied = outcome.extend({
  alsoWriting: z
    .array(z.string())
    .optional()
    .describe('Colleagues who were writing at the same time: look at the timeline'),
});
export const partyAsked = outcome.extend({ party: askedView });

/** What a customer may know. */
export const publicState = z.object({
  code: ticketCode,
  phase,
  subject: z.string(),
  openedAt: instant,
  firstResponseDueAt: instant,
  resolutionDueAt: instant,
  replies: z.array(z.object({ time: instant, from: z.enum(['customer', 'desk']), text: z.string() })),
  resolvedAt: z.optional(instant),
  closesAt: z.optional(instant).describe('Until then the customer may reopen it'),
  notice: z.string().optional().describe('The public notice of the promotion that runs'),
});
export type PublicState = z.infer<typeof publicState>;

export const timelineEvent = z.object({
  id: z.string(),
  seq: z.int(),
  type: z.string(),
  time: instant,
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()).describe('By type, see events; personal data masked'),
  clocks: changedClocksView.optional().describe('Those that it changed, as they are from then on'),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

export const ABSENCES = ['busy', 'away', 'offline', 'noHeartbeat', 'offShift', 'onLeave'] as const;
const duty = z.object({
  onDuty: z.boolean().describe('Whether they are pushed tickets'),
  absence: z.enum(ABSENCES).optional().describe('Why not'),
  shiftEndsAt: z.optional(instant),
});
export type DutyView = z.infer<typeof duty>;

export const agentView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional().describe('For short messages'),
  team: z.string(),
  roles: z.array(z.string()),
  presence: z.enum(PRESENCES),
  capacity: z.int().describe('Units'),
  load: z.int().describe('Units of the tickets in hand'),
  open: z.int().describe('Tickets they hold: in hand, on hold or pushed aside'),
  claimed: z.int().describe('Of these, claimed by themselves'),
  paused: z.int().describe('Of these, pushed aside for a more urgent one'),
  skills: z.record(z.string(), z.int()),
  languages: z.array(z.enum(LANGUAGES)),
  regions: z.array(z.string()),
  seniority: z.int(),
  scope: z.enum(AGENT_SCOPES).optional().describe('Without it, team'),
  digest: z.boolean().optional().describe('What is not urgent is told them a few times a day, all at once'),
  until: z.string().optional().describe('Last day at the desk'),
  leave: z.array(z.object({ from: z.string(), until: z.string() })),
  substitute: z.string().optional().describe('Who approves in their place while they are on leave'),
  seenAt: z.optional(instant).describe('Last sign of life of their client'),
  lastAssignedAt: z.optional(instant),
  duty: duty.optional(),
});
export type AgentView = z.infer<typeof agentView>;

/** What the client of an agent is told with every sign of life. */
export const heartbeat = duty.extend({
  presence: z.enum(PRESENCES),
  warning: z.object({ code: z.enum(['shift-ends-soon']), minutes: z.int(), zh: z.string(), en: z.string() }).optional(),
});
export type Heartbeat = z.infer<typeof heartbeat>;

const hours = { from: z.string(), to: z.string() };
export const teamView = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }).optional().describe('None when it has agents, but no roster'),
  timeZone: z.string().optional(),
  shifts: z.array(z.object({ name: z.string(), weekdays: z.array(z.string()), ...hours, agents: z.array(z.string()) })),
  changes: z.array(z.object({ date: z.string(), agents: z.array(z.string()), hours: z.array(z.object(hours)) })),
});
export type TeamView = z.infer<typeof teamView>;
export const teamSummary = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }).optional(),
  agents: z.int(),
  onDuty: z.int().describe('How many of them are pushed tickets now'),
});
export type TeamSummary = z.infer<typeof teamSummary>;

export const draft = z.object({ id: ticketId, until: instant.check(z.describe('It ends by itself')) });
export const removed = z.object({ removed: z.literal(true) });

export const dayReport = z.object({
  day: z.string(),
  rows: z.array(
    z.object({
      category: z.string(),
      created: z.int(),
      resolved: z.int(),
      merged: z
        .optional(z.int())
        .describe('Went on in other tickets; open are the created ones without these and the resolved ones'),
      firstResponseBreached: z.int(),
      resolutionBreached: z.int(),
      meanFirstResponseMinutes: z.number().optional(),
      meanResolutionMinutes: z.number().optional(),
    }),
  ),
});
export type DayReport = z.infer<typeof dayReport>;
export const policyView = z.object({ version: z.string() });
export const rulesView = z.object({
  version: z.string(),
  rules: z.array(z.record(z.string(), z.unknown())).describe('As they stand in the policy file'),
});
export const policyChange = z.object({
  version: z.string(),
  time: instant,
  by: z.string(),
  what: z.enum(['policy', 'rules']),
  reason: z.string().optional(),
});
export type PolicyChange = z.infer<typeof policyChange>;
export const restarted = z.object({ id: ticketId, generation: z.int(), result: z.enum(['started', 'exists']) });
