import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOCKWORKS, type Clockwork } from '../../contracts/environment.ts';
import { persistent } from '../../local/demo/persistent.ts';
import { again } from '../../local/faults/again.ts';
import { faultRates, faultText } from '../../local/faults/rates.ts';
import { withoutSchedules } from '../support/altered-assembly.ts';
import { originalWith } from '../support/clockwork-assembly.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf } from '../support/invariants.ts';
import { minutes } from '../support/system.ts';
import { startDesk, timelineOf, typeOf } from './clockwork/desk.ts';
import { STORIES } from './clockwork/stories.ts';

const PATIENCE_MS = 180_000;
const MONDAY_9 = Date.parse('2026-03-02T01:00:00.000Z');
const OUTAGE = minutes(6 * 60);

/** What happened, by story, as the first clockwork told it. */
const told = new Map<string, readonly string[]>();

/** Whether `wanted` stands in `all` in this order, with others between. */
const inOrder = (all: readonly string[], wanted: readonly string[]): readonly string[] => {
  const left = [...wanted];
  for (const each of all) if (each === left[0]) left.shift();
  return left;
};

const TICKETS = 6;
const FAULTS = faultRates('duplicate=0.3,reorder=0.3,delay=0.2,throttle=0.1,crash=0.05,seed=11');

describe.each(CLOCKWORKS)('with the clockwork %s', (clockwork: Clockwork) => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-clockwork-data-'));
  let assembly = '';
  let dispose = (): void => {};
  beforeAll(() => {
    const original = originalWith(clockwork);
    assembly = original.altered(withoutSchedules);
    dispose = original.dispose;
  });
  afterAll(() => {
    dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(STORIES)('$name', { timeout: PATIENCE_MS }, async ({ name, play, brings }) => {
    const said: string[] = [];
    await using system = await startDesk(assembly, ':memory:', { say: (line) => said.push(line) });
    const timeline = await timelineOf(system, await play(system));
    const { 'states.transitions': transitions = 0 } = system.runtime.meter.totals();
    console.info(`${clockwork}: ${name}: ${timeline.length} events, ${transitions} transitions`);
    expect(inOrder(timeline.map(typeOf), brings)).toEqual([]);
    expect(timeline).toEqual(told.get(name) ?? timeline);
    told.set(name, timeline);
    expect(said).toEqual([]);
    expect([...(await snapshotOf(system.runtime)).deadLetters.values()].filter((count) => count > 0)).toEqual([]);
    expect(transitions > 0).toBe(clockwork === 'stepfunctions');
  });

  it('a machine that was away for six hours makes up for them, late and once', { timeout: PATIENCE_MS }, async () => {
    const dataDir = join(folder, 'outage');
    let id = '';
    {
      await using before = await startDesk(assembly, dataDir);
      await before.hire('agt_lin', 'logistics');
      await before.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
      id = (await before.post('订单超时未派送')).id;
      await before.runtime.advance(minutes(12)); // it was warned
    }
    await using after = await startDesk(assembly, dataDir, { start: MONDAY_9 + minutes(12) + OUTAGE });
    await after.runtime.advance(minutes(3));
    const timeline = await timelineOf(after, id);
    console.info(`${clockwork}: after an outage: ${timeline.length} events`);
    // A sweep comes by each minute: what was overdue anyway is looked at up to so much later.
    const types = timeline.map((entry) => entry.split(' ').slice(1).join(' '));
    expect(types).toEqual(told.get('outage') ?? types);
    told.set('outage', types);
    const late = timeline.filter((entry) => entry.endsWith(' late')).map((entry) => entry.split(' ')[2]);
    expect([...new Set(late)].sort()).toEqual(['firstResponse', 'resolution']);
    expect(types.filter((type) => type.startsWith('ticket.breached resolution'))).toHaveLength(1);
    expect(types.filter((type) => type.startsWith('ticket.breached firstResponse'))).toHaveLength(1);
  });

  it('everything comes once, whatever AWS does to its deliveries', { timeout: PATIENCE_MS }, async () => {
    console.info(`${clockwork}: faults: ${faultText(FAULTS)}`);
    await using system = await again(() => startDesk(assembly, ':memory:', { faults: FAULTS, say: () => {} }));
    const { runtime } = system;
    for (const agent of ['agt_lin', 'agt_wu']) await again(() => system.hire(agent, 'logistics'));
    const shop = persistent(system.channel());
    const ids: string[] = [];
    for (let n = 0; n < TICKETS; n += 1) {
      const body = {
        uniqueId: `r-${n}`,
        subject: '订单超时未派送',
        description: `第 ${n} 单`,
        customer: { id: `c-${n}` },
      };
      ids.push((await shop.createTicket({ body })).id);
    }
    await runtime.advance(minutes(14));
    const supervisor = persistent(await system.desk('agt_zhao', 'agent', 'supervisor'));
    const reviewer = persistent(await system.desk('agt_bai', 'reviewer'));
    for (const [n, id] of ids.entries()) {
      const { assignee } = await supervisor.getTicket({ id });
      expect(assignee, `the assignee of ${id}`).toBeDefined();
      const desk = persistent(await system.desk(assignee?.id ?? '', 'agent'));
      await desk.replyToTicket({ id, body: { text: '正在为您核实。' } });
      if (n % 3 === 0) await desk.holdTicket({ id, body: { for: 'customer' } });
      else {
        await desk.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } });
        await reviewer.reviewTicket({ id, body: { verdict: 'pass' } });
      }
    }
    await runtime.advance(minutes(6 * 60));
    const desk = await snapshotOf(runtime);
    const faults = faultsOf(desk, { posts: {}, events: [] });
    expect(faults).toEqual([]);
    expect([...desk.deadLetters.values()].filter((count) => count > 0)).toEqual([]);
    for (const [n, id] of ids.entries()) {
      const types = (desk.timelines.get(id) ?? []).map(({ type }) => type);
      const wanted = n % 3 === 0 ? 'ticket.resumed' : 'ticket.archived';
      expect(
        types.filter((type) => type === wanted),
        `${wanted} of ${id}: ${types.join(' ')}`,
      ).toHaveLength(1);
    }
  });
});
