/** Webhooks and their lanes as items. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { CLOSED } from '../../core/domain/webhooks/breaker.ts';
import type { FeedPosition } from '../../core/domain/webhooks/thin-event.ts';
import type { Webhook } from '../../core/domain/webhooks/webhook.ts';
import type { Lane } from '../../core/ports-webhooks.ts';
import { batchGet } from './batch-get.ts';
import type { Item } from './item.ts';
import type { Transactions } from './transact.ts';
import { laneKey, webhookKey } from './webhook-table.ts';

export interface OutboundPorts extends Transactions {
  readonly outboundTable: string;
}

export const webhookItem = (webhook: Webhook): Item => ({
  ...webhookKey(webhook.id),
  ...marshall(webhook, { removeUndefinedValues: true }),
});

const withoutKeys = (item: Item): Record<string, unknown> => {
  const { pk: _, sk: __, ...rest } = unmarshall(item);
  return rest;
};

export const webhookOf = (item: Item): Webhook => withoutKeys(item) as unknown as Webhook;

export const laneItem = (id: string, lane: Lane): Item => ({
  ...laneKey(id),
  ...marshall(lane, { removeUndefinedValues: true }),
});

export const laneOf = (item: Item): Lane => withoutKeys(item) as unknown as Lane;

export const newLane = (position: FeedPosition): Lane => ({ position, breaker: CLOSED, version: 1 });

/** Both with one call; undefined when there is no such webhook. */
export const readWebhook = async (
  ports: OutboundPorts,
  id: string,
): Promise<{ readonly webhook: Webhook; readonly lane: Lane } | undefined> => {
  const { outboundTable: TableName } = ports;
  const [webhook, lane] = await batchGet(ports, [
    { TableName, Key: webhookKey(id) },
    { TableName, Key: laneKey(id) },
  ]);
  return webhook && lane && { webhook: webhookOf(webhook), lane: laneOf(lane) };
};
