import { describe, expect, it } from 'vitest';
import { key, open, TABLE } from './support.ts';

type Values = Record<string, object>;
const K = { TableName: TABLE, Key: key('k') };

describe('conditions', () => {
  const item = {
    ...key('k'),
    s: { S: 'straße 😀' },
    n: { N: '10' },
    neg: { N: '-2.5' },
    b: { B: Buffer.from([1, 2, 255]).toString('base64') },
    ss: { SS: ['a', 'b'] },
    ns: { NS: ['1', '2.5'] },
    things: { L: [{ S: 'x' }, { M: { deep: { N: '1' } } }] },
    box: { M: { a: { S: '1' }, b: { L: [{ N: '2' }] } } },
    yes: { BOOL: true },
    nil: { NULL: true },
  };
  const bench = open();
  bench.call('PutItem', { TableName: TABLE, Item: item });
  const holds = (ConditionExpression: string, values?: Values) => {
    const refusal = bench.refusal('UpdateItem', {
      ...K,
      ConditionExpression,
      ...(values && { ExpressionAttributeValues: values }),
    });
    if (refusal && refusal.code !== 'ConditionalCheckFailedException') throw refusal;
    return !refusal;
  };

  it.each<[string, Values | undefined, boolean]>([
    ['attribute_exists(s)', undefined, true],
    ['attribute_exists(box.b[0]) AND attribute_not_exists(box.b[1])', undefined, true],
    ['attribute_exists(toString)', undefined, false],
    ['n = :v', { ':v': { N: '10.0' } }, true],
    ['n = :v', { ':v': { S: '10' } }, false],
    ['n > :v', { ':v': { N: '9' } }, true],
    ['neg < :v', { ':v': { N: '-2' } }, true],
    ['n < :v', { ':v': { S: '9' } }, false],
    ['nothing < :v', { ':v': { N: '9' } }, false],
    ['nothing <> :v', { ':v': { N: '9' } }, true],
    ['nothing = nowhere', undefined, false],
    ['n BETWEEN :a AND :b', { ':a': { N: '10' }, ':b': { N: '10' } }, true],
    ['n IN (:a, :b)', { ':a': { N: '9' }, ':b': { N: '10' } }, true],
    ['NOT n IN (:a, :b)', { ':a': { N: '9' }, ':b': { N: '11' } }, true],
    ['begins_with(s, :v)', { ':v': { S: 'stra' } }, true],
    ['begins_with(b, :v)', { ':v': { B: Buffer.from([1, 2]).toString('base64') } }, true],
    ['contains(s, :v)', { ':v': { S: 'ß' } }, true],
    ['contains(ss, :v)', { ':v': { S: 'b' } }, true],
    ['contains(ns, :v)', { ':v': { N: '2.50' } }, true],
    ['contains(things, :v)', { ':v': { M: { deep: { N: '1' } } } }, true],
    ['box = :v', { ':v': { M: { b: { L: [{ N: '2' }] }, a: { S: '1' } } } }, true],
    ['box = :v', { ':v': { M: { b: { L: [{ N: '3' }] }, a: { S: '1' } } } }, false],
    ['ss = :v', { ':v': { SS: ['b', 'a'] } }, true],
    ['things[1].deep = :v', { ':v': { N: '1' } }, true],
    ['size(s) = :v', { ':v': { N: '12' } }, true], // s t r a ß(2) e space 😀(4)
    ['size(b) = :v', { ':v': { N: '3' } }, true],
    ['size(box) = size(ss)', undefined, true],
    ['attribute_type(nil, :v)', { ':v': { S: 'NULL' } }, true],
    ['attribute_type(yes, :v)', { ':v': { S: 'S' } }, false],
    ['yes = :v OR n = :w AND neg = :w', { ':v': { BOOL: true }, ':w': { N: '0' } }, true],
    ['NOT (yes = :v)', { ':v': { BOOL: true } }, false],
  ])('%s with %j: %s', (expression, values, expected) => {
    expect(holds(expression, values)).toBe(expected);
    expect(holds(expression, values)).toBe(expected); // and again from the cache
  });

  it('compare texts by their UTF-8 bytes', () => {
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('k'), s: { S: '\uffee' } } });
    expect(holds('s < :v', { ':v': { S: '😀' } })).toBe(true);
    bench.call('PutItem', { TableName: TABLE, Item: item });
  });

  it('see the values of their own request, not of the first one that was parsed', () => {
    expect(holds('n = :v', { ':v': { N: '10' } })).toBe(true);
    expect(holds('n = :v', { ':v': { N: '11' } })).toBe(false);
    const shared = { N: '10' };
    expect(holds('n = :x AND NOT neg = :y', { ':x': shared, ':y': shared })).toBe(true);
    expect(holds('n = :x AND NOT neg = :y', { ':x': { N: '10' }, ':y': { N: '-2.5' } })).toBe(false);
  });
});

