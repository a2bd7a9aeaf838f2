/** The tables that exist: their numbers, definitions and SQL schema. */
import { AwsError, arn } from '../aws.ts';
import type { Store } from '../store.ts';
import type { Item } from './attribute-value.ts';
import { type Described, shapeOf } from './described.ts';
import { indexKeyBytes, ownerRange } from './keys.ts';
import { SCHEMA } from './schema.ts';
import type { IndexDefinition, TableDefinition } from './template.ts';

export interface Index extends IndexDefinition {
  /** The owner in its keys, see keys.ts. */
  readonly id: number;
  /** Names of the attributes that it shows; undefined for all. */
  readonly visible?: ReadonlySet<string>;
}

export interface Table {
  /** The owner in its keys, see keys.ts. */
  readonly id: number;
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly definition: TableDefinition;
  readonly indexes: readonly Index[];
  readonly described: Described;
}

export const tableArn = (name: string): string => arn('dynamodb', `table/${name}`);
export const streamArn = (name: string): string => `${tableArn(name)}/stream/2026-01-01T00:00:00.000`;

export class Tables {
  readonly #store: Store;
  readonly #byName = new Map<string, Table>();
  readonly #byId = new Map<number, Table>();

  constructor(store: Store) {
    this.#store = store;
    store.exec(SCHEMA);
  }

  /** Throws a ResourceNotFoundException. */
  get(name: string): Table {
    const table = this.#byName.get(name);
    if (!table) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Undefined for a table of an earlier run that the templates no longer have. */
  withId(id: number): Table | undefined {
    return this.#byId.get(id);
  }

  withStream(stream: string): Table {
    for (const table of this.#byName.values()) if (table.streamArn === stream && table.definition.stream) return table;
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${stream} not found`);
  }

  names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  /**
   * Creates the table, or takes it over with its data; new and changed indexes are filled. Throws an Error that names the table
   * when its keys are not those of the data.
   */
  declare(name: string, definition: TableDefinition): void {
    const store = this.#store;
    store.atomically(() => {
      const known = store.get<{ id: number; definition: string }>(
        'SELECT id, definition FROM dynamodb_owners WHERE name = ?',
        name,
      );
      const text = JSON.stringify(definition);
      const before = known && (JSON.parse(known.definition) as TableDefinition);
      if (before && JSON.stringify(before.keys) !== JSON.stringify(definition.keys))
        throw new Error(
          `Table ${name} holds data under the keys ${describeKeys(before)}, but the template now says ${describeKeys(definition)}. Choose another data directory.`,
        );
      const id = known?.id ?? this.#owner(name);
      const table = toTable(id, name, definition, (index) => this.#owner(`${name}/${index}`));
      this.#byName.set(name, table);
      this.#byId.set(id, table);
      if (known?.definition === text) return;
      store.run('UPDATE dynamodb_owners SET definition = ? WHERE id = ?', text, id);
      if (before) this.#refill(table, before);
    });
  }

  #owner(name: string): number {
    const known = this.#store.get<{ id: number }>('SELECT id FROM dynamodb_owners WHERE name = ?', name);
    return known?.id ?? this.#store.run('INSERT INTO dynamodb_owners (name) VALUES (?)', name).lastInsertRowid;
  }

  /** Makes all index entries and expiry times anew, after a change of the definition. */
  #refill(table: Table, before: TableDefinition): void {
    const store = this.#store;
    const old = before.indexes.map(({ name }) => this.#owner(`${table.name}/${name}`));
    for (const id of [...old, ...table.indexes.map((index) => index.id)])
      store.run('DELETE FROM dynamodb_entries WHERE key >= ? AND key < ?', ...ownerRange(id));
    const rows = store.all<{ id: number; key: Uint8Array; item: string }>(
      'SELECT id, key, item FROM dynamodb_items WHERE key >= ? AND key < ?',
      ...ownerRange(table.id),
    );
    for (const { id, key, item: text } of rows) {
      const item: Item = JSON.parse(text);
      store.run('UPDATE dynamodb_items SET expires = ? WHERE id = ?', expiryOf(table, item), id);
      for (const index of table.indexes) {
        const entry = keyInIndex(index, item);
        if (entry) store.run('INSERT INTO dynamodb_entries (key, item_key, item) VALUES (?, ?, ?)', entry, key, id);
      }
    }
  }
}

/** Epoch seconds, or null when the item never expires. */
export function expiryOf(table: Table, item: Item): number | null {
  const { ttl } = table.definition;
  const value = ttl === undefined ? undefined : item[ttl]?.N;
  return value === undefined ? null : Number(value);
}

/** Undefined also for a key of another type, which only a table that was there before its index can hold. */
export const keyInIndex = (index: Index, item: Item): Buffer | undefined =>
  index.keys.every(({ name, type }) => item[name]?.[type] !== undefined)
    ? indexKeyBytes(index.id, index.keys, item)
    : undefined;

const describeKeys = ({ keys }: TableDefinition): string =>
  keys.map(({ name, type }) => `${name} (${type})`).join(', ');

function toTable(id: number, name: string, definition: TableDefinition, owner: (index: string) => number): Table {
  const indexes = definition.indexes.map((index): Index => {
    const shown = [...definition.keys, ...index.keys].map((key) => key.name).concat(index.attributes);
    return { ...index, id: owner(index.name), ...(index.projection !== 'ALL' && { visible: new Set(shown) }) };
  });
  return {
    id,
    name,
    arn: tableArn(name),
    streamArn: streamArn(name),
    definition,
    indexes,
    described: shapeOf(definition),
  };
}
