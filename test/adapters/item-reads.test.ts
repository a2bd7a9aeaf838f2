import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createItemReads, type ReadItem } from '../../adapters/dynamodb/item-reads.ts';
import { TABLES } from '../functions/support/aws.ts';
import { openStores, type Stores } from '../routing/support/stores.ts';
import fc from '../support/properties.ts';

let stores: Stores;
let readItem: ReadItem;
let pauses: number[];
beforeEach(() => {
  stores = openStores();
  pauses = [];
  const jitter = async (attempt: number): Promise<void> => void pauses.push(attempt);
  readItem = createItemReads({ client: stores.client, time: { jitter } });
});
afterEach(() => stores.close());

const keyOf = (number: number) => ({ pk: { S: `tkt_${number}` }, sk: { S: 'TICKET' } });
const put = (TableName: string, number: number): void =>
  stores.dynamo('PutItem', { TableName, Item: { ...keyOf(number), of: { S: `${TableName} ${number}` } } });

describe('reads side by side', () => {
  it('get what stands in each place, with one call per 100 of them, whatever the tables and however often', async () => {
    for (let number = 0; number < 90; number += 1) {
      put(TABLES.ticket, number);
      if (number % 2 === 0) put(TABLES.insight, number);
    }
    const table = fc.constantFrom(TABLES.ticket, TABLES.insight);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(table, fc.nat(120)), { maxLength: 250 }), async (asked) => {
        stores.calls.length = 0;
        const found = await Promise.all(asked.map(([name, number]) => readItem(name, keyOf(number))));
        const there = ([name, number]: readonly [string, number]) =>
          number < 90 && (name === TABLES.ticket || number % 2 === 0);
        expect(found.map((item) => item?.of?.S)).toEqual(
          asked.map((each) => (there(each) ? `${each[0]} ${each[1]}` : undefined)),
        );
        expect(stores.calls).toHaveLength(Math.ceil(asked.length / 100));
        expect(stores.calls.every(({ action }) => action === 'BatchGetItem')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('see what was written since the last ones', async () => {
    expect(await readItem(TABLES.ticket, keyOf(1))).toBeUndefined();
    put(TABLES.ticket, 1);
    expect(await readItem(TABLES.ticket, keyOf(1))).toMatchObject({ of: { S: 'Tickets 1' } });
    const asked = stores.calls.map(({ body }) => body.RequestItems.Tickets.ConsistentRead);
    expect(asked).toEqual([true, true]);
  });

  it('are made together also when they follow the same answer', async () => {
    put(TABLES.ticket, 1);
    const twice = async (number: number): Promise<void> => {
      await readItem(TABLES.ticket, keyOf(number));
      await readItem(TABLES.insight, keyOf(number));
    };
    await Promise.all([1, 2, 3, 2].map(twice));
    expect(stores.calls).toHaveLength(2);
  });

  it('ask again for what was left out, of both tables', async () => {
    for (let number = 0; number < 20; number += 1) put(number % 3 === 0 ? TABLES.ticket : TABLES.insight, number);
    /** Answers three items of each table at most. */
    const send = async ({ input }: BatchGetItemCommand) => {
      const cut = (from: number, to?: number) =>
        Object.fromEntries(
          Object.entries(input.RequestItems ?? {}).flatMap(([table, { Keys = [], ...more }]) =>
            Keys.length > from ? [[table, { ...more, Keys: Keys.slice(from, to) }]] : [],
          ),
        );
      const { Responses } = await stores.client.send(new BatchGetItemCommand({ RequestItems: cut(0, 3) }));
      return { Responses, UnprocessedKeys: cut(3) };
    };
    const jitter = async (attempt: number): Promise<void> => void pauses.push(attempt);
    const read = createItemReads({ client: { send } as never, time: { jitter } });
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, number) => read(number % 3 === 0 ? TABLES.ticket : TABLES.insight, keyOf(number))),
    );
    expect(found.filter((item) => item !== undefined)).toHaveLength(20);
    expect(pauses).toEqual([1, 2, 3, 4]); // 13 of one table by threes
  });

  it('refuses all of them when the call fails, and none of those after it', async () => {
    put(TABLES.ticket, 1);
    stores.before = () => {
      throw new Error('unplugged');
    };
    const reads = await Promise.allSettled([1, 2].map((number) => readItem(TABLES.ticket, keyOf(number))));
    expect(reads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    stores.before = () => {};
    expect(await readItem(TABLES.ticket, keyOf(1))).toBeDefined();
  });
});
