/** Query and Scan, of a table or of an index. */
import db from 'dynalite/db/index.js';
import type { Principal } from '../aws.ts';
import { areEqual, type Item, sizeOfItem } from './attribute-value.ts';
import { consumed, readUnits, shownBy, type Units } from './capacity.ts';
import { allow, countCall, countUnits, type Engine, type Operation, tableNameOf, validation } from './engine.ts';
import { type Expressions, parseExpressions } from './expressions.ts';
import { type KeyRange, keyConditionOf, keyRangeOf, refuseEmptyBetween } from './key-range.ts';
import { type KeySchema, keyBytes, ownerRange, pickKey } from './keys.ts';
import { type Cursor, type Row, rows } from './page.ts';
import { project } from './read.ts';
import { type Body, checkRequest, refuse, withTableName } from './requests.ts';
import { leadingKey } from './rows.ts';
import type { Index, Table } from './tables.ts';

const MAX_PAGE_BYTES = 1024 * 1024;

/** A checked and permitted request. */
interface Reading {
  readonly request: Body;
  readonly expressions: Expressions;
  readonly table: Table;
  readonly index: Index | undefined;
  /** The keys that order the answer. */
  readonly keys: KeySchema;
  readonly range: KeyRange;
  readonly start: Cursor | undefined;
}

