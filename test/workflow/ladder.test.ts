/** Every row of the default ladder (policies/desk.yaml), on the whole system. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk } from './manned-desk.ts';
import { answered, RUNGS, type RungCase } from './rungs.ts';

afterAll(forgetAssembly);

const FILE = 'policies/desk.yaml';
const POLICY = parsePolicy(readFileSync(FILE, 'utf8'), FILE);
const CLIMBS = 4 * HOUR; // after so long without notice, and as often while it is overdue in spite of it
const TOP = 3;
const PATIENCE_MS = 120_000; // a day of three tickets, on a machine that is busy with other tests

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

interface Escalation {
  readonly time: string;
  readonly level: number;
  readonly reason: string;
  readonly rungs: readonly string[];
}

const escalations = async (desk: MannedDesk, id: string, since: string): Promise<Escalation[]> =>
  (await desk.timeline(id))
    .filter(({ type, time }) => type === 'ticket.escalated' && time >= since)
    .map(({ time, data }) => ({ time, ...(data as Omit<Escalation, 'time'>) }))
    .map(({ time, level, reason, rungs }) => ({ time, level, reason, rungs }));

/** Who is told at a level of the default policy when it is the ticket of that supervisor's team. */
const toldAt = (level: number, supervisor: string): readonly string[] =>
  [...new Set([...([[], [], ['agt_tan', 'agt_fang'], ['agt_zhao']][level] as string[]), supervisor])].toSorted();

/** Whoever has it shows that it moves, so that it stays with them. */
const touch = async (desk: MannedDesk, id: string): Promise<void> => {
  const { assignee, phase } = await (await desk.operator()).getTicket({ id });
  if (phase !== 'handling' || !assignee) return;
  await (await desk.as(assignee.id)).noteOnTicket({ id, body: { text: '正在处理。' } });
};

const solve = async (desk: MannedDesk, id: string, row?: RungCase): Promise<void> => {
  const { assignee } = await (await desk.operator()).getTicket({ id });
  const body = { code: 'delivered', text: '今天送达。' };
  if (!row?.inReview) await (await desk.as(assignee?.id ?? '')).resolveTicket({ id, body });
  await (await desk.as('agt_bai')).reviewTicket({ id, body: { verdict: 'pass' } });
  await desk.system.runtime.settle();
};

it('has a case for every row', () => {
  expect(RUNGS.map(({ rung }) => rung).toSorted()).toEqual(POLICY.escalation.ladder.map(({ name }) => name).toSorted());
  expect(POLICY.escalation.levels.map(({ acknowledgeMinutes: a, repeatMinutes: r }) => [a, r])).toEqual(
    Array(TOP).fill([CLIMBS / MINUTE, CLIMBS / MINUTE]),
  );
});

