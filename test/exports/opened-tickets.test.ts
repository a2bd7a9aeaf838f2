import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOpenedTickets } from '../../adapters/dynamodb/export-facts.ts';
import { factsKey } from '../../adapters/dynamodb/insight-table.ts';
import { type Aws, startAws, TABLES } from '../functions/support/aws.ts';
import fc from '../support/properties.ts';

const DAY = '2026-03-02';
/** Per shard; some have none. */
const COUNTS = [3, 0, 5, 1, 0, 0, 4, 0];
const ids = COUNTS.flatMap((count, shard) => Array.from({ length: count }, (_, nth) => `tkt_${shard}${nth}`));

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
  for (const id of ids) {
    const Item = { pk: { S: factsKey(DAY, Number(id[4])) }, sk: { S: id }, category: { S: 'refund' } };
    aws.dynamo('PutItem', { TableName: TABLES.insight, Item });
  }
});
afterAll(() => aws.stop());

it('lists every ticket of a day once, in pages of any size', async () => {
  const credentials = { accessKeyId: 'Tester', secretAccessKey: 'none' };
  const client = new DynamoDBClient({ endpoint: aws.url, region: 'local', credentials });
  const opened = createOpenedTickets({ client, insightTable: TABLES.insight, insight: { day: async () => [] } });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: ids.length + 2 }), async (limit) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await opened.openedOn(DAY, after, limit);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(ids);
      expect(await opened.openedOn('2026-03-03', undefined, limit)).toEqual({ items: [] });
    }),
    { numRuns: 20 },
  );
});
