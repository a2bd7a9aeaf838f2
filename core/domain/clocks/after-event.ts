/** What an event does to the clocks of a ticket: the conditions of each clock, in the order reset, cancel, stop, pause, resume, start. */
import type { Recorded } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { PRIORITIES, TIERS } from '../vocabulary.ts';
import { CLOCKS, type Clock, type ClockName, type Clocks, isPaused } from './clock.ts';
import { holds } from './conditions.ts';
import { begin, cancel, pause, resume, retarget, stop, takeUp } from './running.ts';
import { selectTarget } from './selection.ts';
import { isState, type Term } from './terms.ts';

/**
 * The clocks that the event changes; undefined when it changes none. `after`: the ticket with the event folded in, its clocks
 * still as they were.
 */
export const clocksAfter = (
  before: Ticket | undefined,
  event: Recorded,
  after: Ticket,
  policy: Policy,
): Partial<Clocks> | undefined => {
  // They stand as they are until it is given back.
  if (after.phase === 'merged' || event.type === 'ticket.unmerged') return undefined;
  const changed: { [name in ClockName]?: Clock } = {};
  for (const name of CLOCKS) {
    const clock = after.clocks[name];
    const next = retargeted(name, moved(name, clock, before, event, after, policy), before, event, after, policy);
    // Under which rules it was reckoned: so it can be reckoned again.
    if (next && next !== clock) changed[name] = { ...next, policyVersion: policy.version };
  }
  return Object.keys(changed).length === 0 ? undefined : changed;
};

const moved = (
  name: ClockName,
  clock: Clock | undefined,
  before: Ticket | undefined,
  event: Recorded,
  after: Ticket,
  policy: Policy,
): Clock | undefined => {
  const conditions = policy.clocks[name];
  const is = (terms: readonly Term[] | undefined): boolean => terms?.some((term) => holds(term, event, after)) ?? false;
  // A state that lasts begins nothing anew: else any note would.
  const begins = (terms: readonly Term[] | undefined): boolean =>
    terms?.some((term) => holds(term, event, after) && !(isState(term) && before && holds(term, event, before))) ??
    false;
  const now = event.time;
  const started = (): Clock | undefined => {
    const selected = selectTarget(name, after, now, policy);
    if (!selected) return clock;
    const fresh = begin(name, selected, now, policy);
    return is(conditions.pause) ? pause(fresh, now, whyPaused(after)) : fresh;
  };
  if (!clock) return is(conditions.start) ? started() : undefined;
  if (clock.stoppedAt !== undefined) {
    if (is(conditions.resume) && clock.state !== 'cancelled') {
      const grace = event.type === 'ticket.reopened' ? event.data.graceMinutes : undefined;
      return takeUp(name, clock, now, selectTarget(name, after, clock.startedAt, policy), policy, grace);
    }
    return begins(conditions.start) ? started() : clock;
  }
  if (begins(conditions.reset)) return started();
  if (is(conditions.cancel) || (conditions.start.every(isState) && !is(conditions.start) && !is(conditions.stop)))
    return cancel(clock, now);
  if (is(conditions.stop)) return stop(clock, now, policy);
  const pausing = is(conditions.pause);
  if (!isPaused(clock)) return pausing ? pause(clock, now, whyPaused(after)) : clock;
  const goesOn = !pausing && (is(conditions.resume) || (conditions.pause ?? []).every(isState));
  return goesOn ? resume(clock, now, policy) : clock;
};

const whyPaused = (ticket: Ticket) => (ticket.phase === 'onHold' ? ticket.hold.for : 'other');

/** Another category, priority or tier may mean another promise, as it was when the clock started; a promotion, that of now. */
const retargeted = (
  name: ClockName,
  clock: Clock | undefined,
  before: Ticket | undefined,
  event: Recorded,
  after: Ticket,
  policy: Policy,
): Clock | undefined => {
  if (!clock || !before) return clock;
  const improves = event.type === 'ticket.promised';
  if (!improves && !RESELECTS.has(event.type)) return clock;
  // What has stopped is over, unless it may go on.
  if (clock.stoppedAt !== undefined && (improves || !policy.clocks[name].resume)) return clock;
  const selected = selectTarget(name, after, improves ? event.time : clock.startedAt, policy);
  if (!selected) return clock;
  const other = retarget(name, clock, selected, event.time, policy, improves || isRaised(before, after));
  return improves && other.dueAt === clock.dueAt ? clock : other;
};

const RESELECTS: ReadonlySet<Recorded['type']> = new Set(['ticket.classified', 'ticket.queued', 'ticket.transferred']);

const isRaised = (before: Ticket, after: Ticket): boolean =>
  PRIORITIES.indexOf(after.priority) < PRIORITIES.indexOf(before.priority) ||
  (after.priority === before.priority && TIERS.indexOf(after.customer.tier) > TIERS.indexOf(before.customer.tier));
