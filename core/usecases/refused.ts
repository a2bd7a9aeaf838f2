/** Why a use case did nothing: the refusals of the domain, and those that take more than one ticket to see. */
import type { RefusalCode } from '../domain/refusals.ts';

export type Refused = {
  readonly refused:
    | RefusalCode
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
    | 'policy-not-kept'
    | 'nonce-replayed';
  /** For people; says what to do next, holds no personal data. */
  readonly detail: string;
};

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
