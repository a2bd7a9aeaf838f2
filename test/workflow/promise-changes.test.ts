/** Another priority or tier of a ticket that runs: another promise, as if it had been given at the opening. */
import { afterAll, describe, expect, it } from 'vitest';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk, policyWith } from './manned-desk.ts';
import { answered } from './rungs.ts';

afterAll(forgetAssembly);

const P3 = '快递到哪了'; // two hours to the first answer, a day to the solution
const P1 = '订单超时未派送'; // a quarter of an hour and two hours

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const classify = async (
  desk: MannedDesk,
  id: string,
  to: { priority?: 'P0' | 'P1' | 'P2' | 'P3'; tier?: 'vip' | 'gold' },
) => {
  await (await desk.as('agt_luo')).classifyTicket({ id, body: to });
  await desk.system.runtime.settle();
};
const clocks = async (desk: MannedDesk, id: string) => (await (await desk.operator()).getTicket({ id })).clocks;

/** `warned firstResponse`, with the instant. */
const marks = async (desk: MannedDesk, id: string): Promise<[string, string][]> =>
  (await desk.timeline(id))
    .filter(({ type }) => ['ticket.warned', 'ticket.breached', 'ticket.overdue'].includes(type))
    .map(({ time, type, data }): [string, string] => [time, `${type.slice(7)} ${data.clock}`]);

const escalations = async (desk: MannedDesk, id: string) =>
  (await desk.timeline(id))
    .filter(({ type }) => type === 'ticket.escalated')
    .map(({ time, data }) => [time, data.level]);

describe('a ticket that becomes more urgent', () => {
  it('is due as if it had been so from the opening, and warned and breached then', () =>
    onDesk(async (desk) => {
      const opened = desk.now();
      const id = await desk.open(P3);
      await desk.pass(5 * MINUTE);
      await classify(desk, id, { priority: 'P1' });
      const { firstResponse, resolution } = await clocks(desk, id);
      expect(firstResponse).toMatchObject({ startedAt: opened, dueAt: later(opened, 15 * MINUTE) });
      expect(resolution).toMatchObject({ startedAt: opened, dueAt: later(opened, 2 * HOUR) });
      expect(await desk.system.channel().getPublicState({ id })).toMatchObject({
        firstResponseDueAt: later(opened, 15 * MINUTE),
        resolutionDueAt: later(opened, 2 * HOUR),
      });
      await desk.until(later(opened, 15 * MINUTE));
      await answered(desk, id);
      await desk.until(later(opened, 2 * HOUR));
      expect(await marks(desk, id)).toEqual([
        [later(opened, 11.25 * MINUTE), 'warned firstResponse'],
        [later(opened, 15 * MINUTE), 'breached firstResponse'],
        [later(opened, 90 * MINUTE), 'warned resolution'],
        [later(opened, 2 * HOUR), 'breached resolution'],
      ]);
    }));

  it('keeps the pauses that it had', () =>
    onDesk(async (desk) => {
      const opened = desk.now();
      const id = await answered(desk, await desk.open(P3));
      const lin = await desk.as('agt_lin');
      await desk.pass(10 * MINUTE);
      await lin.holdTicket({ id, body: { for: 'thirdParty' } });
      await desk.pass(30 * MINUTE);
      await lin.resumeTicket({ id, body: {} });
      await classify(desk, id, { priority: 'P1' });
      expect((await clocks(desk, id)).resolution.dueAt).toBe(later(opened, 150 * MINUTE));
      await lin.holdTicket({ id, body: { for: 'thirdParty' } });
      await classify(desk, id, { priority: 'P0' }); // an hour
      await desk.pass(45 * MINUTE);
      await lin.resumeTicket({ id, body: {} });
      await desk.until(later(opened, (60 + 75) * MINUTE));
      expect(await marks(desk, id)).toEqual([
        [later(opened, (45 + 75) * MINUTE), 'warned resolution'],
        [later(opened, (60 + 75) * MINUTE), 'breached resolution'],
      ]);
    }));

  it('misses in silence what would have been over before, and is told of only when it is still open hours later', () =>
    onDesk(async (desk) => {
      const opened = desk.now();
      const id = await answered(desk, await desk.open(P3));
      await desk.pass(3 * HOUR);
      const mails = desk.system.runtime.mails().length;
      await classify(desk, id, { priority: 'P1' });
      const missed = (await desk.timeline(id)).filter(({ type }) => type === 'ticket.breached');
      expect(missed.map(({ time, data }) => [time, data.clock, data.cause, data.milestoneAt, data.late])).toEqual([
        [later(opened, 3 * HOUR), 'resolution', 'retargeted', later(opened, 2 * HOUR), false],
      ]);
      expect((await clocks(desk, id)).resolution).toMatchObject({ state: 'missed', dueAt: later(opened, 2 * HOUR) });
      await desk.until(later(opened, 7 * HOUR - 1000));
      expect(await escalations(desk, id)).toEqual([]);
      expect(desk.system.runtime.mails().length).toBe(mails);
      await desk.pass(1000);
      expect(await escalations(desk, id)).toEqual([[later(opened, 7 * HOUR), 1]]);
    }));

  it('is not given more time by a rule for those who matter more', () =>
    onDesk(
      async (desk) => {
        const opened = desk.now();
        const [better, worse] = [await answered(desk, await desk.open(P1)), await answered(desk, await desk.open(P3))];
        await desk.pass(MINUTE);
        await classify(desk, better, { tier: 'vip' });
        await classify(desk, worse, { tier: 'vip' });
        expect((await clocks(desk, better)).resolution).toMatchObject({
          targetMinutes: 120,
          dueAt: later(opened, 2 * HOUR),
        });
        expect((await clocks(desk, worse)).resolution).toMatchObject({
          policy: 'vip-three-hours',
          targetMinutes: 180,
          dueAt: later(opened, 3 * HOUR),
        });
        await desk.until(later(opened, 3 * HOUR));
        expect(await marks(desk, worse)).toEqual([
          [later(opened, 2.5 * HOUR), 'warned resolution'],
          [later(opened, 3 * HOUR), 'breached resolution'],
        ]);
      },
      {
        policy: policyWith([
          /^sla: \[\]$/m,
          'sla: [{ name: vip-three-hours, when: { tier: [vip] }, targets: { resolution: 3 h } }]',
        ]),
      },
    ));
});

describe('a ticket that becomes less urgent', () => {
  it('is due later, and nothing comes of the promise that it had', () =>
    onDesk(async (desk) => {
      const opened = desk.now();
      const id = await answered(desk, await desk.open(P1));
      await desk.pass(30 * MINUTE);
      await classify(desk, id, { priority: 'P3' });
      expect((await clocks(desk, id)).resolution.dueAt).toBe(later(opened, 24 * HOUR));
      await desk.until(later(opened, 24 * HOUR));
      expect(await marks(desk, id)).toEqual([
        [later(opened, 23.5 * HOUR), 'warned resolution'],
        [later(opened, 24 * HOUR), 'breached resolution'],
      ]);
    }));

  it('has missed what it has missed', () =>
    onDesk(async (desk) => {
      const opened = desk.now();
      const id = await answered(desk, await desk.open(P1));
      await desk.pass(2 * HOUR);
      await classify(desk, id, { priority: 'P3' });
      expect((await clocks(desk, id)).resolution).toMatchObject({
        state: 'missed',
        breachedAt: later(opened, 2 * HOUR),
      });
      await desk.pass(23 * HOUR);
      expect((await marks(desk, id)).filter(([, what]) => what === 'breached resolution')).toHaveLength(1);
    }));
});
