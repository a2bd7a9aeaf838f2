/**
 * Takes the steps that time has made due, and finds somebody for a ticket that waits.
 * Database operations: one read of the ticket, one query per team of the queue until somebody is found, one transaction for
 * all of it (at most three when the chosen agents fill up at the same moment); none is written when nothing is due.
 */
import { TRANSITIONS } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { isRefusal } from '../domain/refusals.ts';
import { type Agent, assigneeOf, candidates, teamsOf } from '../domain/routing.ts';
import type { QueuedTicket, Ticket, TicketId } from '../domain/ticket.ts';
import type { Directory, Position } from '../ports.ts';
import { type ChangePorts, changeOf, type TicketCommand } from './change-ticket.ts';
import { positionOf } from './position.ts';
import { conflictingChanges, type Refused, ticketNotFound } from './refused.ts';

export interface AdvancePorts extends ChangePorts {
  readonly directory: Directory;
}

const ATTEMPTS = 5;
const CANDIDATES = 3; // facts.md: re-pick from the same list, at most so often

export const advanceTicket = async (
  ports: AdvancePorts,
  input: { readonly ticketId: TicketId; readonly correlation: string },
): Promise<Position | Refused> => {
  const policy = await ports.policies.active();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = await ports.tickets.read(input.ticketId);
    if (!found) return ticketNotFound;
    const before = found.ticket;
    const now = ports.time.now();
    const context: Context = { now, policy, correlation: input.correlation, actor: DISPATCH };
    const due = follow({ ticket: before, events: [] }, { type: 'advance' }, context);
    for await (const decision of proposals(ports.directory, due, context)) {
      if (decision.events.length === 0) return positionOf(before, now, policy);
      const result = await ports.tickets.commit({
        ...changeOf(before, decision, now, policy.dispatch.retryMinutes),
        ...(decision.ticket.phase === 'handling' && due.ticket.phase === 'queued' && { withinCapacity: true }),
      });
      if (result === 'committed') return positionOf(decision.ticket, now, policy);
      if (result === 'stale') break;
    }
    await ports.time.jitter(attempt);
  }
  return conflictingChanges;
};

const DISPATCH = { kind: 'system', id: 'dispatch', roles: ['system'] } as const;

/** What to commit, best first: the next is asked for only when the agent of the one before is full by now. */
async function* proposals(directory: Directory, due: Decision, context: Context): AsyncGenerator<Decision> {
  const { ticket } = due;
  if (ticket.phase !== 'queued') {
    yield due;
    return;
  }
  let offered = 0;
  let someoneOnline = false;
  for await (const agent of available(directory, ticket, context, () => (someoneOnline = true))) {
    if (offered === CANDIDATES) break;
    offered += 1;
    yield follow(due, { type: 'assign', assignee: assigneeOf(agent) }, context);
  }
  const because = someoneOnline ? 'nobodyFree' : 'nobodyOnline';
  yield follow(due, { type: 'dispatchFailed', because }, context);
}

/** Agents who could take it, team by team in the order of the queue. */
async function* available(
  directory: Directory,
  ticket: QueuedTicket,
  { policy }: Context,
  online: () => void,
): AsyncGenerator<Agent> {
  for (const name of teamsOf(ticket.queue, policy)) {
    const team = await directory.team(name);
    if (team.some(({ presence, roles }) => presence === 'online' && roles.includes('agent'))) online();
    yield* candidates(ticket, team);
  }
}

/** One decision after another, as one. A refusal here is a fault: the system asks for nothing that is not allowed. */
const follow = ({ ticket, events }: Decision, command: TicketCommand, context: Context): Decision => {
  if (command.type === 'advance' && !ADVANCES.has(ticket.phase)) return { ticket, events };
  const next = decide(ticket, command, context);
  if (isRefusal(next)) throw new Error(`${ticket.id}: ${command.type} was refused: ${next.refused}`);
  return { ticket: next.ticket, events: [...events, ...next.events] };
};

const ADVANCES: ReadonlySet<Ticket['phase']> = new Set(TRANSITIONS.advance);