describe('the default ladder', () => {
  it.each(RUNGS)('$rung', { timeout: PATIENCE_MS }, (row) =>
    onDesk(
      async (desk) => {
        const [ignored, noticed, ended] = [await row.prepare(desk), await row.prepare(desk), await row.prepare(desk)];
        const all = [ignored, noticed, ended];
        for (const id of all) await row.trigger?.(desk, id);
        const fires = later(desk.now(), row.fires);
        if (row.meanwhile) {
          await desk.pass(row.meanwhile.after);
          for (const id of all) await row.meanwhile.act(desk, id);
        }
        if (row.fires > 0) {
          await desk.until(later(fires, -1000));
          for (const id of all)
            expect((await escalations(desk, id, '')).flatMap(({ rungs }) => rungs)).not.toContain(row.rung);
        }
        await desk.until(fires);

        const supervisorsDesk = await desk.as(row.supervisor);
        for (const id of all) {
          const { level, reason, rung } = row;
          expect(await escalations(desk, id, fires)).toEqual([{ time: fires, level, reason, rungs: [rung] }]);
          expect(await desk.told(id, fires, '升级至')).toEqual(toldAt(level, row.supervisor));
          const { followers, holdFrozen, tasks } = await supervisorsDesk.getTicket({ id });
          expect(followers).toEqual(row.follower ? [row.follower] : []);
          expect(holdFrozen).toBe(row.frozen);
          expect(tasks.map((task) => task.for)).toEqual(row.task ? [row.task] : []);
        }

        await desk.pass(3 * MINUTE);
        for (const id of all) await touch(desk, id);
        await (await desk.as(row.supervisor)).acknowledgeTicket({ id: noticed, body: { note: '我来跟进。' } });
        const seen = desk.now();
        await solve(desk, ended, row);
        await desk.until(later(fires, 3 * CLIMBS + MINUTE));

        const climbed = [1, 2, 3].map((step) => ({
          time: later(fires, step * CLIMBS),
          level: Math.min(row.level + step, TOP),
          reason: 'unacknowledged',
          rungs: [],
        }));
        expect((await escalations(desk, ignored, fires)).slice(1)).toEqual(climbed);
        for (const { time, level } of climbed)
          expect(await desk.told(ignored, time, '升级至')).toEqual(toldAt(level, row.supervisor));

        // Told again, because it is overdue all the same; of that, too, somebody has to take notice.
        const again = [
          { time: later(seen, CLIMBS), level: row.level, reason: 'stillOpen', rungs: [] },
          { time: later(seen, 2 * CLIMBS), level: Math.min(row.level + 1, TOP), reason: 'unacknowledged', rungs: [] },
        ];
        expect((await escalations(desk, noticed, fires)).slice(1)).toEqual(row.overdue ? again : []);
        if (row.overdue)
          for (const { time, level } of again)
            expect(await desk.told(noticed, time, '升级至')).toEqual(toldAt(level, row.supervisor));

        expect((await escalations(desk, ended, fires)).slice(1)).toEqual([]);
      },
      row.policy === undefined ? {} : { policy: row.policy },
    ),
  );

  it('goes on after every third urge, one level higher each time', () =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open('快递到哪了'));
      const levels: number[] = [];
      for (let urge = 1; urge <= 9; urge += 1) {
        await desk.system.channel().urgeTicket({ id, body: {} });
        levels.push((await escalations(desk, id, '')).length);
      }
      expect(levels).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3]);
      expect((await escalations(desk, id, '')).map(({ level }) => level)).toEqual([1, 2, 3]);
    }));
});

describe('a ticket that is reopened', () => {
  const reopen = async (desk: MannedDesk, id: string): Promise<string> => {
    await (await desk.as('agt_luo')).reopenTicket({ id, body: { reason: '仍未收到' } });
    await (await desk.as('agt_lin')).noteOnTicket({ id, body: { text: '再次核实。' } });
    return desk.now();
  };

  it('is due after the grace at the earliest, and the ladder begins then', () =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open('订单超时未派送'));
      await desk.pass(110 * MINUTE); // ten minutes are left
      await solve(desk, id);
      await desk.pass(5 * HOUR);
      const reopened = await reopen(desk, id);
      const { clocks } = await (await desk.operator()).getTicket({ id });
      expect(clocks.resolution).toMatchObject({ state: 'running', dueAt: later(reopened, HOUR) });
      await desk.pass(HOUR - 1000);
      expect(await escalations(desk, id, '')).toEqual([]);
      await desk.pass(1000);
      expect(await escalations(desk, id, '')).toEqual([
        { time: later(reopened, HOUR), level: 1, reason: 'breach', rungs: ['resolution-late'] },
      ]);
      expect(await desk.told(id, later(reopened, HOUR), '升级至')).toEqual(['agt_luo']);
    }));

  it('is late as before, escalated again after the time of its level, and a day after the grace', () =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open('订单超时未派送'));
      await desk.pass(2 * HOUR);
      await (await desk.as('agt_lin')).noteOnTicket({ id, body: { text: '仍在核实。' } });
      await desk.pass(HOUR);
      await solve(desk, id);
      const solved = desk.now();
      await desk.pass(10 * HOUR);
      expect(await escalations(desk, id, solved)).toEqual([]);
      const reopened = await reopen(desk, id);
      await desk.pass(26 * HOUR);
      const breaches = (await desk.timeline(id)).filter(({ type }) => type === 'ticket.breached');
      expect(breaches.map(({ data }) => data.clock)).toEqual(['resolution']);
      expect(await escalations(desk, id, reopened)).toEqual([
        ...[1, 2, 3, 4, 5, 6].map((step) => ({
          time: later(reopened, step * CLIMBS),
          level: Math.min(1 + step, TOP),
          reason: 'unacknowledged',
          rungs: [],
        })),
        { time: later(reopened, 25 * HOUR), level: 3, reason: 'time', rungs: ['resolution-a-day-late'] },
      ]);
    }));
});
