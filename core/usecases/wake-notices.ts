/**
 * Puts what falls due into the queue of those who tell people, each minute. Nothing is left out when some looks were missed: the cursor
 * moves behind what was sent, and not before; what is sent twice is done once, by whoever does it.
 * Database operations: one query per hour and page since, none in a minute of which the look before has seen that nothing falls due;
 * one write where something was due or an hour is over; one read of the cursor where this process has not moved it last.
 */
import { addMs, type Instant, MINUTE_MS, toInstant, toMs } from '../domain/time.ts';
import type { Time } from '../ports.ts';
import type { DueLook, NoticeQueue } from '../ports-notices.ts';

export interface WakePorts {
  readonly dueLook: DueLook;
  readonly noticeQueue: NoticeQueue;
  readonly time: Pick<Time, 'now'>;
  /** Where this process has left the cursor. Somebody else may have moved it on: then what they sent is sent again, once. */
  readonly memory: {
    cursor?: string | undefined /** Nothing falls due until then. */;
    quietUntil?: Instant | undefined;
  };
}

/** Before the first look nothing is older. */
const FIRST_MS = 60 * MINUTE_MS;
/** Pages of one look, some hundred milliseconds each: the rest is for the next one. */
const MOST_PAGES = 100;

/** Answers how much was due. */
export const wakeNotices = async ({ dueLook, noticeQueue, time, memory }: WakePorts): Promise<number> => {
  const now = minuteOf(time.now());
  if (memory.quietUntil !== undefined && now <= memory.quietUntil && memory.cursor !== undefined) return 0;
  const cursor = memory.cursor ?? (await dueLook.cursor());
  memory.cursor = memory.quietUntil = undefined;
  let kept = cursor;
  let from = cursor ?? dueLook.before(addMs(now, -FIRST_MS));
  let count = 0;
  for (let page = 0; page < MOST_PAGES && from < dueLook.before(now); page += 1) {
    const { due, next, ended, quietUntil } = await dueLook.page(from, now);
    if (due.length > 0) await noticeQueue.send(due);
    count += due.length;
    // Where nothing was due the old place is as good, and costs nothing.
    if (due.length > 0 || !ended || kept === undefined) {
      if (!(await dueLook.move(kept, next))) return count;
      kept = next;
    }
    memory.quietUntil = quietUntil;
    if (ended) break;
    from = next;
  }
  memory.cursor = kept;
  return count;
};

const minuteOf = (now: Instant): Instant => toInstant(Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS);
