import type { Time } from '../../../core/ports.ts';
import type { Webhooks } from '../../../core/ports-webhooks.ts';
import { webhookNotFound } from '../../../core/usecases/webhook-refusals.ts';
import type { Handler } from '../../shared/door.ts';
import { withState } from './webhook-view.ts';

/** Database operations: one read. */
export const getWebhook =
  (ports: { readonly webhooks: Pick<Webhooks, 'read'>; readonly time: Pick<Time, 'now'> }): Handler<'getWebhook'> =>
  async ({ path }) => {
    const found = await ports.webhooks.read(path.webhook);
    return found ? { body: withState(found.webhook, found.lane, ports.time.now()) } : webhookNotFound(path.webhook);
  };
