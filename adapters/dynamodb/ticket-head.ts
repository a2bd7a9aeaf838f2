/** The head of a ticket as an item: small (about 1 KB, one write unit), because it is written with every change. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../../core/domain/clock.ts';
import { shareOf, type Ticket, type TicketId } from '../../core/domain/ticket.ts';
import { type Instant, toInstant, toMs } from '../../core/domain/time.ts';
import { customerSort, headKey, REVIEW_QUEUE } from './ticket-table.ts';

export type Item = Record<string, AttributeValue>;

/** Left out where they have these values, as almost always. */
const USUAL = { urges: 0, transfers: 0, reworks: 0, reopens: 0, preemptions: 0 } as const;
const LISTS = ['orders', 'tags', 'excluded', 'served'] as const;
const NO_ROUTE: Ticket['route'] = { skills: [] };

/** `urgency`: text that sorts it among others, see `Change`. */
export const headItem = (ticket: Ticket, urgency: string): Item => {
  const { id, clocks, ...fields } = ticket;
  const kept: Record<string, unknown> = { ...fields };
  for (const [name, usual] of Object.entries(USUAL)) if (kept[name] === usual) delete kept[name];
  for (const name of LISTS) if (ticket[name].length === 0) delete kept[name];
  if (isEmpty(ticket.route)) delete kept.route;
  const attributes = {
    ...kept,
    firstResponse: packClock(clocks.firstResponse, ticket.openedAt),
    resolutionClock: packClock(clocks.resolution, ticket.openedAt),
    firstResponseDueAt: clocks.firstResponse.dueAt,
    resolutionDueAt: clocks.resolution.dueAt,
    ...indexed(ticket, urgency),
  };
  return { ...headKey(id), ...marshall(attributes, { removeUndefinedValues: true }) };
};

export const ticketOf = (item: Item): Ticket => {
  const {
    pk,
    sk: _,
    firstResponse,
    resolutionClock,
    firstResponseDueAt,
    resolutionDueAt,
    queueKey: _1,
    queueSort: _2,
    assigneeKey: _3,
    assigneeSort: _4,
    customerKey: _5,
    customerSort: _6,
    orderKey: _7,
    orderSort: _8,
    ...fields
  } = unmarshall(item);
  return {
    ...USUAL,
    orders: [],
    tags: [],
    excluded: [],
    served: [],
    route: NO_ROUTE,
    ...('assignee' in fields && { units: ONE_UNIT }),
    ...fields,
    id: pk as TicketId,
    clocks: {
      firstResponse: unpackClock(firstResponse, firstResponseDueAt, fields.openedAt),
      resolution: unpackClock(resolutionClock, resolutionDueAt, fields.openedAt),
    },
  } as unknown as Ticket;
};

/** A ticket that was assigned before capacity was counted in units. */
const ONE_UNIT = 1;

const isEmpty = ({ skills, ...more }: Ticket['route']): boolean =>
  skills.length === 0 && Object.values(more).every((value) => value === undefined);

/** What puts the ticket into the sparse indexes, while it belongs there. */
const indexed = (ticket: Ticket, urgency: string): Record<string, string> => {
  const { id, customer, orders } = ticket;
  const done = ticket.phase === 'closed' || ticket.phase === 'archived';
  const waitsIn = ticket.phase === 'queued' ? ticket.queue : ticket.phase === 'review' ? REVIEW_QUEUE : undefined;
  const held = shareOf(ticket)?.assignee;
  return {
    customerKey: customer.id,
    customerSort: customerSort(id, !done),
    ...(orders[0] !== undefined && { orderKey: orders[0], orderSort: id }),
    ...(waitsIn !== undefined && { queueKey: waitsIn, queueSort: urgency }),
    ...(held && { assigneeKey: held.id, assigneeSort: urgency }),
  };
};

/** Times as numbers (epoch ms) take a third of the room; the start is left out where it is that of the ticket. */
interface PackedClock {
  readonly state: Clock['state'];
  readonly target: number;
  readonly start?: number;
  readonly warn: number;
  readonly warned?: number;
  readonly breached?: number;
  readonly paused?: number;
  readonly stopped?: number;
}

const ms = (instant: Instant | undefined): number | undefined => (instant === undefined ? undefined : toMs(instant));

const packClock = (clock: Clock, openedAt: Instant): Partial<Record<keyof PackedClock, unknown>> => ({
  state: clock.state,
  target: clock.targetMinutes,
  start: clock.startedAt === openedAt ? undefined : toMs(clock.startedAt),
  warn: toMs(clock.warnAt),
  warned: ms(clock.warnedAt),
  breached: ms(clock.breachedAt),
  paused: ms(clock.pausedAt),
  stopped: ms(clock.stoppedAt),
});

const unpackClock = (packed: PackedClock, dueAt: Instant, openedAt: Instant): Clock => ({
  state: packed.state,
  targetMinutes: packed.target,
  startedAt: packed.start === undefined ? openedAt : toInstant(packed.start),
  warnAt: toInstant(packed.warn),
  dueAt,
  ...(packed.warned !== undefined && { warnedAt: toInstant(packed.warned) }),
  ...(packed.breached !== undefined && { breachedAt: toInstant(packed.breached) }),
  ...(packed.paused !== undefined && { pausedAt: toInstant(packed.paused) }),
  ...(packed.stopped !== undefined && { stoppedAt: toInstant(packed.stopped) }),
});
