/** DescribeTable, ListTables and DescribeTimeToLive. */
import { allow, type Engine, type Operation, tableNameOf } from './engine.ts';
import { ownerRange } from './keys.ts';
import type { Body } from './requests.ts';
import type { Table } from './tables.ts';

const CREATED = Date.parse('2026-01-01T00:00:00Z') / 1000; // the label of every stream says the same

function permitted(engine: Engine, body: Body, principal: string, action: string): Table {
  const name = tableNameOf(body?.TableName);
  allow(engine, principal, action, name);
  return engine.tables.get(name);
}

export const describeTable: Operation = (engine, body, principal) => {
  const table = permitted(engine, body, principal, 'DescribeTable');
  const { stream } = table.definition;
  const size = engine.store.get<{ items: number; bytes: number }>(
    'SELECT count(*) AS items, coalesce(sum(size), 0) AS bytes FROM dynamodb_items WHERE key >= ? AND key < ?',
    ...ownerRange(table.id),
  );
  const { GlobalSecondaryIndexes: indexes, ...described } = table.described;
  return {
    Table: {
      ...described,
      TableName: table.name,
      TableArn: table.arn,
      TableStatus: 'ACTIVE',
      CreationDateTime: CREATED,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      ItemCount: size?.items ?? 0,
      TableSizeBytes: size?.bytes ?? 0,
      ...(indexes && {
        GlobalSecondaryIndexes: table.indexes.map(({ name }, position) => ({
          ...indexes[position],
          IndexStatus: 'ACTIVE',
          IndexArn: `${table.arn}/index/${name}`,
        })),
      }),
      ...(stream && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream },
        LatestStreamArn: table.streamArn,
        LatestStreamLabel: table.streamArn.slice(table.streamArn.lastIndexOf('/') + 1),
      }),
    },
  };
};

export const describeTimeToLive: Operation = (engine, body, principal) => {
  const { ttl } = permitted(engine, body, principal, 'DescribeTimeToLive').definition;
  return {
    TimeToLiveDescription: {
      TimeToLiveStatus: ttl === undefined ? 'DISABLED' : 'ENABLED',
      ...(ttl !== undefined && { AttributeName: ttl }),
    },
  };
};

export const listTables: Operation = (engine, body, principal) => {
  allow(engine, principal, 'ListTables', '*');
  const start: string = body?.ExclusiveStartTableName ?? '';
  const limit: number = body?.Limit ?? 100;
  const names = engine.tables.names().filter((name) => name > start);
  return {
    TableNames: names.slice(0, limit),
    ...(names.length > limit && { LastEvaluatedTableName: names[limit - 1] }),
  };
};
