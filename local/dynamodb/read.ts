/** GetItem and BatchGetItem. */
import db from 'dynalite/db/index.js';
import type { Principal } from '../aws.ts';
import type { Item } from './attribute-value.ts';
import { addUnits, consumed, NO_UNITS, readUnits, type Units } from './capacity.ts';
import { allow, countCall, countUnits, type Engine, type Operation, tableNameOf, validation } from './engine.ts';
import { type Expressions, parseExpressions } from './expressions.ts';
import { keyBytes } from './keys.ts';
import { type Body, checkBatchGet, checkKey, checkRequest, refuse, withTableName } from './requests.ts';
import { leadingKey } from './rows.ts';
import type { Table } from './tables.ts';

type Projection = Expressions['projection'];

/** Only the asked paths of an item; all of it without a projection. */
export const project = (projection: Projection, item: Item): Item =>
  projection ? db.mapPaths(projection.paths as (string | number)[][], item) : item;

/** A checked and permitted request for one item. */
export function readGetRequest(
  engine: Engine,
  body: Body,
  principal: Principal,
): { table: Table; key: Buffer; projection: Projection; request: Body } {
  const name = tableNameOf(body?.TableName);
  const request = checkRequest('GetItem', withTableName(body, name));
  const { projection } = parseExpressions(request);
  if (!engine.tables.has(name)) allow(engine, principal, 'GetItem', name);
  const table = engine.tables.get(name);
  allow(engine, principal, 'GetItem', name, leadingKey(table, request.Key));
  checkKey(request.Key, table);
  if (projection) refuse(db.validateKeyPaths(projection.nestedPaths, table.described));
  return { table, key: keyBytes(table.id, table.definition.keys, request.Key), projection, request };
}

export const getItem: Operation = (engine, body, principal) => {
  const { table, key, projection, request } = readGetRequest(engine, body, principal);
  const stored = engine.items.find(key);
  const units = { table: readUnits(stored?.size ?? 0, request.ConsistentRead === true), indexes: {} };
  countCall(engine, table.name);
  countUnits(engine, 'read', table.name, units);
  return {
    ...(stored && { Item: project(projection, stored.item) }),
    ConsumedCapacity: consumed(request.ReturnConsumedCapacity, table.name, units),
  };
};

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Items in the order of their keys; what goes beyond 16 MB comes back as `UnprocessedKeys`. */
export const batchGetItem: Operation = (engine, body, principal) => {
  const request = checkBatchGet(body);
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, Body> = {};
  const capacity: object[] = [];
  let size = 0;
  for (const [reference, wanted] of Object.entries<Body>(request.RequestItems)) {
    const name = tableNameOf(reference);
    const { projection } = parseExpressions(wanted);
    if (!engine.tables.has(name)) allow(engine, principal, 'BatchGetItem', name);
    const table = engine.tables.get(name);
    allow(
      engine,
      principal,
      'BatchGetItem',
      name,
      wanted.Keys.flatMap((key: Item) => leadingKey(table, key)),
    );
    const found: Item[] = [];
    const left: Item[] = [];
    const seen = new Set<string>();
    let units: Units = NO_UNITS;
    for (const keyItem of wanted.Keys) {
      checkKey(keyItem, table);
      const key = keyBytes(table.id, table.definition.keys, keyItem);
      if (seen.has(key.toString('latin1'))) throw validation('Provided list of item keys contains duplicates');
      seen.add(key.toString('latin1'));
      const stored = engine.items.find(key);
      if (stored && size + stored.size > MAX_ANSWER_BYTES) {
        left.push(keyItem);
        continue;
      }
      size += stored?.size ?? 0;
      units = addUnits(units, { table: readUnits(stored?.size ?? 0, wanted.ConsistentRead === true), indexes: {} });
      if (stored) found.push(project(projection, stored.item));
    }
    Responses[reference] = found;
    if (left.length > 0) UnprocessedKeys[reference] = { ...wanted, Keys: left };
    countCall(engine, name);
    countUnits(engine, 'read', name, units);
    const entry = consumed(request.ReturnConsumedCapacity, name, units);
    if (entry) capacity.push(entry);
  }
  return { Responses, UnprocessedKeys, ...(capacity.length > 0 && { ConsumedCapacity: capacity }) };
};
