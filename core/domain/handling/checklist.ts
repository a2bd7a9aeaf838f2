/** What a policy wants done before a ticket of a category is solved (检查清单), and with which words it is solved (解决代码). */
import type { FieldCondition } from '../forms/form.ts';
import type { Priority, Tier, Titles } from '../vocabulary.ts';

/** All that it names must hold; of a list any. */
export interface StepCondition {
  /** The code with which it is being solved. */
  readonly resolution?: readonly string[];
  readonly priority?: readonly Priority[];
  readonly tier?: readonly Tier[];
  readonly channel?: readonly string[];
  readonly field?: FieldCondition;
}

export interface ChecklistStep {
  readonly name: string;
  readonly title: Titles;
  /** Whether a ticket cannot be solved without it. */
  readonly required: boolean | StepCondition;
  /** It is taken with at least one attachment. */
  readonly evidence: boolean;
}

export interface ResolutionCode {
  readonly name: string;
  readonly title: Titles;
  /** For tickets of these alone; none: of all. */
  readonly category?: readonly string[];
  readonly needs: {
    readonly steps: readonly string[];
    readonly fields: readonly string[];
  };
}
