/**
 * Policy versions: `POLICY#<version>`/`POLICY`, immutable, the content as JSON; `ACTIVE`/`ACTIVE` names the one in force.
 * The active policy is read by two GetItems at most, once a minute and process.
 */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Policy } from '../../core/domain/policy.ts';
import { toMs } from '../../core/domain/time.ts';
import type { Policies, Time } from '../../core/ports.ts';
import { transact } from './transact.ts';

const FRESH_MS = 60_000;

const policyKey = (version: string) => ({ pk: { S: `POLICY#${version}` }, sk: { S: 'POLICY' } });
const ACTIVE = { pk: { S: 'ACTIVE' }, sk: { S: 'ACTIVE' } };

/** `bundled`: the policy that holds as long as none was published. */
export const createPolicies = (ports: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly policyTable: string;
  readonly bundled: () => Policy;
}): Policies => {
  const { client, time, policyTable: TableName, bundled } = ports;
  let known: Policy | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const read = async (): Promise<Policy> => {
    const active = await client.send(new GetItemCommand({ TableName, Key: ACTIVE }));
    const version = active.Item?.version?.S;
    if (version === undefined) return bundled();
    if (known?.version === version) return known;
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: policyKey(version) }));
    if (Item?.policy?.S === undefined) throw new Error(`The active policy ${version} is not in the table.`);
    return JSON.parse(Item.policy.S) as Policy;
  };

  return {
    active: async () => {
      const now = toMs(time.now());
      if (known && now - readAt < FRESH_MS) return known;
      known = await read();
      readAt = now;
      return known;
    },
    publish: async (policy) => {
      const { version } = policy;
      const stored = { ...policyKey(version), version: { S: version }, policy: { S: JSON.stringify(policy) } };
      const broken = await transact(ports, [
        {
          role: 'other content',
          item: {
            Put: {
              TableName,
              Item: stored,
              // The version is the hash of the content: the same one again is the same policy.
              ConditionExpression: 'attribute_not_exists(pk) OR policy = :policy',
              ExpressionAttributeValues: { ':policy': stored.policy },
            },
          },
        },
        { role: 'active', item: { Put: { TableName, Item: { ...ACTIVE, version: { S: version } } } } },
      ]);
      if (broken.length > 0) throw new Error(`Policy ${version} is there with ${broken.join()}.`);
      known = policy;
      readAt = toMs(time.now());
    },
  };
};
