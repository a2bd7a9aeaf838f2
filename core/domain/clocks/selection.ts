/** Which promise holds for a ticket, and which calendar it is counted in. */
import { ALWAYS, type Calendar } from '../calendar/calendar.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Customer } from '../vocabulary.ts';
import type { ClockName } from './clock.ts';
import type { SlaMatch, SlaRule, SlaTarget, Warning } from './sla.ts';

export type Promised = Pick<Ticket, 'category' | 'priority' | 'channel' | 'queue'> & {
  readonly customer: Pick<Customer, 'tier'>;
  /** Of the checklist that have been taken; none where nobody has looked. */
  readonly steps?: readonly string[];
};

/** A calendar that the policy has no longer is open at any time: a promise is never stretched by a file that is gone. */
export const calendarOf = ({ calendars }: Pick<Policy, 'calendars'>, name: string): Calendar =>
  calendars[name] ?? ALWAYS;

export const matches = (when: SlaMatch, ticket: Promised): boolean =>
  (when.category?.includes(ticket.category) ?? true) &&
  (when.priority?.includes(ticket.priority) ?? true) &&
  (when.tier?.includes(ticket.customer.tier) ?? true) &&
  (when.channel?.includes(ticket.channel) ?? true) &&
  (when.queue?.includes(ticket.queue) ?? true) &&
  (when.stepTaken?.some((step) => ticket.steps?.includes(step)) ?? true) &&
  !when.stepNotTaken?.some((step) => ticket.steps?.includes(step));

const inForce = ({ from, until }: Pick<SlaRule, 'from' | 'until'>, at: Instant): boolean =>
  (from === undefined || from <= at) && (until === undefined || at < until);

export interface Selected {
  readonly rule: SlaRule;
  readonly target: SlaTarget;
}

/** `at`: when the promise is, or was, given. Undefined: nothing is promised of this clock. */
export const selectTarget = (
  name: ClockName,
  ticket: Promised,
  at: Instant,
  { sla }: Pick<Policy, 'sla'>,
): Selected | undefined => {
  for (const rule of sla) {
    const target = rule.targets[name];
    if (target && inForce(rule, at) && matches(rule.when, ticket)) return { rule, target };
  }
  return undefined;
};

/** The marks of a clock in minutes from its start, in order: warnings, the target, and what the ladder has after it. */
export const marksOf = (
  name: ClockName,
  { minutes, warnings: own }: { readonly minutes: number; readonly warnings?: SlaTarget['warnings'] | undefined },
  policy: Policy,
): readonly number[] => {
  const warnings = (own ?? usualWarning(minutes, policy)).map((warning) => warnsAfter(minutes, warning));
  const later = policy.escalation.ladder.flatMap(({ when }) =>
    when.clock === name && typeof when.at === 'object' ? [minutes + when.at.minutesAfter] : [],
  );
  return [...new Set([...warnings, minutes, ...later])].filter((mark) => mark > 0).toSorted((a, b) => a - b);
};

/** Minutes before the end, or a share of a target that is short. */
const usualWarning = (minutes: number, { warning }: Policy): readonly Warning[] => [
  minutes < warning.shortTargetMinutes ? { percent: warning.percent } : { minutesBefore: warning.minutesBefore },
];

const warnsAfter = (minutes: number, warning: Warning): number =>
  'percent' in warning ? (minutes * warning.percent) / 100 : minutes - warning.minutesBefore;
