/** Items, their index entries and change records as SQLite rows. All writes of a call happen inside one `store.atomically`. */
import type { Store } from '../store.ts';
import { type AttributeValue, areEqualItems, type Item, sizeOfItem } from './attribute-value.ts';
import { type EntryChange, entryUnits, type Units, writeUnits } from './capacity.ts';
import type { ChangeLog } from './change-log.ts';
import { expiryOf, keyInIndex, type Table } from './tables.ts';

/** An item as it is stored. */
export interface Stored {
  readonly id: number;
  /** Bytes as billed. */
  readonly size: number;
  readonly text: string;
  readonly item: Item;
}

/** A write that is decided but not yet done. Without `next` it is a deletion. */
export interface Write {
  readonly table: Table;
  readonly key: Buffer;
  readonly old: Stored | undefined;
  readonly next: Item | undefined;
  readonly size: number;
  readonly entries: readonly EntryChange[];
}

export function find(store: Store, key: Buffer): Stored | undefined {
  const row = store.get<{ id: number; size: number; item: string }>(
    'SELECT id, size, item FROM dynamodb_items WHERE key = ?',
    key,
  );
  return row && { id: row.id, size: row.size, text: row.item, item: JSON.parse(row.item) };
}

export function planWrite(table: Table, key: Buffer, old: Stored | undefined, next: Item | undefined): Write {
  const entries = table.indexes.map((index) => ({
    index,
    before: old && keyInIndex(index, old.item),
    after: next && keyInIndex(index, next),
  }));
  return { table, key, old, next, size: next ? sizeOfItem(next) : 0, entries };
}

export function unitsOf({ old, next, size, entries }: Write): Units {
  const indexes: Record<string, number> = {};
  for (const entry of entries) indexes[entry.index.name] = entryUnits(entry, old?.item, next);
  return { table: writeUnits(old?.size ?? 0, size), indexes };
}

/** Does the write. `byTtl`: the deletion is the service's own. */
export function apply(store: Store, log: ChangeLog, write: Write, byTtl = false): void {
  const { table, key, old, next, size } = write;
  if (!old && !next) return;
  const text = next && JSON.stringify(next);
  let id = old?.id ?? 0;
  if (!next) store.run('DELETE FROM dynamodb_items WHERE id = ?', id);
  else if (!old)
    id = store.run(
      'INSERT INTO dynamodb_items (key, size, expires, item) VALUES (?, ?, ?, ?)',
      key,
      size,
      expiryOf(table, next),
      text!,
    ).lastInsertRowid;
  else if (text === old.text)
    return; // nothing changes, and DynamoDB leaves no change record either
  else
    store.run(
      'UPDATE dynamodb_items SET size = ?, expires = ?, item = ? WHERE id = ?',
      size,
      expiryOf(table, next),
      text!,
      id,
    );
  moveEntries(store, write, id);
  if (!table.definition.stream || (old && next && areEqualItems(old.item, next))) return;
  log.append(table, { old, text, item: (next ?? old?.item)!, size, byTtl });
}

function moveEntries(store: Store, { key, entries }: Write, id: number): void {
  for (const { before, after } of entries) {
    if (before && after?.equals(before)) continue;
    if (before) store.run('DELETE FROM dynamodb_entries WHERE key = ? AND item_key = ?', before, key);
    if (after) store.run('INSERT INTO dynamodb_entries (key, item_key, item) VALUES (?, ?, ?)', after, key, id);
  }
}

/** The value of the partition key as text, for `dynamodb:LeadingKeys`. */
export function leadingKey(table: Table, item: Item): string[] {
  const value: AttributeValue | undefined = item[table.definition.keys[0]!.name];
  const text = value?.S ?? value?.N ?? value?.B;
  return text === undefined ? [] : [text];
}
