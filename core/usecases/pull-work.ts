/**
 * Agents have room: what was pushed aside for them comes back, then the most urgent waiting tickets that fit go to them.
 * Database operations, for all that are asked for together: one read of the agents with their rosters and what may have changed of
 * policy and queues, one query per queue that their teams serve, one batch of the most urgent that wait there (what an agent holds,
 * too, while something is pushed aside) and one of the rest while these do not fill them, and one transaction per ticket. Again only
 * when somebody else was sooner, or when there may wait more than was read.
 */
import type { Context } from '../domain/context.ts';
import { decide } from '../domain/decide.ts';
import type { Policy } from '../domain/policy.ts';
import { isRefusal } from '../domain/refusals.ts';
import { type Agent, assigneeOf } from '../domain/routing/agent.ts';
import { assess, type Circumstances } from '../domain/routing/assessment.ts';
import { capacityOf, keepsRoom, unitsOf } from '../domain/routing/capacity.ts';
import { reachOf } from '../domain/routing/relaxation.ts';
import type { Team } from '../domain/routing/team.ts';
import { rankOf } from '../domain/routing/urgency.ts';
import { type QueuedTicket, shareOf, type Ticket } from '../domain/ticket.ts';
import type { Change } from '../ports.ts';
import { type AdvancePorts, HELD, takingOf } from './advance-ticket.ts';
import { changeOf } from './change-ticket.ts';
import { reasonOf } from './find-agent.ts';
import { DISPATCH } from './follow.ts';
import { hasRoom, type Look, lookAtDesk, type Pull, queuesOf, WAITING } from './look-at-desk.ts';

const ROUNDS = 20; // more than the room of anybody
const FIRST = 4; // mostly one of them fits, whoever asks; unpacking a ticket is what costs, and twenty may wait

/** What came of one look at the desk. `over`: there is nothing more to give; `collided`: somebody else was sooner. */
interface Round {
  readonly given: number;
  readonly end: 'over' | 'again' | 'collided';
}
const OVER: Round = { given: 0, end: 'over' };

/** How many tickets went to the agent. */
export const pullWork = async (ports: AdvancePorts, input: Pull): Promise<number> => {
  const [given] = await pullTogether(ports, [input]);
  if (given instanceof Error) throw given;
  return given as number;
};

/**
 * How many tickets went to each, or why that could not be done: each stands for itself. One after the other, so that nobody takes
 * what another one was just given, and all from one look. Throws when there is no look.
 */
export const pullTogether = async (
  ports: AdvancePorts,
  asked: readonly Pull[],
): Promise<readonly (number | Error)[]> => {
  const results: (number | Error)[] = [];
  let look = await lookAtDesk(ports, asked);
  const pull = async (input: Pull, at: number): Promise<number> => {
    let given = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const result = await turn(ports, input, look);
      given += result.given;
      if (result.end === 'over') break;
      if (result.end === 'collided') await ports.time.jitter(1);
      look = await lookAtDesk(ports, asked.slice(at));
    }
    return given;
  };
  for (const [at, input] of asked.entries()) {
    results.push(await pull(input, at).catch((fault) => fault as Error));
  }
  return results;
};

const turn = async (ports: AdvancePorts, input: Pull, look: Look): Promise<Round> => {
  const { policy } = look;
  const { correlation } = input;
  const context = (): Context => ({ now: ports.time.now(), policy, correlation, actor: DISPATCH });
  const { team, agent } = look.members.get(input) ?? {};
  if (!agent || !hasRoom(agent, team, ports.time.now(), policy)) return OVER;
  return agent.paused > 0 ? takeUp(ports, agent, context()) : give(ports, agent, team, look, context);
};

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
  look: Look,
  contextNow: () => Context,
): Promise<Round> => {
  const { now, policy } = contextNow();
  const queues = queuesOf(agent.team, policy);
  const waiting = look.waiting.filter(({ queue }) => queues.includes(queue));
  let taker = agent;
  let given = 0;
  for await (const ticket of inParts(waiting, look, now)) {
    if (look.given.has(ticket.id)) continue;
    const context = contextNow();
    const change = await fitting(ports, ticket, taker, team, context);
    if (change === 'keeps-room') return { given, end: 'over' };
    if (!change) continue;
    if ((await ports.tickets.commit(change)) !== 'committed') return { given, end: 'collided' };
    look.given.add(ticket.id);
    taker = having(taker, change.after);
    given += 1;
    if (!hasRoom(taker, team, context.now, policy)) return { given, end: 'over' };
  }
  // No more than so many of a queue were read. When none of these fits, that is as good as all.
  const fewer = waiting.some(({ id }) => look.given.has(id));
  return { given, end: fewer && waiting.length >= WAITING ? 'again' : 'over' };
};

/** The most urgent first: the index has them in this order, so that only a part of them has to be read as a rule. */
async function* inParts(waiting: Look['waiting'], look: Look, now: string): AsyncGenerator<QueuedTicket> {
  const first = FIRST + look.members.size - 1;
  for (const part of [waiting.slice(0, first), waiting.slice(first)]) {
    const tickets = await Promise.all(part.map(({ id }) => look.ticket(id)));
    yield* mostUrgent(
      tickets.filter((ticket) => ticket !== undefined),
      now,
      look.policy,
    );
  }
}

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
