/** Changes what a webhook is sent and where. Enabled again it goes on where it stopped. Database operations: one read, one to two writes. */
import { CLOSED } from '../domain/webhooks/breaker.ts';
import { changed, type Webhook, type WebhookWish } from '../domain/webhooks/webhook.ts';
import type { Deliveries, Lane, Wakes, Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';
import { webhookChanged, webhookNotFound } from './webhook-refusals.ts';

export interface PutWebhookPorts {
  readonly webhooks: Pick<Webhooks, 'read' | 'replace'>;
  readonly deliveries: Pick<Deliveries, 'move'>;
  readonly wakes: Wakes;
}

/** Another URL, or enabling it, closes the breaker: who changes it believes that it works now. */
export const putWebhook = async (
  { webhooks, deliveries, wakes }: PutWebhookPorts,
  id: string,
  wish: WebhookWish,
): Promise<{ readonly webhook: Webhook; readonly lane: Lane } | Refused> => {
  const found = await webhooks.read(id);
  if (!found) return webhookNotFound(id);
  const webhook = changed(found.webhook, wish);
  if ((await webhooks.replace(webhook)) === 'stale') return webhookChanged;
  const fresh = wish.enabled && (!found.webhook.enabled || found.webhook.url !== wish.url);
  if (!fresh) return { webhook, lane: found.lane };
  await deliveries.move(id, { breaker: CLOSED });
  await wakes.send([{ webhook: id, delayS: 0 }]);
  return { webhook, lane: { ...found.lane, breaker: CLOSED } };
};
