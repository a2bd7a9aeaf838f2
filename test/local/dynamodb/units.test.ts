import { describe, expect, it } from 'vitest';
import { key, open, TABLE } from './support.ts';

const text = (bytes: number) => ({ S: 'x'.repeat(bytes) });
const WRITES = 'dynamodb.writeUnits';
const READS = 'dynamodb.readUnits';

describe('request units', () => {
  /** What `calls` add to a counter. */
  const spent = (bench: ReturnType<typeof open>, counter: string, ...calls: [string, object][]) => {
    const before = bench.counted.get(counter) ?? 0;
    for (const [action, body] of calls) bench.refusal(action, body);
    return (bench.counted.get(counter) ?? 0) - before;
  };
  const put = (more: object): [string, object] => ['PutItem', { TableName: TABLE, Item: { ...key('a'), ...more } }];

  it('of writes are 1 KB, by the larger of before and after, by UTF-8 bytes', () => {
    const bench = open();
    expect(spent(bench, WRITES, put({ t: text(1024 - 7) }))).toBe(1);
    expect(spent(bench, WRITES, put({ t: text(1024 - 6) }))).toBe(2);
    expect(spent(bench, WRITES, put({}))).toBe(2);
    expect(spent(bench, WRITES, put({ t: { S: '工'.repeat(1000) } }))).toBe(3);
    expect(spent(bench, WRITES, ['DeleteItem', { TableName: TABLE, Key: key('a') }])).toBe(3);
    expect(spent(bench, WRITES, ['DeleteItem', { TableName: TABLE, Key: key('a') }])).toBe(1);
  });

  it('of indexes count: a new entry 1, a moved one 2, one whose shown attributes stay 0', () => {
    const bench = open();
    const queue = { queue: { S: 'q' }, rank: { N: '1' } };
    expect(spent(bench, WRITES, put(queue))).toBe(1 + 1);
    expect(spent(bench, WRITES, put({ ...queue, other: { S: 'x' } }))).toBe(1);
    expect(spent(bench, WRITES, put({ ...queue, note: { S: 'x' } }))).toBe(1 + 1);
    expect(spent(bench, WRITES, put({ ...queue, note: { S: 'x' }, rank: { N: '2' } }))).toBe(1 + 2);
    expect(spent(bench, WRITES, put({}))).toBe(1 + 1);
  });

  it('of transactions are double, also when cancelled, and refused conditions are billed', () => {
    const bench = open();
    const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    const two = (more: object): [string, object] => [
      'TransactWriteItems',
      { TransactItems: ['a', 'b'].map((pk) => ({ Put: { TableName: TABLE, Item: key(pk), ...more } })) },
    ];
    expect(spent(bench, WRITES, two(onlyNew))).toBe(4);
    expect(spent(bench, WRITES, two(onlyNew))).toBe(4);
    expect(spent(bench, WRITES, ['PutItem', { TableName: TABLE, Item: key('a'), ...onlyNew }])).toBe(1);
    const get = { TransactItems: [{ Get: { TableName: TABLE, Key: key('a') } }] };
    expect(spent(bench, READS, ['TransactGetItems', get])).toBe(2);
  });

  it('of indexes are not double in transactions', () => {
    const bench = open();
    const Item = { ...key('a'), queue: { S: 'q' }, rank: { N: '1' } };
    const one = (item: object): [string, object] => [
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName: TABLE, Item: item } }] },
    ];
    expect(spent(bench, WRITES, one(Item))).toBe(2 + 1);
    expect(spent(bench, WRITES, one({ ...Item, rank: { N: '2' } }))).toBe(2 + 2);
  });

  it('of reads are 4 KB, half when eventual, at least one', () => {
    const bench = open();
    bench.call(...put({ t: text(5000) }));
    const K = { TableName: TABLE, Key: key('a') };
    expect(spent(bench, READS, ['GetItem', K])).toBe(1);
    expect(spent(bench, READS, ['GetItem', { ...K, ConsistentRead: true }])).toBe(2);
    expect(spent(bench, READS, ['GetItem', { TableName: TABLE, Key: key('none') }])).toBe(0.5);
    const query = {
      TableName: TABLE,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'a' } },
      Select: 'COUNT',
    };
    expect(spent(bench, READS, ['Query', query])).toBe(1);
  });

  it('are told when the request asks', () => {
    const bench = open();
    const Item = { ...key('a'), queue: { S: 'q' }, rank: { N: '1' } };
    const answer = bench.call('PutItem', { TableName: TABLE, Item, ReturnConsumedCapacity: 'INDEXES' });
    expect(answer.ConsumedCapacity).toEqual({
      TableName: TABLE,
      CapacityUnits: 2,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { byQueue: { CapacityUnits: 1 } },
    });
    const body = { TransactItems: [{ Put: { TableName: TABLE, Item: key('b') } }], ReturnConsumedCapacity: 'TOTAL' };
    const capacity = { TableName: TABLE, CapacityUnits: 2 };
    const first = bench.call('TransactWriteItems', { ...body, ClientRequestToken: 't' });
    expect(first.ConsumedCapacity).toEqual([{ ...capacity, WriteCapacityUnits: 2 }]);
    const repeated = bench.call('TransactWriteItems', { ...body, ClientRequestToken: 't' });
    expect(repeated.ConsumedCapacity).toEqual([{ ...capacity, ReadCapacityUnits: 2 }]);
  });
});
