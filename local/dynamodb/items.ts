/**
 * Items as rows. Those that were read or written last stay in memory as they were parsed: a ticket's head, an agent, a policy
 * are read many times between two writes, and to fetch and parse a text costs more than all the rest of a read.
 */
import type { Store } from '../store.ts';
import type { Item } from './attribute-value.ts';

/** An item as it is stored. Nobody may change it: it is what the next one who reads it gets. */
export interface Stored {
  readonly id: number;
  /** Bytes as billed. */
  readonly size: number;
  readonly text: string;
  readonly item: Item;
}

interface Columns {
  readonly id: number;
  readonly size: number;
  readonly item: string;
}

interface Generation {
  readonly byKey: Map<string, Stored>;
  readonly byId: Map<number, Stored>;
  bytes: number;
}

/** Of billed bytes in each of two generations; in memory they take some five times as much. */
const GENERATION_BYTES = 512 * 1024;
const begin = (): Generation => ({ byKey: new Map(), byId: new Map(), bytes: 0 });
const textOf = (key: Buffer): string => key.toString('latin1');

export class Items {
  readonly #store: Store;
  #young = begin();
  /** What is not asked for until the young ones are full is dropped. */
  #old = begin();

  constructor(store: Store) {
    this.#store = store;
  }

  find(key: Buffer): Stored | undefined {
    const text = textOf(key);
    const known = this.#young.byKey.get(text);
    if (known) return known;
    const kept =
      this.#old.byKey.get(text) ?? this.#fetch('SELECT id, size, item FROM dynamodb_items WHERE key = ?', key);
    if (kept) this.#keep(kept, text);
    return kept;
  }

  /** Of an item that is known to be there. */
  withId(id: number): Stored {
    const known = this.#young.byId.get(id);
    if (known) return known;
    const kept = this.#old.byId.get(id) ?? this.#fetch('SELECT id, size, item FROM dynamodb_items WHERE id = ?', id)!;
    this.#keep(kept);
    return kept;
  }

  /** Answers the id. `expires`: epoch seconds, null for never. */
  insert(key: Buffer, size: number, expires: number | null, text: string): number {
    const sql = 'INSERT INTO dynamodb_items (key, size, expires, item) VALUES (?, ?, ?, ?)';
    const id = this.#store.run(sql, key, size, expires, text).lastInsertRowid;
    this.#keep(new Kept(id, size, text), textOf(key));
    return id;
  }

  update(id: number, key: Buffer, size: number, expires: number | null, text: string): void {
    const sql = 'UPDATE dynamodb_items SET size = ?, expires = ?, item = ? WHERE id = ?';
    this.#store.run(sql, size, expires, text, id);
    this.#drop(id, key);
    this.#keep(new Kept(id, size, text), textOf(key));
  }

  delete(id: number, key: Buffer): void {
    this.#store.run('DELETE FROM dynamodb_items WHERE id = ?', id);
    this.#drop(id, key);
  }

  /** After a rollback: what is in memory may never have been stored. */
  forget(): void {
    this.#young = begin();
    this.#old = begin();
  }

  #fetch(sql: string, by: Buffer | number): Stored | undefined {
    const row = this.#store.get<Columns>(sql, by);
    return row && new Kept(row.id, row.size, row.item);
  }

  #keep(item: Stored, key?: string): void {
    if (this.#young.bytes > GENERATION_BYTES) {
      this.#old = this.#young;
      this.#young = begin();
    }
    const { byKey, byId } = this.#young;
    if (!byId.has(item.id)) this.#young.bytes += item.size;
    byId.set(item.id, item);
    if (key !== undefined) byKey.set(key, item);
  }

  #drop(id: number, key: Buffer): void {
    const text = textOf(key);
    for (const { byKey, byId } of [this.#young, this.#old]) {
      byKey.delete(text);
      byId.delete(id);
    }
  }
}

class Kept implements Stored {
  readonly id: number;
  readonly size: number;
  readonly text: string;
  #item: Item | undefined;

  constructor(id: number, size: number, text: string) {
    this.id = id;
    this.size = size;
    this.text = text;
  }

  /** Parsed when somebody asks for it: many a text is never read again. */
  get item(): Item {
    this.#item ??= JSON.parse(this.text) as Item;
    return this.#item;
  }
}
