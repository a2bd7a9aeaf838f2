import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { persistent } from '../../local/demo/persistent.ts';
import { again } from '../../local/faults/again.ts';
import { faultRates, faultText } from '../../local/faults/rates.ts';
import { randomOf } from '../../local/random.ts';
import type { Runtime } from '../../local/runtime-api.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../support/invariants.ts';
import { minutes, startSystem } from '../support/system.ts';

const folders: string[] = [];
const dataFolder = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), 'gongdan-loads-')));
  return folders.at(-1) as string;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const QUARTER = minutes(15);
/** What the count of loads told of late, from the functions' own log: how many differences, and in whose load. */
const counted = (folder: string): { LoadDifference: number; differences: object[] }[] =>
  readFileSync(join(folder, 'functions.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"LoadDifference":'))
    .map((line) => JSON.parse(line));

const leak = (runtime: Runtime, agent: string) =>
  runtime.call('DynamoDB_20120810', 'UpdateItem', {
    TableName: runtime.resources('AWS::DynamoDB::GlobalTable', 'Directory')[0]?.ref,
    Key: { pk: { S: 'TEAM#logistics' }, sk: { S: `AGENT#${agent}` } },
    UpdateExpression: 'ADD #load :one',
    ExpressionAttributeNames: { '#load': 'load' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });

const AGENTS = ['agt_lin', 'agt_zhou', 'agt_he'] as const;
const SUBJECTS = ['快递到哪了', '订单超时未派送', '快递延误', '充电器冒烟了'];
const ROUNDS = 24;

it('keeps loads equal to tickets whatever AWS does to it, and tells of a leak', { timeout: 120_000 }, async () => {
  const seed = Date.now() % 1_000_000;
  const faults = faultRates(`duplicate=0.3,reorder=0.3,delay=0.2,crash=0.03,seed=${seed}`);
  console.info(`faults: ${faultText(faults)}`);
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T;
  const folder = dataFolder();
  await using system = await startSystem(folder, { faults, say: () => {} });
  const { runtime } = system;
  for (const agent of AGENTS) await again(() => system.hire(agent, 'logistics', { capacity: 4 }));
  const shop = persistent(system.channel());
  const desks = new Map<string, ReturnType<typeof persistent<Awaited<ReturnType<typeof system.desk>>>>>();
  for (const agent of AGENTS) desks.set(agent, persistent(await system.desk(agent, 'agent', 'supervisor')));
  const faultsNow = async (): Promise<string[]> => faultsOf(await snapshotOf(runtime), { posts: {}, events: [] });

  for (let round = 0; round < ROUNDS; round += 1) {
    const category = 'delivery-delay';
    const subject = pick(SUBJECTS);
    const customer = { id: `c-${round}` };
    await shop.createTicket({ body: { uniqueId: `r-${round}`, subject, description: subject, category, customer } });
    const agent = pick(AGENTS);
    const desk = desks.get(agent);
    if (!desk) throw new Error(`${agent} has no desk.`);
    const mine = (await desk.listMine()).items;
    const at = mine.length > 0 ? pick(mine) : undefined;
    const what = random.next();
    // Others may have moved the ticket meanwhile; what is refused then is none of this test.
    const tried = async (call: Promise<unknown>): Promise<void> => void (await call.catch(() => {}));
    if (what < 0.15) await tried(desk.setPresence({ body: { presence: random.next() < 0.4 ? 'away' : 'online' } }));
    else if (what < 0.3) await tried(desk.takeNext({ queue: 'logistics', body: {} }));
    else if (at && what < 0.45) await tried(desk.holdTicket({ id: at.id, body: { for: 'customer' } }));
    else if (at && what < 0.55) await tried(desk.resumeTicket({ id: at.id }));
    else if (at && what < 0.65) await tried(desk.queueTicket({ id: at.id, body: {} }));
    else if (at && what < 0.75) await tried(desk.assignTicket({ id: at.id, body: { agent: pick(AGENTS) } }));
    else if (at) await tried(desk.resolveTicket({ id: at.id, body: { code: 'done', text: '好了。' } }));
    await runtime.advance(random.between(0, 3) * minutes(1));
    if (round % 4 === 3) expect(await faultsNow(), `after round ${round} of seed ${seed}`).toEqual([]);
  }
  await runtime.advance(QUARTER * 2);
  const desk = await snapshotOf(runtime);
  expect([...faultsOf(desk, { posts: {}, events: [] }), ...restlessFaultsOf(desk)]).toEqual([]);
  expect(runtime.deaths.length).toBeGreaterThan(0);
  const before = counted(folder);
  expect(before.length).toBeGreaterThan(0);
  expect(before.flatMap(({ differences }) => differences)).toEqual([]);

  await leak(runtime, 'agt_zhou');
  await runtime.advance(QUARTER * 2);
  const told = counted(folder).slice(before.length);
  expect(told.at(-1)).toMatchObject({ LoadDifference: 1, differences: [{ agent: 'agt_zhou', team: 'logistics' }] });
});
