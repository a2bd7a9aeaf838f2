/** Whether a request is a new matter, or says more of one that the desk is already at. */
import type { Policy } from '../policy.ts';
import { isSameCustomer, isSameMail } from '../same-customer.ts';
import type { Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Customer, Phase, TicketId } from '../vocabulary.ts';
import type { Joining, JoiningRules } from './joining-rules.ts';

/** A request, with its category as it was found. */
export interface Arriving {
  readonly category: string;
  readonly channel: string;
  readonly customer: Pick<Customer, 'id' | 'phone' | 'email'>;
  readonly orders: readonly string[];
  /** The thread of the channel, e.g. of a chat. */
  readonly conversation?: string;
  /** The ticket whose token a mail carries that answers one of ours. */
  readonly inReplyTo?: TicketId;
}

/** Of earlier tickets. */
export type Earlier = Pick<
  Ticket,
  'id' | 'phase' | 'category' | 'channel' | 'orders' | 'openedAt' | 'customer' | 'parties' | 'conversation'
>;

export interface Joined<T extends Earlier = Earlier> {
  /** join: a message of that ticket · link: a ticket of its own, linked to it · open: a ticket of its own. */
  readonly how: 'join' | 'link' | 'open';
  readonly ticket?: T;
  readonly because?: 'reply' | 'conversation' | 'order' | 'customer';
}

/**
 * What becomes of a request. A thread is exact, whatever the category and however old the ticket is; else the policy says it of open
 * tickets of the same category within its window, of which one with the same order goes before one of the same customer, and the
 * latest first. Nobody but a party of a ticket ever joins it: what another one writes is linked. `earlier`: tickets of the
 * customer, of the orders, of the thread, in any order.
 */
export const joiningOf = <T extends Earlier>(
  request: Arriving,
  earlier: readonly T[],
  policy: Pick<Policy, 'joining'>,
  now: Instant,
): Joined<T> => {
  const latest = earlier.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  const thread = threadOf(request, latest);
  if (thread) return { how: mayJoin(request, thread.ticket) ? 'join' : 'link', ...thread };
  const rules = rulesFor(request.category, policy);
  const since = addMinutes(now, -rules.windowMinutes);
  const near = latest.filter(
    ({ category, phase, openedAt }) => category === request.category && OPEN.has(phase) && openedAt >= since,
  );
  const sameOrder = near.filter(({ orders }) => orders.some((order) => request.orders.includes(order)));
  const sameCustomer = near.filter((ticket) => isParty(request, ticket));
  return (
    chosen(rules.sameOrder, request, sameOrder, 'order') ??
    chosen(rules.sameCustomer, request, sameCustomer, 'customer') ?? { how: 'open' }
  );
};

const rulesFor = (category: string, { joining }: Pick<Policy, 'joining'>): JoiningRules =>
  (Object.hasOwn(joining.categories, category) ? joining.categories[category] : undefined) ?? joining;

/** What the desk is still at. */
const OPEN: ReadonlySet<Phase> = new Set(['queued', 'handling', 'paused', 'onHold', 'approval', 'review']);
/** A message opens a solved ticket again, and finds the one that has absorbed a merged one. */
const TAKES_MESSAGES: ReadonlySet<Phase> = new Set([...OPEN, 'resolved', 'merged']);

const threadOf = <T extends Earlier>(
  { inReplyTo, conversation, channel }: Arriving,
  latest: readonly T[],
): { readonly ticket: T; readonly because: 'reply' | 'conversation' } | undefined => {
  const answered = latest.find(({ id }) => id === inReplyTo);
  if (answered) return { ticket: answered, because: 'reply' };
  const talk =
    conversation === undefined
      ? undefined
      : latest.find((ticket) => ticket.conversation === conversation && ticket.channel === channel);
  // A conversation goes on for years; what was said in it of a matter that is over is a new matter.
  return talk && TAKES_MESSAGES.has(talk.phase) ? { ticket: talk, because: 'conversation' } : undefined;
};

const mayJoin = (request: Arriving, ticket: Earlier): boolean =>
  TAKES_MESSAGES.has(ticket.phase) && isParty(request, ticket);

/** Of those that the writer is a party of the first one, else the first. */
const chosen = <T extends Earlier>(
  how: Joining,
  request: Arriving,
  found: readonly T[],
  because: 'order' | 'customer',
): Joined<T> | undefined => {
  const own = found.find((ticket) => isParty(request, ticket));
  const ticket = own ?? found[0];
  if (how === 'none' || !ticket) return undefined;
  return { how: how === 'join' && own ? 'join' : 'link', ticket, because };
};

/** Whether the writer is the customer of the ticket, or somebody else who was asked in it. */
const isParty = (request: Arriving, ticket: Earlier): boolean =>
  isSameCustomer(request, ticket) || ticket.parties.some((party) => isSameMail(request.customer, party));
