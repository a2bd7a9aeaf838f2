/** Whatever the machinery does, time brings every ticket the same: each milestone once, in order, none lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOCKWORKS } from '../../contracts/environment.ts';
import type { TimelineEvent } from '../../contracts/views.ts';
import { faultRates, faultText } from '../../local/faults/rates.ts';
import { A_DAY, milestonesOf, openTickets, SHORTER, storyOf, type Tickets } from './day-of-tickets.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk } from './manned-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongdan-outage-'));
afterAll(() => {
  forgetAssembly();
  rmSync(folder, { recursive: true, force: true });
});

const PATIENCE_MS = 180_000; // a day of six tickets, on a machine that is busy with other tests
const MONDAY_9 = Date.parse('2026-03-02T01:00:00.000Z');
const STOPS = MONDAY_9 + 20 * MINUTE;
const RUNS_AGAIN = STOPS + 6 * HOUR;
const instant = (ms: number): string => new Date(ms).toISOString();

type Timelines = Readonly<Record<keyof Tickets, readonly TimelineEvent[]>>;
const timelines = async (desk: MannedDesk, tickets: Tickets): Promise<Timelines> =>
  Object.fromEntries(
    await Promise.all(Object.entries(tickets).map(async ([waits, id]) => [waits, await desk.timeline(id)])),
  );
/** To whom, and of what; without the codes of the tickets, which are drawn. */
const mails = (desk: MannedDesk): string[] =>
  desk.system.runtime
    .mails()
    .map(({ to, subject }) => `${to} ${subject.replace(/工单 \S+/, '工单')}`)
    .toSorted();

const WAITS = ['answer', 'solution', 'customer', 'thirdParty', 'review', 'closing'] as const;

describe.each(CLOCKWORKS)('with the clockwork %s', (clockwork) => {
  let undisturbed: Timelines;
  let sent: string[];
  beforeAll(
    () =>
      onDesk(
        async (desk) => {
          const tickets = await openTickets(desk);
          await desk.until(instant(MONDAY_9 + A_DAY));
          undisturbed = await timelines(desk, tickets);
          sent = mails(desk);
        },
        { policy: SHORTER, clockwork },
      ),
    PATIENCE_MS,
  );

  it('brings something to every one of the tickets', () => {
    expect(
      Object.fromEntries(
        WAITS.map((waits) => [waits, milestonesOf(undisturbed[waits]).map(({ what }) => what.slice(7))]),
      ),
    ).toEqual({
      answer: ['warned firstResponse', 'breached firstResponse', 'warned resolution', 'breached resolution'],
      solution: ['warned resolution', 'breached resolution', 'overdue resolution'],
      customer: ['warned review', 'breached review'],
      thirdParty: ['warned resolution', 'breached resolution'],
      review: ['warned review', 'breached review'],
      closing: [],
    });
    expect(storyOf(undisturbed.closing).slice(-2)).toEqual(['ticket.closed silence', 'ticket.archived']);
  });

  describe('an outage of six hours', () => {
    let after: Timelines;
    beforeAll(async () => {
      const dataDir = join(folder, clockwork);
      let tickets: Tickets | undefined;
      await onDesk(
        async (desk) => {
          tickets = await openTickets(desk);
          await desk.until(instant(STOPS));
        },
        { policy: SHORTER, dataDir, clockwork },
      );
      await onDesk(
        async (desk) => {
          if (!tickets) throw new Error('There was no life before.');
          for (const id of Object.values(tickets)) desk.knows(id);
          await desk.until(instant(MONDAY_9 + A_DAY));
          after = await timelines(desk, tickets);
        },
        { people: [], dataDir, start: RUNS_AGAIN, clockwork },
      );
    }, PATIENCE_MS);

    it.each(WAITS)('is made up for by the ticket that waits for the %s', (waits) => {
      const [was, is] = [milestonesOf(undisturbed[waits]), milestonesOf(after[waits])];
      const missed = ({ at }: { at: string }) => at > instant(STOPS) && at < instant(RUNS_AGAIN - MINUTE);
      // What follows from something that came late comes later by as much; the others are due as they were.
      const own = (list: typeof was) => list.filter(missed).map(({ what, at }) => ({ what, at }));
      // Nobody went on with it before its hold was ended, so that none of its clocks ran.
      expect(own(is)).toEqual(waits === 'thirdParty' ? [] : own(was));
      expect(is.map(({ what }) => what)).toEqual(was.map(({ what }) => what));
      expect(is.filter(({ late }) => late)).toEqual(is.filter(missed));
      expect(is.map(({ at }) => at)).toEqual(is.map(({ at }) => at).toSorted());
      expect(was.filter(({ late }) => late)).toEqual([]);
      const written = after[waits].filter(({ time }) => time > instant(STOPS) && time < instant(RUNS_AGAIN));
      expect(written).toEqual([]);
      expect(after[waits].filter(({ type }) => type === 'ticket.resumed' || type === 'ticket.closed')).toHaveLength(
        undisturbed[waits].filter(({ type }) => type === 'ticket.resumed' || type === 'ticket.closed').length,
      );
    });

    it('is over within a minute: all that was missed is written by then', () => {
      const missed = WAITS.flatMap((waits) => after[waits]).filter(({ data }) => data.late === true);
      expect(missed).not.toEqual([]);
      for (const { time } of missed) expect(time <= instant(RUNS_AGAIN + MINUTE)).toBe(true);
    });
  });

  describe('deliveries twice and out of order', () => {
    const seed = Date.now() % 1_000_000;
    const LATE_MS = MINUTE; // an event that comes late makes a later one late by as much
    let disturbed: Timelines;
    let sentThen: string[];
    beforeAll(async () => {
      const faults = faultRates(`duplicate=0.4,reorder=0.4,seed=${seed}`);
      console.info(`faults: ${faultText(faults)}`);
      await onDesk(
        async (desk) => {
          const tickets = await openTickets(desk);
          await desk.until(instant(MONDAY_9 + A_DAY));
          disturbed = await timelines(desk, tickets);
          sentThen = mails(desk);
        },
        { policy: SHORTER, faults, clockwork },
      );
    }, PATIENCE_MS);

    it.each(WAITS)('change nothing of the ticket that waits for the %s', (waits) => {
      expect(storyOf(disturbed[waits]), `seed ${seed}`).toEqual(storyOf(undisturbed[waits]));
      const lateBy = disturbed[waits].map(
        ({ time }, at) => Date.parse(time) - Date.parse(undisturbed[waits][at]?.time ?? ''),
      );
      expect(Math.max(...lateBy), `seed ${seed}`).toBeLessThan(LATE_MS);
      expect(Math.min(...lateBy), `seed ${seed}`).toBeGreaterThanOrEqual(0);
    });

    it('send no mail twice, and none too few', () => {
      expect(sent.length).toBeGreaterThan(0);
      expect(sentThen, `seed ${seed}`).toEqual(sent);
    });
  });
});
