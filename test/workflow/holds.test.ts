/** A ticket that waits for somebody, for every reason: what reminds, what ends it, and what it does to the due times. */
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiProblem } from '../../client/api-problem.ts';
import { HOLD_REASONS, type HoldReason } from '../../core/domain/vocabulary.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk, policyWith } from './manned-desk.ts';
import { answered, newCustomer } from './rungs.ts';

afterAll(forgetAssembly);

const DAY = 24 * HOUR;
const LATE = '订单超时未派送'; // P1: two hours to the solution

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** `resumed limit`, with the instant: what has come of a ticket since then. */
const since = async (desk: MannedDesk, id: string, instant: string): Promise<string[]> =>
  (await desk.timeline(id))
    .filter(({ time }) => time > instant)
    .map(({ time, type, data }) =>
      [time, type.replace('ticket.', ''), data.because ?? data.for ?? data.code ?? data.clock ?? data.verdict]
        .filter((part) => part !== undefined)
        .join(' '),
    );

const view = async (desk: MannedDesk, id: string) => (await desk.operator()).getTicket({ id });

const held = async (desk: MannedDesk, why: HoldReason, minutes = 20): Promise<string> => {
  const id = await answered(
    desk,
    await desk.open(LATE, { customer: { id: newCustomer(), email: 'wang@example.com' } }),
  );
  await desk.pass(minutes * MINUTE);
  await (await desk.as('agt_lin')).holdTicket({ id, body: { for: why, reason: '等待回复' } });
  await desk.system.runtime.settle();
  return id;
};

/** The reasons of the default policy: how long, and what follows. */
const RULES: Readonly<Record<HoldReason, { readonly limit: number; readonly told: string }>> = {
  customer: { limit: 72 * HOUR, told: 'wang@example.com' },
  thirdParty: { limit: 48 * HOUR, told: 'agt_lin' },
  subTickets: { limit: 14 * DAY, told: 'agt_lin' },
};

