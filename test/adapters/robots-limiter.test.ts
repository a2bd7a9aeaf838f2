import { describe, expect, it } from 'vitest';
import { createLimiter, type RobotLimit } from '../../adapters/robots/limiter.ts';
import { toInstant } from '../../core/domain/time.ts';
import { Throttled } from '../../core/ports-notices.ts';
import fc from '../support/properties.ts';

const LIMITS: readonly RobotLimit[] = [
  { most: 10, withinMs: 60_000 },
  { most: 3, withinMs: 1000 },
];
const START = Date.parse('2026-11-22T02:00:00Z');

describe('the limiter of robots', () => {
  it('never lets more through than a window takes, lets all through that it can, and says when to come again', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(gaps, async (waits) => {
        let nowMs = START;
        const limiter = createLimiter({ now: () => toInstant(nowMs) });
        const sent: number[] = [];
        const send = () => limiter.take('ops', LIMITS, async () => void sent.push(nowMs));
        const full = () =>
          LIMITS.some(({ most, withinMs }) => sent.filter((at) => at > nowMs - withinMs).length >= most);
        for (const wait of waits) {
          nowMs += wait;
          const wasFull = full();
          const error: unknown = await send().catch((reason) => reason);
          expect(error instanceof Throttled).toBe(wasFull);
          if (!(error instanceof Throttled)) continue;
          nowMs += (error.retryAfterS ?? 0) * 1000;
          expect(full()).toBe(false);
        }
        for (const { most, withinMs } of LIMITS)
          for (const from of sent)
            expect(sent.filter((at) => at >= from && at < from + withinMs).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('counts each robot by itself', async () => {
    const limiter = createLimiter({ now: () => toInstant(START) });
    const send = (robot: string) => limiter.take(robot, [{ most: 1, withinMs: 1000 }], async () => robot);
    expect(await send('ops')).toBe('ops');
    expect(await send('duty')).toBe('duty');
    await expect(send('ops')).rejects.toBeInstanceOf(Throttled);
  });

  it('goes on after other failures, and when nobody says how long to wait', async () => {
    const limiter = createLimiter({ now: () => toInstant(START) });
    const take = <T>(send: () => Promise<T>) => limiter.take('ops', LIMITS, send);
    await expect(take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(take(() => Promise.reject(new Throttled('some day')))).rejects.toThrow('some day');
    expect(await take(async () => 'sent')).toBe('sent');
  });
});
