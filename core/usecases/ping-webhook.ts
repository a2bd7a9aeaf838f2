/** Sends an event that no ticket caused, so that an operator sees whether the receiver takes it. Database operations: one read, one write. */
import type { Time } from '../ports.ts';
import type { Deliveries, Wakes, Webhooks } from '../ports-webhooks.ts';
import type { Refused } from './refused.ts';
import { webhookNotFound } from './webhook-refusals.ts';

const PING = 'webhook.ping';

export interface PingPorts {
  readonly webhooks: Pick<Webhooks, 'read'>;
  readonly deliveries: Pick<Deliveries, 'put'>;
  readonly wakes: Wakes;
  readonly time: Pick<Time, 'now'>;
  readonly ids: { secret(): string };
}

export const pingWebhook = async (
  { webhooks, deliveries, wakes, time, ids }: PingPorts,
  id: string,
): Promise<{ readonly deliveries: 1 } | Refused> => {
  const found = await webhooks.read(id);
  if (!found) return webhookNotFound(id);
  const now = time.now();
  const nothing = { ticketId: 'tkt_', code: '', seq: 0, phase: '', category: '', priority: '', queue: '' };
  const event = { id: `${id}.${ids.secret()}`, type: PING, time: now, ...nothing, actor: 'system' };
  await deliveries.put(id, [{ event, attempts: 0, dueAt: now }]);
  await wakes.send([{ webhook: id, delayS: 0 }]);
  return { deliveries: 1 };
};
