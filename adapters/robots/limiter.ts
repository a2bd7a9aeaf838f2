/** Keeps a robot below what its chat takes, as far as this process sends: who goes over is shut out for minutes. */
import { toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import { Throttled } from '../../core/ports-notices.ts';

export interface RobotLimit {
  readonly most: number;
  readonly withinMs: number;
}

export interface Limiter {
  /** Does it as one of those that are allowed. Throws Throttled when there were too many, or when the chat has said so before. */
  take<T>(robot: string, limits: readonly RobotLimit[], send: () => Promise<T>): Promise<T>;
}

interface Seen {
  /** Epoch ms, in their order. */
  readonly sent: readonly number[];
  readonly shutUntilMs: number;
}

export const createLimiter = (time: Pick<Time, 'now'>): Limiter => {
  const robots = new Map<string, Seen>();
  return {
    take: async (robot, limits, send) => {
      const now = toMs(time.now());
      const { sent, shutUntilMs } = robots.get(robot) ?? { sent: [], shutUntilMs: 0 };
      const waitMs = Math.max(shutUntilMs - now, ...limits.map((limit) => waitFor(limit, sent, now)));
      if (waitMs > 0) throw new Throttled(`${robot}: as many as it may send`, Math.ceil(waitMs / 1000));
      const widest = Math.max(...limits.map(({ withinMs }) => withinMs));
      robots.set(robot, { sent: [...sent.filter((at) => at > now - widest), now], shutUntilMs });
      try {
        return await send();
      } catch (error) {
        if (error instanceof Throttled && error.retryAfterS !== undefined) {
          const seen = robots.get(robot) ?? { sent: [], shutUntilMs: 0 };
          robots.set(robot, { ...seen, shutUntilMs: toMs(time.now()) + error.retryAfterS * 1000 });
        }
        throw error;
      }
    },
  };
};

/** Until the oldest of the last `most` has left the window. */
const waitFor = ({ most, withinMs }: RobotLimit, sent: readonly number[], now: number): number => {
  const oldest = sent.at(-most);
  return oldest === undefined ? 0 : oldest + withinMs - now;
};
