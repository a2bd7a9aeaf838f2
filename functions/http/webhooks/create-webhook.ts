import { type CreateWebhookPorts, createWebhook as create } from '../../../core/usecases/create-webhook.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';
import { checkTarget } from './target.ts';
import { webhookView } from './webhook-view.ts';

export const createWebhook =
  (ports: CreateWebhookPorts & { readonly targets: 'public' | 'any' }): Handler<'createWebhook'> =>
  async ({ body, actor }) => {
    checkTarget(body.url, ports.targets);
    const created = await create(ports, body, actor.id);
    return isRefused(created) ? created : { body: { ...webhookView(created.webhook), secret: created.secret } };
  };
