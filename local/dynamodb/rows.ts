/** What a write does to items, their index entries and change records. All writes of a call happen inside one `store.atomically`. */
import type { Store } from '../store.ts';
import { type AttributeValue, areEqualItems, type Item, sizeOfItem } from './attribute-value.ts';
import { type EntryChange, entryUnits, type Units, writeUnits } from './capacity.ts';
import type { Engine } from './engine.ts';
import type { Stored } from './items.ts';
import { expiryOf, keyInIndex, type Table } from './tables.ts';

/** A write that is decided but not yet done. Without `next` it is a deletion. */
export interface Write {
  readonly table: Table;
  readonly key: Buffer;
  readonly old: Stored | undefined;
  readonly next: Item | undefined;
  readonly size: number;
  readonly entries: readonly EntryChange[];
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
export function apply({ store, items, log }: Engine, write: Write, byTtl = false): void {
  const { table, key, old, next, size } = write;
  if (!old && !next) return;
  const text = next && JSON.stringify(next);
  let id = old?.id ?? 0;
  if (!next) items.delete(id, key);
  else if (!old) id = items.insert(key, size, expiryOf(table, next), text!);
  else if (text === old.text)
    return; // nothing changes, and DynamoDB leaves no change record either
  else items.update(id, key, size, expiryOf(table, next), text!);
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
