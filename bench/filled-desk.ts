/**
 * The embedded system on disk with so many tickets, written straight into its tables in the form that the adapters read. There are no
 * agents, so that nothing is given to anybody meanwhile.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';
import type { Item } from '../adapters/dynamodb/item.ts';
import { createSearchIndex } from '../adapters/dynamodb/search-index.ts';
import { packedItem } from '../adapters/dynamodb/search-items.ts';
import { headItem, ticketOf } from '../adapters/dynamodb/ticket-head.ts';
import { eventKey, headKey } from '../adapters/dynamodb/ticket-table.ts';
import { randomIds } from '../adapters/ids.ts';
import { createChannelClient } from '../client/channel-client.ts';
import { channelKey } from '../contracts/signature.ts';
import { textOf } from '../core/domain/search/said.ts';
import { bucketsOfTexts, CHUNK, EMPTY } from '../core/domain/search/segments.ts';
import { termsOf } from '../core/domain/search/terms.ts';
import { normalised } from '../core/domain/search/words.ts';
import type { QueuedTicket, Ticket } from '../core/domain/ticket.ts';
import { addMs } from '../core/domain/time.ts';
import { packIndex } from '../core/usecases/pack-index.ts';
import { startRuntime } from '../local/runtime.ts';
import type { Runtime } from '../local/runtime-api.ts';

const BATCH = 25; // what a batch of writes takes
const SPREAD_MS = 1000; // one ticket came so long after the other
const SOME = 200; // can be read whole
const ONE_WAITS_IN = 50; // the others are closed
const CUSTOMERS = 10; // one customer in so many tickets

export interface FilledDesk {
  readonly runtime: Runtime;
  /** Ids of some that are there. */
  readonly some: readonly string[];
  close(): Promise<void>;
}

