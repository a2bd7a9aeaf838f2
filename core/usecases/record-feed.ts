/**
 * Writes events behind the feed and wakes the webhooks that they concern. Database operations: one write for all that come side by
 * side, one query. Calls: one per ten webhooks to wake.
 */
import type { ThinEvent } from '../domain/webhooks/thin-event.ts';
import { matches } from '../domain/webhooks/webhook.ts';
import type { Feed, Wakes, Webhooks } from '../ports-webhooks.ts';

export interface RecordPorts {
  readonly feed: Pick<Feed, 'append'>;
  readonly webhooks: Pick<Webhooks, 'list'>;
  readonly wakes: Wakes;
}

/** The wake comes after the write: whoever is woken finds the events. At least once: a batch that failed half-way stands twice. */
export const recordFeed = async ({ feed, webhooks, wakes }: RecordPorts, events: readonly ThinEvent[]) => {
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  await feed.append(once);
  const concerned = (await webhooks.list()).filter(
    (webhook) => webhook.enabled && once.some((event) => matches(webhook, event)),
  );
  await wakes.send(concerned.map(({ id }) => ({ webhook: id, delayS: 0 })));
};
