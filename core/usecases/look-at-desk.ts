/** What agents who have room are given from: how they stand, and what waits for them, for all of them at once. */
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { capacityOf } from '../domain/routing/capacity.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import type { Team } from '../domain/routing/team.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { AgentId, TicketId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { AdvancePorts } from './advance-ticket.ts';

/** The most urgent of each queue: what none of these fits, the timers of the tickets see to. */
export const WAITING = 10;

/** Somebody who may have room, and the team that they are listed in. */
export interface Pull {
  readonly agent: AgentId;
  readonly team: string;
  readonly correlation: string;
}

export interface Look {
  readonly policy: Policy;
  readonly members: ReadonlyMap<Pull, Awaited<ReturnType<Directory['member']>>>;
  /** Of all queues that they serve, the most urgent first. */
  readonly waiting: readonly { readonly id: TicketId; readonly queue: string }[];
  /** One of these as it stands, read once; with one operation for all that are asked for side by side. */
  readonly ticket: (id: TicketId) => Promise<Ticket | undefined>;
  /** What went to one of them since. */
  readonly given: Set<TicketId>;
}

export const lookAtDesk = async (ports: AdvancePorts, asked: readonly Pull[]): Promise<Look> => {
  // The policy first: it is read with what is asked for after it.
  const [policy, found] = await Promise.all([
    ports.policies.active(),
    Promise.all(asked.map(async (pull) => [pull, await ports.directory.member(pull.team, pull.agent)] as const)),
    ports.insight.refreshQueueStates(),
  ]);
  const now = ports.time.now();
  const takers = found.flatMap(([, { agent, team }]) =>
    agent && agent.paused === 0 && hasRoom(agent, team, now, policy) ? [agent.team] : [],
  );
  const queues = [...new Set(takers.flatMap((team) => queuesOf(team, policy)))];
  const waiting = queues.length === 0 ? [] : await ports.tickets.firstWaiting(queues, WAITING);
  const known = new Map<TicketId, Promise<Ticket | undefined>>();
  const ticket = (id: TicketId): Promise<Ticket | undefined> => {
    const read = known.get(id) ?? ports.tickets.current(id);
    known.set(id, read);
    return read;
  };
  return { policy, members: new Map(found), waiting, ticket, given: new Set() };
};

/** The queues that a team serves. */
export const queuesOf = (team: string, policy: Policy): readonly string[] =>
  policy.queues.filter(({ teams }) => teams.includes(team)).map(({ name }) => name);

export const hasRoom = (agent: Agent, team: Team | undefined, now: Instant, policy: Policy): boolean =>
  agent.load < capacityOf(agent, policy) && !dutyOf(agent, team, now, policy.routing).absence;
