/** Request units: 1 KB a write unit, 4 KB a read unit, half for eventual reads, double in transactions; indexes count too, but once. */
import { areEqual, areEqualItems, type Item, sizeOfItem } from './attribute-value.ts';
import type { Index } from './tables.ts';

export interface Units {
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
}

/** At least one: a read or write of nothing is billed too. */
export const writeUnits = (...sizes: number[]): number => Math.max(1, ...sizes.map((size) => Math.ceil(size / 1024)));
export const readUnits = (size: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(size / 4096)) * (isConsistent ? 1 : 0.5);

/** An index entry before and after a write. */
export interface EntryChange {
  readonly index: Index;
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
}

/** What an index shows of an item. */
export function shownBy(index: Index, item: Item): Item {
  const { visible } = index;
  if (!visible) return item;
  const shown: Item = {};
  for (const name of visible) if (item[name] !== undefined) shown[name] = item[name];
  return shown;
}

/** An entry that moves to another key is deleted and written; one whose shown attributes stay the same is not touched. */
export function entryUnits(
  { index, before, after }: EntryChange,
  old: Item | undefined,
  next: Item | undefined,
): number {
  const sizeOf = (item: Item | undefined) => sizeOfItem(shownBy(index, item!));
  if (!before && !after) return 0;
  if (!before) return writeUnits(sizeOf(next));
  if (!after) return writeUnits(sizeOf(old));
  if (!before.equals(after)) return writeUnits(sizeOf(old)) + writeUnits(sizeOf(next));
  return isShownTheSame(index, old!, next!) ? 0 : writeUnits(sizeOf(old), sizeOf(next));
}

function isShownTheSame({ visible }: Index, old: Item, next: Item): boolean {
  if (!visible) return areEqualItems(old, next);
  return [...visible].every((name) => old[name] === next[name] || areEqual(old[name], next[name]));
}

export const NO_UNITS: Units = { table: 0, indexes: {} };

/**
 * `factor`: of the table alone. What a transaction does to an index costs what it costs outside one, as measured on the real DynamoDB
 * (github.com/nubo-db/dynoxide, pull request 188, of 2026-08-14).
 */
export function addUnits(a: Units, b: Units, factor = 1): Units {
  const indexes: Record<string, number> = { ...a.indexes };
  for (const name in b.indexes) indexes[name] = (indexes[name] ?? 0) + b.indexes[name]!;
  return { table: a.table + factor * b.table, indexes };
}

export const totalOf = ({ table, indexes }: Units): number =>
  Object.values(indexes).reduce((sum, units) => sum + units, table);

/** The `ConsumedCapacity` of an answer; undefined when the request did not ask for it. */
export function consumed(
  mode: string | undefined,
  tableName: string,
  units: Units,
  kind?: 'Read' | 'Write',
): object | undefined {
  if (mode !== 'TOTAL' && mode !== 'INDEXES') return undefined;
  const capacity = (amount: number) => ({
    CapacityUnits: amount,
    ...(kind && { [`${kind}CapacityUnits`]: amount }),
  });
  const indexes = Object.entries(units.indexes).filter(([, amount]) => amount > 0);
  return {
    TableName: tableName,
    ...capacity(totalOf(units)),
    ...(mode === 'INDEXES' && { Table: capacity(units.table) }),
    ...(mode === 'INDEXES' &&
      indexes.length > 0 && {
        GlobalSecondaryIndexes: Object.fromEntries(indexes.map(([name, amount]) => [name, capacity(amount)])),
      }),
  };
}
