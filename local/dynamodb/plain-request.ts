/**
 * Tells the requests that are beyond doubt well formed, and they are nearly all: dynalite's check of a shape costs more than
 * the work that was asked for. False says nothing: the full check then decides, and has the words for a refusal.
 */
import { arePlain, type Item } from './attribute-value.ts';
import type { KeySchema } from './keys.ts';

type Test = (value: unknown) => boolean;
type Body = Readonly<Record<string, unknown>>;

const NAME = /^[a-zA-Z0-9_.-]{3,255}$/;
const text: Test = (value) => typeof value === 'string';
const flag: Test = (value) => typeof value === 'boolean';
const name: Test = (value) => typeof value === 'string' && NAME.test(value);
const count: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 1;
const map: Test = (value) => arePlain(value);
const oneOf = (...values: string[]): Test => {
  const known = new Set<unknown>(values);
  return (value) => known.has(value);
};
const names: Test = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) if (typeof (value as Record<string, unknown>)[key] !== 'string') return false;
  return true;
};

const ReturnConsumedCapacity = oneOf('INDEXES', 'TOTAL', 'NONE');
const common = { TableName: name, ReturnConsumedCapacity, ExpressionAttributeNames: names };
const read = { ConsistentRead: flag, ProjectionExpression: text };
const write = {
  ConditionExpression: text,
  ExpressionAttributeValues: map,
  ReturnValuesOnConditionCheckFailure: oneOf('ALL_OLD', 'NONE'),
  ReturnValues: oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'),
};

const MEMBERS: Readonly<Record<string, ReadonlyMap<string, Test>>> = {
  GetItem: members({ ...common, ...read, Key: map }),
  PutItem: members({ ...common, ...write, Item: map }),
  UpdateItem: members({ ...common, ...write, Key: map, UpdateExpression: text }),
  DeleteItem: members({ ...common, ...write, Key: map }),
  Query: members({
    ...common,
    ...read,
    IndexName: name,
    Limit: count,
    ScanIndexForward: flag,
    ExclusiveStartKey: map,
    KeyConditionExpression: text,
    FilterExpression: text,
    ExpressionAttributeValues: map,
    Select: oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'),
  }),
};
const SUBJECT: Readonly<Record<string, string>> = {
  GetItem: 'Key',
  PutItem: 'Item',
  UpdateItem: 'Key',
  DeleteItem: 'Key',
  Query: 'KeyConditionExpression',
};

function members(tests: Readonly<Record<string, Test>>): ReadonlyMap<string, Test> {
  return new Map(Object.entries(tests));
}

/** A request about one item or one query. */
export function isPlainRequest(action: string, body: Body): boolean {
  const known = MEMBERS[action];
  if (!known) return false;
  let expressions = false;
  let withValues = false;
  for (const member in body) {
    if (!known.get(member)?.(body[member])) return false;
    if (!member.endsWith('Expression')) continue;
    expressions = true;
    withValues ||= member !== 'ProjectionExpression';
  }
  if (body.TableName === undefined || body[SUBJECT[action]!] === undefined) return false;
  return (expressions || !body.ExpressionAttributeNames) && (withValues || !body.ExpressionAttributeValues);
}

const list =
  (most: number, each: Test = () => true): Test =>
  (value) =>
    Array.isArray(value) && value.length >= 1 && value.length <= most && value.every(each);
const only =
  (tests: ReadonlyMap<string, Test>, ...required: string[]): Test =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    for (const member in value) if (!tests.get(member)?.((value as Body)[member])) return false;
    return required.every((member) => (value as Body)[member] !== undefined);
  };
const byTable =
  (each: Test): Test =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let tables = 0;
    for (const table in value) if (++tables && !(NAME.test(table) && each((value as Body)[table]))) return false;
    return tables > 0;
  };

/** A transaction but for its members, which are requests of their own. */
export const isPlainTransaction: Test = only(
  members({
    TransactItems: list(100),
    ClientRequestToken: (value) => typeof value === 'string' && value.length >= 1 && value.length <= 36,
    ReturnConsumedCapacity,
  }),
  'TransactItems',
);

const keys = only(members({ ...read, Keys: list(100, map), ExpressionAttributeNames: names }), 'Keys');

/** But for the number of all keys together. */
export const isPlainBatchGet: Test = only(
  members({ ReturnConsumedCapacity, RequestItems: byTable(keys) }),
  'RequestItems',
);

const put = only(members({ PutRequest: only(members({ Item: map }), 'Item') }), 'PutRequest');
const remove = only(members({ DeleteRequest: only(members({ Key: map }), 'Key') }), 'DeleteRequest');

/** But for the number of all writes together. */
export const isPlainBatchWrite: Test = only(
  members({ ReturnConsumedCapacity, RequestItems: byTable(list(25, (one) => put(one) || remove(one))) }),
  'RequestItems',
);

// Of a key no more than this many characters are below its limit in bytes, whatever they are.
const SHORT = 256;

/** Whether `item` has every attribute of the key in its type, neither empty nor long. */
export function hasPlainKey(item: Item, schema: KeySchema): boolean {
  for (const { name, type } of schema) {
    const value = item[name]?.[type];
    if (typeof value !== 'string' || value.length === 0 || value.length > SHORT) return false;
  }
  return true;
}
