/**
 * What a request will read in any case is read with the first thing that it reads: one call in the place of two or three, one after the
 * other. Each is for who asks for it next, once: a second look sees what is there then. For processes that do one request at a time.
 */
import { nameOf, type Place } from './batch-get.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';

export interface ReadAhead {
  /** Begins a request, which will read this; what the last one has left is forgotten. */
  readonly expect: (places: readonly Place[]) => void;
  /** Reads this and all that is expected. */
  readonly readItem: ReadItem;
  /** The same, but by `alone` when nothing else would be read with it: by itself it is cheaper. */
  readonly readOr: (place: Place, alone: () => Promise<Item | undefined>) => Promise<Item | undefined>;
}

export const createReadAhead = (readItem: ReadItem): ReadAhead => {
  let expected: readonly Place[] = [];
  const begun = new Map<string, Promise<Item | undefined>>();
  const begin = (): void => {
    for (const place of expected) {
      const item = readItem(place.TableName, place.Key);
      item.catch(() => {}); // told to who asks for it, if anybody does
      begun.set(nameOf(place), item);
    }
    expected = [];
  };
  const read: ReadItem = (TableName, Key) => {
    const name = nameOf({ TableName, Key });
    begin();
    const known = begun.get(name) ?? readItem(TableName, Key);
    begun.delete(name);
    return known;
  };
  return {
    expect: (places) => {
      begun.clear();
      expected = places;
    },
    readItem: read,
    readOr: (place, alone) => {
      const name = nameOf(place);
      if (begun.has(name) || expected.some((each) => nameOf(each) !== name)) return read(place.TableName, place.Key);
      expected = [];
      return alone();
    },
  };
};
