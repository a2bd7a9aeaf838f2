/** What a request will read in any case, read with the first thing that it reads. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createReadAhead, type ReadAhead } from '../../adapters/dynamodb/read-ahead.ts';
import { TABLES } from '../functions/support/aws.ts';
import { openStores, type Stores } from '../routing/support/stores.ts';

const TableName = TABLES.ticket;
const keyOf = (name: string) => ({ pk: { S: name }, sk: { S: 'TICKET' } });
const place = (name: string) => ({ TableName, Key: keyOf(name) });

let stores: Stores;
let ahead: ReadAhead;
beforeEach(() => {
  stores = openStores();
  ahead = createReadAhead(createItemReads({ client: stores.client, time: { jitter: async () => {} } }));
});
afterEach(() => stores.close());

const put = (name: string, value: string): void =>
  stores.dynamo('PutItem', { TableName, Item: { ...keyOf(name), value: { S: value } } });
const read = async (name: string): Promise<string | undefined> =>
  (await ahead.readItem(TableName, keyOf(name)))?.value?.S;
const readOr = async (name: string): Promise<string | undefined> =>
  (await ahead.readOr(place(name), async () => ({ value: { S: 'alone' } })))?.value?.S;
const calls = (): number => stores.calls.filter(({ action }) => action === 'BatchGetItem').length;

describe('what is expected', () => {
  it('comes with the first read, whatever that is, and without a call more', async () => {
    for (const name of ['a', 'b', 'c']) put(name, name);
    ahead.expect([place('a'), place('b')]);
    expect([await read('c'), await read('b'), await readOr('a')]).toEqual(['c', 'b', 'a']);
    expect(calls()).toBe(1);
  });

  it('is for one look: the second one sees what is there then', async () => {
    put('a', 'old');
    ahead.expect([place('a')]);
    await read('b');
    put('a', 'new');
    expect([await read('a'), await read('a')]).toEqual(['old', 'new']);
  });

  it('is forgotten with the next request, also what was read and not asked for', async () => {
    put('a', 'old');
    ahead.expect([place('a')]);
    await read('b');
    put('a', 'new');
    ahead.expect([]);
    expect(await read('a')).toBe('new');
    ahead.expect([place('a')]);
    ahead.expect([]);
    expect(await readOr('a')).toBe('alone');
  });

  it('is read by itself when there is nothing else, and not again with what comes later', async () => {
    put('a', 'a');
    ahead.expect([place('a')]);
    expect(await readOr('a')).toBe('alone');
    await read('b');
    expect(stores.calls.at(-1)?.body.RequestItems[TableName].Keys).toHaveLength(1);
  });

  it('brings what else is expected when it is read first', async () => {
    for (const name of ['a', 'b']) put(name, name);
    ahead.expect([place('a'), place('b')]);
    expect([await readOr('a'), await read('b')]).toEqual(['a', 'b']);
    expect(calls()).toBe(1);
  });

  it('refuses who asks for it when the call fails, and nobody else', async () => {
    stores.before = () => {
      throw new Error('unplugged');
    };
    ahead.expect([place('a'), place('b')]);
    await expect(read('a')).rejects.toThrow('unplugged');
    stores.before = () => {};
    ahead.expect([]);
    expect(await read('b')).toBeUndefined();
  });
});
