import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedWriter } from '../../adapters/dynamodb/feed-entries.ts';
import { createFeedReader } from '../../adapters/dynamodb/feed-reads.ts';
import { systemTime } from '../../adapters/system-time.ts';
import type { ThinEvent } from '../../core/domain/webhooks/thin-event.ts';
import { BEGINNING, readFeed } from '../../core/usecases/read-feed.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { TABLES } from '../functions/support/aws.ts';
import fc from '../support/properties.ts';
import { type Outside, openOutside } from './outside.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await openOutside();
});
afterAll(() => outside.desk.close());

const ports = () => ({
  client: new DynamoDBClient({}),
  time: { ...systemTime, jitter: async () => {} },
  outboundTable: TABLES.outbound,
});
const event = (number: number): ThinEvent => ({
  id: `tkt_x.${number}`,
  type: 'ticket.noted',
  time: '2026-03-02T01:00:00.000Z',
  ticketId: 'tkt_x',
  code: 'K7M2Q9XD',
  seq: number,
  phase: 'handling',
  category: 'refund',
  priority: 'P2',
  queue: 'aftersales',
  actor: 'agent',
});
const entries = () => outside.desk.items(TABLES.outbound).filter(({ pk }) => pk.S === 'FEED');
const forget = () => {
  for (const { pk, sk } of outside.desk.items(TABLES.outbound).filter((item) => item.pk.S === 'FEED'))
    outside.desk.aws.dynamo('DeleteItem', { TableName: TABLES.outbound, Key: { pk, sk } });
};

describe('the feed', () => {
  it('is read by cursor, page by page, and goes on where a reader stopped', async () => {
    const first = await outside.happen(7);
    const pages: string[][] = [];
    let next = '';
    do {
      const { status, body } = await outside.events(next ? `limit=3&after=${next}` : 'limit=3');
      expect(status).toBe(200);
      pages.push(body.items.map(({ id }: ThinEvent) => id));
      next = body.next;
      if (!body.more) break;
    } while (pages.length < 20);
    expect(pages.flat()).toEqual(first);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect((await outside.events(`after=${next}`)).body.items).toEqual([]);
    const second = await outside.happen(2);
    const { body } = await outside.events(`after=${next}`);
    expect(body.items.map(({ id }: ThinEvent) => id)).toEqual(second);
    expect(JSON.stringify(body)).not.toMatch(/张小三|138/);
  });

  it('begins at a time when it is asked to', async () => {
    outside.desk.wait(120);
    const since = new Date(outside.desk.now() * 1000).toISOString();
    const late = await outside.happen(3);
    expect((await outside.events(`since=${since}`)).body.items.map(({ id }: ThinEvent) => id)).toEqual(late);
    const future = await outside.events('since=2027-01-01T00:00:00Z');
    expect(future.body).toMatchObject({ items: [], more: false });
  });

  it('costs one write for all events of a batch, and a small part of a unit for each', async () => {
    const tickets = await outside.open(40);
    const before = outside.desk.aws.counted.get('dynamodb.writeUnits') ?? 0;
    await outside.record(tickets);
    const units = (outside.desk.aws.counted.get('dynamodb.writeUnits') ?? 0) - before;
    expect(units / tickets.length).toBeLessThan(0.25);
    console.info(`feed: ${units} write units for ${tickets.length} events`);
  });

  it.each([
    [
      'a cursor of somebody else’s making',
      'after=eyJhZnRlciI6IjAuMCJ9.AAAAAAAAAAAAAAAAAAAAAA',
      400,
      'page-token-invalid',
    ],
    ['a limit beyond 1,000', 'limit=1001', 422, 'invalid-request'],
    ['an unknown field', 'from=1', 422, 'invalid-request'],
  ])('refuses %s', async (_, query, status, code) => {
    const answer = await outside.events(query);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('refuses those who are no operators', async () => {
    const agent = { id: 'agt_lin', roles: ['agent', 'supervisor', 'reviewer'] };
    const answer = await outside.desk.outside('GET /v1/events', '/v1/events', {}, agent);
    expect([answer.status, answer.body.code]).toEqual([403, 'not-permitted']);
  });

  it('refuses a cursor behind which events are missing, and goes on when there is nothing left of them', async () => {
    const { body } = await outside.events('limit=1');
    forget();
    await outside.happen(1);
    const expired = await outside.events(`after=${body.next}`);
    expect([expired.status, expired.body.code]).toEqual([410, 'cursor-expired']);
    expect((await outside.events()).body.items).toHaveLength(1);
  });

  it('gives a number twice to nobody, even when all entries have expired', async () => {
    const last = entries()
      .map(({ sk }) => sk.S)
      .sort()
      .at(-1);
    forget();
    await createFeedWriter(ports()).append([event(1)]); // another process: it remembers nothing
    expect(entries().every(({ sk }) => sk.S > last)).toBe(true);
  });

  it('is never skipped: whoever reads while many write gets all of it, each event once, in one order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), {
          minLength: 2,
          maxLength: 4,
        }),
        async (writers) => {
          forget();
          let number = 0;
          const all = writers.map((batches) =>
            batches.map((size) => Array.from({ length: size }, () => event(++number))),
          );
          const writing = Promise.all(
            all.map(async (batches) => {
              const writer = createFeedWriter(ports());
              for (const batch of batches) await writer.append(batch);
            }),
          );
          let done = false;
          void writing.then(() => {
            done = true;
          });
          const feed = createFeedReader(ports());
          const reader = async (limit: number): Promise<string[]> => {
            const seen: string[] = [];
            let after = await feed.since('2000-01-01T00:00:00.000Z');
            for (;;) {
              const last = done;
              const page = await readFeed({ feed }, { after, limit });
              if (isRefused(page)) throw new Error(page.refused);
              seen.push(...page.items.map(({ event: { id } }) => id));
              after = page.next;
              if (last && page.ended) return seen;
            }
          };
          const [one, other] = await Promise.all([reader(1), reader(5), writing]);
          const whole = await readFeed({ feed }, { after: undefined, limit: 1000 });
          if (isRefused(whole)) throw new Error(whole.refused);
          const order = whole.items.map(({ event: { id } }) => id);
          expect(new Set(order)).toEqual(new Set(all.flat(2).map(({ id }) => id)));
          expect(order).toHaveLength(number);
          expect(one).toEqual(order);
          expect(other).toEqual(order);
        },
      ),
      { numRuns: 15 },
    );
    expect(BEGINNING).toEqual({ entry: 0, index: 0 });
  });
});
