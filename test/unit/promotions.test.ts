/** Promotion periods: on and off at the instant, their own promises, who may do what meanwhile. */

import { describe, expect, it } from 'vitest';
import { CLOCKS } from '../../core/domain/clocks/clock.ts';
import { nextWake } from '../../core/domain/milestones.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt, nextImprovement, runningPromotion } from '../../core/domain/promotions.ts';
import { addMs } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { at, chief, LIN, lin, MINUTE, START, since, WANG, wang } from './people.ts';
import { climbing, PLAIN, promise, promising, promotion } from './rules.ts';
import { handledUnder, openedUnder, type Story } from './story.ts';

const [FROM, UNTIL] = [at('1:00:00'), at('3:00:00')];
/** An hour to resolve a P1 instead of two, and ten minutes to answer. */
const sale = (
  over: Partial<Parameters<typeof promotion>[0]> = {},
  targets: Parameters<typeof promise>[1] = { resolution: 60 },
): Policy => ({
  ...promising([
    promise({ priority: ['P1'] }, targets, { name: 'sale P1', from: FROM, until: UNTIL, promotion: 'sale' }),
  ]),
  promotions: [promotion({ name: 'sale', from: FROM, until: UNTIL, ...over })],
});
const promised = (story: Story) => {
  const { policy, dueAt } = story.ticket.clocks.resolution;
  return `${policy} ${since(dueAt)}`;
};
const P1 = JSON.stringify({ priority: ['P1'] });

describe('a promotion', () => {
  it('runs from its first instant to its last, that one excluded', () => {
    const policy = sale();
    const running = (now: string) => runningPromotion(policy, now)?.name;
    expect([addMs(FROM, -1), FROM, addMs(UNTIL, -1), UNTIL].map(running)).toEqual([
      undefined,
      'sale',
      'sale',
      undefined,
    ]);
  });

  it('is the one of the highest precedence, when several run', () => {
    const policy: Policy = {
      ...PLAIN,
      promotions: [
        promotion({ name: 'autumn', from: START, until: at('9:00:00'), precedence: 1 }),
        promotion({ name: '11.11', from: FROM, until: UNTIL, precedence: 5 }),
        promotion({ name: 'members', from: FROM, until: UNTIL, precedence: 3 }),
      ],
    };
    const names = ['30:00', '2:00:00', '4:00:00'].map((time) => runningPromotion(policy, at(time))?.name);
    expect(names).toEqual(['autumn', '11.11', 'autumn']);
  });

  it('changes queues and capacity while it runs, and nothing else', () => {
    const policy = sale({ capacityFactor: 1.5, queues: { logistics: { teams: ['presale'], strategy: 'pool' } } });
    const now = inForceAt(policy, FROM);
    expect(now).toMatchObject({ capacityFactor: 1.5, promotion: { name: 'sale' }, version: policy.version });
    expect(now.queues).toMatchObject([
      { name: 'logistics', teams: ['presale'], strategy: 'pool', lastResort: 'supervisor' },
      { name: 'experts', teams: ['experts'], strategy: 'bestMatch' },
    ]);
    expect(inForceAt(policy, FROM)).toBe(now);
    expect(inForceAt(policy, UNTIL)).toBe(policy);
  });
});

describe('its promises', () => {
  it('hold for what begins while it runs, and are kept after it', () => {
    const policy = sale();
    const [before, first, last, after] = [addMs(FROM, -1), FROM, addMs(UNTIL, -1), UNTIL].map((start) =>
      openedUnder(policy, {}, start),
    );
    expect([before, first, last, after].map((story) => story!.ticket.clocks.resolution.policy)).toEqual([
      P1,
      'sale P1',
      'sale P1',
      P1,
    ]);
    last!.advance(at('3:30:00'));
    expect(last!.ticket.clocks.resolution.dueAt).toBe(addMs(UNTIL, 60 * MINUTE - 1));
  });

  it('do not touch what was promised before, unless it says so', () => {
    const story = openedUnder(sale(), {}, at('30:00'));
    story.watch(at('2:00:00'));
    expect(promised(story)).toBe(`${P1} 2:30:00`);
    expect(story.all('ticket.promised')).toEqual([]);
  });

  it('also stay those of a ticket that is classified again after it', () => {
    const story = openedUnder(sale(), {}, at('2:50:00'));
    story.gives({ type: 'classify', priority: 'P3' }, chief, at('3:10:00'));
    story.gives({ type: 'classify', priority: 'P1' }, chief, at('3:11:00'));
    expect(promised(story)).toBe('sale P1 3:50:00');
  });
});

