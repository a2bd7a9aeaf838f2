import type { Deliveries, Webhooks } from '../../../core/ports-webhooks.ts';
import { webhookNotFound } from '../../../core/usecases/webhook-refusals.ts';
import type { Handler } from '../../shared/door.ts';
import { listPage, type PagePorts } from '../desk/list-page.ts';
import { attemptView } from './webhook-view.ts';

/** Database operations: one read, one query. */
export const listDeliveries =
  (
    ports: PagePorts & {
      readonly webhooks: Pick<Webhooks, 'read'>;
      readonly deliveries: Pick<Deliveries, 'attempts'>;
    },
  ): Handler<'listDeliveries'> =>
  async ({ path: { webhook }, actor, query }) => {
    if (!(await ports.webhooks.read(webhook))) return webhookNotFound(webhook);
    const read = (after: string | undefined, limit: number) => ports.deliveries.attempts(webhook, after, limit);
    return listPage(ports, { list: `deliveries:${webhook}`, caller: actor.id }, query, read, attemptView);
  };
