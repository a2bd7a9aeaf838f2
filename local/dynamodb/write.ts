/** PutItem, UpdateItem, DeleteItem and BatchWriteItem. */
import db from 'dynalite/db/index.js';
import { AwsError } from '../aws.ts';
import type { Item } from './attribute-value.ts';
import { addUnits, consumed, NO_UNITS, type Units, writeUnits } from './capacity.ts';
import {
  allow,
  commit,
  countCall,
  countUnits,
  type Engine,
  type Operation,
  tableNameOf,
  validation,
} from './engine.ts';
import {
  type ItemRequest,
  keyOf,
  type Plan,
  planItemAction,
  readItemRequest,
  type WriteAction,
} from './item-actions.ts';
import { keyBytes } from './keys.ts';
import { type Body, checkBatchWrite, checkItem, checkKey, refuse } from './requests.ts';
import { apply, leadingKey, planWrite, unitsOf, type Write } from './rows.ts';

const writeOne =
  (action: WriteAction): Operation =>
  (engine, body, principal) => {
    const item = readItemRequest(engine, action, body, principal);
    checkReturnValues(item);
    const { name } = item.table;
    countCall(engine, name);
    const key = keyOf(item);
    const plan = planOrBill(engine, item, key);
    const units = unitsOf(plan.write!);
    commit(engine, () => apply(engine, plan.write!));
    countUnits(engine, 'write', name, units);
    return {
      ...attributes(item, plan),
      ConsumedCapacity: consumed(item.request.ReturnConsumedCapacity, name, units),
    };
  };

export const putItem = writeOne('PutItem');
export const updateItem = writeOne('UpdateItem');
export const deleteItem = writeOne('DeleteItem');

/** A refused condition is billed by the size of the item that was looked at. */
function planOrBill(engine: Engine, item: ItemRequest, key: Buffer): Plan {
  try {
    return planItemAction(engine, item, key);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ConditionalCheckFailedException')
      countUnits(engine, 'write', item.table.name, {
        table: writeUnits(engine.items.find(key)?.size ?? 0),
        indexes: {},
      });
    throw error;
  }
}

function checkReturnValues({ action, request }: ItemRequest): void {
  const mode = request.ReturnValues ?? 'NONE';
  if (action !== 'UpdateItem' && mode !== 'NONE' && mode !== 'ALL_OLD')
    refuse('ReturnValues can only be ALL_OLD or NONE');
}

type ReturnValues = 'NONE' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';

function attributes({ request, expressions }: ItemRequest, { old, write }: Plan): { Attributes?: Item } {
  const paths = expressions.update?.paths ?? [];
  const part = (item: Item | undefined) => item && db.mapPaths(paths as (string | number)[][], item);
  const shown = {
    NONE: () => undefined,
    ALL_OLD: () => old?.item,
    ALL_NEW: () => write?.next,
    UPDATED_OLD: () => part(old?.item),
    UPDATED_NEW: () => part(write?.next),
  }[(request.ReturnValues ?? 'NONE') as ReturnValues]();
  return shown && Object.keys(shown).length > 0 ? { Attributes: shown } : {};
}

/** Each of the writes stands alone on AWS; here they happen together, which is one of the outcomes AWS allows. */
export const batchWriteItem: Operation = (engine, body, principal) => {
  const request = checkBatchWrite(body);
  const unitsByTable = new Map<string, Units>();
  const writes: Write[] = [];
  const seen = new Set<string>();
  for (const [reference, members] of Object.entries<Body[]>(request.RequestItems)) {
    const name = tableNameOf(reference);
    if (!engine.tables.has(name)) allow(engine, principal, 'BatchWriteItem', name);
    const table = engine.tables.get(name);
    const items: Item[] = members.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest.Key);
    allow(
      engine,
      principal,
      'BatchWriteItem',
      name,
      items.flatMap((item) => leadingKey(table, item)),
    );
    for (const { PutRequest, DeleteRequest } of members) {
      const item: Item = PutRequest?.Item ?? DeleteRequest.Key;
      (PutRequest ? checkItem : checkKey)(item, table);
      const key = keyBytes(table.id, table.definition.keys, item);
      const text = key.toString('latin1');
      if (seen.has(text)) throw validation('Provided list of item keys contains duplicates');
      seen.add(text);
      const write = planWrite(table, key, engine.items.find(key), PutRequest?.Item);
      unitsByTable.set(name, addUnits(unitsByTable.get(name) ?? NO_UNITS, unitsOf(write)));
      writes.push(write);
    }
  }
  commit(engine, () => {
    for (const write of writes) apply(engine, write);
  });
  for (const [name, units] of unitsByTable) {
    countCall(engine, name);
    countUnits(engine, 'write', name, units);
  }
  const capacity = [...unitsByTable].map(([name, units]) => consumed(request.ReturnConsumedCapacity, name, units));
  return { UnprocessedItems: {}, ...(capacity[0] && { ConsumedCapacity: capacity }) };
};