export const query: Operation = (engine, body, principal) => {
  const asked = open(engine, 'Query', body);
  const { request, expressions, table, index, keys } = asked;
  if (!expressions.keyCondition)
    throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  if (!table) return deny(engine, principal, 'Query', asked);
  const condition = keyConditionOf(keys, expressions.keyCondition, request.ExpressionAttributeValues);
  refuseEmptyBetween(condition);
  const hash = { [keys[0]!.name]: condition.hash };
  allow(
    engine,
    principal,
    'Query',
    table.name,
    leadingKey({ ...table, definition: { ...table.definition, keys } }, hash),
    index?.name,
  );
  for (const { name } of keys)
    if (expressions.filter?.pathHeads[name])
      throw validation(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
  const range = keyRangeOf((index ?? table).id, keys, condition);
  const start = startOf(asked as Asked & { table: Table });
  if (start && !areEqual(request.ExclusiveStartKey[keys[0]!.name], condition.hash))
    throw validation('The provided starting key is outside query boundaries based on provided conditions');
  if (start && (Buffer.compare(start.key, range.low) < 0 || Buffer.compare(start.key, range.high) >= 0))
    throw validation('The provided starting key does not match the range key predicate');
  return answer(engine, { ...asked, table, range, start });
};

/** All items, in the order of their keys. */
export const scan: Operation = (engine, body, principal) => {
  const asked = open(engine, 'Scan', body);
  const { table, index } = asked;
  if (!table) return deny(engine, principal, 'Scan', asked);
  allow(engine, principal, 'Scan', table.name, [], index?.name);
  const [low, high] = ownerRange((index ?? table).id);
  return answer(engine, { ...asked, table, range: { low, high }, start: startOf(asked as Asked & { table: Table }) });
};

interface Asked {
  readonly name: string;
  readonly request: Body;
  readonly expressions: Expressions;
  readonly table: Table | undefined;
  readonly index: Index | undefined;
  readonly keys: KeySchema;
}

function open(engine: Engine, action: 'Query' | 'Scan', body: Body): Asked {
  const name = tableNameOf(body?.TableName);
  const request = checkRequest(action, withTableName(body, name));
  const expressions = parseExpressions(request);
  const table = engine.tables.has(name) ? engine.tables.get(name) : undefined;
  const index = table?.indexes.find((candidate) => candidate.name === request.IndexName);
  if (table && request.IndexName !== undefined && !index)
    throw validation(`The table does not have the specified index: ${request.IndexName}`);
  return { name, request, expressions, table, index, keys: index?.keys ?? table?.definition.keys ?? [] };
}

/** An unknown table: who may not use it is told so; who may is told that it is not there. */
function deny(engine: Engine, principal: Principal, action: string, { name, request }: Asked): never {
  allow(engine, principal, action, name, [], request.IndexName);
  engine.tables.get(name);
  throw new Error(`Table ${name} appeared within a call.`);
}

function startOf({ request, table, index, keys }: Asked & { table: Table }): Cursor | undefined {
  const given: Item | undefined = request.ExclusiveStartKey;
  if (!given) return undefined;
  const all = [...table.definition.keys, ...(index ? keys : [])];
  const names = new Set(all.map((key) => key.name));
  if (Object.keys(given).length !== names.size || all.some(({ name, type }) => given[name]?.[type] === undefined))
    throw validation(
      index
        ? 'The provided starting key is invalid'
        : 'The provided starting key is invalid: The provided key element does not match the schema',
    );
  return cursorAt(given, table, index);
}

function cursorAt(item: Item, table: Table, index: Index | undefined): Cursor {
  const itemKey = keyBytes(table.id, table.definition.keys, item);
  return { key: index ? keyBytes(index.id, index.keys, item) : itemKey, itemKey };
}

function checkShape({ request, expressions, table, index }: Reading): void {
  if (index && request.ConsistentRead)
    throw validation('Consistent reads are not supported on global secondary indexes');
  const { projection, filter } = expressions;
  if (projection && request.Select && request.Select !== 'SPECIFIC_ATTRIBUTES')
    throw validation(
      `Cannot specify the ProjectionExpression when choosing to get ${request.Select === 'COUNT' ? 'only the Count' : request.Select}`,
    );
  if (!index && request.Select === 'ALL_PROJECTED_ATTRIBUTES')
    throw validation('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (index?.visible && request.Select === 'ALL_ATTRIBUTES')
    throw validation(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  const missing = [...new Set(projection?.paths.map(([head]) => String(head)))].filter(
    (head) => index?.visible && !index.visible.has(head),
  );
  if (missing.length > 0)
    throw validation(
      `One or more parameter values were invalid: Global secondary index ${index!.name} does not project [${missing.join(', ')}]`,
    );
  if (projection) refuse(db.validateKeyPaths(projection.nestedPaths, table.described));
  if (filter) refuse(db.validateKeyPaths(filter.nestedPaths, table.described));
}

function answer(engine: Engine, reading: Reading): object {
  checkShape(reading);
  const { request, expressions, table, index, keys, range, start } = reading;
  const items: Item[] = [];
  let [scanned, count, size] = [0, 0, 0];
  let last: Item | undefined;
  const pages = {
    source: index ? ('index' as const) : ('table' as const),
    range,
    order: request.ScanIndexForward === false ? ('backward' as const) : ('forward' as const),
    start,
    limit: request.Limit as number | undefined,
    cursorOf: (row: Row) => cursorAt(engine.items.withId(row.id).item, table, index),
  };
  for (const row of rows(engine.store, pages)) {
    const stored = engine.items.withId(row.id);
    const { item } = stored;
    const shown = index ? shownBy(index, item) : item;
    size += shown === item ? stored.size : sizeOfItem(shown);
    scanned += 1;
    if (!expressions.filter || expressions.filter.matches(shown, request.ExpressionAttributeValues)) {
      count += 1;
      if (request.Select !== 'COUNT') items.push(project(expressions.projection, shown));
    }
    if (scanned === request.Limit || size >= MAX_PAGE_BYTES) {
      last = pickKey([...table.definition.keys, ...keys], item);
      break;
    }
  }
  const read = readUnits(size, request.ConsistentRead === true);
  const units: Units = index ? { table: 0, indexes: { [index.name]: read } } : { table: read, indexes: {} };
  countCall(engine, table.name);
  countUnits(engine, 'read', table.name, units);
  return {
    ...(request.Select !== 'COUNT' && { Items: items }),
    Count: count,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: last }),
    ConsumedCapacity: consumed(request.ReturnConsumedCapacity, table.name, units),
  };
}