export const openFilledDesk = async (assembly: string, tickets: number): Promise<FilledDesk> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-bench-'));
  const runtime = await startRuntime({ assembly, dataDir, port: 0, say: () => {} });
  const some = await fill(runtime, await firstTicket(runtime), tickets);
  return {
    runtime,
    some,
    close: async () => {
      await runtime.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const shopOf = (runtime: Runtime) =>
  createChannelClient({
    url: runtime.url,
    channel: 'shop',
    key: channelKey(runtime.secret('SigningSecret'), 'shop'),
    now: () => runtime.clock.now(),
  });

const tableOf = (runtime: Runtime, name: string): string =>
  runtime.resources('AWS::DynamoDB::GlobalTable', name)[0]?.ref ?? '';

/** One that the system has opened itself, and its opening: the others are like it. */
const firstTicket = async (runtime: Runtime): Promise<First> => {
  const { id } = await shopOf(runtime).createTicket({
    body: {
      ...{ uniqueId: 'first', subject: '快递到哪了', description: '快递到哪了' },
      ...{ customer: { id: 'c-first' }, orders: ['E1'] },
    },
  });
  await runtime.settle();
  const read = async (Key: Item): Promise<Item> =>
    (await runtime.call('DynamoDB_20120810', 'GetItem', { TableName: tableOf(runtime, 'Tickets'), Key })).Item;
  const {
    assignee: _,
    assignedAt,
    units: _1,
    ...ticket
  } = ticketOf(await read(headKey(id))) as QueuedTicket & Record<string, unknown>;
  return {
    ticket: { ...(ticket as QueuedTicket), phase: 'queued', queuedAt: ticket.openedAt },
    opening: await read(eventKey(id, 1)),
  };
};

interface First {
  readonly ticket: QueuedTicket;
  readonly opening: Item;
}

const fill = async (runtime: Runtime, { ticket: first, opening }: First, count: number): Promise<string[]> => {
  const say = writer(20_260_302);
  const search = createSearchIndex({
    client: clientOf(runtime),
    time: { jitter: async () => {} },
    searchTable: tableOf(runtime, 'Search'),
  });
  const some: string[] = [];
  for (let chunk = 0; chunk * CHUNK < count; chunk += 1) {
    const size = Math.min(CHUNK, count - chunk * CHUNK);
    const made = Array.from({ length: size }, (_, at) => {
      const number = chunk * CHUNK + at;
      const openedAt = addMs(first.openedAt, (number - count) * SPREAD_MS);
      const [subject, said] = say();
      const customer = { ...first.customer, id: `c-${Math.floor(number / CUSTOMERS)}` };
      const order = `E2026${String(1e9 + number * 7919).slice(-9)}`;
      const [id, code] = [randomIds.ticketId(), randomIds.code()];
      const common = { ...first, id, code, subject, customer, orders: [order], openedAt };
      const ticket: Ticket = number % ONE_WAITS_IN === 0 ? { ...common, queuedAt: openedAt } : closed(common);
      const about = normalised([subject, code, customer.id, order].join(' · '));
      const doc = { ticketId: id, seq: 1, at: openedAt, about, said: normalised(said), tags: [], past: [], number };
      const event = { ...opening, ...eventKey(id, 1), ticketId: { S: id }, id: { S: `${id}.1` } };
      return { head: headItem(ticket, `${openedAt}#${id}`), event, doc };
    });
    // All of the system hears of an event: few of the tickets have one, so that little follows.
    const heard = some.length < SOME ? made.slice(0, 20) : [];
    some.push(...heard.map(({ doc }) => doc.ticketId));
    await writeAll(runtime, tableOf(runtime, 'Tickets'), [
      ...made.map(({ head }) => head),
      ...heard.map(({ event }) => event),
    ]);
    await writeAll(
      runtime,
      tableOf(runtime, 'Search'),
      made.map(({ doc }) => packedItem(doc)),
    );
    const segment = { level: 0, index: chunk };
    await search.claim(
      chunk,
      made.map(({ doc }) => doc),
    );
    await search.putSegment(segment, bucketsOfTexts(made.map(({ doc }) => termsOf(textOf(doc)))));
    await search.advance({ ...EMPTY, built: [chunk, 0, 0, 0] }, { ...EMPTY, built: [chunk + 1, 0, 0, 0] });
    while ((await packIndex({ search })).steps > 0);
  }
  await runtime.settle();
  return some;
};

const closed = ({ phase: _, queuedAt: at, ...common }: QueuedTicket): Ticket => ({
  ...common,
  phase: 'closed',
  assignee: { id: 'agt_bench', team: 'logistics', name: 'bench' },
  ...{ assignedAt: at, units: 1, resolvedAt: at, closedAt: at },
  resolution: { code: 'answered', text: '已答复', at, by: 'agt_bench' },
});

const writeAll = async (runtime: Runtime, table: string, items: readonly Item[]): Promise<void> => {
  for (let at = 0; at < items.length; at += BATCH)
    await runtime.call('DynamoDB_20120810', 'BatchWriteItem', {
      RequestItems: { [table]: items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } })) },
    });
};

/** The SDK's client straight into the runtime, as the operator. */
const clientOf = (runtime: Runtime): DynamoDBClient => {
  const handle = async (request: { headers: Record<string, string>; body: Uint8Array }) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = JSON.parse(new TextDecoder().decode(request.body));
    const answer = JSON.stringify((await runtime.call('DynamoDB_20120810', action, body)) ?? {});
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    return { response: { statusCode: 200, headers, body: Readable.from([Buffer.from(answer)]) } };
  };
  return new DynamoDBClient({
    region: 'local',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'none' },
    requestHandler: { handle: handle as never },
  });
};

const EXAMPLES = parse(readFileSync('examples/tickets.yaml', 'utf8')) as { subject: string; text: string }[];
const COMMON_CHARACTERS = 3000; // of Chinese, from the first on: names, streets, goods

/** What customers write: a subject, a description and an answer of the examples, and twenty characters that nobody else writes. */
const writer = (seed: number): (() => [subject: string, said: string]) => {
  let state = seed;
  const upTo = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * below);
  };
  const example = () => EXAMPLES[upTo(EXAMPLES.length)] as (typeof EXAMPLES)[number];
  return () => {
    const own = Array.from({ length: 20 }, () => String.fromCharCode(0x4e00 + upTo(COMMON_CHARACTERS))).join('');
    return [example().subject, `${example().text} ${own}\n${example().text}`];
  };
};
