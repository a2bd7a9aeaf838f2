import { isRefused } from '../../../core/usecases/refused.ts';
import { type RotatePorts, rotateWebhookSecret } from '../../../core/usecases/rotate-webhook-secret.ts';
import type { Handler } from '../../shared/door.ts';

export const rotateSecret =
  (ports: RotatePorts): Handler<'rotateSecret'> =>
  async ({ path }) => {
    const rotated = await rotateWebhookSecret(ports, path.webhook);
    return isRefused(rotated) ? rotated : { body: rotated };
  };
