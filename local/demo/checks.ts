/** Compares where a ticket ended, as the API tells it, with where its story says it must end. */
import type { TicketView, TimelineEvent } from '../../contracts/views.ts';
import { type FaultRates, NO_FAULTS } from '../faults/rates.ts';
import type { End } from './end.ts';
import { countOf, labelOf } from './labels.ts';

const ON_TIME_MS = 2000; // a step of the clock counts whole seconds, and the event comes right after it
const UNLIKELY = 1e-6;

/**
 * How late a step of the clock may come. Parking and the step itself are each tried again after at most 1, 2, 4, … s when
 * they are throttled or crash: n failures in a row make each at most 2ⁿ − 1 s late. n is where that is less likely than one
 * in a million, e.g. 7 for a tenth throttled and a fiftieth crashed: 2 × 127 s + 2 s.
 */
export const latestMs = ({ throttle, crash }: Pick<FaultRates, 'throttle' | 'crash'> = NO_FAULTS): number => {
  // Two calls meet it: the invocation is throttled or crashes, and parking is throttled.
  const fails = Math.min(throttle + crash, 0.5);
  const inARow = fails === 0 ? 0 : Math.ceil(Math.log(UNLIKELY) / Math.log(fails));
  return ON_TIME_MS + 2 * (2 ** inARow - 1) * 1000;
};

const PULL = 'assigned pull';
const DISPATCH = 'assigned dispatch';

/**
 * A ticket is offered when it comes, or given to an agent who becomes free: at the same moment either may be first. Where a
 * story means one of them, it is held to it, unless faults put off what it waits for.
 */
const asOne = ({ [PULL]: pulled = 0, ...counts }: Readonly<Record<string, number>>): Record<string, number> =>
  pulled === 0 ? counts : { ...counts, [DISPATCH]: (counts[DISPATCH] ?? 0) + pulled };

/** Everything that is not as stated, in words; empty when all is well. */
export const differencesOf = (
  end: End,
  ticket: Pick<TicketView, 'phase' | 'level' | 'version'>,
  events: readonly TimelineEvent[],
  latest = latestMs(),
): readonly string[] => {
  const differences: string[] = [];
  if (ticket.phase !== end.phase) differences.push(`ends ${ticket.phase}, not ${end.phase}`);
  if (ticket.level !== end.level) differences.push(`has level ${ticket.level}, not ${end.level}`);
  const either = latest > latestMs() || end.events[PULL] === undefined;
  const [counts, expected] = [countOf(events.map(labelOf)), end.events].map((each) => (either ? asOne(each) : each));
  for (const label of new Set([...Object.keys(counts ?? {}), ...Object.keys(expected ?? {})])) {
    const [is, must] = [counts?.[label] ?? 0, expected?.[label] ?? 0];
    if (is !== must) differences.push(`has “${label}” ${is}×, not ${must}×`);
  }
  if (events.some(({ seq }, index) => seq !== index + 1) || ticket.version !== events.length)
    differences.push(`has version ${ticket.version} and the events ${events.map(({ seq }) => seq).join(', ')}`);
  for (const event of events) {
    const { milestoneAt } = event.data;
    const late = typeof milestoneAt === 'string' ? Date.parse(event.time) - Date.parse(milestoneAt) : 0;
    if (late < 0 || late > latest) differences.push(`“${labelOf(event)}” came ${late} ms after it was due`);
  }
  return differences;
};
