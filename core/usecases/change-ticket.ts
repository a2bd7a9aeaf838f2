/**
 * The one path of every command on a ticket.
 * Database operations: one read (two by code) of the ticket, at most one or two of an agent, one transaction; again for each
 * retry after a collision.
 */
import type { Command, Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { wakes } from '../domain/milestones.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Policy } from '../domain/policy.ts';
import { assigneeOf } from '../domain/routing/agent.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { AgentId, Assignee } from '../domain/vocabulary.ts';
import type { CommandKey, Directory, Nonce, Policies, RememberedCommand, Taking, Tickets, Time } from '../ports.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import {
  agentNotFound,
  conflictingChanges,
  isRefused,
  nonceReplayed,
  type Refused,
  ticketNotFound,
} from './refused.ts';

export interface ChangePorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

export interface ChangeInput {
  readonly idOrCode: string;
  /** The command, or how to find it for the ticket as it stands: asked only when it will be needed. */
  readonly command: TicketCommand | ((ticket: Ticket, context: Context) => Promise<Wanted | Refused>);
  readonly actor: Actor;
  readonly correlation: string;
  /** Version that the caller has seen; another one refuses the command. */
  readonly ifMatch?: number;
  /** `digest`: of the verb and the body. */
  readonly idempotency?: { readonly key: string; readonly digest: string };
  readonly nonce?: Nonce;
  /** Refuses tickets of other channels. */
  readonly channel?: string;
}

export type TicketCommand = Exclude<Command, Open>;

export interface Wanted {
  readonly command: TicketCommand;
  readonly taking?: Taking;
}

export interface Changed {
  readonly outcome: Outcome;
  /** The answer of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly committed: boolean;
}

const ATTEMPTS = 5;

/** Reads, decides and commits; a change by somebody else in between leads to a new decision, at most 5 times. */
export const changeTicket = async (ports: ChangePorts, input: ChangeInput): Promise<Changed | Refused> => {
  const { idempotency, actor } = input;
  const key: CommandKey | undefined = idempotency && { actorId: actor.id, key: idempotency.key };
  const policy = await ports.policies.active();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = await ports.tickets.read(input.idOrCode, key);
    if (!found) return ticketNotFound;
    const { ticket } = found;
    if (input.channel !== undefined && ticket.channel !== input.channel) return anotherChannel;
    const bodyHash = `${ticket.id} ${idempotency?.digest}`;
    if (found.command) return replay(found.command, bodyHash);
    if (input.ifMatch !== undefined && input.ifMatch !== ticket.version) return staleVersion(ticket);
    const now = ports.time.now();
    const context: Context = { now, policy, actor, correlation: input.correlation };
    const wanted =
      typeof input.command === 'function' ? await input.command(ticket, context) : { command: input.command };
    if (isRefused(wanted)) return wanted;
    const decision = decide(ticket, wanted.command, context);
    if (isRefused(decision)) return decision;
    const outcome = outcomeOf(decision.ticket, decision.events);
    if (decision.events.length === 0) return { outcome, replayed: false, committed: false };
    const result = await ports.tickets.commit({
      ...changeOf(ticket, decision, now, policy),
      ...(wanted.taking && { taking: wanted.taking }),
      ...(input.nonce && { nonce: input.nonce }),
      ...(key && { command: { ...key, bodyHash, answer: JSON.stringify(outcome) } }),
    });
    switch (result) {
      case 'committed':
        return { outcome, replayed: false, committed: true };
      case 'nonce-used':
        return nonceReplayed;
      case 'stale':
      case 'command-taken':
      case 'agent-changed':
        await ports.time.jitter(attempt);
        break;
      case 'intake-taken':
      case 'code-taken':
      case 'being-answered':
        throw new Error(`A command cannot be refused with ${result}.`);
    }
  }
  return conflictingChanges;
};

/** The change that a decision makes of the ticket it was made on. */
export const changeOf = (before: Ticket, { ticket, events }: Decision, now: string, policy: Policy) => ({
  before,
  after: ticket,
  events,
  wakes: wakes(before, ticket, now, policy),
  urgency: urgencyOf(ticket, policy),
});

/** The command that gives a ticket to an agent of the directory, for `ChangeInput.command`. */
export const withAgent =
  (directory: Directory, id: AgentId, make: (assignee: Assignee) => TicketCommand) =>
  async (): Promise<Wanted | Refused> => {
    const agent = await directory.agent(id);
    return agent ? { command: make(assigneeOf(agent)) } : agentNotFound(id);
  };

const replay = (known: RememberedCommand, bodyHash: string): Changed | Refused =>
  known.bodyHash === bodyHash
    ? { outcome: JSON.parse(known.answer) as Outcome, replayed: true, committed: false }
    : {
        refused: 'idempotency-key-reused',
        detail: 'This Idempotency-Key stands for another command, ticket or body. Use a new key for a new command.',
      };

const staleVersion = (ticket: Ticket): Refused => ({
  refused: 'stale-version',
  detail: `The ticket has version ${ticket.version} now. Read it, and decide again.`,
});

const anotherChannel: Refused = {
  refused: 'ticket-of-another-channel',
  detail: 'This ticket was opened by another channel, which alone may speak for its customer.',
};
