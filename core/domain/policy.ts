import type { Alarm } from './alarms.ts';
import type { ApprovalRule } from './approval/approval.ts';
import type { Calendar } from './calendar/calendar.ts';
import type { ClockName } from './clocks/clock.ts';
import type { Conditions, SlaRule } from './clocks/sla.ts';
import type { EscalationPolicy } from './escalation/ladder.ts';
import type { Form } from './forms/form.ts';
import type { ChecklistStep, ResolutionCode } from './handling/checklist.ts';
import type { JoiningPolicy } from './handling/joining-rules.ts';
import type { Macro } from './handling/macro.ts';
import type { NoticePolicy } from './messages/notice-policy.ts';
import type { Promotion } from './promotion.ts';
import type { RetentionPolicy } from './retention-policy.ts';
import type { ReviewPolicy } from './review/review.ts';
import type { Queue, RoutingPolicy } from './routing/routing-policy.ts';
import type { SurveyPolicy } from './survey/survey-policy.ts';
import type { HoldReason, Language, Priority, Titles } from './vocabulary.ts';

/** Words that hit when the text contains one of them, whatever case or width it is written in. */
type Keywords = Readonly<Record<Language, readonly string[]>>;

export interface Category {
  readonly name: string;
  readonly title: Titles;
  readonly queue: string;
  readonly priority: Priority;
  readonly keywords: Keywords;
  /** Units of capacity that a ticket of it takes; else those of its priority. */
  readonly units?: number;
  /** Name of the calendar in which its working days are counted; else the first one of the policy. */
  readonly calendar?: string;
}

interface PriorityRule {
  /** One of these in the text… */
  readonly anyOf: readonly string[];
  /** …and, where given, one of these too. */
  readonly andAnyOf?: readonly string[];
  readonly category?: string;
  readonly priority: Priority;
}

/** The rules of the desk: a file that a business person can read, checked by `contracts/policy.ts`. All times in minutes. */
export interface Policy {
  /** Hash of the content; every ticket remembers under which it was opened. */
  readonly version: string;
  readonly channels: readonly { readonly name: string; readonly title: Titles }[];
  readonly queues: readonly Queue[];
  readonly categories: readonly Category[];
  /** For a text that no keyword hits. */
  readonly defaultCategory: string;
  /** First match wins; without one the category's priority holds. */
  readonly priorityRules: readonly PriorityRule[];
  /** By name; `always` is one of them. */
  readonly calendars: Readonly<Record<string, Calendar>>;
  /** In order; promotions have put theirs before the others. The last ones promise every ticket a first response and a resolution. */
  readonly sla: readonly SlaRule[];
  readonly clocks: Readonly<Record<ClockName, Conditions>>;
  readonly warning: {
    readonly minutesBefore: number;
    readonly shortTargetMinutes: number;
    readonly percent: number;
  };
  readonly escalation: EscalationPolicy;
  readonly dispatch: {
    /** Waits before the next attempts to find somebody; the last one repeats. */
    readonly retryMinutes: readonly number[];
  };
  readonly routing: RoutingPolicy;
  readonly hold: {
    readonly reasons: Readonly<Record<HoldReason, HoldRule>>;
    /** All holds of a ticket together are no longer than this. */
    readonly totalMinutes: number;
  };
  readonly review: ReviewPolicy;
  readonly closing: {
    readonly reopenMinutes: number;
    /** Of these categories. */
    readonly categories: Readonly<Record<string, number>>;
    /** At least this much time to resolve a ticket that was reopened. */
    readonly graceMinutes: number;
    /** A short message of nothing but these does not reopen a resolved ticket. */
    readonly thanks: readonly string[];
  };
  /** As they stand in the file; what holds while one of them runs is made by `inForceAt`. */
  readonly promotions: readonly Promotion[];
  /** While a promotion runs: agents carry this much more or less. 1 without one. */
  readonly capacityFactor: number;
  /** While a promotion runs. */
  readonly promotion?: Promotion;
  readonly alarms: readonly Alarm[];
  /** By category, with what all of them have in common. */
  readonly forms: Readonly<Record<string, Form>>;
  /** By category, in the order in which the steps are shown. */
  readonly checklists: Readonly<Record<string, readonly ChecklistStep[]>>;
  /** None at all: any code will do. */
  readonly resolutionCodes: readonly ResolutionCode[];
  readonly macros: readonly Macro[];
  /** None: nothing has to be approved. */
  readonly approvals: readonly ApprovalRule[];
  /** How long a question of an approver waits for its answer, in minutes of the ticket's calendar. */
  readonly askBackMinutes: number;
  readonly joining: JoiningPolicy;
  readonly retention: RetentionPolicy;
  /** Without it nobody is asked. */
  readonly survey?: SurveyPolicy;
  /** Who learns what, by which channel, in which words. */
  readonly notices: NoticePolicy;
}

/** How long a ticket waits for somebody outside. */
export interface HoldRule {
  readonly limitMinutes: number;
  /** Half of the limit later, whom it waits for is reminded. */
  readonly remind: boolean;
  readonly atEnd: 'resume' | 'resolve';
  /** What the customer is told when it is resolved so. */
  readonly text?: Titles;
}
