import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { counterKey } from './rate-table.ts';

/** A block of requests that somebody wants to have counted. */
interface LeaseRequest {
  /** Name of the quota. */
  readonly quota: string;
  readonly caller: string;
  /** Begin of the window, epoch seconds. */
  readonly windowS: number;
  /** Requests in a window. */
  readonly limit: number;
  readonly want: number;
}

export interface Lease {
  /** 0 to `want`. */
  readonly granted: number;
  /** By everybody, with what was granted. */
  readonly used: number;
}

export interface RateLeases {
  lease(request: LeaseRequest): Promise<Lease>;
}

const KEPT_S = 10 * 60;

/**
 * Blocks out of a counter that all sandboxes share: what is granted in a window is never more than the limit. One write; where the
 * whole block does not fit, a second one for the rest. Another sandbox may take that rest in between: then nothing is granted.
 */
export const createRateLeases = ({
  client,
  rateTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly rateTable: string;
}): RateLeases => {
  const take = async (request: LeaseRequest, count: number): Promise<Lease> => {
    const { quota, caller, windowS, limit } = request;
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: counterKey(quota, caller, windowS),
          UpdateExpression: 'ADD #used :count SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(#used) OR #used <= :room',
          ExpressionAttributeNames: { '#used': 'used' },
          ExpressionAttributeValues: {
            ':count': { N: String(count) },
            ':room': { N: String(limit - count) },
            ':expiresAt': { N: String(windowS + KEPT_S) },
          },
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { granted: count, used: usedIn(Attributes) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { granted: 0, used: usedIn(error.Item) };
      throw error;
    }
  };
  return {
    lease: async (request) => {
      const whole = await take(request, Math.min(request.want, request.limit));
      const rest = request.limit - whole.used;
      return whole.granted > 0 || rest <= 0 ? whole : take(request, rest);
    },
  };
};

const usedIn = (item: Readonly<Record<string, AttributeValue>> | undefined): number => Number(item?.used?.N ?? 0);