describe('one that may improve', () => {
  it('betters what runs at its beginning, once', () => {
    const policy = sale({ improves: true });
    const story = handledUnder(policy, {}, at('30:00'));
    story.gives({ type: 'reply', text: '在查' }, lin, at('30:00'));
    expect(nextWake(story.ticket, at('30:00'), policy, true)).toBe(FROM);
    expect(story.advance(addMs(FROM, -1))).toEqual([]);
    expect(story.advance(FROM)).toEqual(['promised']);
    expect(promised(story)).toBe('sale P1 1:30:00');
    expect(story.all('ticket.promised')).toEqual([{ promotion: 'sale' }]);
    expect(story.advance(FROM)).toEqual([]);
    expect(story.watch(at('1:15:00'))).toEqual(['1:15:00 warned resolution']);
    expect(story.all('ticket.promised')).toHaveLength(1);
  });

  it('is written down first when a command is faster than the timer', () => {
    const story = handledUnder(sale({ improves: true }), {}, at('30:00'));
    story.gives({ type: 'reply', text: '在查' }, lin, at('30:00'));
    expect(story.gives({ type: 'hold', for: 'thirdParty' }, lin, FROM)).toEqual(['promised', 'held']);
    expect(promised(story)).toBe('sale P1 1:30:00');
  });

  it('does not silence what was missed before it began, though the clockwork was down', () => {
    const late = [{ name: 'late', when: { clock: 'firstResponse', at: 'breach' } }] as const;
    const story = handledUnder(climbing(late, sale({ improves: true }, { firstResponse: 10 })), {}, at('45:00'));
    // Due at the very instant at which it begins.
    expect(story.advance(at('1:00:30'))).toEqual(['warned', 'breached', 'escalated']);
    expect(story.all('ticket.breached')).toMatchObject([{ cause: 'inHand' }]);
  });

  it('never worsens a promise', () => {
    const story = handledUnder(sale({ improves: true }, { resolution: 600 }), {}, at('30:00'));
    story.gives({ type: 'reply', text: '在查' }, lin, at('30:00'));
    expect(story.advance(FROM)).toEqual([]);
    expect(promised(story)).toBe(`${P1} 2:30:00`);
  });

  it('is silent about what was over before it promised it', () => {
    const story = handledUnder(sale({ improves: true }, { resolution: 20 }), {}, START);
    story.gives({ type: 'reply', text: '在查' }, lin, START);
    expect(story.advance(FROM)).toEqual(['promised', 'breached']);
    expect(story.all('ticket.breached')).toMatchObject([{ clock: 'resolution', cause: 'retargeted', late: false }]);
    expect(story.ticket).not.toHaveProperty('requeueAt');
  });

  it('leaves alone what has stopped', () => {
    const story = handledUnder(sale({ improves: true }, { resolution: 60 }), {}, at('30:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('40:00'));
    expect(story.advance(FROM)).toEqual([]);
    expect(promised(story)).toBe(`${P1} 2:30:00`);
  });

  it('never makes anything due later, whatever it promises and whenever it begins', () => {
    const minutes = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(minutes, minutes, minutes, fc.integer({ min: 0, max: 55 }), (resolution, first, holds, after) => {
        const story = handledUnder(sale({ improves: true }, { resolution, firstResponse: first }), { subject: 'P1' });
        story.gives({ type: 'hold', for: 'thirdParty' }, lin, at(`${after % 15}:00`));
        const resumes = at(`${(after % 15) + (holds % 45)}:00`);
        story.gives({ type: 'resume' }, lin, resumes);
        story.watch(addMs(FROM, -1));
        const before = story.ticket.clocks;
        story.advance(FROM);
        for (const name of CLOCKS) {
          const [was, is] = [before[name], story.ticket.clocks[name]];
          if (was && is) expect(is.dueAt <= was.dueAt).toBe(true);
        }
        expect(story.all('ticket.promised').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has the next look at its beginning, of those to come', () => {
    const policy: Policy = {
      ...PLAIN,
      promotions: [
        promotion({ name: 'second', from: at('5:00:00'), until: at('6:00:00'), improves: true }),
        promotion({ name: 'other', from: at('1:00:00'), until: at('6:00:00') }),
        promotion({ name: 'first', from: at('3:00:00'), until: at('4:00:00'), improves: true }),
      ],
    };
    const next = (time: string) => nextImprovement(policy, at(time));
    expect(['00:00', '3:00:00', '5:00:00'].map(next)).toEqual([at('3:00:00'), at('5:00:00'), undefined]);
  });
});

describe('its squad', () => {
  const policy = sale({ squad: [LIN.id] });
  const assign = { type: 'assign', assignee: WANG } as const;

  it('may do what supervisors may, on any ticket, while it runs', () => {
    const story = openedUnder(policy);
    const verdicts = (actor: typeof lin) =>
      [addMs(FROM, -1), FROM, addMs(UNTIL, -1), UNTIL].map((now) => story.tries(assign, actor, now));
    expect(verdicts(lin)).toEqual(['not-permitted', 'allowed', 'allowed', 'not-permitted']);
    expect(verdicts(wang)).toEqual(Array(4).fill('not-permitted'));
    expect(verdicts(chief)).toEqual(Array(4).fill('allowed'));
  });

  it('refuses them what supervisors may not', () => {
    const story = openedUnder(policy);
    expect(story.tries({ type: 'advance' }, lin, FROM)).toBe('not-permitted');
    expect(story.tries({ type: 'rebuildClocks', clocks: story.ticket.clocks, differences: [] }, lin, FROM)).toBe(
      'not-permitted',
    );
  });

  it('is written down as themselves', () => {
    const story = openedUnder(policy);
    story.gives(assign, lin, FROM);
    expect(story.events.at(-1)!.actor).toEqual({ kind: 'agent', id: lin.id });
  });
});
