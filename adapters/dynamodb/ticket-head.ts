/** The head of a ticket as an item: small (about 1 KB, one write unit), because it is written with every change. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { untouchedSince } from '../../core/domain/alarms.ts';
import { shareOf, type Ticket, type TicketId } from '../../core/domain/ticket.ts';
import { packClocks, unpackClocks } from './ticket-clocks.ts';
import { customerSort, headKey, REVIEW_QUEUE, UNTOUCHED, untouchedSort } from './ticket-table.ts';

export type Item = Record<string, AttributeValue>;

/** Left out where they have these values, as almost always. */
const USUAL = { restedMs: 0, rescues: 0, urges: 0, transfers: 0, reworks: 0, reopens: 0, preemptions: 0 } as const;
const LISTS = ['orders', 'tags', 'excluded', 'served', 'rungs', 'followers', 'tasks'] as const;
const NO_ROUTE: Ticket['route'] = { skills: [] };

/** `urgency`: text that sorts it among others, see `Change`. */
export const headItem = (ticket: Ticket, urgency: string): Item => {
  const { id, clocks, ...fields } = ticket;
  const kept: Record<string, unknown> = { ...fields };
  for (const [name, usual] of Object.entries(USUAL)) if (kept[name] === usual) delete kept[name];
  for (const name of LISTS) if (ticket[name].length === 0) delete kept[name];
  if (isEmpty(ticket.route)) delete kept.route;
  if (Object.keys(ticket.held).length === 0) delete kept.held;
  const attributes = {
    ...kept,
    clocks: packClocks(clocks, usualOf(ticket)),
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
    clocks,
    firstResponseDueAt: _firstResponse,
    resolutionDueAt: _resolution,
    queueKey: _1,
    queueSort: _2,
    assigneeKey: _3,
    assigneeSort: _4,
    customerKey: _5,
    customerSort: _6,
    orderKey: _7,
    orderSort: _8,
    wakeKey: _9,
    wakeSort: _10,
    untouchedSince: _11,
    ...fields
  } = unmarshall(item);
  return {
    ...USUAL,
    ...Object.fromEntries(LISTS.map((name) => [name, []])),
    held: {},
    route: NO_ROUTE,
    ...('assignee' in fields && { units: ONE_UNIT }),
    ...fields,
    id: pk as TicketId,
    clocks: unpackClocks(clocks, usualOf(fields as Pick<Ticket, 'openedAt' | 'policyVersion'>)),
  } as unknown as Ticket;
};

const usualOf = ({ openedAt, policyVersion }: Pick<Ticket, 'openedAt' | 'policyVersion'>) => ({
  startedAt: openedAt,
  policyVersion,
});

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
  const since = untouchedSince(ticket);
  return {
    customerKey: customer.id,
    customerSort: customerSort(id, !done),
    ...(orders[0] !== undefined && { orderKey: orders[0], orderSort: id }),
    ...(waitsIn !== undefined && { queueKey: waitsIn, queueSort: urgency }),
    ...(since !== undefined && { untouchedSince: since }),
    ...(since !== undefined && held && { queueKey: UNTOUCHED, queueSort: untouchedSort(ticket.priority, since, id) }),
    ...(held && { assigneeKey: held.id, assigneeSort: urgency }),
  };
};
