/** Subscribes a URL to events from now on. Database operations: three queries or fewer, one transaction. */
import { rotated, type Webhook, type WebhookWish } from '../domain/webhooks/webhook.ts';
import type { Time } from '../ports.ts';
import type { Feed, Signer, Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';

export interface CreateWebhookPorts {
  readonly webhooks: Pick<Webhooks, 'list' | 'create'>;
  readonly feed: Pick<Feed, 'end'>;
  readonly signer: Pick<Signer, 'secret'>;
  readonly time: Pick<Time, 'now'>;
  readonly ids: { webhook(): Webhook['id']; secret(): string };
}

const MOST = 100;

/** With the value of its secret, which is not shown again. */
export const createWebhook = async (
  { webhooks, feed, signer, time, ids }: CreateWebhookPorts,
  wish: WebhookWish,
  createdBy: string,
): Promise<{ readonly webhook: Webhook; readonly secret: string } | Refused> => {
  if ((await webhooks.list()).length >= MOST) return tooMany;
  const now = time.now();
  const name = ids.secret();
  const webhook: Webhook = {
    id: ids.webhook(),
    ...wish,
    ...(!wish.enabled && { disabledBy: 'operator' }),
    secrets: rotated([], name, now),
    createdAt: now,
    createdBy,
    version: 1,
  };
  await webhooks.create(webhook, await feed.end());
  return { webhook, secret: await signer.secret(webhook.id, name) };
};

const tooMany: Refused = {
  refused: 'too-many-webhooks',
  detail: `There are ${MOST} webhooks already. Remove one that nobody needs any more.`,
};
