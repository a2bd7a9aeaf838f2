/**
 * Checks the shape of requests with dynalite's tables of types and its error texts, where it is in doubt (`plain-request.ts`).
 * Its further checks (`custom`) are not used: they parse expressions anew each time and measure items in UTF-16 units.
 */
import db from 'dynalite/db/index.js';
import batchGetItem from 'dynalite/validations/batchGetItem.js';
import batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import deleteItem from 'dynalite/validations/deleteItem.js';
import getItem from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import putItem from 'dynalite/validations/putItem.js';
import query from 'dynalite/validations/query.js';
import scan from 'dynalite/validations/scan.js';
import updateItem from 'dynalite/validations/updateItem.js';
import { AwsError } from '../aws.ts';
import type { Item } from './attribute-value.ts';
import {
  hasPlainKey,
  isPlainBatchGet,
  isPlainBatchWrite,
  isPlainRequest,
  isPlainTransaction,
} from './plain-request.ts';
import type { Table } from './tables.ts';

/** A request, before and after the check of its shape: the types are the tables below, read at run time. */
export type Body = any;

/** An error as dynalite throws or answers it. */
export interface Refusal {
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const onFailure = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};
const consistent = { ConsistentRead: 'Boolean' }; // dynalite's Scan has none
const listOf = (name: string) => ({
  ReturnConsumedCapacity: putItem.types.ReturnConsumedCapacity,
  [name]: { type: 'List', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 100, children: 'String' },
});

const TYPES = {
  GetItem: getItem.types,
  PutItem: { ...putItem.types, ...onFailure },
  UpdateItem: { ...updateItem.types, ...onFailure },
  DeleteItem: { ...deleteItem.types, ...onFailure },
  Query: query.types,
  Scan: { ...scan.types, ...consistent },
  BatchGetItem: batchGetItem.types,
  BatchWriteItem: batchWriteItem.types,
  TransactGetItems: listOf('TransactItems'),
  TransactWriteItems: {
    ...listOf('TransactItems'),
    ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
  },
};
export type Action = keyof typeof TYPES;

const LEGACY = [
  'Expected',
  'ConditionalOperator',
  'AttributeUpdates',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'AttributesToGet',
  'Segment',
  'TotalSegments',
];
const EXPRESSIONS = [
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
];
const MAPS = ['Item', 'Key', 'ExclusiveStartKey']; // those of expressions are checked with them

/** Throws what dynalite's functions answer or throw, as an AwsError. */
export function refuse(problem: string): never;
export function refuse(problem: Refusal | null | undefined): void;
export function refuse(problem: string | Refusal | null | undefined): void {
  if (!problem) return;
  if (typeof problem === 'string') throw new AwsError('ValidationException', problem);
  const { __type, message, Message } = problem.body;
  throw new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '');
}

function checkTypes(action: Action, data: object): Body {
  try {
    const checked = validations.checkTypes(data, TYPES[action]);
    validations.checkValidations(checked, TYPES[action]);
    return checked;
  } catch (error) {
    if ((error as { body?: unknown }).body) refuse(error as Refusal);
    throw error;
  }
}

/**
 * A request about one item or one query: only known members, all values well formed, numbers in plain notation. `body` is not
 * changed. Throws a SerializationException or a ValidationException.
 */
export function checkRequest(action: Action, body: Body): Body {
  if (isPlainRequest(action, body)) return body;
  for (const name of LEGACY)
    if (body[name] != null) refuse(`${name} is not supported here: use expressions and unsegmented scans.`);
  const checked = checkTypes(action, structuredClone(body));
  const problem = validations.validateExpressionParams(
    checked,
    EXPRESSIONS.filter((name) => name in TYPES[action]),
    [],
  );
  if (problem) refuse(problem);
  for (const name of MAPS) if (checked[name]) checkValues(checked[name]);
  return checked;
}

function checkValues(values: Record<string, object>): void {
  for (const name in values) {
    const problem = validations.validateAttributeValue(values[name]!);
    if (problem) refuse(problem);
  }
}

/** The list `TransactItems` stays as it came: its members are requests of their own. */
export function checkTransaction(action: 'TransactGetItems' | 'TransactWriteItems', body: Body): Body {
  if (isPlainTransaction(body)) return body;
  const list = Array.isArray(body.TransactItems) ? body.TransactItems.map(() => '') : body.TransactItems;
  return { ...checkTypes(action, { ...body, TransactItems: list }), TransactItems: body.TransactItems };
}

/** `{ RequestItems: { <table>: { Keys, … } } }`, duplicates not yet refused. */
export function checkBatchGet(body: Body): Body {
  const isPlain = isPlainBatchGet(body);
  const checked = isPlain ? body : checkTypes('BatchGetItem', structuredClone(body));
  let keys = 0;
  for (const request of Object.values<Body>(checked.RequestItems)) {
    if (request.AttributesToGet) refuse('AttributesToGet is not supported here: use a ProjectionExpression.');
    if (!isPlain) for (const key of request.Keys) checkValues(key);
    keys += request.Keys.length;
  }
  if (keys > 100) refuse('Too many items requested for the BatchGetItem call');
  return checked;
}

/** `{ RequestItems: { <table>: [{ PutRequest: { Item } } | { DeleteRequest: { Key } }] } }`, duplicates not yet refused. */
export function checkBatchWrite(body: Body): Body {
  const isPlain = isPlainBatchWrite(body);
  const checked = isPlain ? body : checkTypes('BatchWriteItem', structuredClone(body));
  const requests = Object.values<Body[]>(checked.RequestItems).flat();
  if (requests.length > 25) refuse('Too many items requested for the BatchWriteItem call');
  if (isPlain) return checked;
  for (const request of requests) {
    if (Object.keys(request).length !== 1)
      refuse(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    checkValues(request.PutRequest?.Item ?? request.DeleteRequest.Key);
  }
  return checked;
}

/** Exactly the key of the table. Throws a ValidationException. */
export function checkKey(key: Item, { definition, described }: Table): void {
  const isPlain = hasPlainKey(key, definition.keys) && Object.keys(key).length === definition.keys.length;
  if (!isPlain) refuse(db.validateKey(key, described));
}

/** An item with its key, and with keys of indexes in their types where it has any. Throws a ValidationException. */
export function checkItem(item: Item, { definition, indexes, described }: Table): void {
  const isPlain =
    hasPlainKey(item, definition.keys) &&
    indexes.every((index) => index.keys.every(({ name, type }) => !item[name] || item[name][type] !== undefined));
  if (!isPlain) refuse(db.validateItem(item, described));
}

/** `body` with the name of its table in place of an ARN. */
export const withTableName = (body: Body, name: string): Body =>
  body?.TableName === name ? body : { ...body, TableName: body?.TableName && name };
