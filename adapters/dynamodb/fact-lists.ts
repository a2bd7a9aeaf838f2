/** The facts of a day, shard after shard. */
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Fact } from '../../core/ports-insight.ts';
import { FACT_SHARDS, factsKey } from './insight-table.ts';

/** A page of 1 MB at a time, and none that nobody asks for. */
export async function* factsOf(
  ports: { readonly client: Pick<DynamoDBClient, 'send'>; readonly insightTable: string },
  day: string,
): AsyncGenerator<Fact> {
  const { client, insightTable: TableName } = ports;
  for (let shard = 0; shard < FACT_SHARDS; shard += 1) {
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :facts',
          ExpressionAttributeValues: { ':facts': { S: factsKey(day, shard) } },
          ExclusiveStartKey,
        }),
      );
      for (const item of Items) yield unmarshall(item) as Fact;
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}
