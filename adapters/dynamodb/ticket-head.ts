/** The head of a ticket as an item: small (about 1 KB, one write unit), because it is written with every change. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { untouchedSince } from '../../core/domain/alarms.ts';
import { namesOf } from '../../core/domain/privacy/known-names.ts';
import { maskNames } from '../../core/domain/privacy/mask.ts';
import { ERASED_CUSTOMER } from '../../core/domain/redaction.ts';
import { shareOf, type Ticket } from '../../core/domain/ticket.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import { withSeal } from './audit-chain.ts';
import type { Item } from './item.ts';
import { packFields, unpackFields } from './ticket-fields.ts';
import { APPROVAL_QUEUE, customerSort, headKey, REVIEW_QUEUE, UNTOUCHED, untouchedSort } from './ticket-table.ts';
import { withWakeSort } from './wake-sort.ts';

/** `urgency`: text that sorts it among others, see `Change`. */
export const headItem = (ticket: Ticket, urgency: string): Item => {
  const attributes = {
    ...packFields(ticket),
    ...listed(ticket),
    firstResponseDueAt: ticket.clocks.firstResponse.dueAt,
    resolutionDueAt: ticket.clocks.resolution.dueAt,
    ...indexed(ticket, urgency),
  };
  return { ...headKey(ticket.id), ...marshall(attributes, { removeUndefinedValues: true }) };
};

export const ticketOf = (item: Item): Ticket => {
  const {
    pk,
    sk: _,
    queueKey: _1,
    queueSort: _2,
    assigneeKey: _3,
    assigneeSort: _4,
    customerKey: _5,
    customerSort: _6,
    orderSort: _7,
    wakeKey: _8,
    wakeSort,
    untouchedSince: _9,
    seal: _10,
    wholeSubject,
    ...stored
  } = unmarshall(item);
  const fields = wholeSubject === undefined ? stored : { ...stored, subject: wholeSubject };
  return withSeal(withWakeSort(unpackFields(pk as TicketId, fields), wakeSort), item);
};

/** The indexes carry `subject` and no names: where it holds one that the ticket knows, the whole subject stands beside it. */
const listed = (ticket: Ticket): Record<string, string> => {
  const subject = maskNames(ticket.subject, namesOf(ticket));
  return subject === ticket.subject ? {} : { subject, wholeSubject: ticket.subject };
};

/** Listed like a queue. */
const WAITS: Readonly<Partial<Record<Ticket['phase'], string>>> = { approval: APPROVAL_QUEUE, review: REVIEW_QUEUE };

/** What puts the ticket into the sparse indexes, while it belongs there. */
const indexed = (ticket: Ticket, urgency: string): Record<string, string> => {
  const { id, customer, orders } = ticket;
  const done = ticket.phase === 'closed' || ticket.phase === 'archived' || ticket.phase === 'merged';
  const waitsIn = ticket.phase === 'queued' ? ticket.queue : WAITS[ticket.phase];
  const held = shareOf(ticket)?.assignee;
  const since = untouchedSince(ticket);
  return {
    ...(customer.id !== ERASED_CUSTOMER && { customerKey: customer.id, customerSort: customerSort(id, !done) }),
    ...(orders[0] !== undefined && { orderKey: orders[0], orderSort: id }),
    ...(waitsIn !== undefined && { queueKey: waitsIn, queueSort: urgency }),
    ...(since !== undefined && { untouchedSince: since }),
    ...(since !== undefined && held && { queueKey: UNTOUCHED, queueSort: untouchedSort(ticket.priority, since, id) }),
    ...(held && { assigneeKey: held.id, assigneeSort: urgency }),
  };
};
