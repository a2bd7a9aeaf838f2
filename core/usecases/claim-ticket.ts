/**
 * An agent takes a ticket from its queue, this one or the next.
 * Database operations besides those of a command: two reads of the agent, one query and one batch of the most urgent that wait,
 * one read of the queue's load for agents of other teams.
 */
import type { Context } from '../domain/context.ts';
import { type Agent, assigneeOf } from '../domain/routing/agent.ts';
import { hasSkills } from '../domain/routing/assessment.ts';
import { capacityOf, unitsOf } from '../domain/routing/capacity.ts';
import { queueOf, reachOf, teamsOf } from '../domain/routing/relaxation.ts';
import type { QueuedTicket, Ticket } from '../domain/ticket.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import { type Changed, type ChangeInput, type ChangePorts, changeTicket, type Wanted } from './change-ticket.ts';
import type { RouterPorts } from './find-agent.ts';
import { mostUrgent } from './pull-work.ts';
import { agentNotFound, isRefused, type Refused } from './refused.ts';

export interface ClaimPorts extends ChangePorts, RouterPorts {
  readonly directory: Directory;
}

const WAITING = 10;
const ATTEMPTS = 5;

/** For `ChangeInput.command`: first come, first served; the one who comes later is told who was first. */
export const claiming =
  (ports: ClaimPorts, id: AgentId) =>
  async (ticket: Ticket, context: Context): Promise<Wanted | Refused> => {
    const agent = await ports.directory.agent(id);
    if (!agent) return agentNotFound(id);
    // Whoever has it already is named by the decision.
    if (ticket.phase !== 'queued') return { command: { type: 'claim', assignee: assigneeOf(agent), choice: false } };
    const refusal = await mayNotClaim(ports, ticket, agent, context);
    if (refusal) return refusal;
    const [next] = await fitting(ports, ticket.queue, agent, context);
    const choice = next !== undefined && next.id !== ticket.id;
    if (choice && !queueOf(ticket.queue, context.policy).pool.choice) return takeTheNext(ticket.queue, next.code);
    return { command: { type: 'claim', assignee: assigneeOf(agent), choice }, taking: { agent } };
  };

/** The most urgent ticket of the queue that fits the agent becomes theirs. */
export const takeNext = async (
  ports: ClaimPorts,
  queue: string,
  input: Omit<ChangeInput, 'idOrCode' | 'command' | 'ifMatch'>,
): Promise<Changed | Refused> => {
  const id = input.actor.id as AgentId;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const agent = await ports.directory.agent(id);
    if (!agent) return agentNotFound(id);
    const policy = await ports.policies.active();
    const context: Context = { now: ports.time.now(), policy, actor: input.actor, correlation: input.correlation };
    const [next] = await fitting(ports, queue, agent, context);
    if (!next) return nothingWaiting(queue);
    const changed = await changeTicket(ports, { ...input, idOrCode: next.id, command: claiming(ports, id) });
    if (!isRefused(changed) || !SOMEBODY_ELSE.has(changed.refused)) return changed;
  }
  return nothingWaiting(queue);
};

const SOMEBODY_ELSE: ReadonlySet<Refused['refused']> = new Set([
  'already-claimed',
  'take-the-next',
  'conflicting-changes',
]);

/** What waits in a queue and suits the agent, the most urgent first, of the ten that wait most urgently. */
const fitting = async (
  { tickets }: ClaimPorts,
  queue: string,
  agent: Agent,
  { now, policy }: Context,
): Promise<readonly QueuedTicket[]> =>
  mostUrgent(await tickets.waiting([queue], WAITING), now, policy).filter(
    (ticket) => !ticket.excluded.includes(agent.id) && hasSkills(agent, reachOf(ticket, now, policy).skills),
  );

const mayNotClaim = async (
  { insight }: ClaimPorts,
  ticket: QueuedTicket,
  agent: Agent,
  { policy }: Context,
): Promise<Refused | undefined> => {
  if (agent.load + unitsOf(ticket, policy) > capacityOf(agent, policy)) return atCapacity;
  const { pool } = queueOf(ticket.queue, policy);
  if (agent.claimed >= pool.claimed) return tooManyClaimed(pool.claimed);
  const serves = teamsOf(ticket, policy).includes(agent.team) || mayTakeAny(agent, policy);
  if (serves) return undefined;
  const opens = policy.routing.overflow.onRed.includes('openPool');
  const red = opens && (await insight.queueState(ticket.queue))?.colour === 'red';
  return red ? undefined : notYourQueue(ticket.queue, agent.team);
};

/** Supervisors, and while it runs the squad of a promotion. */
const mayTakeAny = ({ id, roles }: Agent, { promotion }: Context['policy']): boolean =>
  roles.includes('supervisor') || (promotion?.squad.includes(id) ?? false);

const atCapacity: Refused = {
  refused: 'agent-at-capacity',
  detail: 'It takes more than your capacity has left. Finish one of your tickets, or put it back to the queue.',
};

const tooManyClaimed = (most: number): Refused => ({
  refused: 'too-many-claimed',
  detail: `You hold ${most} claimed tickets, as many as this queue allows. Finish one of them first.`,
});

const notYourQueue = (queue: string, team: string): Refused => ({
  refused: 'not-your-queue',
  detail: `The queue ${queue} is not served by ${team}. Take a ticket of your own queues.`,
});

const takeTheNext = (queue: string, code: string): Refused => ({
  refused: 'take-the-next',
  detail: `In the queue ${queue} the most urgent ticket is taken first: that is ${code}.`,
});

const nothingWaiting = (queue: string): Refused => ({
  refused: 'nothing-waiting',
  detail: `Nothing waits in the queue ${queue} that you could take.`,
});
