/** What reviews add up to, against the store: counted once, whatever comes twice or late. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addTo,
  NO_NUMBERS,
  type QualityNumbers,
  type QualityPart,
  type ReviewTask,
} from '../../core/domain/review/quality.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Fact } from '../../core/ports-insight.ts';
import { qualityReport } from '../../core/usecases/quality-report.ts';
import { openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';
import fc from '../support/properties.ts';

let desk: RoutingDesk;
beforeEach(async () => {
  desk = await openRoutingDesk();
});
afterEach(() => desk.close());

const PROMISE = { state: 'met', startedAt: '2026-03-02T01:00:00.000Z', pauses: [] } as const;
const idOf = (number: number): TicketId => `tkt_${String(number).padStart(26, '0')}`;
const factOf = (number: number, version: number, more: Partial<Fact>): Fact => ({
  ...{ ticketId: idOf(number), version },
  numbers: {
    ...{ day: '2026-03-02', category: 'refund', created: 1, resolved: 0, firstResponseBreached: 0 },
    ...{ resolutionBreached: 0, firstResponded: 0, firstResponseMs: 0, resolutionMs: 0 },
  },
  course: {
    ...{ code: 'K7M2Q9XD', priority: 'P2', category: 'refund', channel: 'shop', queue: 'aftersales' },
    customer: { tier: 'standard' },
    clocks: { firstResponse: PROMISE, resolution: PROMISE },
  },
  ...more,
});

/** As the analytics do it. */
const keep = async (fact: Fact): Promise<void> => {
  const { insight } = desk.ports;
  for (;;) {
    const before = await insight.fact(fact.ticketId);
    if (before && before.version >= fact.version) return;
    if ((await insight.record(fact, before)) === 'recorded') return;
  }
};

const part: fc.Arbitrary<QualityPart> = fc.record(
  {
    seq: fc.integer({ min: 0, max: 9 }),
    day: fc.constantFrom('2026-03-02', '2026-03-03'),
    agent: fc.constantFrom('agt_lin', 'agt_wang'),
    reviewer: fc.constantFrom('agt_bai', 'agt_mei'),
    sampled: fc.constantFrom(1),
    expected: fc.integer({ min: 1, max: 1000 }),
    reviewed: fc.constant(1),
    passed: fc.constant(1),
    scored: fc.constant(1),
    score: fc.integer({ min: 0, max: 100 }),
    disputed: fc.constant(1),
    bothPass: fc.constant(1),
    reworkPass: fc.constant(1),
  },
  { requiredKeys: ['seq', 'day', 'agent'] },
);

describe('the numbers of a day', () => {
  it('are the sums of the newest facts, whatever comes twice, late or side by side', async () => {
    const rounds = fc.array(fc.array(part, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(rounds, { minLength: 1, maxLength: 6 }), fc.nat(), async (tickets, shuffle) => {
        desk.close();
        desk = await openRoutingDesk();
        const facts = tickets.flatMap((versions, number) =>
          versions.map((quality, version) => factOf(number, version + 1, { quality })),
        );
        const delivered = [...facts, ...facts].toSorted((a, b) => hash(a, shuffle) - hash(b, shuffle));
        for (let at = 0; at < delivered.length; at += 4) await Promise.all(delivered.slice(at, at + 4).map(keep));
        const expected = new Map<string, QualityNumbers>();
        for (const quality of tickets.map((versions) => versions.at(-1) ?? []))
          for (const { day, agent, reviewer, ...numbers } of quality) {
            const place = `${day} ${agent} ${reviewer}`;
            expected.set(place, addTo(expected.get(place) ?? NO_NUMBERS, numbers));
          }
        const rows = (
          await Promise.all(['2026-03-02', '2026-03-03'].map((day) => desk.ports.insight.quality(day)))
        ).flat();
        const found = rows.filter((row) =>
          Object.values(row).some((value) => typeof value === 'number' && value !== 0),
        );
        expect(
          Object.fromEntries(
            found.map(({ day, agent, reviewer, ...numbers }) => [`${day} ${agent} ${reviewer}`, numbers]),
          ),
        ).toEqual(Object.fromEntries([...expected].filter(([, numbers]) => Object.values(numbers).some(Boolean))));
      }),
      { numRuns: 15 },
    );
  });
});

