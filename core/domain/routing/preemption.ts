/** When everybody who could take an emergency is full, one of them puts something less urgent aside. */
import type { Policy } from '../policy.ts';
import type { HandlingTicket, QueuedTicket, Ticket } from '../ticket.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Agent } from './agent.ts';
import { type Assessment, byScore } from './assessment.ts';
import { capacityOf } from './capacity.ts';
import { nextDue, rankOf } from './urgency.ts';

export const mayPreempt = ({ priority }: Pick<Ticket, 'priority'>): boolean => priority === 'P0';

/** Whether this ticket may be put aside now; whether an answer to it is half written, only the desk knows. */
export const mayBePaused = (ticket: Ticket, now: Instant, { routing: { preemption } }: Policy): boolean =>
  ticket.phase === 'handling' &&
  ticket.priority !== 'P0' &&
  ticket.priority !== 'P1' &&
  ticket.preemptions < preemption.times &&
  nextDue(ticket) > addMinutes(now, preemption.dueMinutes);

/** What one agent would put aside: at least one ticket, the least urgent first. */
export interface Preemption {
  readonly agent: Agent;
  readonly victims: readonly HandlingTicket[];
}

/** Those who could take the ticket but for their capacity, best first. */
export const fullCandidates = (assessments: readonly Assessment[]): readonly Assessment[] =>
  assessments.filter(({ skipped }) => skipped === 'full').toSorted(byScore);

/**
 * What each of them could put aside so that there is room: as few tickets as will do, and of these the least urgent. Who has to
 * put aside least, and what is least urgent, comes first. `held`: what they hold.
 */
export const preemptions = (
  ticket: QueuedTicket,
  units: number,
  agents: readonly { readonly agent: Agent; readonly held: readonly Ticket[] }[],
  now: Instant,
  policy: Policy,
): readonly Preemption[] => {
  if (!mayPreempt(ticket)) return [];
  const rank = (each: Ticket): number => rankOf(each, now, policy);
  const byRank = (a: Ticket, b: Ticket): number => rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
  const highest = ({ victims }: Preemption): number => Math.max(...victims.map(rank));
  return agents
    .flatMap(({ agent, held }): Preemption[] => {
      const free = held.flatMap((each) => (each.phase === 'handling' && mayBePaused(each, now, policy) ? [each] : []));
      const victims = enough(free.toSorted(byRank), agent.load + units - capacityOf(agent, policy));
      return victims.length > 0 ? [{ agent, victims }] : [];
    })
    .toSorted(
      (a, b) => a.victims.length - b.victims.length || highest(a) - highest(b) || (a.agent.id < b.agent.id ? -1 : 1),
    );
};

/** The first ones that together give so many units, without those of them that are not needed; none when all do not. */
const enough = (sorted: readonly HandlingTicket[], units: number): readonly HandlingTicket[] => {
  let missing = units;
  const taken: HandlingTicket[] = [];
  for (const each of sorted) {
    if (missing <= 0) break;
    taken.push(each);
    missing -= each.units;
  }
  if (missing > 0) return [];
  // A big one that came last may make some of the small ones before it unnecessary; the most urgent is spared first.
  for (const each of taken.toReversed())
    if (each.units + missing <= 0) {
      taken.splice(taken.indexOf(each), 1);
      missing += each.units;
    }
  return taken;
};
