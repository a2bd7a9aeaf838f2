/** What was read or written last is answered from memory: nobody may see that. */
import { describe, expect, it } from 'vitest';
import { Items } from '../../../local/dynamodb/items.ts';
import { SCHEMA } from '../../../local/dynamodb/schema.ts';
import { Store } from '../../../local/store.ts';
import { key, open, TABLE } from './support.ts';

describe('items in memory', () => {
  it('leave an earlier answer as it was when the item changes in depth', () => {
    const bench = open();
    const Item = { ...key('a'), list: { L: [{ S: 'x' }] }, map: { M: { a: { M: { b: { N: '1' } } } } } };
    bench.call('PutItem', { TableName: TABLE, Item });
    const before = bench.call('GetItem', { TableName: TABLE, Key: key('a') });
    const answer = bench.call('UpdateItem', {
      TableName: TABLE,
      Key: key('a'),
      UpdateExpression: 'SET #map.a.b = :two, #list[3] = :two REMOVE #list[0]',
      ExpressionAttributeNames: { '#map': 'map', '#list': 'list' },
      ExpressionAttributeValues: { ':two': { N: '2' } },
      ReturnValues: 'ALL_OLD',
    });
    expect(before.Item).toEqual(Item);
    expect(answer.Attributes).toEqual(Item);
    expect(bench.call('GetItem', { TableName: TABLE, Key: key('a') }).Item).toEqual({
      ...key('a'),
      list: { L: [{ N: '2' }] },
      map: { M: { a: { M: { b: { N: '2' } } } } },
    });
  });

  it('are not changed by who gave them', () => {
    const bench = open();
    const Item = { ...key('a'), map: { M: { b: { N: '1' } } } };
    bench.call('PutItem', { TableName: TABLE, Item });
    Item.map.M.b.N = '2';
    expect(bench.call('GetItem', { TableName: TABLE, Key: key('a') }).Item.map.M.b.N).toBe('1');
  });

  it('are those of the table, however many more there are than memory keeps', () => {
    const bench = open();
    const note = { S: '订'.repeat(3000) };
    const pick = (at: number) => (at * 7919) % 300;
    const versions = new Map<number, number>();
    for (let at = 0; at < 900; at += 1) {
      const n = pick(at);
      versions.set(n, at);
      const Item = { ...key('a', n), queue: { S: 'q' }, rank: { N: String(n) }, note, version: { N: String(at) } };
      bench.call('PutItem', { TableName: TABLE, Item });
      const other = pick(at * 31);
      const stored = bench.call('GetItem', { TableName: TABLE, Key: key('a', other) }).Item;
      expect(stored?.version.N).toBe(versions.has(other) ? String(versions.get(other)) : undefined);
    }
    const seen: unknown[] = [];
    let start: object | undefined;
    do {
      const page = bench.call('Query', {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'a' } },
        ...(start && { ExclusiveStartKey: start }),
      });
      seen.push(...page.Items.map((item: any) => [Number(item.sk.N), Number(item.version.N)]));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(seen).toEqual([...versions].sort(([a], [b]) => a - b));
  });

  it('are forgotten with a write that was taken back', () => {
    const store = new Store(':memory:');
    store.exec(SCHEMA);
    const items = new Items(store);
    const at = Buffer.from('k');
    const id = items.insert(at, 5, null, '{"a":{"S":"1"}}');
    const taken = () =>
      store.atomically(() => {
        items.update(id, at, 5, null, '{"a":{"S":"2"}}');
        throw new Error('no');
      });
    expect(taken).toThrow('no');
    items.forget();
    expect(items.find(at)?.item).toEqual({ a: { S: '1' } });
    expect(items.withId(id).text).toBe('{"a":{"S":"1"}}');
    items.delete(id, at);
    expect(items.find(at)).toBeUndefined();
    store.close();
  });
});
