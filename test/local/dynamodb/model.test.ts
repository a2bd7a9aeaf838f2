import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.ts';
import { type Bench, key, open, STREAM_ARN, TABLE } from './support.ts';

/** The plainest DynamoDB there is: a map. Attributes: queue and rank (index keys, sparse), note, count. */
interface Thing {
  pk: string;
  sk: number;
  queue?: string;
  rank?: number;
  note?: string;
  count?: number;
}
type Model = Map<string, Thing>;
const idOf = (thing: { pk: string; sk: number }) => `${thing.pk}/${thing.sk}`;

const pk = fc.constantFrom('a', 'b', '工', '😀', '\uffee');
const sk = fc.constantFrom(-20, -3, -2.5, 0, 0.5, 1, 9, 10, 100);
const id = fc.record({ pk, sk });
const thing: fc.Arbitrary<Thing> = fc.record(
  {
    pk,
    sk,
    queue: fc.constantFrom('q', 'r'),
    rank: fc.integer({ min: -3, max: 3 }),
    note: fc.string({ maxLength: 5 }),
    count: fc.nat(5),
  },
  { requiredKeys: ['pk', 'sk'] },
);
type Change =
  | { kind: 'put'; thing: Thing; onlyNew: boolean }
  | { kind: 'delete'; id: { pk: string; sk: number } }
  | { kind: 'update'; id: { pk: string; sk: number }; queue: string | undefined; by: number };
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), thing, onlyNew: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), id }),
  fc.record({
    kind: fc.constant('update' as const),
    id,
    queue: fc.option(fc.constantFrom('q', 'r'), { nil: undefined }),
    by: fc.integer({ min: -5, max: 5 }),
  }),
);
type Step = { alone: Change } | { together: Change[] };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ alone: change }),
  fc.record({
    together: fc.uniqueArray(change, {
      minLength: 1,
      maxLength: 4,
      selector: (each) => idOf('id' in each ? each.id : each.thing),
    }),
  }),
);

const toItem = (t: Thing) => ({
  ...key(t.pk, t.sk),
  ...(t.queue !== undefined && { queue: { S: t.queue } }),
  ...(t.rank !== undefined && { rank: { N: String(t.rank) } }),
  ...(t.note !== undefined && { note: { S: t.note } }),
  ...(t.count !== undefined && { count: { N: String(t.count) } }),
});

/** What the change makes of the model; undefined when its condition does not hold. */
function afterIn(model: Model, each: Change): [string, Thing | undefined] | undefined {
  if (each.kind === 'put') {
    if (each.onlyNew && model.has(idOf(each.thing))) return undefined;
    return [idOf(each.thing), each.thing];
  }
  if (each.kind === 'delete') return [idOf(each.id), undefined];
  const next: Thing = { ...(model.get(idOf(each.id)) ?? each.id) };
  next.count = (next.count ?? 0) + each.by;
  if (each.queue === undefined) delete next.queue;
  else next.queue = each.queue;
  return [idOf(next), next];
}

