import { nextWake } from '../domain/milestones.ts';
import type { Policy } from '../domain/policy.ts';
import { stageOf } from '../domain/ticket.ts';
import { addMs, type Instant, msBetween } from '../domain/time.ts';
import type { Change } from '../ports.ts';

const LONGEST_MS = 30 * 24 * 60 * 60 * 1000; // as in position.ts: looks again at least once a month, whatever was lost

// The clocks of two functions may differ by so much: what one has made due now, the other sees as about to be.
const SKEW_MS = 2000;

/**
 * When a ticket that was just changed has to be looked at: the time to which its workflow would sleep, and now where that would
 * be woken to do something. Undefined once it is archived. `stored`: its due time so far, where the change is not the look itself.
 * What is due stays due until somebody has looked: not all that a look does can be seen from the ticket afterwards.
 */
export const wakeAtOf = (
  { before, after, wakes }: Pick<Change, 'before' | 'after' | 'wakes'>,
  stored: Instant | undefined,
  now: Instant,
  policy: Policy,
): Instant | undefined => {
  const stage = stageOf(after);
  if (stage === 'done') return undefined;
  if (stored !== undefined && msBetween(now, stored) <= SKEW_MS) return stored;
  if (stage === 'archive') return now;
  const offered = before !== undefined && !wakes;
  const wake = nextWake(after, now, policy, offered);
  const ms = wake === undefined ? LONGEST_MS : msBetween(now, wake);
  return addMs(now, Math.min(ms, LONGEST_MS));
};