describe('updates', () => {
  const update = (start: object, UpdateExpression: string, values?: Values, more: object = {}) => {
    const bench = open();
    if (Object.keys(start).length > 0) bench.call('PutItem', { TableName: TABLE, Item: { ...key('k'), ...start } });
    const body = { ...K, UpdateExpression, ReturnValues: 'ALL_NEW', ...more };
    return bench.call('UpdateItem', { ...body, ...(values && { ExpressionAttributeValues: values }) }).Attributes;
  };
  const L = (...texts: string[]) => ({ L: texts.map((S) => ({ S })) });

  it.each<[object, string, Values | undefined, object]>([
    [{}, 'SET a = :v', { ':v': { S: 'x' } }, { a: { S: 'x' } }],
    [{ n: { N: '1' } }, 'SET n = n + :v', { ':v': { N: '0.1' } }, { n: { N: '1.1' } }],
    [{ n: { N: '1' } }, 'SET n = :v - n', { ':v': { N: '3' } }, { n: { N: '2' } }],
    [{}, 'SET n = if_not_exists(n, :v) + :v', { ':v': { N: '3' } }, { n: { N: '6' } }],
    [{ l: L('a') }, 'SET l = list_append(:v, l)', { ':v': L('b') }, { l: L('b', 'a') }],
    [{ l: L('a', 'b', 'c') }, 'REMOVE l[0], l[1]', undefined, { l: L('c') }],
    [{ l: L('a', 'b') }, 'SET l[9] = :v', { ':v': { S: 'z' } }, { l: L('a', 'b', 'z') }],
    [{ l: L('a', 'b') }, 'SET m = l REMOVE l[0]', undefined, { l: L('b'), m: L('a', 'b') }],
    [{ a: { S: '1' }, b: { S: '2' } }, 'SET a = b, b = a', undefined, { a: { S: '2' }, b: { S: '1' } }],
    [{ m: { M: { x: { N: '1' } } } }, 'SET m.y = m.x REMOVE m.x', undefined, { m: { M: { y: { N: '1' } } } }],
    [{}, 'ADD n :v', { ':v': { N: '-2' } }, { n: { N: '-2' } }],
    [{ s: { SS: ['a'] } }, 'ADD s :v', { ':v': { SS: ['b', 'a'] } }, { s: { SS: ['a', 'b'] } }],
    [{ s: { SS: ['a', 'b'] } }, 'DELETE s :v', { ':v': { SS: ['b', 'c'] } }, { s: { SS: ['a'] } }],
    [{ s: { SS: ['a'] } }, 'DELETE s :v', { ':v': { SS: ['a'] } }, {}],
    [{ a: { S: '1' } }, 'REMOVE a, nothing', undefined, {}],
  ])('%j %s', (start, expression, values, expected) => {
    expect(update(start, expression, values)).toEqual({ ...key('k'), ...expected });
  });

  it('answer old and new values as asked', () => {
    const start = { a: { S: '1' }, b: { S: '2' } };
    const answer = (ReturnValues: string) => update(start, 'SET a = :v', { ':v': { S: '9' } }, { ReturnValues });
    expect(answer('UPDATED_NEW')).toEqual({ a: { S: '9' } });
    expect(answer('UPDATED_OLD')).toEqual({ a: { S: '1' } });
    expect(answer('ALL_OLD')).toEqual({ ...key('k'), ...start });
    expect(answer('NONE')).toBeUndefined();
  });

  it.each<[object, string, Values | undefined, string]>([
    [
      { a: { S: '1' } },
      'SET a = a + :v',
      { ':v': { N: '1' } },
      'An operand in the update expression has an incorrect data type',
    ],
    [{}, 'SET a = b', undefined, 'The provided expression refers to an attribute that does not exist in the item'],
    [
      {},
      'SET a.b = :v',
      { ':v': { N: '1' } },
      'The document path provided in the update expression is invalid for update',
    ],
    [
      {},
      'SET pk = :v',
      { ':v': { S: '1' } },
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ],
    [
      {},
      'SET queue = :v',
      { ':v': { N: '1' } },
      'One or more parameter values were invalid: Type mismatch for Index Key queue Expected: S Actual: N IndexName: byQueue',
    ],
    [
      { a: { N: '1' } },
      'SET queue = a',
      undefined,
      'The update expression attempted to update the secondary index key to unsupported type',
    ],
    [
      {},
      'SET a = :v',
      { ':v': { S: '1' }, ':w': { S: '1' } },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
    ],
    [
      {},
      'SET a = :v',
      undefined,
      'Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v',
    ],
    [
      {},
      'SET status = :v',
      { ':v': { S: '1' } },
      'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status',
    ],
    [
      {},
      'SET a = :v',
      { ':v': { N: 'x' } },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :v',
    ],
    [{}, 'SET', undefined, 'Invalid UpdateExpression: Syntax error; Expected'],
  ])('refuses %j %s', (start, expression, values, message) => {
    expect(() => update(start, expression, values)).toThrow(message);
  });
});

