/**
 * A channel's request becomes a ticket, once.
 * Database operations: two queries at once (tickets of the customer, of the order if there is one), one batch when there are any,
 * and one transaction. A repeated request: two reads more.
 */
import type { Open } from '../domain/commands.ts';
import { openTicket as decideOpening } from '../domain/decide.ts';
import type { Recorded, TicketOpened } from '../domain/events.ts';
import { autoReplyAt } from '../domain/notices.ts';
import type { Policy } from '../domain/policy.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Ids, Nonce, Policies, Tickets, Time } from '../ports.ts';
import { conflictingChanges, nonceReplayed, type Refused } from './refused.ts';

export interface OpenPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
  readonly ids: Ids;
}

export interface OpenInput {
  readonly request: Omit<Open, 'type' | 'id' | 'code' | 'related' | 'earlier'>;
  /** Of the request as it was understood: the same `uniqueId` with another one is refused. */
  readonly bodyHash: string;
  readonly nonce: Nonce;
  readonly correlation: string;
}

export interface Opened {
  readonly id: Open['id'];
  /** As it was opened, also when that was long ago. */
  readonly opened: Recorded<TicketOpened>;
  readonly created: boolean;
  /** Of the promotion that ran when it was opened, in the language of the ticket. */
  readonly autoReply?: string;
}

const EARLIER = 10; // more tickets of one customer or order tell nothing new
const ATTEMPTS = 5;

export const openTicket = async (ports: OpenPorts, input: OpenInput): Promise<Opened | Refused> => {
  const { request, nonce, correlation, bodyHash } = input;
  const [policy, earlier] = await Promise.all([
    ports.policies.active(),
    ports.tickets.earlier(request.customer.id, request.orders[0], EARLIER),
  ]);
  const related = relatedTo(request, earlier);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { ticket, events } = decideOpening(
      { ...request, type: 'open', id: ports.ids.ticketId(), code: ports.ids.code(), related, earlier },
      {
        now: ports.time.now(),
        policy,
        correlation,
        actor: { kind: 'channel', id: request.channel, roles: ['channel'] },
      },
    );
    const result = await ports.tickets.commit({
      before: undefined,
      after: ticket,
      events,
      wakes: false,
      urgency: urgencyOf(ticket, policy),
      intake: { bodyHash },
      nonce,
    });
    switch (result) {
      case 'committed':
        return openedOf(events[0] as Recorded<TicketOpened>, policy, true);
      case 'nonce-used':
        return nonceReplayed;
      case 'intake-taken':
        return known(ports, input, policy);
      case 'code-taken':
      case 'stale':
        break; // another id and code, at once
      case 'command-taken':
      case 'agent-changed':
      case 'being-answered':
        throw new Error(`An opening cannot be refused with ${result}.`);
    }
  }
  return conflictingChanges;
};

/** Open tickets of the customer and tickets of the first order, newest first. */
const relatedTo = ({ customer, orders: [order] }: OpenInput['request'], earlier: readonly Ticket[]): Open['related'] =>
  earlier
    .filter(
      (ticket) =>
        (order !== undefined && ticket.orders[0] === order) ||
        (ticket.customer.id === customer.id && ticket.phase !== 'closed' && ticket.phase !== 'archived'),
    )
    .map(({ id }) => id)
    .slice(0, EARLIER);

/** The request is here already: the same answer as the first time, and the nonce is used up all the same. */
const known = async ({ tickets }: OpenPorts, input: OpenInput, policy: Policy): Promise<Opened | Refused> => {
  const { request, nonce, bodyHash } = input;
  if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
  const intake = await tickets.findIntake(request.channel, request.uniqueId);
  if (!intake) throw new Error('An intake is there for ever, but was not found.');
  if (intake.bodyHash !== bodyHash)
    return {
      refused: 'unique-id-reused',
      detail: 'This uniqueId stands for an earlier request with another content. Give every request its own.',
    };
  return openedOf(await tickets.opening(intake.ticketId), policy, false);
};

const openedOf = (opened: Recorded<TicketOpened>, policy: Policy, created: boolean): Opened => {
  const autoReply = autoReplyAt(policy, opened.time, opened.data.language);
  return { id: opened.ticketId, opened, created, ...(autoReply !== undefined && { autoReply }) };
};
