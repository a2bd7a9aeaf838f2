/**
 * The one path of every command on a ticket.
 * Database operations: one read (two by code) of the ticket, one more of the one that has absorbed it when its customer speaks, at
 * most one or two of an agent, one transaction; again for each retry after a collision, and once more, with a read of the command
 * that may have come before, when one with an Idempotency-Key does not pass.
 */
import type { Command, Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { silentOf } from '../domain/messages/silent.ts';
import { wakes } from '../domain/milestones.ts';
import { type Actor, mayNotRead } from '../domain/permissions.ts';
import type { Policy } from '../domain/policy.ts';
import { isRefusal, type Refusal } from '../domain/refusals.ts';
import { eraseOn } from '../domain/retention.ts';
import { assigneeOf } from '../domain/routing/agent.ts';
import { urgencyOf } from '../domain/routing/urgency.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { AgentId, Assignee } from '../domain/vocabulary.ts';
import type { Change, CommandKey, Nonce, OtherChange, RememberedCommand, Taking, Tickets, Time } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import type { Policies } from '../ports-policies.ts';
import type { ReviewSlot } from '../ports-reviews.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import {
  agentNotFound,
  conflictingChanges,
  isRefused,
  nonceReplayed,
  type Refused,
  ticketNotFound,
} from './refused.ts';
import { standingFor } from './standing-for.ts';

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
  /** The address that the request came from. */
  readonly from?: string;
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
  /** Further ones, as if they were given one after the other; if one is refused, nothing happens. */
  readonly further?: readonly TicketCommand[];
  readonly taking?: Taking;
  /** What else is written with the change. */
  readonly with?: Pick<Change, 'revealsPerHour' | 'rewritten'>;
  /** Reviews that the decision gives to somebody: counted in the same transaction. */
  readonly slots?: (decision: Decision) => readonly ReviewSlot[];
  /** What the decision means for other tickets, in the same transaction. */
  readonly alongside?: (decision: Decision) => Promise<readonly OtherChange[] | Refused>;
  /** What is answered when one of these is there already. */
  readonly known?: Refused;
}

export interface Changed {
  readonly outcome: Outcome;
  /** The answer of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly committed: boolean;
}

const ATTEMPTS = 5;

/**
 * Reads, decides and commits; a change by somebody else in between leads to a new decision, at most 5 times. What a customer says of
 * a merged ticket is said to the one that has absorbed it.
 */
export const changeTicket = async (ports: ChangePorts, input: ChangeInput): Promise<Changed | Refused> => {
  const { idempotency, actor } = input;
  const key: CommandKey | undefined = idempotency && { actorId: actor.id, key: idempotency.key };
  const policy = await ports.policies.active();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    // The same request has seldom come before, and if it has, this one cannot be committed: then it is looked for.
    const known = attempt === 1 ? undefined : key;
    const result = await tryOnce(ports, input, { policy, key, known });
    if (result === 'collided') await ports.time.jitter(attempt);
    else if (!key || known || (!isRefused(result) && result.committed)) return result;
  }
  return conflictingChanges;
};

interface Try {
  readonly policy: Policy;
  /** What the command is remembered by. */
  readonly key: CommandKey | undefined;
  /** The same, when it is looked for whether it has come before. */
  readonly known: CommandKey | undefined;
}

