/** Words that everything else is said in (design: the field's terms), and who takes part. */
export const PHASES = [
  'queued',
  'handling',
  'paused',
  'onHold',
  'approval',
  'review',
  'resolved',
  'closed',
  'archived',
  // Another ticket has absorbed it.
  'merged',
] as const;
export type Phase = (typeof PHASES)[number];

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const IMPACTS = ['one', 'several', 'many'] as const;
/** How many customers suffer from it (影响范围). */
export type Impact = (typeof IMPACTS)[number];

export const TIERS = ['standard', 'silver', 'gold', 'vip'] as const;
export type Tier = (typeof TIERS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** What people read of a thing of the policy. */
export type Titles = Readonly<Record<Language, string>>;

export const HOLD_REASONS = ['customer', 'thirdParty', 'subTickets'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export type TicketId = `tkt_${string}`;
export type AgentId = `agt_${string}`;

export interface Customer {
  readonly id: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly tier: Tier;
  /** Where they live, in the channel's words, e.g. `华东`. */
  readonly region?: string;
}

export interface Assignee {
  readonly id: AgentId;
  readonly team: string;
  readonly name: string;
}
