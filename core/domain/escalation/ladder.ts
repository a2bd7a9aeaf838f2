/** What a policy says of escalation (升级): which condition tells whom, and what is done beside telling. All times in minutes. */

import type { ClockName } from '../clocks/clock.ts';
import type { SlaMatch } from '../clocks/sla.ts';
import type { Titles } from '../vocabulary.ts';
import type { Addressee } from './addressee.ts';

export type Action =
  | { readonly do: 'notify' }
  | { readonly do: 'raisePriority' }
  /** Back to the queue, or to another one, without the one who has it. */
  | { readonly do: 'reassign'; readonly queue?: string }
  | { readonly do: 'addFollower'; readonly who: Addressee }
  | { readonly do: 'openTask'; readonly title: Titles; readonly for: Addressee }
  /** Nobody but a supervisor puts it on hold any more. */
  | { readonly do: 'freezeHold' };

export const TRIGGERS = ['clock', 'nature', 'words', 'amountAbove', 'urges', 'reopens', 'repeat'] as const;

/** One trigger, and what else must be so. */
export interface Condition extends SlaMatch {
  /** By time: a clock is `at` its warning, its breach, or so long after it. */
  readonly clock?: ClockName;
  readonly at?: 'warning' | 'breach' | { readonly minutesAfter: number };
  /** By nature: what the agent calls it. */
  readonly nature?: string;
  /** By severity: the customer says one of these words. */
  readonly words?: readonly string[];
  /** …names an amount of more yuan than this. */
  readonly amountAbove?: number;
  /** …has urged so often, or a multiple of it. */
  readonly urges?: number;
  /** …has had it reopened so often. */
  readonly reopens?: number;
  /** …complains again. */
  readonly repeat?: true;
}

export interface Rung {
  readonly name: string;
  readonly when: Condition;
  /** At least this level; none: one higher than it is. */
  readonly level?: number;
  /** Instead of those of the level. */
  readonly to?: readonly Addressee[];
  readonly actions: readonly Action[];
  /** Instead of those of the level. */
  readonly acknowledgeMinutes?: number;
  readonly repeatMinutes?: number;
}

export interface Level {
  readonly title: Titles;
  readonly to: readonly Addressee[];
  /** Unless somebody takes notice by then, it climbs; at the top they are told again. */
  readonly acknowledgeMinutes: number;
  /** Acknowledged, but still overdue: they are told again. */
  readonly repeatMinutes: number;
}

export interface EscalationPolicy {
  /** After a breach, until an untouched ticket goes back to the queue. */
  readonly untouchedMinutes: number;
  /** Level 1 first. */
  readonly levels: readonly Level[];
  readonly ladder: readonly Rung[];
}

/** The level as it is among those of the policy: a ticket may come from one with more of them. */
export const levelAt = ({ levels }: EscalationPolicy, level: number): Level => {
  const found = levels[Math.min(Math.max(level, 1), levels.length) - 1];
  if (!found) throw new Error('The policy has no levels of escalation.');
  return found;
};
