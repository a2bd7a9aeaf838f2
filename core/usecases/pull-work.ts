/**
 * An agent has room: what was pushed aside for them comes back, then the most urgent waiting tickets that fit go to them.
 * Database operations: one query of the team, one query per queue that the team serves and one batch of what waits there (what
 * they hold, too, while something is pushed aside), and one transaction per ticket. Again only when somebody else was sooner, or
 * when there may wait more than was read.
 */
import type { Context } from '../domain/context.ts';
import { decide } from '../domain/decide.ts';
import type { Policy } from '../domain/policy.ts';
import { isRefusal } from '../domain/refusals.ts';
import { type Agent, assigneeOf } from '../domain/routing/agent.ts';
import { assess, type Circumstances } from '../domain/routing/assessment.ts';
import { capacityOf, keepsRoom, unitsOf } from '../domain/routing/capacity.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import { reachOf } from '../domain/routing/relaxation.ts';
import type { Team } from '../domain/routing/team.ts';
import { rankOf } from '../domain/routing/urgency.ts';
import { type QueuedTicket, shareOf, type Ticket } from '../domain/ticket.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Change } from '../ports.ts';
import { type AdvancePorts, HELD, takingOf } from './advance-ticket.ts';
import { changeOf } from './change-ticket.ts';
import { reasonOf } from './find-agent.ts';
import { DISPATCH } from './follow.ts';

const WAITING = 10; // the most urgent of each queue: what none of these fits, the timers of the tickets see to
const ROUNDS = 20; // more than the room of anybody

/** What came of one look at the desk. `over`: there is nothing more to give; `collided`: somebody else was sooner. */
interface Round {
  readonly given: number;
  readonly end: 'over' | 'again' | 'collided';
}
const OVER: Round = { given: 0, end: 'over' };

/** How many tickets went to the agent. */
export const pullWork = async (
  ports: AdvancePorts,
  input: { readonly agent: AgentId; readonly team: string; readonly correlation: string },
): Promise<number> => {
  const policy = await ports.policies.active();
  const context = (): Context => ({ now: ports.time.now(), policy, correlation: input.correlation, actor: DISPATCH });
  let given = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { team, agents } = await ports.directory.team(input.team);
    const agent = agents.find(({ id }) => id === input.agent);
    if (!agent || !hasRoom(agent, team, ports.time.now(), policy)) return given;
    const result = agent.paused > 0 ? await takeUp(ports, agent, context()) : await give(ports, agent, team, context);
    given += result.given;
    if (result.end === 'over') return given;
    if (result.end === 'collided') await ports.time.jitter(1);
  }
  return given;
};

const hasRoom = (agent: Agent, team: Team | undefined, now: string, policy: Policy): boolean =>
  agent.load < capacityOf(agent, policy) && !dutyOf(agent, team, now, policy.routing).absence;

/** Gives back the most urgent of what they have pushed aside, if there is room for it. */
const takeUp = async (ports: AdvancePorts, agent: Agent, context: Context): Promise<Round> => {
  const { now, policy } = context;
  const held = await ports.tickets.held(agent.id, HELD);
  const [ticket] = held
    .flatMap((each) => (each.phase === 'paused' && agent.load + each.units <= capacityOf(agent, policy) ? [each] : []))
    .toSorted((a, b) => rankOf(b, now, policy) - rankOf(a, now, policy));
  if (!ticket) return OVER;
  const decision = decide(ticket, { type: 'resume' }, context);
  if (isRefusal(decision)) return OVER;
  const change = changeOf(ticket, decision, now, policy);
  const result = await ports.tickets.commit({ ...change, taking: takingOf(agent, context) });
  return result === 'committed' ? { given: 1, end: 'again' } : { given: 0, end: 'collided' };
};

/** Gives what waits, from one look at it, as long as it fits. */
const give = async (
  ports: AdvancePorts,
  agent: Agent,
  team: Team | undefined,
  contextNow: () => Context,
): Promise<Round> => {
  const { now, policy } = contextNow();
  const queues = policy.queues.filter(({ teams }) => teams.includes(agent.team)).map(({ name }) => name);
  const waiting = await ports.tickets.waiting(queues, WAITING);
  let taker = agent;
  let given = 0;
  for (const ticket of mostUrgent(waiting, now, policy)) {
    const context = contextNow();
    const change = await fitting(ports, ticket, taker, team, context);
    if (change === 'keeps-room') return { given, end: 'over' };
    if (!change) continue;
    if ((await ports.tickets.commit(change)) !== 'committed') return { given, end: 'collided' };
    taker = having(taker, change.after);
    given += 1;
    if (!hasRoom(taker, team, context.now, policy)) return { given, end: 'over' };
  }
  // No more than so many of a queue were read. When none of them fits, that is as good as all.
  return { given, end: given > 0 && waiting.length >= WAITING ? 'again' : 'over' };
};

/** The agent after a change that was written: it was on condition that nobody else gave them anything, or took it from them. */
const having = (agent: Agent, ticket: Ticket): Agent => {
  const share = shareOf(ticket);
  if (!share || !('assignedAt' in ticket)) return agent;
  return {
    ...agent,
    open: agent.open + 1,
    load: agent.load + share.load,
    claimed: agent.claimed + share.claimed,
    assignments: agent.assignments + 1,
    recent: [...agent.recent, ticket.assignedAt],
    lastAssignedAt: ticket.assignedAt,
  };
};

export const mostUrgent = (waiting: readonly Ticket[], now: string, policy: Policy): readonly QueuedTicket[] =>
  waiting
    .flatMap((ticket) => (ticket.phase === 'queued' ? [ticket] : []))
    .toSorted((a, b) => rankOf(b, now, policy) - rankOf(a, now, policy) || (a.id < b.id ? -1 : 1));

const fitting = async (
  { insight }: AdvancePorts,
  ticket: QueuedTicket,
  agent: Agent,
  team: Team | undefined,
  context: Context,
): Promise<Change | 'keeps-room' | undefined> => {
  const { now, policy } = context;
  const colour = (await insight.queueState(ticket.queue))?.colour;
  const reach = reachOf(ticket, now, policy, colour);
  if (!reach.pushed || !reach.teams.includes(agent.team)) return undefined;
  const circumstances: Circumstances = {
    now,
    policy,
    units: unitsOf(ticket, policy),
    teams: new Map(team ? [[team.name, team]] : []),
    performance: new Map(),
  };
  const assessments = assess(ticket, reach, [agent], circumstances);
  const skipped = assessments[0]?.skipped;
  if (skipped === 'full' && keepsRoom(ticket, circumstances.units, agent, policy)) return 'keeps-room';
  if (skipped) return undefined;
  const routing = reasonOf(ticket, { reach, assessments, candidates: assessments }, agent.id);
  const decision = decide(ticket, { type: 'dispatch', assignee: assigneeOf(agent), by: 'pull', routing }, context);
  if (isRefusal(decision)) return undefined;
  return { ...changeOf(ticket, decision, now, policy), taking: takingOf(agent, context) };
};
