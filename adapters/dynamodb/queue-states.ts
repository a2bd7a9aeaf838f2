/**
 * The load of queues as it was last looked at: one item for all of them, written by one look as a whole. Every dispatch asks for it, so a
 * process remembers it for half a minute.
 */
import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Insight, QueueState } from '../../core/ports-insight.ts';
import { QUEUE_STATES } from './insight-table.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';

const FRESH_MS = 30_000;

type States = ReadonlyMap<string, QueueState>;

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
}): Pick<Insight, 'queueState' | 'refreshQueueStates' | 'putQueueStates'> => {
  let known: { readonly states: States; readonly readAt: number } | undefined;
  const remember = (states: readonly QueueState[], readAt: number): States => {
    known = { states: new Map(states.map((state) => [state.queue, state])), readAt };
    return known.states;
  };
  const read = async (now: number): Promise<States> => remember(statesIn(await readItem(TableName, QUEUE_STATES)), now);

  return {
    queueState: async (queue) => {
      const now = toMs(time.now());
      const states = known && now - known.readAt < FRESH_MS ? known.states : await read(now);
      return states.get(queue);
    },
    refreshQueueStates: async () => {
      const now = toMs(time.now());
      if (known && now - known.readAt >= FRESH_MS) await read(now);
    },
    // Of two looks at the same time the later one counts.
    putQueueStates: async (states) => {
      const at = states
        .map((state) => state.at)
        .toSorted()
        .at(-1);
      if (at === undefined) return;
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: { ...QUEUE_STATES, at: { S: at }, states: { S: JSON.stringify(states) } },
            ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': { S: at } },
          }),
        );
        remember(states, toMs(time.now()));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};

const statesIn = (item: Item | undefined): readonly QueueState[] =>
  item?.states?.S === undefined ? [] : (JSON.parse(item.states.S) as readonly QueueState[]);
