import { describe, expect, it } from 'vitest';
import type { Clock } from '../../core/domain/clocks/clock.ts';
import type { SlaRule } from '../../core/domain/clocks/sla.ts';
import { type PromiseCourse, previewOf, type TicketCourse } from '../../core/domain/preview.ts';
import type { Priority } from '../../core/domain/vocabulary.ts';

/** On a Friday, in UTC. */
const at = (time: string): string => `2026-11-20T${time}:00.000Z`;
const NOW = at('18:00');
const OFFICE = {
  name: 'office',
  zone: 'UTC',
  week: [...Array(5).fill([[9 * 60, 17 * 60]]), [], []],
  days: {},
};
const RULES: readonly SlaRule[] = [
  {
    name: 'other',
    when: {},
    promotion: 'other',
    targets: { firstResponse: { minutes: 1, calendar: 'always' }, resolution: { minutes: 1, calendar: 'always' } },
  },
  {
    name: 'sale',
    when: { priority: ['P1'] },
    from: '2027-01-01T00:00:00.000Z',
    until: '2027-01-02T00:00:00.000Z',
    promotion: 'sale',
    targets: { firstResponse: { minutes: 30, calendar: 'always' }, resolution: { minutes: 120, calendar: 'office' } },
  },
];
const policy = { sla: RULES, calendars: { office: OFFICE } as never };

const course = (
  state: Clock['state'],
  from: string,
  to?: string,
  more: Partial<PromiseCourse> = {},
): PromiseCourse => ({
  state,
  startedAt: at(from),
  pauses: [],
  ...(to !== undefined && { stoppedAt: at(to) }),
  ...more,
});
const ticket = (
  code: string,
  firstResponse: PromiseCourse,
  {
    priority = 'P1',
    resolution = course('running', '17:59'),
  }: { priority?: Priority; resolution?: PromiseCourse } = {},
): TicketCourse => ({
  ...{ code, priority, category: 'refund', channel: 'shop', queue: 'aftersales', customer: { tier: 'standard' } },
  clocks: { firstResponse, resolution },
});
const rowOf = (courses: readonly TicketCourse[], clock: 'firstResponse' | 'resolution' = 'firstResponse') =>
  previewOf(courses, policy, 'sale', NOW).find((row) => row.clock === clock);

describe('what a promotion would have done', () => {
  it.each([
    ['answered in time, and before its due time too', course('met', '10:00', '10:20'), 'met'],
    ['answered in time, but after its due time', course('met', '10:00', '10:40'), 'missed'],
    ['answered at its due time, which is too late', course('met', '10:00', '10:30'), 'missed'],
    ['answered too late, but before its due time', course('missed', '10:00', '10:29'), 'met'],
    ['not answered, and past its due time', course('running', '17:00'), 'missed'],
    ['not answered, and not due', course('running', '17:40'), 'open'],
    ['not answered, and past its due time, whatever was promised', course('missed', '17:00'), 'missed'],
    [
      'answered after a hold that does not count',
      course('met', '10:00', '11:20', { pauses: [pause('10:10', '11:05')] }),
      'met',
    ],
    [
      'answered after a hold, too late',
      course('met', '10:00', '11:30', { pauses: [pause('10:10', '11:05')] }),
      'missed',
    ],
    ['on hold since before its due time', course('paused', '10:00', undefined, { pauses: [pause('10:10')] }), 'open'],
    ['on hold since after its due time', course('paused', '10:00', undefined, { pauses: [pause('10:40')] }), 'missed'],
  ] as const)('to a ticket %s', (_, promise, would) => {
    const row = rowOf([ticket('A', promise)]);
    expect(row?.would).toEqual({ met: 0, missed: 0, open: 0, [would]: 1 });
    const had = promise.state === 'met' || promise.state === 'missed' ? promise.state : 'open';
    expect(row?.had).toEqual({ met: 0, missed: 0, open: 0, [had]: 1 });
    expect(row?.newlyMissed).toEqual(had !== 'missed' && would === 'missed' ? { count: 1, codes: ['A'] } : NOBODY);
    expect(row?.newlyKept).toEqual(had === 'missed' && would !== 'missed' ? { count: 1, codes: ['A'] } : NOBODY);
  });

  it('counts in its own calendar: two working hours from Friday 16:00 end on Monday', () => {
    const until = (stoppedAt: string) =>
      rowOf(
        [ticket('A', course('met', '16:00', '16:01'), { resolution: { ...course('met', '16:00'), stoppedAt } })],
        'resolution',
      );
    expect(until('2026-11-23T09:59:59.999Z')?.would.met).toBe(1);
    expect(until('2026-11-23T10:00:00.000Z')?.would.missed).toBe(1);
    expect(until('2026-11-23T10:00:00.000Z')?.target).toEqual({ minutes: 120, calendar: 'office' });
  });

  it('grants the grace of a reopening unless it was too late before', () => {
    const reopened = (solved: string) =>
      course('met', '10:00', '14:50', {
        pauses: [{ ...pause(solved, '14:00'), for: 'solved' }],
        notBefore: at('15:00'),
      });
    const row = (solved: string) =>
      rowOf([ticket('A', course('met', '10:00', '10:01'), { resolution: reopened(solved) })], 'resolution');
    expect(row('11:00')?.would.met).toBe(1);
    expect(row('12:30')?.would.missed).toBe(1);
  });

  it('leaves what it promises nothing of as it was, and what does not apply out', () => {
    const courses = [
      ticket('A', course('missed', '10:00', '10:01'), { priority: 'P2' }),
      ticket('B', course('cancelled', '10:00', '10:01'), { priority: 'P3' }),
    ];
    const rows = previewOf(courses, policy, 'sale', NOW);
    expect(rows.map(({ clock, priority }) => `${clock} ${priority}`)).toEqual([
      'firstResponse P2',
      'resolution P2',
      'resolution P3',
    ]);
    expect(rows[0]).toMatchObject({ had: { missed: 1 }, would: { missed: 1 }, newlyMissed: NOBODY, newlyKept: NOBODY });
    expect(rows[0]).not.toHaveProperty('target');
    expect(previewOf([], policy, 'sale', NOW)).toEqual([]);
  });

  it('names twenty and counts all', () => {
    const courses = Array.from({ length: 25 }, (_, index) => ticket(`T${index}`, course('met', '10:00', '10:40')));
    const row = rowOf(courses);
    expect(row).toMatchObject({ tickets: 25, newlyMissed: { count: 25 } });
    expect(row?.newlyMissed.codes).toEqual(courses.slice(0, 20).map(({ code }) => code));
  });
});

const NOBODY = { count: 0, codes: [] };

function pause(from: string, to?: string): PromiseCourse['pauses'][number] {
  return { from: at(from), ...(to !== undefined && { to: at(to) }), for: 'customer' };
}