function request(each: Change): [action: 'Put' | 'Delete' | 'Update', body: object] {
  if (each.kind === 'put')
    return [
      'Put',
      {
        TableName: TABLE,
        Item: toItem(each.thing),
        ...(each.onlyNew && { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    ];
  const common = { TableName: TABLE, Key: key(each.id.pk, each.id.sk) };
  if (each.kind === 'delete') return ['Delete', common];
  return [
    'Update',
    {
      ...common,
      UpdateExpression: each.queue === undefined ? 'ADD #count :by REMOVE queue' : 'SET queue = :queue ADD #count :by',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: {
        ':by': { N: String(each.by) },
        ...(each.queue !== undefined && { ':queue': { S: each.queue } }),
      },
    },
  ];
}

function play(bench: Bench, model: Model, step: Step): void {
  const changes = 'alone' in step ? [step.alone] : step.together;
  const after = changes.map((each) => afterIn(model, each));
  const refusal =
    'alone' in step
      ? bench.refusal(...(([action, body]) => [`${action}Item`, body] as const)(request(step.alone)))
      : bench.refusal('TransactWriteItems', {
          TransactItems: changes.map((each) => Object.fromEntries([request(each)])),
        });
  expect(refusal?.code).toBe(
    after.every(Boolean)
      ? undefined
      : 'alone' in step
        ? 'ConditionalCheckFailedException'
        : 'TransactionCanceledException',
  );
  if (refusal) return;
  for (const [id, next] of after as [string, Thing | undefined][]) {
    if (next) model.set(id, next);
    else model.delete(id);
  }
}

/** All pages of a query, `Limit` at a time. */
function pages(bench: Bench, body: object, limit: number): object[] {
  const items: object[] = [];
  let start: object | undefined;
  do {
    const page = bench.call('Query', { ...body, Limit: limit, ...(start && { ExclusiveStartKey: start }) });
    items.push(...page.Items);
    expect(items.length).toBeLessThan(1000); // a page that leads back to itself fails instead of hanging
    expect(page.Items.length).toBeLessThanOrEqual(limit);
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

function compareQueries(bench: Bench, model: Model, forward: boolean, limit: number): void {
  const turn = (order: number) => (forward ? order : -order);
  const things = [...model.values()];
  for (const hash of ['a', 'b', '工', '😀', '\uffee']) {
    const expected = things.filter((t) => t.pk === hash).sort((a, b) => turn(a.sk - b.sk));
    const found = pages(
      bench,
      {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :h',
        ExpressionAttributeValues: { ':h': { S: hash } },
        ScanIndexForward: forward,
      },
      limit,
    );
    expect(found).toEqual(expected.map(toItem));
    const between = expected.filter((t) => t.sk >= -2.5 && t.sk <= 9);
    expect(
      bench.call('Query', {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :h AND sk BETWEEN :low AND :high',
        ExpressionAttributeValues: { ':h': { S: hash }, ':low': { N: '-2.5' }, ':high': { N: '9' } },
        ScanIndexForward: forward,
      }).Items,
    ).toEqual(between.map(toItem));
  }
  for (const queue of ['q', 'r']) {
    const found = pages(
      bench,
      {
        TableName: TABLE,
        IndexName: 'byQueue',
        KeyConditionExpression: 'queue = :q',
        ExpressionAttributeValues: { ':q': { S: queue } },
        ScanIndexForward: forward,
      },
      limit,
    );
    const expected = things.filter((t) => t.queue === queue && t.rank !== undefined); // sparse
    const ranks = (found as { rank: { N: string } }[]).map(({ rank }) => Number(rank.N));
    expect(ranks).toEqual([...ranks].sort((a, b) => turn(a - b)));
    const shown = expected.map(({ count: _, ...narrow }) => JSON.stringify(sorted(toItem(narrow))));
    expect(found.map((item) => JSON.stringify(sorted(item))).sort()).toEqual(shown.sort());
  }
}
const sorted = (item: object) => Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));

describe('the engine and a plain map', () => {
  it('stay the same through puts, updates, deletes, transactions and queries', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        (steps, forward, limit) => {
          const bench = open();
          const model: Model = new Map();
          for (const each of steps) play(bench, model, each);
          compareQueries(bench, model, forward, limit);
          const scanned = bench
            .call('Scan', { TableName: TABLE })
            .Items.map((item: object) => JSON.stringify(sorted(item)));
          expect(scanned.sort()).toEqual([...model.values()].map((t) => JSON.stringify(sorted(toItem(t)))).sort());
          bench.store.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('replaying the change records makes the table again', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const bench = open();
        const model: Model = new Map();
        for (const each of steps) play(bench, model, each);
        const replica = new Map<string, object>();
        const changes = bench.db.changes(STREAM_ARN, 0, 1000);
        for (const { record } of changes) {
          const { Keys, NewImage, OldImage } = record.dynamodb;
          const id = JSON.stringify(Keys);
          expect(replica.get(id)).toEqual(OldImage);
          expect(record.eventName).toBe(NewImage ? (OldImage ? 'MODIFY' : 'INSERT') : 'REMOVE');
          if (NewImage) replica.set(id, NewImage);
          else replica.delete(id);
        }
        expect([...replica.values()].map((item) => JSON.stringify(sorted(item))).sort()).toEqual(
          [...model.values()].map((t) => JSON.stringify(sorted(toItem(t)))).sort(),
        );
        bench.store.close();
      }),
      { numRuns: 40 },
    );
  });
});
