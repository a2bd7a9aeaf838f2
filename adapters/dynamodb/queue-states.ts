/** The load of queues as it was last looked at. Every dispatch asks for it, so a process remembers it for half a minute. */
import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { Insight, QueueState, Time } from '../../core/ports.ts';
import { queueStateKey } from './insight-table.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';

const FRESH_MS = 30_000;

export const queueStates = ({
  client,
  time,
  insightTable: TableName,
  readItem,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly insightTable: string;
  readonly readItem: ReadItem;
}): Pick<Insight, 'queueState' | 'refreshQueueStates' | 'putQueueState'> => {
  const known = new Map<string, { readonly state: QueueState | undefined; readonly readAt: number }>();
  const read = async (queue: string, now: number): Promise<QueueState | undefined> => {
    const item = await readItem(TableName, queueStateKey(queue));
    const state = item && stateOf(item);
    known.set(queue, { state, readAt: now });
    return state;
  };

  return {
    queueState: async (queue) => {
      const now = toMs(time.now());
      const remembered = known.get(queue);
      return remembered && now - remembered.readAt < FRESH_MS ? remembered.state : read(queue, now);
    },
    refreshQueueStates: async () => {
      const now = toMs(time.now());
      const old = [...known].filter(([, { readAt }]) => now - readAt >= FRESH_MS);
      await Promise.all(old.map(([queue]) => read(queue, now)));
    },
    // Of two looks at the same time the later one counts.
    putQueueState: async (state) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: { ...queueStateKey(state.queue), ...marshall(state) },
            ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': { S: state.at } },
          }),
        );
        known.set(state.queue, { state, readAt: toMs(time.now()) });
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};

const stateOf = (item: Item): QueueState => {
  const { queue, backlog, oldestMinutes, drainPerMinute, colour, at, since } = unmarshall(item);
  return { queue, backlog, oldestMinutes, drainPerMinute, colour, at, since };
};
