/** What is known of how customers want to be treated: see customer-table.ts. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { NO_PROFILE, type Profile } from '../../core/domain/customer/profile.ts';
import { type Instant, toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Profiles } from '../../core/ports-surveys.ts';
import { profileKey } from './customer-table.ts';
import { insist } from './insist.ts';

interface ProfilePorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly customerTable: string;
}

const endOf = (until: Instant): number => Math.ceil(toMs(until) / 1000);

export const createProfiles = ({ client, time, customerTable: TableName }: ProfilePorts): Profiles => {
  const unlessSo = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await insist(time, write);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    read: async (customer) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: profileKey(customer), ConsistentRead: true }),
      );
      const profile = Item && (unmarshall(Item).profile as Profile);
      if (!profile) return NO_PROFILE;
      // The table takes some days to delete what is over.
      const over = profile.keptUntil !== undefined && profile.keptUntil <= time.now();
      return over ? { ...NO_PROFILE, version: profile.version } : profile;
    },
    put: (customer, profile) =>
      unlessSo(() =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: {
              ...profileKey(customer),
              ...marshall(
                {
                  profile,
                  version: profile.version,
                  ...(profile.keptUntil !== undefined && { expiresAt: endOf(profile.keptUntil) }),
                },
                { removeUndefinedValues: true },
              ),
            },
            ConditionExpression: profile.version === 1 ? 'attribute_not_exists(pk)' : 'version = :before',
            ...(profile.version > 1 && {
              ExpressionAttributeValues: { ':before': { N: String(profile.version - 1) } },
            }),
          }),
        ),
      ),
  };
};
