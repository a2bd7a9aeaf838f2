import { type PingPorts, pingWebhook as ping } from '../../../core/usecases/ping-webhook.ts';
import { isRefused } from '../../../core/usecases/refused.ts';
import type { Handler } from '../../shared/door.ts';

export const pingWebhook =
  (ports: PingPorts): Handler<'pingWebhook'> =>
  async ({ path }) => {
    const pinged = await ping(ports, path.webhook);
    return isRefused(pinged) ? pinged : { body: pinged };
  };
