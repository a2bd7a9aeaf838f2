/** What another priority, category or tier does to the promises of a ticket. */

import { describe, expect, it } from 'vitest';
import { CLOCKS, type Clock } from '../../../core/domain/clocks/clock.ts';
import { resume } from '../../../core/domain/clocks/running.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { addMs, type Instant } from '../../../core/domain/time.ts';
import { PRIORITIES, type Priority, TIERS } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { calendarIn } from '../any-calendar.ts';
import { at, checker, chief, customer, lin, MINUTE, START, since } from '../people.ts';
import { climbing, PLAIN, promise, promising } from '../rules.ts';
import { handledUnder, type Story } from '../story.ts';

const to = (story: Story, priority: Priority, now: Instant) => story.gives({ type: 'classify', priority }, chief, now);

/** Everything that the ladder could shout about. */
const LOUD = climbing([
  { name: 'first', when: { clock: 'firstResponse', at: 'breach' } },
  { name: 'late', when: { clock: 'resolution', at: 'breach' } },
  { name: 'later', when: { clock: 'resolution', at: { minutesAfter: 60 } } },
]);

describe('another promise', () => {
  it('holds as if it had been so from the start, pauses included', () => {
    const story = handledUnder(PLAIN, { subject: 'P3' });
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('10:00'));
    story.gives({ type: 'resume' }, lin, at('40:00'));
    to(story, 'P1', at('45:00'));
    expect(story.ticket.clocks.resolution).toMatchObject({
      startedAt: START,
      targetMinutes: 120,
      dueAt: at('2:30:00'),
      pauses: [{ from: at('10:00'), to: at('40:00'), for: 'thirdParty' }],
    });
  });

  it('lowering gives the time back', () => {
    const story = handledUnder(PLAIN);
    to(story, 'P3', at('10:00'));
    const { firstResponse, resolution } = story.ticket.clocks;
    expect([firstResponse, resolution].map(({ dueAt }) => since(dueAt))).toEqual(['2:00:00', '24:00:00']);
    to(story, 'P1', at('11:00'));
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('2:00:00'));
  });

  it('comes with another tier', () => {
    const policy = promising([promise({ tier: ['gold', 'vip'] }, { resolution: 45 }, { name: 'vip' })]);
    const story = handledUnder(policy);
    story.gives({ type: 'classify', tier: 'vip' }, chief, at('10:00'));
    expect(story.ticket.customer.tier).toBe('vip');
    expect(story.ticket.clocks.resolution).toMatchObject({ policy: 'vip', targetMinutes: 45, dueAt: at('45:00') });
    expect(story.ticket.clocks.firstResponse.targetMinutes).toBe(15);
    story.gives({ type: 'classify', tier: 'standard' }, chief, at('20:00'));
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('2:00:00'));
  });

  it('a higher tier never grants time', () => {
    const story = handledUnder(promising([promise({ tier: ['vip'] }, { resolution: 600 })]));
    story.gives({ type: 'classify', tier: 'vip' }, chief, at('10:00'));
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('2:00:00'));
  });

  it('comes with another category', () => {
    const policy = promising([promise({ category: ['complaint'] }, { resolution: 30 })]);
    const story = handledUnder(policy);
    story.gives({ type: 'classify', category: 'complaint', priority: 'P1' }, chief, at('10:00'));
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('30:00'));
  });

  it('is the one of the day on which the clock started', () => {
    const policy = promising([promise({ priority: ['P0'] }, { resolution: 10 }, { from: at('05:00') })]);
    const story = handledUnder(policy);
    to(story, 'P0', at('20:00'));
    expect(story.ticket.clocks.resolution.targetMinutes).toBe(60);
  });
});

describe('a promise that is over when it is given', () => {
  const missed = (story: Story) => story.all('ticket.breached').map(({ clock, cause }) => `${clock} ${cause}`);

  it('is written down as missed, once, and nobody is told or loses the ticket', () => {
    const story = handledUnder(LOUD, { subject: 'P3' });
    story.gives({ type: 'reply', text: '在查' }, lin, at('10:00'));
    expect(to(story, 'P1', at('2:30:00'))).toEqual(['classified', 'breached']);
    expect(missed(story)).toEqual(['resolution retargeted']);
    expect(story.all('ticket.breached')[0]).toMatchObject({ milestoneAt: at('2:00:00'), late: false });
    expect(story.ticket).toMatchObject({ level: 0, clocks: { resolution: { state: 'missed' } } });
    expect(story.ticket).not.toHaveProperty('requeueAt');
    expect(story.watch(at('2:59:59'))).toEqual([]);
    expect(missed(story)).toHaveLength(1);
    // From here on it is late by its own doing.
    expect(story.watch(at('3:00:00'))).toEqual(['3:00:00 overdue resolution', '3:00:00 escalated 1']);
  });

  it('is so by a hair: what is due at this instant is over', () => {
    const story = handledUnder(LOUD, { subject: 'P3' });
    expect(to(story, 'P1', at('15:00'))).toEqual(['classified', 'breached']);
    expect(missed(story)).toEqual(['firstResponse retargeted']);
  });

  it('while it is on hold, is silent when the hold ends as well', () => {
    const story = handledUnder(LOUD, { subject: 'P3' });
    story.gives({ type: 'reply', text: '在查' }, lin, at('10:00'));
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('2:30:00'));
    expect(to(story, 'P1', at('4:00:00'))).toEqual(['classified']);
    story.gives({ type: 'resume' }, lin, at('5:00:00'));
    expect(missed(story)).toEqual(['resolution retargeted']);
    expect(story.advance(at('5:00:00'))).toEqual([]);
    expect(story.ticket.level).toBe(0);
  });

  it('a real miss is shouted about, though the priority is raised at the same instant', () => {
    const story = handledUnder(LOUD);
    story.gives({ type: 'reply', text: '在查' }, lin, at('10:00'));
    expect(to(story, 'P0', at('2:00:00'))).toEqual(['warned', 'breached', 'escalated', 'classified']);
    expect(missed(story)).toEqual(['resolution inHand']);
  });
});

