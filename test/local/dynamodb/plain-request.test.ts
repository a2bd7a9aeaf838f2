import batchGetItem from 'dynalite/validations/batchGetItem.js';
import batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import deleteItem from 'dynalite/validations/deleteItem.js';
import getItem from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import putItem from 'dynalite/validations/putItem.js';
import query from 'dynalite/validations/query.js';
import updateItem from 'dynalite/validations/updateItem.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arePlain } from '../../../local/dynamodb/attribute-value.ts';
import {
  isPlainBatchGet,
  isPlainBatchWrite,
  isPlainRequest,
  isPlainTransaction,
} from '../../../local/dynamodb/plain-request.ts';
import { open, TABLE } from './support.ts';

const TYPES = {
  GetItem: getItem.types,
  PutItem: putItem.types,
  UpdateItem: updateItem.types,
  DeleteItem: deleteItem.types,
  Query: query.types,
} as const;
type Action = keyof typeof TYPES;

const key = { pk: { S: 'a' }, sk: { N: '1' } };
const names = { '#a': 'a' };
const values = { ':a': { S: 'x' } };

/** One whole request of each kind: what is drawn below changes it in a member or two. */
const WHOLE: Readonly<Record<Action, object>> = {
  GetItem: {
    TableName: TABLE,
    Key: key,
    ConsistentRead: true,
    ProjectionExpression: '#a',
    ExpressionAttributeNames: names,
  },
  PutItem: {
    TableName: TABLE,
    Item: key,
    ConditionExpression: '#a = :a',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  },
  UpdateItem: {
    TableName: TABLE,
    Key: key,
    UpdateExpression: 'SET #a = :a',
    ReturnValues: 'ALL_NEW',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  },
  DeleteItem: { TableName: TABLE, Key: key, ReturnValues: 'ALL_OLD' },
  Query: {
    TableName: TABLE,
    IndexName: 'byQueue',
    KeyConditionExpression: '#a = :a',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    Limit: 5,
    ScanIndexForward: false,
    Select: 'COUNT',
    ReturnConsumedCapacity: 'TOTAL',
  },
};

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    'true',
    0,
    1,
    2.5,
    -1,
    '',
    'ab',
    'abc',
    'x'.repeat(300),
    'a/b',
    [],
    {},
    [{}],
    key,
    names,
    values,
  ),
  fc.constantFrom<unknown>(
    { a: { S: 1 } },
    { a: { N: '01' } },
    { a: { SS: [] } },
    { a: { S: 'x', N: '1' } },
    { a: null },
    { a: { B: '+/Ab' } },
    { a: { B: 'AR==' } },
    { a: { B: 'A_==' } },
    { a: { B: 'AAA' } },
    { '#a': 1 },
  ),
);
const changed = (whole: object) =>
  fc
    .dictionary(
      fc.constantFrom(...Object.keys(whole), 'Key', 'Item', 'Limit', 'Unknown', 'AttributesToGet'),
      fc.option(anything),
      {
        maxKeys: 2,
      },
    )
    .map((changes) => {
      const body: Record<string, unknown> = { ...whole, ...changes };
      for (const name in changes) if (changes[name] === null) delete body[name];
      return body;
    });

describe('values that are plainly well formed', () => {
  const digits = fc.stringMatching(/^[0-9]{0,40}$/);
  const number = fc
    .tuple(fc.constantFrom('', '-'), digits, fc.constantFrom('', '.'), digits)
    .map((parts) => parts.join(''));
  const base64 = fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const bytes = fc.oneof(base64, fc.stringMatching(/^[A-Za-z0-9+/_=-]{0,8}$/));

  it('are as they are for the full check, too', () => {
    fc.assert(
      fc.property(number, bytes, (N, B) => {
        for (const value of [{ N }, { B }, { M: { n: { N }, b: { B } } }]) {
          if (!arePlain({ value })) continue;
          const checked: any = validations.checkTypes({ Item: { value: structuredClone(value) } }, putItem.types);
          expect(validations.validateAttributeValue(checked.Item.value)).toBeUndefined();
          expect(checked.Item.value).toEqual(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['0.7316243', '0.00001234567890123456789', '-12.5', '7'.repeat(37)])('have plain numbers such as %s', (N) => {
    expect(arePlain({ a: { N } })).toBe(true);
  });

  it('have bytes', () => {
    expect(arePlain({ a: { B: 'bprqmpXczbmK1VLqHoFpPg==' } })).toBe(true);
  });
});

describe('a request that is plainly well formed', () => {
  it.each(Object.keys(WHOLE) as Action[])('is one for the full check, too: %s', (action) => {
    expect(isPlainRequest(action, { ...WHOLE[action] })).toBe(true);
    fc.assert(
      fc.property(changed(WHOLE[action]), (body) => {
        if (!isPlainRequest(action, body)) return;
        const types = TYPES[action];
        const given = { ...structuredClone(body), ReturnValuesOnConditionCheckFailure: undefined };
        const checked = validations.checkTypes(given, types);
        validations.checkValidations(checked, types);
        expect(checked).toEqual(body);
        const expressions = Object.keys(types).filter((name) => name.endsWith('Expression'));
        expect(validations.validateExpressionParams(checked, expressions, [])).toBeUndefined();
      }),
    );
  });

  it('is one for the full check, too: batches', () => {
    const read = (Keys: unknown, more = {}) => ({ RequestItems: { [TABLE]: { Keys, ...more } } });
    const write = (...requests: unknown[]) => ({ RequestItems: { [TABLE]: requests } });
    expect(isPlainBatchGet(read([key], { ConsistentRead: true }))).toBe(true);
    expect(isPlainBatchWrite(write({ PutRequest: { Item: key } }, { DeleteRequest: { Key: key } }))).toBe(true);
    fc.assert(
      fc.property(anything, anything, (first, second) => {
        for (const body of [
          read(first),
          read([first]),
          read([key], { ConsistentRead: second }),
          { RequestItems: first },
        ]) {
          if (!isPlainBatchGet(body)) continue;
          const checked = validations.checkTypes(structuredClone(body), batchGetItem.types);
          validations.checkValidations(checked, batchGetItem.types);
          expect(checked).toEqual(body);
        }
        for (const body of [
          write(first),
          write({ PutRequest: { Item: first } }),
          write({ PutRequest: first, DeleteRequest: second }),
        ]) {
          if (!isPlainBatchWrite(body)) continue;
          const checked = validations.checkTypes(structuredClone(body), batchWriteItem.types);
          validations.checkValidations(checked, batchWriteItem.types);
          expect(checked).toEqual(body);
        }
      }),
    );
  });

  it.each([
    ['no members', { TransactItems: [] }],
    ['too many', { TransactItems: new Array(101).fill({}) }],
    ['an empty token', { TransactItems: [{}], ClientRequestToken: '' }],
    ['a long token', { TransactItems: [{}], ClientRequestToken: 'x'.repeat(37) }],
    ['no list', { TransactItems: {} }],
    ['nothing', {}],
  ])('is not a transaction with %s', (_what, body) => {
    expect(isPlainTransaction(body)).toBe(false);
    expect(open().refusal('TransactWriteItems', body)).toBeDefined();
  });
});