/** `collided`: somebody else has changed the ticket or the agent in between, or the command has come before. */
const tryOnce = async (
  ports: ChangePorts,
  input: ChangeInput,
  { policy, key, known }: Try,
): Promise<Changed | Refused | 'collided'> => {
  const { idempotency, actor } = input;
  const found = await ports.tickets.read(input.idOrCode, known);
  if (!found) return ticketNotFound;
  const asked = found.ticket;
  if (input.channel !== undefined && asked.channel !== input.channel) return anotherChannel;
  if (SPEAKS.has(actor.kind) && asked.parent) return ticketNotFound; // a part of the work, of which customers know nothing
  const bodyHash = `${asked.id} ${idempotency?.digest}`;
  if (found.command) return replay(found.command, bodyHash);
  const ticket = SPEAKS.has(actor.kind) ? await standingFor(ports.tickets, asked) : asked;
  if (input.ifMatch !== undefined && input.ifMatch !== ticket.version)
    return staleVersion(ports, ticket, { seen: input.ifMatch, refusal: mayNotRead(actor, ticket, policy), actor });
  const now = ports.time.now();
  const context: Context = {
    ...{ now, policy, actor, correlation: input.correlation },
    ...(input.from !== undefined && { from: input.from }),
  };
  const wanted =
    typeof input.command === 'function' ? await input.command(ticket, context) : { command: input.command };
  if (isRefused(wanted)) return wanted;
  const [first, ...further] = [wanted.command, ...(wanted.further ?? [])];
  const decision = decideAll(ticket, [forwarded(first, asked, ticket), ...further], context);
  if (isRefused(decision)) return decision;
  const outcome = outcomeOf(decision.ticket, decision.events);
  if (decision.events.length === 0) return { outcome, replayed: false, committed: false };
  const others = await wanted.alongside?.(decision);
  if (others && isRefused(others)) return others;
  const result = await ports.tickets.commit({
    ...changeOf(ticket, decision, now, policy),
    ...wanted.with,
    ...(wanted.slots && { slots: wanted.slots(decision) }),
    ...(others && { others }),
    ...(wanted.taking && { taking: wanted.taking }),
    ...(input.nonce && { nonce: input.nonce }),
    ...(key && { command: { ...key, bodyHash, answer: JSON.stringify(outcome) } }),
  });
  switch (result) {
    case 'committed':
      return { outcome, replayed: false, committed: true };
    case 'nonce-used':
      return nonceReplayed;
    case 'intake-taken':
      if (!wanted.known) throw new Error('A command without an intake cannot be refused with intake-taken.');
      return wanted.known;
    case 'stale':
    case 'code-taken':
    case 'command-taken':
    case 'agent-changed':
    case 'reviewer-full':
      return 'collided';
    case 'reveal-limit':
      return revealLimit;
    case 'being-answered':
      throw new Error(`A command cannot be refused with ${result}.`);
  }
};

const SPEAKS: ReadonlySet<Actor['kind']> = new Set(['channel', 'customer']);

/** A message to a ticket that another one stands for says so. */
const forwarded = (command: TicketCommand, asked: Ticket, ticket: Ticket): TicketCommand =>
  command.type === 'customerReply' && asked.id !== ticket.id ? { ...command, via: asked.id } : command;

/** Several commands as one decision. */
export const decideAll = (ticket: Ticket, commands: readonly TicketCommand[], context: Context): Decision | Refusal => {
  let decision: Decision = { ticket, events: [] };
  for (const command of commands) {
    const next = decide(decision.ticket, command, context);
    if (isRefusal(next)) return next;
    decision = { ticket: next.ticket, events: [...decision.events, ...next.events] };
  }
  return decision;
};

/** The change that a decision makes of the ticket it was made on. */
export const changeOf = (before: Ticket, { ticket, events }: Decision, now: string, policy: Policy) => ({
  before,
  after: ticket,
  events,
  wakes: wakes(before, ticket, now, policy),
  silent: silentOf(events, ticket, { policy, now }),
  urgency: urgencyOf(ticket, policy),
  ...eraseOn(ticket, events, policy),
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

const revealLimit: Refused = {
  refused: 'reveal-limit',
  detail:
    'You have read as much personal data within this hour as one person may. Go on in the next hour, or ask somebody.',
};

const MOST_CHANGES = 20;

/**
 * One query more: what happened since the caller saw it. Who names a version that is still to come has seen nothing of it. People who
 * may not read the ticket are told so instead; those outside are told nothing of what the desk did.
 */
const staleVersion = async (
  { tickets }: ChangePorts,
  ticket: Ticket,
  { seen, refusal, actor }: { readonly seen: number; readonly refusal: Refusal | undefined; readonly actor: Actor },
): Promise<Refused> => {
  if (refusal && actor.kind === 'agent') return refusal;
  const told = !refusal && seen < ticket.version;
  const { items } = told ? await tickets.timeline(ticket.id, seen, MOST_CHANGES) : { items: [] };
  return {
    refused: 'stale-version',
    detail: `The ticket has version ${ticket.version} now. Read it, and decide again.`,
    changes: items.map(({ seq, type, actor: by, time }) => ({ seq, type, actor: by, time })),
  };
};

const anotherChannel: Refused = {
  refused: 'ticket-of-another-channel',
  detail: 'This ticket was opened by another channel, which alone may speak for its customer.',
};
