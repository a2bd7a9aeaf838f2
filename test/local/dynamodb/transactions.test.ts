import { describe, expect, it } from 'vitest';
import { key, open, STREAM_ARN, TABLE } from './support.ts';

const put = (pk: string, more: object = {}) => ({ Put: { TableName: TABLE, Item: { ...key(pk) }, ...more } });
const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
const count = (bench: ReturnType<typeof open>) => bench.call('Scan', { TableName: TABLE, Select: 'COUNT' }).Count;

describe('TransactWriteItems', () => {
  it('does puts, updates, deletes and checks together', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('gone') } });
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('counter'), count: { N: '4' } } });
    bench.call('TransactWriteItems', {
      TransactItems: [
        put('new', onlyNew),
        { Delete: { TableName: TABLE, Key: key('gone') } },
        {
          Update: {
            TableName: TABLE,
            Key: key('counter'),
            UpdateExpression: 'ADD #c :one',
            ExpressionAttributeNames: { '#c': 'count' },
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
        { ConditionCheck: { TableName: TABLE, Key: key('absent'), ...onlyNew } },
      ],
    });
    const { Items } = bench.call('Scan', { TableName: TABLE });
    expect(Items).toHaveLength(2);
    expect(Items).toContainEqual(key('new'));
    expect(Items).toContainEqual({ ...key('counter'), count: { N: '5' } });
  });

  it('refuses all when one condition fails, with the reasons in the order of the request', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('there'), note: { S: '已有' } } });
    const before = bench.db.changes(STREAM_ARN, 0, 100).length;
    const refusal = bench.refusal('TransactWriteItems', {
      TransactItems: [
        put('a'),
        put('there', { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        put('b', onlyNew),
        { ConditionCheck: { TableName: TABLE, Key: key('absent'), ConditionExpression: 'attribute_exists(pk)' } },
      ],
    });
    expect(refusal?.code).toBe('TransactionCanceledException');
    expect(refusal?.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, ConditionalCheckFailed]',
    );
    expect(refusal?.members.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { ...key('there'), note: { S: '已有' } },
      },
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ]);
    expect(count(bench)).toBe(1);
    expect(bench.db.changes(STREAM_ARN, 0, 100)).toHaveLength(before);
  });

  it('refuses all when one update does not fit its item', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('text'), note: { S: 'x' } } });
    const refusal = bench.refusal('TransactWriteItems', {
      TransactItems: [
        put('a'),
        {
          Update: {
            TableName: TABLE,
            Key: key('text'),
            UpdateExpression: 'ADD note :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    });
    expect(refusal?.members.CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
    ]);
    expect(count(bench)).toBe(1);
  });

  it('refuses two actions on one item', () => {
    const bench = open();
    const check = { ConditionCheck: { TableName: TABLE, Key: key('a'), ...onlyNew } };
    expect(bench.refusal('TransactWriteItems', { TransactItems: [put('a'), check] })?.message).toBe(
      'Transaction request cannot include multiple operations on one item',
    );
    expect(count(bench)).toBe(0);
  });

  it('refuses more than 100 actions, more than 4 MB, and members that are no action', () => {
    const bench = open();
    const many = Array.from({ length: 101 }, (_, index) => put(`p${index}`));
    expect(bench.refusal('TransactWriteItems', { TransactItems: many })?.message).toContain(
      'Member must have length less than or equal to 100',
    );
    const large = Array.from({ length: 12 }, (_, index) => ({
      Put: { TableName: TABLE, Item: { ...key(`p${index}`), note: { S: 'x'.repeat(390_000) } } },
    }));
    expect(bench.refusal('TransactWriteItems', { TransactItems: large })?.message).toContain('4 MB');
    for (const member of [{}, { Get: {} }, { ...put('a'), Delete: { TableName: TABLE, Key: key('b') } }])
      expect(bench.refusal('TransactWriteItems', { TransactItems: [member] })?.code).toBe('ValidationException');
    expect(bench.refusal('TransactWriteItems', {})?.code).toBe('ValidationException');
    expect(count(bench)).toBe(0);
  });

  it('happens once for one client token, for ten minutes of the clock', () => {
    const bench = open();
    const add = (by: number, order = false) => {
      const values = { ':by': { N: String(by) } };
      const update = {
        TableName: TABLE,
        Key: key('c'),
        UpdateExpression: 'ADD n :by',
        ExpressionAttributeValues: values,
      };
      const turned = Object.fromEntries(Object.entries(update).reverse());
      return { ClientRequestToken: 'token', TransactItems: [{ Update: order ? turned : update }] };
    };
    const n = () => bench.call('GetItem', { TableName: TABLE, Key: key('c') }).Item.n.N;
    bench.call('TransactWriteItems', add(1));
    bench.call('TransactWriteItems', add(1));
    bench.call('TransactWriteItems', add(1, true));
    expect(n()).toBe('1');
    expect(bench.refusal('TransactWriteItems', add(2))?.code).toBe('IdempotentParameterMismatchException');
    bench.clock.moveTo(bench.clock.now() + 10 * 60_000);
    bench.db.sweep();
    bench.call('TransactWriteItems', add(2));
    expect(n()).toBe('3');
  });

  it('does not remember the token of a transaction that was cancelled', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: key('a') });
    const body = { ClientRequestToken: 'again', TransactItems: [put('a', onlyNew)] };
    expect(bench.refusal('TransactWriteItems', body)?.code).toBe('TransactionCanceledException');
    bench.call('DeleteItem', { TableName: TABLE, Key: key('a') });
    bench.call('TransactWriteItems', body);
    expect(count(bench)).toBe(1);
  });
});

describe('TransactGetItems', () => {
  it('answers in the order of the request, with gaps', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('a'), note: { S: 'x' }, other: { S: 'y' } } });
    const get = (pk: string, more = {}) => ({ Get: { TableName: TABLE, Key: key(pk), ...more } });
    const body = { TransactItems: [get('none'), get('a', { ProjectionExpression: 'note' })] };
    expect(bench.call('TransactGetItems', body)).toEqual({ Responses: [{}, { Item: { note: { S: 'x' } } }] });
    expect(bench.refusal('TransactGetItems', { TransactItems: [get('a'), get('a')] })?.code).toBe(
      'ValidationException',
    );
  });
});
