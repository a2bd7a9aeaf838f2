/**
 * Delivers again: one event, all that was given up and all that waits, or all events since a time. Receivers know by the id what
 * they have had. Database operations: one read, then a query per page of the log or some twenty reads of the feed, and a write per delivery.
 */
import type { Instant } from '../domain/time.ts';
import { CLOSED } from '../domain/webhooks/breaker.ts';
import type { Waiting } from '../domain/webhooks/delivery.ts';
import type { Time } from '../ports.ts';
import type { Attempt, Deliveries, Feed, Wakes, Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';
import { webhookNotFound } from './webhook-refusals.ts';

export interface ReplayPorts {
  readonly webhooks: Pick<Webhooks, 'read'>;
  readonly deliveries: Deliveries;
  readonly feed: Pick<Feed, 'at' | 'since'>;
  readonly wakes: Wakes;
  readonly time: Pick<Time, 'now'>;
}

/** Of one call: those behind them take another one. */
const MOST = 500;
const PAGE = 100;
const AT_ONCE = 25;

export type Replay = { readonly event: string } | { readonly failedSince: Instant } | { readonly since: Instant };

export const replayWebhook = async (
  ports: ReplayPorts,
  id: string,
  replay: Replay,
): Promise<{ readonly deliveries?: number; readonly since?: Instant } | Refused> => {
  const { webhooks, deliveries, feed, wakes } = ports;
  if (!(await webhooks.read(id))) return webhookNotFound(id);
  const wake = () => wakes.send([{ webhook: id, delayS: 0 }]);
  if ('since' in replay) {
    await deliveries.move(id, { position: await feed.since(replay.since), breaker: CLOSED });
    await wake();
    return { since: replay.since };
  }
  if ('failedSince' in replay) {
    const failed = await again(ports, await deliveries.givenUp(id, replay.failedSince, MOST));
    const hastened = await deliveries.hasten(id, ports.time.now(), MOST);
    await deliveries.put(id, failed);
    await deliveries.move(id, { breaker: CLOSED });
    await wake();
    return { deliveries: failed.length + hastened };
  }
  const attempt = await lastAttempt(ports, id, replay.event);
  const [waiting] = attempt ? await again(ports, [attempt]) : [];
  if (!waiting) return deliveryNotFound(replay.event);
  await deliveries.put(id, [waiting]);
  await wake();
  return { deliveries: 1 };
};

/** Fresh deliveries of the same events, as far as the feed still has them; each once. */
const again = async ({ feed, time }: ReplayPorts, attempts: readonly Attempt[]): Promise<readonly Waiting[]> => {
  const dueAt = time.now();
  const once = [...new Map(attempts.map((attempt) => [attempt.event, attempt])).values()];
  const waiting: Waiting[] = [];
  for (let from = 0; from < once.length; from += AT_ONCE) {
    const found = once.slice(from, from + AT_ONCE).map(async ({ position }) => {
      const event = position && (await feed.at(position));
      return event ? [{ event, position, attempts: 0, dueAt }] : [];
    });
    waiting.push(...(await Promise.all(found)).flat());
  }
  return waiting;
};

const lastAttempt = async ({ deliveries }: ReplayPorts, id: string, event: string): Promise<Attempt | undefined> => {
  let after: string | undefined;
  do {
    const page = await deliveries.attempts(id, after, PAGE);
    const found = page.items.find((attempt) => attempt.event === event);
    if (found) return found;
    after = page.next;
  } while (after !== undefined);
  return undefined;
};

const deliveryNotFound = (event: string): Refused => ({
  refused: 'delivery-not-found',
  detail: `Nothing was sent of ${event.slice(0, 60)} in the last seven days. Replay all events since a time instead.`,
});
