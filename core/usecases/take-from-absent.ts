/** What agents on leave hold with a running clock goes back to its queue, once their leave has lasted for the grace time. */
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { leaveStart } from '../domain/routing/duty.ts';
import type { Ticket } from '../domain/ticket.ts';
import { addMinutes, type Instant } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Roster } from '../ports-directory.ts';
import { type ChangePorts, changeTicket, type Wanted } from './change-ticket.ts';
import { conflictingChanges, isRefused, type Refused } from './refused.ts';

const HELD = 100; // what is left comes a minute later

/** Answers how many tickets were taken. */
export const takeFromAbsent = async (
  ports: ChangePorts,
  input: {
    readonly rosters: readonly Roster[];
    readonly policy: Policy;
    readonly now: Instant;
    readonly correlation: string;
  },
): Promise<number> => {
  const { rosters, policy, now, correlation } = input;
  const absent = rosters.flatMap(({ team, agents }) =>
    agents.filter((agent) => holdsInHand(agent) && isLongGone(leaveStart(agent, team, now), now, policy)),
  );
  let taken = 0;
  for (const { id } of absent) {
    for (const ticket of await ports.tickets.held(id, HELD)) {
      if (!isInHandOf(ticket, id)) continue;
      const changed = await changeTicket(ports, {
        idOrCode: ticket.id,
        command: async (current) => taking(current, id),
        actor: ROSTER,
        correlation,
      });
      if (!isRefused(changed)) taken += 1;
    }
  }
  return taken;
};

const ROSTER = { kind: 'system', id: 'roster', roles: ['system'] } as const;

/** What waits on hold for somebody else stays theirs. */
const holdsInHand = ({ load, paused }: Agent): boolean => load > 0 || paused > 0;

const isLongGone = (start: Instant | undefined, now: Instant, { routing: { absence } }: Policy): boolean =>
  start !== undefined && addMinutes(start, absence.graceMinutes) <= now;

const isInHandOf = (ticket: Ticket, agent: AgentId): boolean =>
  (ticket.phase === 'handling' || ticket.phase === 'paused') && ticket.assignee.id === agent;

/** Somebody else may have it by now. */
const taking = (ticket: Ticket, agent: AgentId): Wanted | Refused =>
  isInHandOf(ticket, agent) ? { command: { type: 'takeFromAbsent' } } : conflictingChanges;
