import { nextWake } from '../domain/milestones.ts';
import type { Policy } from '../domain/policy.ts';
import { stageOf } from '../domain/ticket.ts';
import { addMs, type Instant, msBetween } from '../domain/time.ts';
import type { Change } from '../ports.ts';

const LONGEST_MS = 30 * 24 * 60 * 60 * 1000; // as in position.ts: looks again at least once a month, whatever was lost

/**
 * When a ticket that was just changed has to be looked at: the time to which its workflow would sleep, and now where that would
 * be woken to do something. Undefined once it is archived.
 */
export const wakeAtOf = (
  { before, after, wakes }: Pick<Change, 'before' | 'after' | 'wakes'>,
  now: Instant,
  policy: Policy,
): Instant | undefined => {
  const stage = stageOf(after);
  if (stage === 'done') return undefined;
  if (stage === 'archive') return now;
  const offered = before !== undefined && !wakes;
  const wake = nextWake(after, now, policy, offered);
  const ms = wake === undefined ? LONGEST_MS : msBetween(now, wake);
  return addMs(now, Math.min(ms, LONGEST_MS));
};
