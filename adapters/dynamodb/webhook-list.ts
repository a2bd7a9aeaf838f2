/** What operators say of webhooks. */
import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Webhooks } from '../../core/ports-webhooks.ts';
import { transact, type Write } from './transact.ts';
import { laneItem, newLane, type OutboundPorts, readWebhook, webhookItem, webhookOf } from './webhook-items.ts';
import { laneKey, WEBHOOKS, webhookKey } from './webhook-table.ts';

const NEW = { ConditionExpression: 'attribute_not_exists(pk)' };
const THERE = { ConditionExpression: 'attribute_exists(pk)' };

export const createWebhooks = (ports: OutboundPorts): Webhooks => {
  const { client, outboundTable: TableName } = ports;
  return {
    // At most a hundred, some 500 bytes each: one page.
    list: async () => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :webhooks',
          ExpressionAttributeValues: { ':webhooks': { S: WEBHOOKS } },
          ConsistentRead: true,
        }),
      );
      return Items.map(webhookOf);
    },
    read: (id) => readWebhook(ports, id),
    create: async (webhook, from) => {
      const failed = await transact(ports, [
        { role: 'id', item: { Put: { TableName, Item: webhookItem(webhook), ...NEW } } },
        { role: 'id', item: { Put: { TableName, Item: laneItem(webhook.id, newLane(from)), ...NEW } } },
      ] satisfies Write<'id'>[]);
      if (failed.length > 0) throw new Error(`${webhook.id} exists already.`);
    },
    replace: async (webhook) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: webhookItem(webhook),
            ConditionExpression: 'version = :before',
            ExpressionAttributeValues: { ':before': { N: String(webhook.version - 1) } },
          }),
        );
        return 'replaced';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'stale';
        throw error;
      }
    },
    remove: async (id) => {
      const failed = await transact(ports, [
        { role: 'gone', item: { Delete: { TableName, Key: webhookKey(id), ...THERE } } },
        { role: 'gone', item: { Delete: { TableName, Key: laneKey(id), ...THERE } } },
      ] satisfies Write<'gone'>[]);
      return failed.length === 0;
    },
  };
};
