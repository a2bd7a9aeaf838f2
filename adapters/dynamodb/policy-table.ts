/**
 * Policy versions: `POLICY#<version>`/`POLICY`, immutable, the content as JSON; `ACTIVE`/`ACTIVE` names the one in force;
 * `HISTORY`/`<time>#<version>` says who made it so, and why: one partition, for it changes a few times a day.
 * The active policy is read by two GetItems at most, once a second and process; one of them when it has not changed.
 */
import { type AttributeValue, type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Policy } from '../../core/domain/policy.ts';
import { toMs } from '../../core/domain/time.ts';
import type { Policies, PolicyChange, Time } from '../../core/ports.ts';
import { shared } from '../shared.ts';
import { transact, type Write } from './transact.ts';

// A change of the rules is in force for the next ticket.
const FRESH_MS = 1000;

const policyKey = (version: string) => ({ pk: { S: `POLICY#${version}` }, sk: { S: 'POLICY' } });
const ACTIVE = { pk: { S: 'ACTIVE' }, sk: { S: 'ACTIVE' } };
const HISTORY = { S: 'HISTORY' };

/** `bundled`: the policy that holds as long as none was published. */
export const createPolicies = (ports: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly policyTable: string;
  readonly bundled: () => Policy;
}): Policies => {
  const { client, time, policyTable: TableName, bundled } = ports;
  let known: { readonly policy: Policy; readonly published: boolean } | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const read = async (): Promise<typeof known> => {
    const active = await client.send(new GetItemCommand({ TableName, Key: ACTIVE }));
    const version = active.Item?.version?.S;
    if (version === undefined) return known && !known.published ? known : { policy: bundled(), published: false };
    if (known?.policy.version === version) return { policy: known.policy, published: true };
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: policyKey(version) }));
    if (Item?.policy?.S === undefined) throw new Error(`The active policy ${version} is not in the table.`);
    return { policy: JSON.parse(Item.policy.S) as Policy, published: true };
  };

  const readOnce = shared((_: 'active') => read(), String);

  return {
    active: async () => {
      const now = toMs(time.now());
      if (known && now - readAt < FRESH_MS) return known.policy;
      known = await readOnce('active');
      readAt = now;
      return (known as NonNullable<typeof known>).policy;
    },
    publish: async (policy, change, seen) => {
      const broken = await transact(ports, [
        { role: 'other content', item: { Put: storing(TableName, policy) } },
        { role: 'stale', item: { Put: activating(TableName, policy.version, seen, known?.published ?? true) } },
        { role: 'stale', item: { Put: { TableName, Item: changeItem({ ...change, version: policy.version }) } } },
      ] satisfies Write<'other content' | 'stale'>[]);
      if (broken.includes('other content')) throw new Error(`Policy ${policy.version} is there with other content.`);
      readAt = broken.length > 0 ? Number.NEGATIVE_INFINITY : toMs(time.now());
      if (broken.length > 0) return 'stale';
      known = { policy, published: true };
      return 'published';
    },
    history: async (limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :history',
          ExpressionAttributeValues: { ':history': HISTORY },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map(changeOf);
    },
  };
};

/** The version is the hash of the content: the same one again is the same policy. */
const storing = (TableName: string, policy: Policy) => {
  const content = { S: JSON.stringify(policy) };
  return {
    TableName,
    Item: { ...policyKey(policy.version), version: { S: policy.version }, policy: content },
    ConditionExpression: 'attribute_not_exists(pk) OR policy = :policy',
    ExpressionAttributeValues: { ':policy': content },
  };
};

const activating = (TableName: string, version: string, seen: string | undefined, published: boolean) => ({
  TableName,
  Item: { ...ACTIVE, version: { S: version } },
  ...(seen !== undefined &&
    (published
      ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': { S: seen } } }
      : { ConditionExpression: 'attribute_not_exists(pk)' })),
});

const changeItem = (change: PolicyChange): Record<string, AttributeValue> => ({
  pk: HISTORY,
  sk: { S: `${change.time}#${change.version}` },
  ...marshall(change, { removeUndefinedValues: true }),
});

const changeOf = (item: Record<string, AttributeValue>): PolicyChange => {
  const { pk: _, sk: __, ...change } = unmarshall(item);
  return change as PolicyChange;
};
