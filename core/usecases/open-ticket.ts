/**
 * A channel's request becomes a ticket, once, or a message of one that is there.
 * Database operations: two queries at once (tickets of the customer, of the order if there is one), one batch when there are any,
 * and one transaction. One read more (two by code) when it names a ticket that is not among them, and one when it answers a merged
 * one. A repeated request: two reads more, one if it joined a ticket.
 */
import type { Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import type { Recorded, TicketOpened } from '../domain/events.ts';
import { silentOf } from '../domain/messages/silent.ts';
import { autoReplyAt } from '../domain/notices.ts';
import type { Policy } from '../domain/policy.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Change, Ids, JoinedReceipt, Nonce, Tickets, Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import { withForm } from './fill-form.ts';
import { answeredBy, joinedChange, joiningFor, joinRequest, linked, type Request } from './join-request.ts';
import { EARLIER, openAnew } from './open-anew.ts';
import { conflictingChanges, isRefused, nonceReplayed, type Refused } from './refused.ts';

export interface OpenPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
  readonly ids: Ids;
}

export interface OpenInput {
  readonly request: Request;
  /** Of the request as it was understood: the same `uniqueId` with another one is refused. */
  readonly bodyHash: string;
  readonly nonce: Nonce;
  readonly correlation: string;
  /** The address that the request came from. */
  readonly from?: string;
}

/** As it was opened or joined, also when that was long ago. */
export interface Opened extends JoinedReceipt {
  readonly id: Open['id'];
  readonly created: boolean;
  /** It was there: the request is a message of it. */
  readonly joined?: true;
  /** Of the promotion that ran when it was opened, in the language of the ticket. */
  readonly autoReply?: string;
}

const ATTEMPTS = 6;
/** A ticket that everybody writes to at once is no reason to refuse a request: it becomes one of its own. */
const ATTEMPTS_TOGETHER = 4;

export const openTicket = async (ports: OpenPorts, input: OpenInput): Promise<Opened | Refused> => {
  const { request, nonce, correlation, bodyHash } = input;
  const { tickets } = ports;
  const reading = () => tickets.earlier(request.customer.id, request.orders[0], EARLIER);
  const [policy, found] = await Promise.all([ports.policies.active(), reading()]);
  let earlier = found;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const context: Context = {
      ...{ now: ports.time.now(), policy, correlation },
      ...(input.from !== undefined && { from: input.from }),
      actor: { kind: 'channel', id: request.channel, roles: ['channel'] },
    };
    const proposal = await proposed(ports, request, earlier, context, attempt <= ATTEMPTS_TOGETHER);
    // The form may ask for more than it did when the same request was taken.
    if (isRefused(proposal))
      return (await tickets.findIntake(request.channel, request.uniqueId)) ? known(ports, input, context) : proposal;
    const { joins, change } = proposal;
    const result = await tickets.commit({
      ...change,
      intake: { bodyHash, ...(joins && { joins: { ...keyOf(request), receipt: joins } }) },
      nonce,
    });
    switch (result) {
      case 'committed':
        return joins
          ? { id: change.after.id, ...joins, created: false, joined: true }
          : openedOf(change.events[0] as Recorded<TicketOpened>, policy);
      case 'nonce-used':
        return nonceReplayed;
      case 'intake-taken':
        return known(ports, input, context);
      case 'code-taken':
        break; // another id and code, at once
      case 'stale':
        await ports.time.jitter(attempt);
        earlier = await reading();
        break;
      case 'command-taken':
      case 'agent-changed':
      case 'reveal-limit':
      case 'being-answered':
      case 'reviewer-full':
        throw new Error(`An opening cannot be refused with ${result}.`);
    }
  }
  return conflictingChanges;
};

const keyOf = ({ channel, uniqueId }: Request) => ({ channel, uniqueId });

interface Proposal {
  readonly change: Change;
  /** Where the ticket stands that it joins; none: it is a new one. */
  readonly joins?: JoinedReceipt;
}

/** A message of an earlier ticket, or a ticket of its own. `together`: it may change an earlier one. */
const proposed = async (
  { tickets, ids }: OpenPorts,
  request: Request,
  earlier: readonly Ticket[],
  context: Context,
  together: boolean,
): Promise<Proposal | Refused> => {
  const answered = await answeredBy(tickets, request, earlier);
  const { how, ticket } = joiningFor(request, earlier, answered, context);
  const joining =
    together && how === 'join' && ticket ? await joinRequest(tickets, request, ticket, context) : undefined;
  if (joining) return { change: joinedChange(joining, context), joins: joining.receipt };
  const filled = withForm(request, context);
  if (isRefused(filled)) return filled;
  const opened = openAnew(ids, filled, earlier, context);
  const both = together && how !== 'open' && ticket ? linked(opened, ticket, context) : undefined;
  const { ticket: after, events } = both?.decision ?? opened;
  return {
    change: {
      ...{ before: undefined, after, events, wakes: false, urgency: urgencyOf(after, context.policy) },
      silent: silentOf(events, after, context),
      ...(both && { others: [both.other] }),
    },
  };
};

/** The request is here already: the same answer as the first time, and the nonce is used up all the same. */
const known = async ({ tickets }: OpenPorts, input: OpenInput, { policy }: Context): Promise<Opened | Refused> => {
  const { request, nonce, bodyHash } = input;
  if (!(await tickets.spendNonce(nonce))) return nonceReplayed;
  const intake = await tickets.findIntake(request.channel, request.uniqueId);
  if (!intake) throw new Error('An intake is there for ever, but was not found.');
  if (intake.bodyHash !== bodyHash)
    return {
      refused: 'unique-id-reused',
      detail: 'This uniqueId stands for an earlier request with another content. Give every request its own.',
    };
  const { ticketId: id, joined } = intake;
  if (joined) return { id, ...joined, created: false, joined: true };
  return { ...openedOf(await tickets.opening(id), policy), created: false };
};

/** As it was promised then: the same request gets the same answer, whatever has happened since. */
const openedOf = ({ ticketId: id, data, time, clocks }: Recorded<TicketOpened>, policy: Policy): Opened => {
  if (!clocks?.firstResponse || !clocks.resolution) throw new Error(`${id} promises nothing.`);
  const autoReply = autoReplyAt(policy, time, data.language);
  return {
    ...{ id, code: data.code, phase: 'queued', created: true, openedAt: time, linkEpoch: 0 },
    ...{ firstResponseDueAt: clocks.firstResponse.dueAt, resolutionDueAt: clocks.resolution.dueAt },
    ...(autoReply !== undefined && { autoReply }),
  };
};
