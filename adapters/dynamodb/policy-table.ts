/**
 * Policy versions: `POLICY#<version>`/`POLICY`, immutable, the content as JSON; `ACTIVE`/`ACTIVE` names the one in force;
 * `HISTORY`/`<time>#<version>` says who made it so, and why: one partition, for it changes a few times a day.
 * The active policy is read by two operations at most, once a second and process; one of them when it has not changed.
 */
import { type AttributeValue, type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt } from '../../core/domain/promotions.ts';
import { toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Policies, PolicyChange } from '../../core/ports-policies.ts';
import { shared } from '../shared.ts';
import type { ReadItem } from './item-reads.ts';
import { transact, type Write } from './transact.ts';

// A change of the rules is in force for the next ticket.
const FRESH_MS = 1000;

/** Of the stored content; to be raised with every change of what a policy is made of, as the test of this file says. */
export const FORMAT = 6;

const policyKey = (version: string) => ({ pk: { S: `POLICY#${version}` }, sk: { S: 'POLICY' } });
const ACTIVE = { pk: { S: 'ACTIVE' }, sk: { S: 'ACTIVE' } };
const HISTORY = { S: 'HISTORY' };

interface Known {
  readonly policy: Policy;
  readonly published: boolean;
}

/**
 * `bundled`: the policy that holds as long as none was published. `readItem`: shared with other tables, for those who read of
 * several side by side: then the active policy costs no operation of its own when it is asked for before the others.
 */
export const createPolicies = (ports: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly policyTable: string;
  readonly bundled: () => Policy;
  readonly readItem?: ReadItem;
}): Policies => {
  const { client, time, policyTable: TableName, bundled } = ports;
  let known: Known | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const itemAt: ReadItem =
    ports.readItem ?? (async (_, Key) => (await client.send(new GetItemCommand({ TableName, Key }))).Item);
  const activeVersion = async (): Promise<string | undefined> => (await itemAt(TableName, ACTIVE))?.version?.S;

  const stored = async (version: string): Promise<Policy | undefined> => {
    const item = await itemAt(TableName, policyKey(version));
    return item && policyOf(item, version);
  };

  const read = async (): Promise<Known> => {
    const version = await activeVersion();
    if (version === undefined) return known && !known.published ? known : { policy: bundled(), published: false };
    if (known?.policy.version === version) return { policy: known.policy, published: true };
    const policy = await stored(version);
    if (!policy) throw new Error(`The active policy ${version} is not in the table.`);
    return { policy, published: true };
  };

  const readOnce = shared((_: 'active') => read(), String);

  return {
    active: async () => {
      const now = time.now();
      let current = known;
      if (!current || toMs(now) - readAt >= FRESH_MS) {
        current = known = await readOnce('active');
        readAt = toMs(now);
      }
      return inForceAt(current.policy, now);
    },
    version: async (version) => {
      if (known?.policy.version === version) return known.policy;
      const found = await stored(version);
      if (found) return found;
      const shipped = bundled();
      return shipped.version === version ? shipped : undefined;
    },
    publish: async (policy, change, seen) => {
      const published = known?.published ?? (await activeVersion()) !== undefined;
      // The first one: tickets that were opened under the one of the build name that for ever.
      const shipped = published ? policy : bundled();
      const kept = shipped.version === policy.version ? [policy] : [policy, shipped];
      const broken = await transact(ports, [
        ...kept.map((each) => ({ role: 'other content' as const, item: { Put: storing(TableName, each) } })),
        { role: 'stale', item: { Put: activating(TableName, policy.version, seen, published) } },
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

/** What another build has stored may have another shape, and is refused before anybody stumbles over it. */
const policyOf = (item: Record<string, AttributeValue>, version: string): Policy => {
  const format = Number(item.format?.N ?? 1);
  if (format !== FORMAT || item.policy?.S === undefined)
    throw new Error(
      `Policy ${version} was stored by another build (format ${format}, this one reads ${FORMAT}): publish the policy file again.`,
    );
  return JSON.parse(item.policy.S) as Policy;
};

/** The version is the hash of the content: the same one again is the same policy. */
const storing = (TableName: string, policy: Policy) => {
  const content = { S: JSON.stringify(policy) };
  const format = { N: String(FORMAT) };
  return {
    TableName,
    Item: { ...policyKey(policy.version), version: { S: policy.version }, format, policy: content },
    ConditionExpression: 'attribute_not_exists(pk) OR policy = :policy OR NOT #format = :format',
    ExpressionAttributeNames: { '#format': 'format' },
    ExpressionAttributeValues: { ':policy': content, ':format': format },
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
