/** Saved views, all of one owner in one item of the directory table: see viewsKey. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Time } from '../../core/ports.ts';
import type { Views } from '../../core/ports-search.ts';
import { viewsKey } from './directory-table.ts';
import { insist } from './insist.ts';

const MOST = 50;

interface ViewPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Pick<Time, 'jitter'>;
  readonly directoryTable: string;
}

export const createViews = ({ client, time, directoryTable: TableName }: ViewPorts): Views => {
  /** False when the condition does not hold. */
  const update = async (owner: string, change: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>): Promise<boolean> => {
    try {
      await insist(time, () => client.send(new UpdateItemCommand({ TableName, Key: viewsKey(owner), ...change })));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    of: async (owner) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: viewsKey(owner), ConsistentRead: true }));
      return Item ? (unmarshall(Item).saved ?? {}) : {};
    },
    put: async (owner, name, view) => {
      const values = (value: unknown) => marshall({ ':view': value }, { removeUndefinedValues: true });
      const beside: Parameters<typeof update>[1] = {
        UpdateExpression: 'SET saved.#name = :view',
        ConditionExpression: 'attribute_exists(saved) AND (attribute_exists(saved.#name) OR size(saved) < :most)',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ...values(view), ':most': { N: String(MOST) } },
      };
      const first: Parameters<typeof update>[1] = {
        UpdateExpression: 'SET saved = :view',
        ConditionExpression: 'attribute_not_exists(saved)',
        ExpressionAttributeValues: values({ [name]: view }),
      };
      // Once more beside: somebody may have kept the first one meanwhile.
      return (await update(owner, beside)) || (await update(owner, first)) || (await update(owner, beside));
    },
    remove: async (owner, name) => {
      await update(owner, {
        UpdateExpression: 'REMOVE saved.#name',
        ConditionExpression: 'attribute_exists(saved.#name)',
        ExpressionAttributeNames: { '#name': name },
      });
    },
  };
};
