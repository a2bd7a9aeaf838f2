/** Reads rows of a table or of an index in key order, in chunks, from a cursor on. */
import type { Store } from '../store.ts';
import type { KeyRange } from './key-range.ts';
import { successor } from './keys.ts';

export interface Row {
  readonly key: Uint8Array;
  /** The item's own key: it orders the items that share a key in an index. */
  readonly item_key: Uint8Array;
  readonly size: number;
  readonly item: string;
}

export interface Cursor {
  readonly key: Uint8Array;
  readonly itemKey: Uint8Array;
}

const TABLE = 'SELECT key, key AS item_key, size, item FROM dynamodb_items WHERE key >= ? AND key < ? ORDER BY key';
const INDEX = `SELECT e.key, e.item_key, i.size, i.item FROM dynamodb_entries AS e CROSS JOIN dynamodb_items AS i ON i.id = e.item
  WHERE (e.key, e.item_key) >= (?, ?) AND (e.key, e.item_key) < (?, ?) ORDER BY`;
const SQL = {
  table: { forward: `${TABLE} LIMIT ?`, backward: `${TABLE} DESC LIMIT ?` },
  index: {
    forward: `${INDEX} e.key, e.item_key LIMIT ?`,
    backward: `${INDEX} e.key DESC, e.item_key DESC LIMIT ?`,
  },
};
const CHUNK = 100;
const NOTHING = Buffer.alloc(0);

/** `start`: the last row that was already answered. Stop taking when enough. */
export function* rows(
  store: Store,
  source: 'table' | 'index',
  range: KeyRange,
  order: 'forward' | 'backward',
  start?: Cursor,
  limit = CHUNK,
): Generator<Row> {
  const chunk = Math.min(limit, CHUNK);
  let low: Cursor = { key: range.low, itemKey: NOTHING };
  let high: Cursor = { key: range.high, itemKey: NOTHING };
  let last = start;
  for (;;) {
    if (last && order === 'backward') high = last;
    else if (last) low = after(last, source);
    const bounds = source === 'table' ? [low.key, high.key] : [low.key, low.itemKey, high.key, high.itemKey];
    const found = store.all<Row>(SQL[source][order], ...bounds, chunk);
    yield* found;
    const end = found.at(-1);
    if (!end || found.length < chunk) return;
    last = { key: end.key, itemKey: end.item_key };
  }
}

const after = ({ key, itemKey }: Cursor, source: 'table' | 'index'): Cursor =>
  source === 'table'
    ? { key: successor(Buffer.from(key)), itemKey: NOTHING }
    : { key, itemKey: successor(Buffer.from(itemKey)) };
