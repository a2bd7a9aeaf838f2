/** When everybody who could take an emergency is full, one of them puts something less urgent aside. */
import type { Policy } from '../policy.ts';
import type { HandlingTicket, QueuedTicket, Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Agent } from './agent.ts';
import { type Assessment, byScore } from './assessment.ts';
import { nextDue, rankOf } from './urgency.ts';

export const mayPreempt = ({ priority }: Pick<Ticket, 'priority'>): boolean => priority === 'P0';

/** Whether this ticket may be put aside now; whether an answer to it is half written, only the desk knows. */
export const mayBePaused = (ticket: Ticket, now: Instant, { routing: { preemption } }: Policy): boolean =>
  ticket.phase === 'handling' &&
  ticket.priority !== 'P0' &&
  ticket.priority !== 'P1' &&
  ticket.preemptions < preemption.times &&
  nextDue(ticket) > addMinutes(now, preemption.dueMinutes);

export interface Preemption {
  readonly agent: Agent;
  readonly victim: HandlingTicket;
}

/** Those who could take the ticket but for their capacity, best first. */
export const fullCandidates = (assessments: readonly Assessment[]): readonly Assessment[] =>
  assessments.filter(({ skipped }) => skipped === 'full').toSorted(byScore);

/** What each of them could put aside so that there is room, the least urgent first. `held`: what they hold. */
export const preemptions = (
  ticket: QueuedTicket,
  units: number,
  agents: readonly { readonly agent: Agent; readonly held: readonly Ticket[] }[],
  now: Instant,
  policy: Policy,
): readonly Preemption[] =>
  mayPreempt(ticket)
    ? agents
        .flatMap(({ agent, held }) =>
          held.flatMap((victim) =>
            victim.phase === 'handling' &&
            mayBePaused(victim, now, policy) &&
            agent.load - victim.units + units <= agent.capacity
              ? [{ agent, victim }]
              : [],
          ),
        )
        .toSorted(
          ({ victim: a }, { victim: b }) => rankOf(a, now, policy) - rankOf(b, now, policy) || (a.id < b.id ? -1 : 1),
        )
    : [];
