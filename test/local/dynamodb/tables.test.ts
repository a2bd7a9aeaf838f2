import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { key, open, properties, START, STREAM_ARN, TABLE, TABLE_ARN } from './support.ts';

const folders: string[] = [];
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-dynamodb-'));
  folders.push(folder);
  return join(folder, 'data.db');
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const queued = { ...key('a'), queue: { S: 'q' }, rank: { N: '1' }, note: { S: 'n' }, owner: { S: 'o' } };
const byOwner = {
  TableName: TABLE,
  IndexName: 'byOwner',
  KeyConditionExpression: '#o = :o',
  ExpressionAttributeNames: { '#o': 'owner' },
  ExpressionAttributeValues: { ':o': { S: 'o' } },
};

describe('a table', () => {
  it('keeps items, index entries, change records and tokens when its file is opened again', () => {
    const file = newFile();
    const first = open(file);
    const body = { ClientRequestToken: 't', TransactItems: [{ Put: { TableName: TABLE, Item: queued } }] };
    first.call('TransactWriteItems', body);
    const changes = first.db.changes(STREAM_ARN, 0, 10);
    first.store.close();

    const second = open(file);
    expect(second.call('GetItem', { TableName: TABLE, Key: key('a') }).Item).toEqual(queued);
    expect(second.call('Query', byOwner).Items).toEqual([queued]);
    expect(second.db.changes(STREAM_ARN, 0, 10)).toEqual(changes);
    second.call('DeleteItem', { TableName: TABLE, Key: key('a') });
    second.call('TransactWriteItems', body);
    expect(second.call('GetItem', { TableName: TABLE, Key: key('a') }).Item).toBeUndefined();
    expect(second.db.changes(STREAM_ARN, changes.at(-1)!.seq, 10)).toHaveLength(1);
    second.store.close();
  });

  it('numbers change records on after a restart, when all that were read are swept', () => {
    const file = newFile();
    const first = open(file);
    first.call('PutItem', { TableName: TABLE, Item: key('a') });
    const { seq } = first.db.changes(STREAM_ARN, 0, 10)[0]!;
    first.clock.moveTo(START + 48 * 3_600_000);
    first.db.sweep();
    first.store.close();
    const second = open(file);
    second.call('PutItem', { TableName: TABLE, Item: key('b') });
    expect(second.db.changes(STREAM_ARN, seq, 10).map(({ record }) => record.dynamodb.Keys)).toEqual([key('b')]);
    second.store.close();
  });

  it('fills an index that is new or shows more, and forgets one that is gone', () => {
    const bench = open();
    const [narrow] = properties.GlobalSecondaryIndexes;
    bench.declare(TABLE, { GlobalSecondaryIndexes: [narrow] });
    bench.call('PutItem', { TableName: TABLE, Item: queued });
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('b'), owner: { N: '1' } } }); // no key of the index to come
    expect(bench.refusal('Query', byOwner)?.message).toContain('does not have the specified index');
    bench.declare(TABLE);
    expect(bench.call('Query', byOwner).Items).toEqual([queued]);
    bench.call('DeleteItem', { TableName: TABLE, Key: key('a') });
    expect(bench.call('Query', byOwner).Items).toEqual([]);
  });

  it('takes over another TTL attribute', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('a'), until: { N: String(START / 1000) } } });
    bench.db.sweep();
    expect(bench.call('Scan', { TableName: TABLE }).Count).toBe(1);
    bench.declare(TABLE, { TimeToLiveSpecification: { AttributeName: 'until', Enabled: true } });
    bench.db.sweep();
    expect(bench.call('Scan', { TableName: TABLE }).Count).toBe(0);
  });

  it('refuses other keys than those of its data, by name', () => {
    const bench = open();
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
    expect(() => bench.declare(TABLE, { KeySchema })).toThrow(
      'Table Things holds data under the keys pk (S), sk (N), but the template now says pk (S).',
    );
  });

  it('refuses properties that it does not honour', () => {
    const { schema } = open().db.kinds['AWS::DynamoDB::GlobalTable']!;
    const paths = (more: object) =>
      schema
        .safeParse({ ...properties, ...more })
        .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(paths({})).toBeUndefined();
    expect(paths({ LocalSecondaryIndexes: [] })).toEqual([expect.stringContaining('LocalSecondaryIndexes')]);
    expect(paths({ BillingMode: 'PROVISIONED' })).toEqual([expect.stringContaining('BillingMode')]);
    expect(paths({ Replicas: [{ Region: 'a' }, { Region: 'b' }] })).toEqual([expect.stringContaining('Replicas')]);
  });

  it('is known by its logical id, and described as the service would', () => {
    const bench = open();
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'])
      expect(bench.db.kinds[type]!.identify(TABLE, () => undefined)).toEqual({
        ref: TABLE,
        attributes: { Arn: TABLE_ARN, StreamArn: STREAM_ARN },
      });
    bench.call('PutItem', { TableName: TABLE_ARN, Item: queued });
    const { Table } = bench.call('DescribeTable', { TableName: TABLE });
    expect(Table).toMatchObject({ TableName: TABLE, TableArn: TABLE_ARN, TableStatus: 'ACTIVE', ItemCount: 1 });
    expect(Table).toMatchObject({ LatestStreamArn: STREAM_ARN, KeySchema: properties.KeySchema });
    expect(Table.GlobalSecondaryIndexes[0]).toMatchObject(properties.GlobalSecondaryIndexes[0]!);
    expect(bench.call('ListTables', {})).toEqual({ TableNames: [TABLE] });
    expect(bench.call('DescribeTimeToLive', { TableName: TABLE }).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expires',
    });
  });
});
