/**
 * One action on one item, alone or within a transaction: checked, then planned against the stored item without writing, so that
 * a refusal has nothing to roll back.
 */
import db from 'dynalite/db/index.js';
import { AwsError, type Principal } from '../aws.ts';
import { type Item, sizeOfItem } from './attribute-value.ts';
import { allow, type Engine, tableNameOf, validation } from './engine.ts';
import { type Expressions, parseExpressions } from './expressions.ts';
import type { Stored } from './items.ts';
import { keyBytes, pickKey } from './keys.ts';
import { type Body, checkItem, checkKey, checkRequest, refuse, withTableName } from './requests.ts';
import { leadingKey, planWrite, type Write } from './rows.ts';
import type { Table } from './tables.ts';

export type WriteAction = 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';
const MAX_ITEM_BYTES = 400 * 1024;

/** A checked and permitted request about one item. */
export interface ItemRequest {
  readonly action: WriteAction;
  readonly table: Table;
  readonly request: Body;
  readonly expressions: Expressions;
}

/** A decided action. A condition check has no write. */
export interface Plan {
  readonly table: Table;
  readonly old: Stored | undefined;
  readonly write: Write | undefined;
}

/** Throws a validation error, AccessDenied or ResourceNotFound. */
export function readItemRequest(engine: Engine, action: WriteAction, body: Body, principal: Principal): ItemRequest {
  const tableName = tableNameOf(body?.TableName);
  const checkedAs = action === 'ConditionCheckItem' ? 'DeleteItem' : action;
  const request = checkRequest(checkedAs, withTableName(body, tableName));
  if (action === 'PutItem' && sizeOfItem(request.Item) > MAX_ITEM_BYTES)
    refuse('Item size has exceeded the maximum allowed size');
  const expressions = parseExpressions(request);
  if (!engine.tables.has(tableName)) allow(engine, principal, action, tableName);
  const table = engine.tables.get(tableName);
  allow(engine, principal, action, tableName, leadingKey(table, request.Item ?? request.Key));
  return { action, table, request, expressions };
}

/** The item's key as bytes. Throws a validation error when the request's key is not the table's. */
export function keyOf({ action, table, request, expressions }: ItemRequest): Buffer {
  if (action === 'PutItem') {
    checkItem(request.Item, table);
    checkIndexKeys(table, request.Item);
  } else checkKey(request.Key, table);
  if (expressions.update) refuse(db.validateUpdates(undefined, expressions.update.parsed, table.described));
  return keyBytes(table.id, table.definition.keys, request.Item ?? request.Key);
}

/** Throws a ValidationException or a ConditionalCheckFailedException. Writes nothing. */
export function planItemAction(engine: Engine, item: ItemRequest, key: Buffer): Plan {
  const { action, table, request, expressions } = item;
  const old = engine.items.find(key);
  if (expressions.condition && !expressions.condition(old?.item ?? {}, request.ExpressionAttributeValues))
    throw conditionFailed(request, old);
  if (action === 'ConditionCheckItem') return { table, old, write: undefined };
  const next = action === 'PutItem' ? request.Item : action === 'DeleteItem' ? undefined : updated(item, old);
  return { table, old, write: planWrite(table, key, old, next) };
}

function updated({ table, request, expressions }: ItemRequest, old: Stored | undefined): Item {
  const { update } = expressions;
  // `old` is still needed as it was: what the update changes in depth is a copy.
  const next: Item = old ? { ...old.item } : pickKey(table.definition.keys, request.Key);
  for (const head of update?.deepHeads ?? [])
    if (Object.hasOwn(next, head)) next[head] = JSON.parse(JSON.stringify(next[head]));
  update?.apply(next, request.ExpressionAttributeValues);
  checkIndexTypes(table, next);
  checkIndexKeys(table, next);
  if (sizeOfItem(next) > MAX_ITEM_BYTES) throw validation('Item size to update has exceeded the maximum allowed size');
  return next;
}

function conditionFailed(request: Body, old: Stored | undefined): AwsError {
  const shown = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && old;
  return new AwsError('ConditionalCheckFailedException', 'The conditional request failed', 400, {
    ...(shown && { Item: old.item }),
  });
}

function checkIndexTypes(table: Table, item: Item): void {
  for (const index of table.indexes)
    for (const { name, type } of index.keys)
      if (item[name] && item[name][type] === undefined)
        throw validation('The update expression attempted to update the secondary index key to unsupported type');
}

/** dynalite lets an empty text through as a key of an index; the service does not. */
function checkIndexKeys(table: Table, item: Item): void {
  for (const index of table.indexes)
    for (const { name, type } of index.keys)
      if (type !== 'N' && item[name]?.[type] === '')
        throw validation(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${type === 'S' ? 'string' : 'binary'} value. IndexName: ${index.name}, IndexKey: ${name}`,
        );
}