describe('puts, gets and deletes', () => {
  it('give back every text as it came', () => {
    const bench = open();
    const texts = ['', '中文 العربية', '👩‍👩‍👧‍👦', 'a\u200b\u0000b', '"\\\n', '__proto__'];
    const Item = {
      ...key('k'),
      list: { L: texts.map((S) => ({ S })) },
      map: { M: JSON.parse('{"__proto__":{"S":"x"}}') },
    };
    bench.call('PutItem', { TableName: TABLE, Item });
    expect(JSON.stringify(bench.call('GetItem', K).Item)).toBe(JSON.stringify(Item));
  });

  it('write numbers in plain notation', () => {
    const bench = open();
    bench.call('PutItem', {
      TableName: TABLE,
      Item: { pk: { S: 'k' }, sk: { N: '00' }, n: { N: '1.50e2' }, l: { L: [{ N: '7.0' }] } },
    });
    expect(bench.call('GetItem', K).Item).toEqual({ ...key('k'), n: { N: '150' }, l: { L: [{ N: '7' }] } });
  });

  it('answer the old item when asked, and nothing for what is not there', () => {
    const bench = open();
    const put = { TableName: TABLE, Item: { ...key('k'), a: { S: '1' } }, ReturnValues: 'ALL_OLD' };
    expect(bench.call('PutItem', put).Attributes).toBeUndefined();
    expect(bench.call('PutItem', put).Attributes).toEqual(put.Item);
    expect(bench.call('DeleteItem', { ...K, ReturnValues: 'ALL_OLD' }).Attributes).toEqual(put.Item);
    expect(bench.call('GetItem', K)).toEqual({ ConsumedCapacity: undefined });
  });

  it('show the item that broke a condition when asked', () => {
    const bench = open();
    bench.call('PutItem', { TableName: TABLE, Item: { ...key('k'), a: { S: '1' } } });
    const body = {
      ...K,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
    const refusal = bench.refusal('DeleteItem', body);
    expect(refusal?.message).toBe('The conditional request failed');
    expect(refusal?.members.Item).toEqual({ ...key('k'), a: { S: '1' } });
    expect(bench.refusal('DeleteItem', { ...body, ReturnValuesOnConditionCheckFailure: 'NONE' })?.members).toEqual({});
  });

  it.each<[string, object, string, string]>([
    [
      'PutItem',
      { Item: { pk: { S: 'k' } } },
      'ValidationException',
      'One or more parameter values were invalid: Missing the key sk in the item',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), pk: { N: '1' } } },
      'ValidationException',
      'Type mismatch for key pk expected: S actual: N',
    ],
    [
      'PutItem',
      { Item: { ...key(''), sk: { N: '1' } } },
      'ValidationException',
      'cannot contain an empty string value. Key: pk',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), queue: { S: '' } } },
      'ValidationException',
      'IndexName: byQueue, IndexKey: queue',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), a: { S: 'x'.repeat(410_000) } } },
      'ValidationException',
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), a: { S: '工'.repeat(140_000) } } },
      'ValidationException',
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), a: { S: 1 } } },
      'SerializationException',
      'NUMBER_VALUE cannot be converted to String',
    ],
    [
      'PutItem',
      { Item: { ...key('k'), a: { S: 'x', N: '1' } } },
      'ValidationException',
      'Supplied AttributeValue has more than one datatypes set',
    ],
    ['PutItem', { Item: { ...key('k'), a: { SS: [] } } }, 'ValidationException', 'may not be empty'],
    ['PutItem', { Item: { ...key('工'.repeat(700)) } }, 'ValidationException', 'Size of hashkey has exceeded'],
    [
      'PutItem',
      {},
      'ValidationException',
      "Value null at 'item' failed to satisfy constraint: Member must not be null",
    ],
    ['PutItem', { Item: key('k'), Expected: {} }, 'ValidationException', 'Expected is not supported here'],
    [
      'GetItem',
      { Key: { pk: { S: 'k' } } },
      'ValidationException',
      'The provided key element does not match the schema',
    ],
    ['GetItem', { TableName: 'Elsewhere', Key: key('k') }, 'ResourceNotFoundException', 'Requested resource not found'],
    ['CreateTable', {}, 'UnknownOperationException', 'CreateTable'],
  ])('refuses %s %j', (action, body, code, message) => {
    const refusal = open().refusal(action, { TableName: TABLE, ...body });
    expect(refusal?.message).toContain(message);
    expect(refusal?.code).toBe(code);
  });
});