describe.each(HOLD_REASONS)('a hold for %s', (why) => {
  const { limit, told } = RULES[why];

  it('reminds at half of its limit, and ends at it, by itself', () =>
    onDesk(async (desk) => {
      const id = await held(desk, why);
      const from = desk.now();
      const [half, end] = [later(from, limit / 2), later(from, limit)];
      expect((await view(desk, id)).hold).toEqual({ for: why, since: from, until: end, remindAt: half });
      await desk.until(later(half, -1000));
      expect(await since(desk, id, from)).toEqual([]);
      await desk.until(later(end, -MINUTE));
      expect(await since(desk, id, from)).toEqual([`${half} hold-reminded ${why}`]);
      expect(await desk.told(id, half, '')).toEqual([told]);
      const { clocks, heldMinutes } = await view(desk, id);
      expect(clocks.resolution.state).toBe('paused');
      expect(heldMinutes).toEqual({ [why]: limit / MINUTE - 1 });
      await desk.until(end);
      if (why === 'customer') {
        expect((await since(desk, id, half)).slice(0, 2)).toEqual([
          `${end} resumed limit`,
          `${end} resolved no-answer`,
        ]);
        const { phase, resolution, clocks: stopped } = await view(desk, id);
        expect([phase, stopped.resolution.state, resolution?.code]).toEqual(['review', 'met', 'no-answer']);
        expect(resolution?.text).toContain('没有收到您的回复');
      } else {
        expect(await since(desk, id, half)).toEqual([`${end} resumed limit`]);
        const { phase, clocks: going } = await view(desk, id);
        expect([phase, going.resolution.state]).toEqual(['handling', 'running']);
        expect(going.resolution.dueAt).toBe(later(end, 100 * MINUTE));
        await desk.until(later(end, 100 * MINUTE));
        const overdue = (await since(desk, id, end)).filter((each) => /warned|breached/.test(each));
        expect(overdue).toEqual([
          `${later(end, 70 * MINUTE)} warned resolution`,
          `${later(end, 100 * MINUTE)} breached resolution`,
        ]);
      }
    }));

  it('moves the due times by exactly its length when it is ended by hand, however often', () =>
    onDesk(async (desk) => {
      const id = await held(desk, why);
      const lin = await desk.as('agt_lin');
      const { dueAt, startedAt } = (await view(desk, id)).clocks.resolution;
      expect(dueAt).toBe(later(startedAt, 120 * MINUTE));
      await desk.pass(37 * MINUTE);
      await lin.resumeTicket({ id, body: {} });
      expect((await view(desk, id)).clocks.resolution.dueAt).toBe(later(dueAt, 37 * MINUTE));
      await lin.holdTicket({ id, body: { for: why } });
      await lin.resumeTicket({ id, body: {} }); // at the same instant: nothing has changed
      expect((await view(desk, id)).clocks.resolution.dueAt).toBe(later(dueAt, 37 * MINUTE));
      await lin.holdTicket({ id, body: { for: why } });
      await desk.pass(23 * MINUTE);
      await lin.resumeTicket({ id, body: {} });
      const due = later(dueAt, 60 * MINUTE);
      const { clocks, heldMinutes, requesterWaitMinutes, agentWorkMinutes } = await view(desk, id);
      expect(clocks.resolution).toMatchObject({ state: 'running', dueAt: due, warnAt: later(due, -30 * MINUTE) });
      expect(heldMinutes).toEqual({ [why]: 60 });
      expect([requesterWaitMinutes, agentWorkMinutes]).toEqual([why === 'customer' ? 20 : 80, 20]);
      await desk.until(due);
      expect(
        (await desk.timeline(id)).filter(({ type }) => type === 'ticket.breached').map(({ time }) => time),
      ).toEqual([due]);
    }));

  it('takes up the total of all holds, and no more', () =>
    onDesk(
      async (desk) => {
        const id = await held(desk, why);
        await desk.pass(40 * HOUR);
        const lin = await desk.as('agt_lin');
        await lin.resumeTicket({ id, body: {} });
        await lin.holdTicket({ id, body: { for: 'thirdParty' } });
        await desk.system.runtime.settle();
        const from = desk.now();
        const end = later(from, 32 * HOUR);
        expect((await view(desk, id)).hold?.until).toBe(end); // not 48 h
        await desk.until(end);
        expect(await since(desk, id, from)).toEqual([
          `${later(from, 16 * HOUR)} hold-reminded thirdParty`,
          `${end} resumed limit`,
        ]);
        const again = (await desk.as('agt_lin')).holdTicket({ id, body: { for: why } });
        await expect(again).rejects.toMatchObject({ code: 'hold-limit-reached' } satisfies Partial<ApiProblem>);
        const { heldMinutes } = await view(desk, id);
        expect(Object.values(heldMinutes).reduce((sum, minutes) => sum + minutes, 0)).toBe(72 * 60);
      },
      { policy: policyWith([/^( +total:) 14 d/m, '$1 3 d'], [/^( +subTickets: { limit:) 14 d/m, '$1 3 d']) },
    ));
});

describe('a hold for the customer', () => {
  it('ends with their answer, and the answer to it is due', () =>
    onDesk(async (desk) => {
      const id = await held(desk, 'customer');
      const from = desk.now();
      await desk.pass(5 * HOUR);
      await desk.system.channel().addMessage({ id, body: { text: '地址是长宁路 1 号。' } });
      await desk.system.runtime.settle();
      const ended = desk.now();
      expect(await since(desk, id, from)).toEqual([`${ended} customer-replied`, `${ended} resumed customerReply`]);
      const { clocks, phase } = await view(desk, id);
      expect(phase).toBe('handling');
      expect(clocks.resolution.dueAt).toBe(later(ended, 100 * MINUTE));
      expect(clocks.nextResponse).toMatchObject({ startedAt: ended, dueAt: later(ended, 30 * MINUTE) });
      await desk.until(later(from, 72 * HOUR + MINUTE)); // neither the reminder nor the end of that hold
      expect((await since(desk, id, ended)).filter((each) => /hold|resumed|resolved/.test(each))).toEqual([]);
    }));

  it('is over at once when they had written before it began', () =>
    onDesk(async (desk) => {
      const id = await answered(desk, await desk.open(LATE));
      await desk.pass(10 * MINUTE);
      await desk.system.channel().addMessage({ id, body: { text: '还要多久？' } });
      await desk.pass(MINUTE);
      const before = desk.now();
      const dueAt = (await view(desk, id)).clocks.resolution.dueAt;
      await desk.pass(1000);
      await (await desk.as('agt_lin')).holdTicket({ id, body: { for: 'customer' } });
      const now = desk.now();
      expect(await since(desk, id, before)).toEqual([`${now} held customer`, `${now} resumed answered`]);
      const { phase, clocks } = await view(desk, id);
      expect([phase, clocks.resolution.dueAt]).toEqual(['handling', dueAt]);
    }));

  it('ends without their answer in a review, a solution, and a closing by silence, unless they come back', () =>
    onDesk(async (desk) => {
      const [silent, back] = [await held(desk, 'customer', 0), await held(desk, 'customer', 0)];
      await desk.pass(72 * HOUR);
      const bai = await desk.as('agt_bai');
      for (const id of [silent, back]) await bai.reviewTicket({ id, body: { verdict: 'pass' } });
      const passed = desk.now();
      await desk.pass(DAY);
      await desk.system.channel().addMessage({ id: back, body: { text: '刚看到，还没有收到。' } });
      await desk.pass(2 * DAY);
      expect(await since(desk, silent, passed)).toEqual([
        `${later(passed, 3 * DAY)} closed silence`,
        `${later(passed, 3 * DAY)} archived`,
      ]);
      expect((await since(desk, back, passed)).slice(0, 2)).toEqual([
        `${later(passed, DAY)} customer-replied`,
        `${later(passed, DAY)} reopened`,
      ]);
      expect((await desk.told(silent, passed, '因未收到您的回复')).length).toBe(1);
    }));
});

describe('a hold in office hours', () => {
  const OFFICE = policyWith([
    /^( +P1: .*resolution:) 2 h/m,
    '$1 { within: 4 h, calendar: office }', // 9 to 18, Monday to Friday
  ]);
  const FRIDAY_16 = Date.parse('2026-03-06T08:00:00.000Z');

  it('moves the due time through the calendar: what was left of Friday is left on Monday', () =>
    onDesk(
      async (desk) => {
        const id = await answered(desk, await desk.open(LATE));
        expect((await view(desk, id)).clocks.resolution.dueAt).toBe('2026-03-09T03:00:00.000Z'); // two hours each
        await desk.until('2026-03-06T09:00:00.000Z'); // 17:00: three hours are left
        await (await desk.as('agt_lin')).holdTicket({ id, body: { for: 'thirdParty' } });
        await desk.until('2026-03-08T04:00:00.000Z'); // Sunday noon
        await (await desk.as('agt_lin')).resumeTicket({ id, body: {} });
        expect((await view(desk, id)).clocks.resolution.dueAt).toBe('2026-03-09T04:00:00.000Z'); // Monday 12:00
        await desk.until('2026-03-09T04:00:00.000Z');
        expect(
          (await desk.timeline(id))
            .filter(({ data }) => data.clock === 'resolution')
            .map(({ time, type }) => [time, type]),
        ).toEqual([
          ['2026-03-09T03:30:00.000Z', 'ticket.warned'],
          ['2026-03-09T04:00:00.000Z', 'ticket.breached'],
        ]);
      },
      { policy: OFFICE, start: FRIDAY_16 },
    ));
});
