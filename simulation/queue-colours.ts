/** Green, yellow or red: how the queues stand, looked at every few minutes. */
import type { Policy } from '../core/domain/policy.ts';
import { colourOf } from '../core/domain/routing/overflow.ts';
import type { Colour } from '../core/domain/routing/routing-policy.ts';
import { MINUTE_MS } from '../core/domain/time.ts';
import type { Waiting } from './waiting.ts';

const LATELY = 30 * MINUTE_MS;

export interface QueueColours {
  readonly of: (queue: string) => Colour;
  /** A ticket of the queue has found its agent. */
  readonly drained: (queue: string, now: number) => void;
  /** Looks again; returns the queues that have changed. */
  readonly review: (now: number) => readonly string[];
}

export const queueColours = (waiting: Waiting, policy: Policy): QueueColours => {
  const colours = new Map<string, Colour>();
  const drains = new Map<string, number[]>(policy.queues.map(({ name }) => [name, []]));
  const of = (queue: string): Colour => colours.get(queue) ?? 'green';
  return {
    of,
    drained: (queue, now) => drains.get(queue)?.push(now),
    review: (now) =>
      policy.queues.flatMap(({ name }) => {
        const recent = (drains.get(name) ?? []).filter((at) => at > now - LATELY);
        drains.set(name, recent);
        const jobs = waiting.of(name);
        const oldest = jobs.reduce((since, { queuedAt = now }) => Math.min(since, queuedAt), now);
        const colour = colourOf(
          {
            backlog: jobs.length,
            oldestMinutes: (now - oldest) / MINUTE_MS,
            drainPerMinute: (recent.length * MINUTE_MS) / LATELY,
          },
          policy.routing,
        );
        if (colour === of(name)) return [];
        colours.set(name, colour);
        return [name];
      }),
  };
};