describe('batches', () => {
  it('write and read many items', () => {
    const bench = open();
    const puts = ['a', 'b', 'c'].map((pk) => ({ PutRequest: { Item: key(pk) } }));
    expect(bench.call('BatchWriteItem', { RequestItems: { [TABLE]: puts } })).toEqual({ UnprocessedItems: {} });
    bench.call('BatchWriteItem', { RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key('b') } }] } });
    const Keys = ['a', 'b', 'c'].map((pk) => key(pk));
    expect(bench.call('BatchGetItem', { RequestItems: { [TABLE]: { Keys } } })).toEqual({
      Responses: { [TABLE]: [key('a'), key('c')] },
      UnprocessedKeys: {},
    });
  });

  it('refuses the same key twice, and too many', () => {
    const bench = open();
    const Keys = [key('a'), key('a')];
    const twice = 'Provided list of item keys contains duplicates';
    expect(bench.refusal('BatchGetItem', { RequestItems: { [TABLE]: { Keys } } })?.message).toBe(twice);
    const put = (pk: string) => ({ PutRequest: { Item: key(pk) } });
    expect(bench.refusal('BatchWriteItem', { RequestItems: { [TABLE]: [put('a'), put('a')] } })?.message).toBe(twice);
    const many = Array.from({ length: 26 }, (_, index) => put(`p${index}`));
    expect(bench.refusal('BatchWriteItem', { RequestItems: { [TABLE]: many } })?.code).toBe('ValidationException');
  });
});
