/** Reads rows of a table or of an index in key order, in chunks, from a cursor on. */
import type { Store } from '../store.ts';
import type { KeyRange } from './key-range.ts';
import { successor } from './keys.ts';

/** The number of an item. */
export interface Row {
  readonly id: number;
}

export interface Cursor {
  readonly key: Uint8Array;
  /** The item's own key: it orders the items that share a key in an index. */
  readonly itemKey: Uint8Array;
}

const TABLE = 'SELECT id FROM dynamodb_items WHERE key >= ? AND key < ? ORDER BY key';
const INDEX = `SELECT item AS id FROM dynamodb_entries
  WHERE (key, item_key) >= (?, ?) AND (key, item_key) < (?, ?) ORDER BY`;
const ASKED = {
  table: { forward: TABLE, backward: `${TABLE} DESC` },
  index: { forward: `${INDEX} key, item_key`, backward: `${INDEX} key DESC, item_key DESC` },
};
const CHUNK = 100;
const NOTHING = Buffer.alloc(0);

/** By source, order and number of rows: see `Store` for why the number stands in the text. */
const statements = new Map<string, string[]>();

function statement(source: 'table' | 'index', order: 'forward' | 'backward', rows: number): string {
  const asked = ASKED[source][order];
  const known = statements.get(asked) ?? [];
  statements.set(asked, known);
  known[rows] ??= `${asked} LIMIT ${rows}`;
  return known[rows];
}

export interface Pages {
  readonly source: 'table' | 'index';
  readonly range: KeyRange;
  readonly order: 'forward' | 'backward';
  /** The last row that was already answered. */
  readonly start: Cursor | undefined;
  /** At least one; undefined for all. */
  readonly limit: number | undefined;
  /** Where a row stands. */
  readonly cursorOf: (row: Row) => Cursor;
}

/** Stop taking when enough. */
export function* rows(store: Store, { source, range, order, start, limit, cursorOf }: Pages): Generator<Row> {
  const chunk = Math.min(limit ?? CHUNK, CHUNK);
  let low: Cursor = { key: range.low, itemKey: NOTHING };
  let high: Cursor = { key: range.high, itemKey: NOTHING };
  let last = start;
  for (;;) {
    if (last && order === 'backward') high = last;
    else if (last) low = after(last, source);
    const bounds = source === 'table' ? [low.key, high.key] : [low.key, low.itemKey, high.key, high.itemKey];
    const found = store.all<Row>(statement(source, order, chunk), ...bounds);
    yield* found;
    const end = found.at(-1);
    if (!end || found.length < chunk) return;
    last = cursorOf(end);
  }
}

const after = ({ key, itemKey }: Cursor, source: 'table' | 'index'): Cursor =>
  source === 'table'
    ? { key: successor(Buffer.from(key)), itemKey: NOTHING }
    : { key, itemKey: successor(Buffer.from(itemKey)) };