describe('raising', () => {
  const minutes = fc.integer({ min: 1, max: 3000 });
  const target = fc.record({ minutes, calendar: fc.constantFrom('one', 'other', 'always') });
  const rules = fc.tuple(
    ...[...PRIORITIES, ...TIERS].map(() =>
      fc.record({ firstResponse: target, resolution: target, nextResponse: target, handle: target }),
    ),
  );
  const policy: fc.Arbitrary<Policy> = fc
    .tuple(rules, calendarIn('Europe/Paris'), calendarIn('Asia/Shanghai'))
    .map(([targets, one, other]) => ({
      ...promising([
        ...TIERS.slice(1).map((tier, at) => promise({ tier: [tier] }, targets[at]!)),
        ...PRIORITIES.map((priority, at) => promise({ priority: [priority] }, targets[4 + at]!)),
      ]),
      calendars: { ...PLAIN.calendars, one, other },
    }));

  const wait = fc.integer({ min: 0, max: 900 * MINUTE });
  const doing = fc.constantFrom(
    ['hold', (story: Story, now: Instant) => story.gives({ type: 'hold', for: 'thirdParty' }, lin, now)] as const,
    ['resume', (story: Story, now: Instant) => story.gives({ type: 'resume' }, lin, now)] as const,
    ['accept', (story: Story, now: Instant) => story.gives({ type: 'accept' }, lin, now)] as const,
    ['reply', (story: Story, now: Instant) => story.gives({ type: 'reply', text: '在查' }, lin, now)] as const,
    ['ask', (story: Story, now: Instant) => story.gives({ type: 'customerReply', text: '?' }, customer, now)] as const,
    [
      'back',
      (story: Story, now: Instant) => {
        story.gives({ type: 'resolve', code: 'done', text: '好' }, lin, now);
        story.gives({ type: 'review', verdict: 'pass' }, checker, now);
        story.gives({ type: 'reopen', reason: '没好' }, chief, addMs(now, 90 * MINUTE));
      },
    ] as const,
    ['lower', (story: Story, now: Instant) => to(story, 'P3', now)] as const,
  );
  const raise = fc.oneof(
    fc.constantFrom(...PRIORITIES.slice(0, 3)).map((priority) => ({ priority })),
    fc.constantFrom(...TIERS.slice(1)).map((tier) => ({ tier })),
  );

  it('never makes anything due later, whatever the calendars, the pauses and the order', () => {
    let raised = 0;
    fc.assert(
      fc.property(policy, fc.array(fc.tuple(wait, doing), { maxLength: 8 }), wait, raise, (rules, steps, last, up) => {
        const story = handledUnder(rules, { subject: 'P3' });
        let now = START;
        for (const [ms, [, run]] of steps) {
          now = addMs(now, ms);
          try {
            run(story, now);
          } catch {
            continue; // not possible in this phase
          }
          const { time } = story.events.at(-1)!;
          if (time > now) now = time;
        }
        now = addMs(now, last);
        const command = { type: 'classify', ...up } as const;
        fc.pre(story.tries(command, chief, now) === 'allowed');
        const before = story.ticket.clocks;
        story.gives(command, chief, now);
        const due = (clock: Clock) => resume(clock, now, rules).dueAt;
        for (const name of CLOCKS) {
          const [was, is] = [before[name], story.ticket.clocks[name]];
          if (!was || !is) continue;
          raised += Number(is.dueAt < was.dueAt);
          expect([name, is.dueAt <= was.dueAt, due(is) <= due(was)]).toEqual([name, true, true]);
          expect(is.startedAt).toBe(was.startedAt);
        }
      }),
      { numRuns: 150 },
    );
    expect(raised).toBeGreaterThan(20);
  });
});

it('refuses another promise where nothing changes', () => {
  const story = handledUnder(PLAIN);
  expect(story.tries({ type: 'classify', tier: 'standard' }, chief)).toBe('nothing-to-change');
});
