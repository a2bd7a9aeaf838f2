/** What goes over the event bus: ids, enums and numbers alone, never text of people. */
import * as z from 'zod/mini';
import { agentId, instant, name, phase, priority, ticketId } from './common.ts';

export const BUS_SOURCE = 'gongdan.tickets';

/** How often a queue delivers a message; after that it goes to the dead letters. */
export const DELIVERIES = 10;

/** Detail of an event on the bus; its detail-type is the event's type, e.g. `ticket.assigned`. */
export const busDetail = z.object({
  id: z.string().check(z.describe('<ticketId>.<seq>')),
  ticketId,
  // The pipe hands a number of the table on as text: it does not convert what it extracts.
  seq: z.coerce.number().check(z.int()),
  type: z.string(),
  time: instant,
  wakes: z.boolean().check(z.describe('Whether the parked workflow has to look again')),
  phase: phase.check(z.describe('After the event')),
  category: name,
  priority,
  queue: name,
  frees: z.string().check(z.describe('The agent who has room since, as an id; empty when nobody has')),
  team: z.string().check(z.describe('Of that agent; else empty')),
  concerns: z
    .optional(z.string())
    .check(z.describe('Other tickets that change because of it: parent or absorbed; else empty')),
  silent: z.optional(z.string()).check(z.describe('`yes`: nobody has to be told of it; else empty')),
  // Since the first webhooks: what was written before has neither.
  code: z.optional(z.string()).check(z.describe('Of the ticket, for people')),
  actor: z.optional(z.string()).check(z.describe('Kind of who caused it: customer, channel, agent or system')),
});
export type BusDetail = z.infer<typeof busDetail>;

/** Type of the event that no ticket causes: an agent has come, or may take more than before. It has `frees`, `team` and `time`. */
export const AGENT_AVAILABLE = 'agent.available';

/** Type of the event of an on-duty alarm that was raised; its id is `<alarm>.<number of the episode>`. */
export const ALARM_RAISED = 'alarm.raised';
export const busAlarm = z.pipe(
  z.object({ type: z.literal(ALARM_RAISED), id: z.string().check(z.regex(/^[a-z][a-z0-9-]*\.[1-9][0-9]*$/)) }),
  z.transform(({ id }) => {
    const [alarm = '', number] = id.split('.');
    return { alarm, number: Number(number) };
  }),
);
export type BusAlarm = z.infer<typeof busAlarm>;

/** What is done again, or later: put into the queue of notices by who looks each minute. */
export const dueNotice = z.object({
  due: z.object({
    kind: z.string(),
    id: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});
export type DueNotice = z.infer<typeof dueNotice>;

/** What an event has for the tickets that it concerns. */
export const busConcerning = z.object({ ticketId, concerns: z.enum(['parent', 'absorbed']) });

/** What whoever hands out work reads of an event: of a ticket that freed an agent, and of an agent who has come. */
export const busFreed = z.object({ frees: agentId, team: name });

/** Type of the event of an answer that is kept beside an archived ticket; its id is that of the survey, `<ticketId>.<seq>`. */
export const SURVEY_ANSWERED = 'survey.answered';
export const busAnswer = z.pipe(
  z.object({ type: z.literal(SURVEY_ANSWERED), id: z.templateLiteral(['tkt_', z.string(), '.', z.int()]) }),
  z.transform(({ id }) => ({ survey: id })),
);
export type BusAnswer = z.infer<typeof busAnswer>;
