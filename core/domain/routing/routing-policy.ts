/** What a policy says of the way tickets find their agents. All times in minutes unless they say otherwise. */
import type { AgentId, Impact, Priority, Tier, Titles } from '../vocabulary.ts';
import type { SkillNeed, Strategy } from './route.ts';
import type { Weekday } from './team.ts';

export const FACTORS = [
  'skill',
  'language',
  'region',
  'capacity',
  'performance',
  'continuity',
  'seniority',
  'rest',
] as const;
export type Factor = (typeof FACTORS)[number];

interface Pool {
  /** A ticket that nobody has claimed for so long is pushed as if the queue were best match, and the supervisors are told. */
  readonly limitMinutes: Readonly<Record<Priority, number>>;
  /** Tickets that an agent may have claimed and not finished. */
  readonly claimed: number;
  /** Whether an agent may choose another ticket than the most urgent one that fits. */
  readonly choice: boolean;
}

export const LAST_RESORT_SUPERVISOR = 'supervisor';

export interface Queue {
  readonly name: string;
  readonly title: Titles;
  /** The primary team, and those that are asked later, in this order. */
  readonly teams: readonly string[];
  readonly strategy: Strategy;
  /** Who gets a ticket that found nobody: an agent, or whichever supervisor of the primary team is there and carries least. */
  readonly lastResort: AgentId | typeof LAST_RESORT_SUPERVISOR;
  /** Whether what was learned of agents counts; else their performance is the same. */
  readonly learning: boolean;
  readonly pool: Pool;
}

/** Text: any of these. Comparisons of a value that the ticket does not have do not hold, `not` does. */
export type Match =
  | readonly string[]
  | { readonly not: readonly string[] }
  | { readonly startsWith: readonly string[] }
  | { readonly contains: readonly string[] }
  | { readonly atLeast: number }
  | { readonly atMost: number };

export const RULE_FIELDS = [
  'category',
  'priority',
  'impact',
  'channel',
  'language',
  'tier',
  'region',
  'customer',
  'subject',
  'order',
  'tag',
  'orders',
  'reopens',
  'urges',
] as const;
/** `order` and `tag`: one of them · `orders`, `reopens`, `urges`: how many · `customer`: their id. */
export type RuleField = (typeof RULE_FIELDS)[number];

export interface RoutingRule {
  readonly name: string;
  /** All of them must hold. */
  readonly when: Readonly<Partial<Record<RuleField, Match>>>;
  /** Only at these times of the zone. */
  readonly during?: {
    readonly timeZone: string;
    readonly weekdays: readonly Weekday[];
    /** `HH:MM`; over midnight when the end is not after the start. */
    readonly from: string;
    readonly to: string;
  };
  readonly then: {
    /** Else the queue of the category. */
    readonly queue?: string;
    readonly skills: readonly SkillNeed[];
    /** Else the strategy of the queue. */
    readonly strategy?: Strategy;
    /** Else the teams of the queue. */
    readonly teams?: readonly string[];
  };
}

export const RED_EFFECTS = ['secondaryTeams', 'openPool'] as const;
/** secondaryTeams: they are asked at once · openPool: agents of all teams may claim. */
type RedEffect = (typeof RED_EFFECTS)[number];

export const COLOURS = ['green', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** Reached as soon as one of both is. */
export interface Threshold {
  /** Backlog divided by what is handed out per minute. */
  readonly drainMinutes: number;
  readonly oldestMinutes: number;
}

export interface RoutingPolicy {
  /** First match wins; none: the queue of the category, no skills. */
  readonly rules: readonly RoutingRule[];
  readonly units: Readonly<Record<Priority, number>>;
  /** At most so many automatic assignments per agent in any such stretch of time. */
  readonly window: { readonly assignments: number; readonly minutes: number };
  /** After each such time without anybody the weakest skills are dropped, then further teams asked, then the last resort. */
  readonly relaxation: { readonly urgentMinutes: number; readonly normalMinutes: number };
  readonly weights: Readonly<Record<Factor, number>>;
  /** Share of tickets, 0 to 1, for which performance is drawn at random instead of learned. */
  readonly exploration: number;
  /** Minutes of waiting that each of these is worth. */
  readonly urgency: {
    readonly priority: Readonly<Record<Priority, number>>;
    readonly tier: Readonly<Record<Tier, number>>;
    readonly impact: Readonly<Record<Impact, number>>;
    readonly urge: number;
    readonly repeat: number;
    readonly level: number;
    readonly categories: Readonly<Record<string, number>>;
  };
  readonly preemption: {
    /** Tickets due within this time are left alone. */
    readonly dueMinutes: number;
    /** A ticket is pushed aside at most so often. */
    readonly times: number;
  };
  /** A new ticket or a reopening by the same customer on the same order or category within this time goes to the experts. */
  readonly repeats: { readonly queue: string; readonly minutes: number };
  /** Of the client of an agent, without a sign of life. */
  readonly heartbeatSeconds: number;
  readonly absence: {
    /** Before the end of a shift, the agent is warned. */
    readonly warnMinutes: number;
    /** After the beginning of a leave, what they hold with a running clock is queued again. */
    readonly graceMinutes: number;
  };
  readonly overflow: {
    readonly yellow: Threshold;
    readonly red: Threshold;
    readonly onRed: readonly RedEffect[];
  };
}
