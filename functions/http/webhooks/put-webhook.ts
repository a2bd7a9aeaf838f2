import type { Time } from '../../../core/ports.ts';
import { type PutWebhookPorts, putWebhook as put } from '../../../core/usecases/put-webhook.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { checkTarget } from './target.ts';
import { withState } from './webhook-view.ts';

export const putWebhook =
  (
    ports: PutWebhookPorts & { readonly time: Pick<Time, 'now'>; readonly targets: 'public' | 'any' },
  ): Handler<'putWebhook'> =>
  async ({ path, body }) => {
    checkTarget(body.url, ports.targets);
    const changed = await put(ports, path.webhook, body);
    return isRefused(changed) ? changed : { body: withState(changed.webhook, changed.lane, ports.time.now()) };
  };
