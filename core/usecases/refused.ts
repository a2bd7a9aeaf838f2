/** Why a use case did nothing: the refusals of the domain, and those that take more than one ticket to see. */
import type { Recorded } from '../domain/events.ts';
import type { Refusal } from '../domain/refusals.ts';

export type Refused = Refusal | RefusedOutside;

/** It takes more than the ticket to see why. */
interface RefusedOutside {
  readonly refused:
    | 'ticket-not-found'
    | 'ticket-of-another-channel'
    | 'agent-not-found'
    | 'stale-version'
    | 'conflicting-changes'
    | 'unique-id-reused'
    | 'idempotency-key-reused'
    | 'agent-at-capacity'
    | 'too-many-claimed'
    | 'not-your-queue'
    | 'take-the-next'
    | 'nothing-waiting'
    | 'agent-holds-tickets'
    | 'team-not-found'
    | 'team-has-agents'
    | 'alarm-not-found'
    | 'webhook-not-found'
    | 'webhook-changed'
    | 'too-many-webhooks'
    | 'delivery-not-found'
    | 'cursor-expired'
    | 'file-type-not-allowed'
    | 'file-too-large'
    | 'attachment-not-found'
    | 'attachment-awaited'
    | 'attachment-refused'
    | 'export-not-found'
    | 'export-over'
    | 'too-many-exports'
    | 'dead-letters-not-found'
    | 'dead-letters-stay'
    | 'policy-not-kept'
    | 'reveal-limit'
    | 'survey-void'
    | 'unknown-reason'
    | 'unknown-article'
    | 'nonce-replayed';
  /** For people; says what to do next, holds no personal data. */
  readonly detail: string;
  /** Of stale-version: what happened to the ticket since the caller saw it. */
  readonly changes?: readonly Change[];
}

/** An event, without what it says. */
type Change = Pick<Recorded, 'seq' | 'type' | 'actor' | 'time'>;

export const isRefused = (value: object): value is Refused => 'refused' in value;

export const ticketNotFound: Refused = {
  refused: 'ticket-not-found',
  detail: 'There is no ticket with this id or code. Check it for typing errors.',
};

export const nonceReplayed: Refused = {
  refused: 'nonce-replayed',
  detail: 'This nonce was used before: sign every request anew, with a nonce of its own.',
};

export const conflictingChanges: Refused = {
  refused: 'conflicting-changes',
  detail: 'Others kept changing the ticket at the same time. Read it and try again.',
};

export const agentNotFound = (id: string): Refused => ({
  refused: 'agent-not-found',
  detail: `There is no agent ${id}. An operator adds agents.`,
});

export const teamNotFound = (name: string): Refused => ({
  refused: 'team-not-found',
  detail: `There is no team ${name}. An operator adds teams.`,
});
