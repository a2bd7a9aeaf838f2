import type { Time } from '../../../core/ports.ts';
import type { Webhooks } from '../../../core/ports-webhooks.ts';
import type { Handler } from '../../shared/door.ts';
import { withState } from './webhook-view.ts';

/** At most a hundred. Database operations: one query, a read for each. */
export const listWebhooks =
  (ports: {
    readonly webhooks: Pick<Webhooks, 'list' | 'read'>;
    readonly time: Pick<Time, 'now'>;
  }): Handler<'listWebhooks'> =>
  async () => {
    const now = ports.time.now();
    const found = await Promise.all((await ports.webhooks.list()).map(({ id }) => ports.webhooks.read(id)));
    return { body: { items: found.flatMap((each) => (each ? [withState(each.webhook, each.lane, now)] : [])) } };
  };
