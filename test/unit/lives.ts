/** Lives of a ticket from its opening on, under the default rules or others. */
import { decide, openTicket } from '../../core/domain/decide.ts';
import type { Rung } from '../../core/domain/escalation/ladder.ts';
import type { Recorded } from '../../core/domain/events.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt } from '../../core/domain/promotions.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMs, type Instant } from '../../core/domain/time.ts';
import type { Step } from './anything.ts';
import { context, OPEN, policy, START, shop } from './desk.ts';
import { climbing, promise, promising } from './rules.ts';

/** The default rules with every stage limited, rescued and told of. */
export const STAGES = climbing(
  [
    ...policy.escalation.ladder,
    ...(['accept', 'handle', 'nextResponse'] as const).flatMap((clock): Rung[] => [
      { name: `${clock} warned`, when: { clock, at: 'warning' }, actions: [{ do: 'raisePriority' }] },
      { name: `${clock} late`, when: { clock, at: { minutesAfter: 60 } }, actions: [{ do: 'reassign' }] },
    ]),
  ],
  promising(
    [
      promise(
        {},
        {
          accept: { minutes: 20, rescue: 'requeue' },
          handle: { minutes: 300, rescue: 'otherTeam', warnings: [{ percent: 50 }, { minutesBefore: 30 }] },
          thirdParty: 600,
        },
      ),
    ],
    policy,
  ),
);

/** Lives the steps, those that are refused left out; `check` sees every one that was not. `rules`: the default ones unless told. */
export const live = (
  steps: readonly Step[],
  check: (before: Ticket, after: Ticket, step: Step, now: string) => void = () => {},
  rules: Policy | ((now: Instant) => Policy) = policy,
) => {
  const ruling = (now: Instant) => inForceAt(typeof rules === 'function' ? rules(now) : rules, now);
  const start = openTicket(OPEN, { ...context(shop), policy: ruling(START) });
  const events: Recorded[] = [...start.events];
  let { ticket } = start;
  let now = START;
  for (const step of steps) {
    now = addMs(now, step.afterMs);
    const result = decide(ticket, step.command, { ...context(step.actor, now), policy: ruling(now) });
    if (isRefusal(result)) continue;
    events.push(...result.events);
    check(ticket, result.ticket, step, now);
    ticket = result.ticket;
  }
  return { ticket, events };
};
