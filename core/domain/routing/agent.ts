import type { Instant } from '../time.ts';
import type { AgentId, Assignee, Language } from '../vocabulary.ts';

export const PRESENCES = ['online', 'busy', 'away', 'offline'] as const;
/** What agents say of themselves. Only who is online is pushed a ticket; a busy one may still take one. */
export type Presence = (typeof PRESENCES)[number];

export const AGENT_ROLES = ['agent', 'supervisor', 'reviewer', 'operator', 'auditor', 'temporary'] as const;

/** Whose tickets somebody reaches: those of their team, or all. */
export const AGENT_SCOPES = ['team', 'desk'] as const;

/** What the desk says of an agent. */
export interface AgentProfile {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
  /** For short messages. */
  readonly phone?: string;
  readonly team: string;
  readonly roles: readonly (typeof AGENT_ROLES)[number][];
  /** Units of work at a time by dispatch or claim, see `policy.routing.units`. */
  readonly capacity: number;
  /** Level 1 to 5 by skill. */
  readonly skills: Readonly<Record<string, number>>;
  /** None named: any. */
  readonly languages: readonly Language[];
  /** None named: any. */
  readonly regions: readonly string[];
  /** 0 (new) to 3. */
  readonly seniority: number;
  /** Without it, `team`. */
  readonly scope?: (typeof AGENT_SCOPES)[number];
  /** They want to hear of what is not urgent a few times a day, all at once. */
  readonly digest?: boolean;
  /** Last day at the desk, of somebody who helps out for a time, e.g. `2026-11-30`. */
  readonly until?: string;
  /** Days off, first and last date in the zone of the team, e.g. `2026-10-01`. */
  readonly leave: readonly { readonly from: string; readonly until: string }[];
  /** Who approves in their place while they are on leave. */
  readonly substitute?: AgentId;
}

/** What they hold; moves in the same transaction as the ticket. */
export interface AgentLoad {
  /** Tickets they hold: in hand, on hold or pushed aside. */
  readonly open: number;
  /** Units of the tickets in hand: those on hold or pushed aside are free. */
  readonly load: number;
  /** Tickets they hold which they claimed themselves. */
  readonly claimed: number;
  /** Tickets pushed aside for a more urgent one: they come back before anything new is pushed. */
  readonly paused: number;
  /** How often a ticket was given to them, ever. */
  readonly assignments: number;
  /** When that was, the last ones, oldest first. */
  readonly recent: readonly Instant[];
  readonly lastAssignedAt?: Instant;
}

export interface Agent extends AgentProfile, AgentLoad {
  readonly presence: Presence;
  /** Last sign of life of their client, if it gives any: without one for `policy.routing.heartbeatSeconds` they are away. */
  readonly seenAt?: Instant;
}

export const NO_LOAD: AgentLoad = { open: 0, load: 0, claimed: 0, paused: 0, assignments: 0, recent: [] };

export const assigneeOf = ({ id, team, name }: AgentProfile): Assignee => ({ id, team, name });
