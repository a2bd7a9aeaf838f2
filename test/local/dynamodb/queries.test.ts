import { describe, expect, it } from 'vitest';
import { key, open, TABLE } from './support.ts';

const ask = (more: object = {}) => ({
  TableName: TABLE,
  KeyConditionExpression: 'pk = :p',
  ExpressionAttributeValues: { ':p': { S: 'p' } },
  ...more,
});
const byQueue = {
  IndexName: 'byQueue',
  KeyConditionExpression: 'queue = :p',
  ExpressionAttributeValues: { ':p': { S: 'q' } },
};

function filled() {
  const bench = open();
  for (let n = 1; n <= 6; n += 1)
    bench.call('PutItem', {
      TableName: TABLE,
      Item: { ...key('p', n), queue: { S: 'q' }, rank: { N: '5' }, note: { S: `n${n}` }, odd: { BOOL: n % 2 === 1 } },
    });
  return bench;
}
const sks = (answer: { Items: { sk: { N: string } }[] }) => answer.Items.map(({ sk }) => Number(sk.N));

describe('Query', () => {
  it.each([
    ['sk = :v', [3]],
    ['sk < :v', [1, 2]],
    ['sk <= :v', [1, 2, 3]],
    ['sk > :v', [4, 5, 6]],
    ['sk >= :v', [3, 4, 5, 6]],
    [':v < sk', [4, 5, 6]],
  ])('goes by the range %s', (condition, expected) => {
    const ExpressionAttributeValues = { ':p': { S: 'p' }, ':v': { N: '3' } };
    const body = ask({ KeyConditionExpression: `pk = :p AND ${condition}`, ExpressionAttributeValues });
    expect(sks(filled().call('Query', body))).toEqual(expected);
  });

  it('finds texts by their beginning, whatever their last byte', () => {
    const bench = open();
    const types = [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ];
    bench.declare('Texts', { AttributeDefinitions: types, GlobalSecondaryIndexes: undefined });
    const texts = ['EVENT', 'EVENT#1', 'EVENT#2', 'EVENT#\u{10ffff}', 'EVENU', 'F'];
    for (const S of texts) bench.call('PutItem', { TableName: 'Texts', Item: { pk: { S: 'p' }, sk: { S } } });
    const begin = (S: string) =>
      bench
        .call('Query', {
          TableName: 'Texts',
          KeyConditionExpression: 'pk = :p AND begins_with(sk, :b)',
          ExpressionAttributeValues: { ':p': { S: 'p' }, ':b': { S } },
        })
        .Items.map(({ sk }: { sk: { S: string } }) => sk.S);
    expect(begin('EVENT#')).toEqual(texts.slice(1, 4));
    expect(begin('EVEN')).toEqual(texts.slice(0, 5));
    expect(begin('EVENT#\u{10ffff}')).toEqual(['EVENT#\u{10ffff}']);
  });

  it('counts, filters and projects', () => {
    const bench = filled();
    const odd = { ':p': { S: 'p' }, ':t': { BOOL: true } };
    const filter = { FilterExpression: 'odd = :t', ExpressionAttributeValues: odd };
    expect(bench.call('Query', ask({ ...filter, Select: 'COUNT' }))).toMatchObject({ Count: 3, ScannedCount: 6 });
    expect(bench.call('Query', ask({ ...filter, Select: 'COUNT' })).Items).toBeUndefined();
    const first = bench.call('Query', ask({ ...filter, Limit: 2, ProjectionExpression: 'note' }));
    expect(first).toMatchObject({
      Items: [{ note: { S: 'n1' } }],
      Count: 1,
      ScannedCount: 2,
      LastEvaluatedKey: key('p', 2),
    });
    expect(first.Items[0]).toEqual({ note: { S: 'n1' } });
  });

  it('goes on in an index after items of one and the same index key', () => {
    const bench = filled();
    for (const ScanIndexForward of [true, false]) {
      const first = bench.call('Query', { TableName: TABLE, ...byQueue, ScanIndexForward, Limit: 4 });
      expect(Object.keys(first.LastEvaluatedKey).sort()).toEqual(['pk', 'queue', 'rank', 'sk']);
      // The item that the page ended with is gone by the time of the next page.
      const { pk, sk } = first.LastEvaluatedKey;
      bench.call('DeleteItem', { TableName: TABLE, Key: { pk, sk } });
      const next = bench.call('Query', {
        TableName: TABLE,
        ...byQueue,
        ScanIndexForward,
        ExclusiveStartKey: first.LastEvaluatedKey,
      });
      expect([...sks(first), ...sks(next)]).toEqual(ScanIndexForward ? [1, 2, 3, 4, 5, 6] : [6, 5, 3, 2, 1]);
      expect(next.LastEvaluatedKey).toBeUndefined();
    }
  });

  it('ends a page at 1 MB', () => {
    const bench = open();
    for (let n = 1; n <= 5; n += 1)
      bench.call('PutItem', { TableName: TABLE, Item: { ...key('p', n), note: { S: 'x'.repeat(300_000) } } });
    const first = bench.call('Query', ask());
    expect(sks(first)).toEqual([1, 2, 3, 4]);
    expect(sks(bench.call('Query', ask({ ExclusiveStartKey: first.LastEvaluatedKey })))).toEqual([5]);
  });

  it('reads on beyond the chunks it fetches', () => {
    const bench = open();
    for (let n = 0; n < 250; n += 1) bench.call('PutItem', { TableName: TABLE, Item: key('p', n) });
    const all = Array.from({ length: 250 }, (_, n) => n);
    expect(sks(bench.call('Query', ask()))).toEqual(all);
    expect(sks(bench.call('Query', ask({ ScanIndexForward: false })))).toEqual([...all].reverse());
    expect(sks(bench.call('Query', ask({ Limit: 200 })))).toHaveLength(200);
  });

  it('refuses bounds in the wrong order also after it has read the same expression', () => {
    const bench = filled();
    const between = (low: string, high: string) => ({
      FilterExpression: 'odd BETWEEN :a AND :b',
      ExpressionAttributeValues: { ':p': { S: 'p' }, ':a': { S: low }, ':b': { S: high } },
    });
    for (let time = 0; time < 2; time += 1) {
      expect(bench.refusal('Query', ask(between('a', 'b')))).toBeUndefined();
      expect(bench.refusal('Query', ask(between('b', 'a')))?.message).toContain('upper bound');
    }
  });

  const values = (more: object) => ({ ExpressionAttributeValues: { ':p': { S: 'p' }, ...more } });
  it.each<[object, string]>([
    [
      { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    ],
    [{ KeyConditionExpression: 'sk = :p' }, 'Query condition missed key schema element: pk'],
    [{ KeyConditionExpression: 'pk > :p' }, 'Query key condition not supported'],
    [{ KeyConditionExpression: 'pk = :p AND note = :p' }, 'Query condition missed key schema element: sk'],
    [{ KeyConditionExpression: 'pk = :p OR sk = :p' }, 'Invalid operator used in KeyConditionExpression: OR'],
    [{ KeyConditionExpression: 'pk = :p AND sk = :p' }, 'Condition parameter type does not match schema type'],
    [
      { KeyConditionExpression: 'pk = :p AND sk BETWEEN :a AND :b', ...values({ ':a': { N: '2' }, ':b': { N: '1' } }) },
      'upper bound',
    ],
    [{ IndexName: 'byNobody' }, 'The table does not have the specified index: byNobody'],
    [{ ...byQueue, ConsistentRead: true }, 'Consistent reads are not supported on global secondary indexes'],
    [
      { ...byQueue, Select: 'ALL_ATTRIBUTES' },
      'Select type ALL_ATTRIBUTES is not supported for global secondary index byQueue',
    ],
    [{ ...byQueue, ProjectionExpression: 'odd' }, 'Global secondary index byQueue does not project [odd]'],
    [
      { FilterExpression: 'sk = :one', ...values({ ':one': { N: '1' } }) },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
    ],
    [{ ExclusiveStartKey: { pk: { S: 'p' } } }, 'The provided starting key is invalid'],
    [
      { ExclusiveStartKey: key('other', 1) },
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
    [{ Limit: 0 }, 'Member must have value greater than or equal to 1'],
  ])('refuses %j', (more, message) => {
    const refusal = filled().refusal('Query', ask(more));
    expect(refusal?.code).toBe('ValidationException');
    expect(refusal?.message).toContain(message);
  });
});

describe('Scan', () => {
  it('answers everything once, page by page', () => {
    const bench = filled();
    bench.call('PutItem', { TableName: TABLE, Item: key('other') });
    const seen: number[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = bench.call('Scan', { TableName: TABLE, Limit: 2, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
      seen.push(...sks(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(bench.call('Scan', { TableName: TABLE, IndexName: 'byQueue', Select: 'COUNT' }).Count).toBe(6);
    expect(bench.call('Scan', { TableName: TABLE, IndexName: 'byOwner', Select: 'COUNT' }).Count).toBe(0);
  });
});
