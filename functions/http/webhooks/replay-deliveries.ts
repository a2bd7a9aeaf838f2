import { isRefused } from '../../../core/usecases/refused.ts';
import { type Replay, type ReplayPorts, replayWebhook } from '../../../core/usecases/replay-webhook.ts';
import type { Handler } from '../../shared/door.ts';

export const replayDeliveries =
  (ports: ReplayPorts): Handler<'replayDeliveries'> =>
  async ({ path, body }) => {
    const replayed = await replayWebhook(ports, path.webhook, body as Replay); // the schema lets one of the three pass
    return isRefused(replayed) ? replayed : { body: replayed };
  };
