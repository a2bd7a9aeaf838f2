/** The tickets of the replay take the same steps as those of the desk: decided and folded by the domain. */
import type { Open } from '../core/domain/commands.ts';
import type { Context } from '../core/domain/context.ts';
import { decide, openTicket } from '../core/domain/decide.ts';
import type { Actor } from '../core/domain/permissions.ts';
import type { Policy } from '../core/domain/policy.ts';
import { isRefusal } from '../core/domain/refusals.ts';
import type { Agent } from '../core/domain/routing/agent.ts';
import type { RoutingReason } from '../core/domain/routing-events.ts';
import type { Ticket } from '../core/domain/ticket.ts';
import { toInstant } from '../core/domain/time.ts';
import type { Arrival } from './scenario.ts';

type Command = Parameters<typeof decide>[1];

const CHANNEL = 'simulation';
const DISPATCH: Actor = { kind: 'system', id: 'dispatch', roles: ['system'] };

const contextOf = (policy: Policy, actor: Actor, now: number): Context => ({
  now: toInstant(now),
  policy,
  actor,
  correlation: CHANNEL,
});

/** `earlier`: tickets of the same customer, the latest first. */
export const opened = (arrival: Arrival, earlier: readonly Ticket[], policy: Policy, now: number): Ticket => {
  const request: Open = {
    type: 'open',
    id: `tkt_${arrival.id}`,
    code: arrival.id,
    channel: CHANNEL,
    uniqueId: arrival.id,
    subject: arrival.subject,
    description: '',
    language: arrival.language,
    customer: arrival.customer,
    orders: [],
    category: arrival.category,
    impact: arrival.impact,
    tags: [],
    related: [],
    earlier,
  };
  return openTicket(request, contextOf(policy, { kind: 'channel', id: CHANNEL, roles: ['channel'] }, now)).ticket;
};

/** Throws when it is refused: neither the router nor an agent of the replay asks for what is not allowed. */
const follow = (ticket: Ticket, command: Command, context: Context): Ticket => {
  const next = decide(ticket, command, context);
  if (isRefusal(next)) throw new Error(`${ticket.id}: ${command.type} was refused: ${next.refused}, ${next.detail}`);
  return next.ticket;
};

export const bySystem = (ticket: Ticket, command: Command, policy: Policy, now: number): Ticket =>
  follow(ticket, command, contextOf(policy, DISPATCH, now));

export const byAgent = (ticket: Ticket, command: Command, { id }: Agent, policy: Policy, now: number): Ticket =>
  follow(ticket, command, contextOf(policy, { kind: 'agent', id, roles: ['agent'] }, now));

/** The replay asks for figures, not for reasons. */
export const UNEXPLAINED: RoutingReason = { strategy: 'bestMatch', relaxed: [], candidates: [], skipped: {} };
