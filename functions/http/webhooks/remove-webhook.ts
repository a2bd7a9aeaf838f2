import type { Webhooks } from '../../../core/ports-webhooks.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import { removeWebhook as remove } from '../../../core/usecases/remove-webhook.ts';
import type { Handler } from '../../shared/door.ts';

export const removeWebhook =
  (ports: { readonly webhooks: Pick<Webhooks, 'remove'> }): Handler<'removeWebhook'> =>
  async ({ path }) => {
    const removed = await remove(ports, path.webhook);
    return isRefused(removed) ? removed : { body: removed };
  };