const hash = ({ ticketId, version }: Fact, shuffle: number): number =>
  (Number(ticketId.slice(-4)) * 7919 + version * 104_729 + shuffle) % 101;

describe('what waits for a second reviewer', () => {
  const task = (number: number, at: string, kind: ReviewTask['kind'] = 'dispute'): ReviewTask => ({
    ...{ kind, ticketId: idOf(number), code: 'K7M2Q9XD', category: 'refund', seq: 4, at },
    ...{ by: 'agt_bai', of: 'agt_lin' },
  });

  it('stands there from the oldest on, page by page, until it is done', async () => {
    const times = ['2026-03-02T03:00:00.000Z', '2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z'];
    for (const [n, at] of times.entries()) await keep(factOf(n, 1, { reviewTasks: [task(n, at)] }));
    await keep(factOf(7, 1, { reviewTasks: [task(7, times[0] as string, 'calibration')] }));
    const { reviewTasks } = desk.ports.insight;
    const first = await reviewTasks('dispute', undefined, 2);
    expect(first.items.map(({ at }) => at)).toEqual([times[1], times[2]]);
    const second = await reviewTasks('dispute', first.next, 2);
    expect(second.items).toEqual([task(0, times[0] as string)]);
    await keep(factOf(1, 2, {}));
    expect((await reviewTasks('dispute', undefined, 9)).items.map(({ ticketId }) => ticketId)).toEqual([
      idOf(2),
      idOf(0),
    ]);
    expect((await reviewTasks('calibration', undefined, 9)).items).toHaveLength(1);
  });
});

describe('the report of quality', () => {
  it('adds up the days that it is asked for, and refuses more than 31 or none', async () => {
    await keep(
      factOf(1, 1, {
        quality: [
          {
            seq: 4,
            day: '2026-03-02',
            agent: 'agt_lin',
            reviewer: 'agt_bai',
            sampled: 1,
            expected: 500,
            reviewed: 1,
            passed: 1,
            scored: 1,
            score: 80,
            bothPass: 1,
          },
          {
            seq: 9,
            day: '2026-03-03',
            agent: 'agt_lin',
            reviewer: 'agt_mei',
            sampled: 1,
            expected: 1000,
            reviewed: 1,
            scored: 1,
            score: 50,
            disputed: 1,
            decided: 1,
          },
        ],
      }),
    );
    await keep(
      factOf(2, 1, { quality: [{ seq: 0, day: '2026-03-03', agent: 'agt_wang', sampled: 1, expected: 500, full: 1 }] }),
    );
    const report = await qualityReport(desk.ports, '2026-03-01', '2026-03-31');
    expect(report).toEqual({
      ...{ from: '2026-03-01', to: '2026-03-31' },
      agents: [{ id: 'agt_lin', reviews: 2, passShare: 0.5, meanScore: 65, disputes: 1, decided: 1, upheld: 0 }],
      reviewers: [
        { id: 'agt_bai', reviews: 1, passShare: 1, meanScore: 80, disputes: 0, decided: 0, upheld: 0 },
        { id: 'agt_mei', reviews: 1, passShare: 0, meanScore: 50, disputes: 1, decided: 1, upheld: 0 },
      ],
      sampling: { resolutions: 3, planned: 2 / 3, actual: 2 / 3, full: 1 },
      agreement: { n: 1, observed: 1 },
    });
    const one = await qualityReport(desk.ports, '2026-03-03', '2026-03-03');
    expect(one?.sampling).toEqual({ resolutions: 2, planned: 0.75, actual: 0.5, full: 1 });
    expect(await qualityReport(desk.ports, '2026-03-01', '2026-04-01')).toBeUndefined();
    expect(await qualityReport(desk.ports, '2026-03-02', '2026-03-01')).toBeUndefined();
  });
});
