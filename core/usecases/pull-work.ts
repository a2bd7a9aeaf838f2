/**
 * An agent has room: what was pushed aside for them comes back, then the most urgent waiting ticket that fits goes to them.
 * Database operations: one query of the team, one query per queue that the team serves and one batch of what waits there (what
 * they hold, too, while something is pushed aside), and one transaction per ticket.
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
import type { AgentId, QueuedTicket, Ticket } from '../domain/ticket.ts';
import type { Change, CommitResult } from '../ports.ts';
import { type AdvancePorts, DISPATCH, HELD, takingOf } from './advance-ticket.ts';
import { changeOf } from './change-ticket.ts';
import { reasonOf } from './find-agent.ts';

const WAITING = 10; // the most urgent of each queue: what none of these fits, the timers of the tickets see to
const ROUNDS = 20; // more than the room of anybody

/** How many tickets went to the agent. */
export const pullWork = async (
  ports: AdvancePorts,
  input: { readonly agent: AgentId; readonly team: string; readonly correlation: string },
): Promise<number> => {
  const policy = await ports.policies.active();
  let given = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { team, agents } = await ports.directory.team(input.team);
    const agent = agents.find(({ id }) => id === input.agent);
    if (!agent || !hasRoom(agent, team, ports.time.now(), policy)) return given;
    const context: Context = { now: ports.time.now(), policy, correlation: input.correlation, actor: DISPATCH };
    const result = agent.paused > 0 ? await takeUp(ports, agent, context) : await giveNext(ports, agent, team, context);
    if (result === undefined) return given;
    if (result === 'committed') given += 1;
    else await ports.time.jitter(1);
  }
  return given;
};

const hasRoom = (agent: Agent, team: Team | undefined, now: string, policy: Policy): boolean =>
  agent.load < capacityOf(agent, policy) && !dutyOf(agent, team, now, policy.routing).absence;

/** The most urgent of what they have pushed aside, if there is room for it; undefined when there is not. */
const takeUp = async (ports: AdvancePorts, agent: Agent, context: Context): Promise<CommitResult | undefined> => {
  const { now, policy } = context;
  const held = await ports.tickets.held(agent.id, HELD);
  const [ticket] = held
    .flatMap((each) => (each.phase === 'paused' && agent.load + each.units <= capacityOf(agent, policy) ? [each] : []))
    .toSorted((a, b) => rankOf(b, now, policy) - rankOf(a, now, policy));
  if (!ticket) return undefined;
  const decision = decide(ticket, { type: 'resume' }, context);
  if (isRefusal(decision)) return undefined;
  return ports.tickets.commit({ ...changeOf(ticket, decision, now, policy), taking: takingOf(agent, context) });
};

const giveNext = async (
  ports: AdvancePorts,
  agent: Agent,
  team: Team | undefined,
  context: Context,
): Promise<CommitResult | undefined> => {
  const { now, policy } = context;
  const queues = policy.queues.filter(({ teams }) => teams.includes(agent.team)).map(({ name }) => name);
  const waiting = await ports.tickets.waiting(queues, WAITING);
  for (const ticket of mostUrgent(waiting, now, policy)) {
    const change = await fitting(ports, ticket, agent, team, context);
    if (change === 'keeps-room') return undefined;
    if (change) return ports.tickets.commit(change);
  }
  return undefined;
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
