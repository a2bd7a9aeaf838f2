/** Clocks that are reckoned again from the timeline are those that were stored. */

import { describe, expect, it } from 'vitest';
import type { Clocks } from '../../../core/domain/clocks/clock.ts';
import { differencesOf, rebuiltClocks } from '../../../core/domain/clocks/rebuild.ts';
import { evolve } from '../../../core/domain/evolve.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import { addMinutes } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';
import { life } from '../anything.ts';
import { live, STAGES } from '../lives.ts';
import { at, chief, lin, operator, START } from '../people.ts';
import { OFFICE, PLAIN, promise, promising, promotion } from '../rules.ts';
import { handledUnder } from '../story.ts';

describe('clocks rebuilt from the timeline', () => {
  it('are those that were stored, whatever the life', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps, () => {}, STAGES);
        expect(
          differencesOf(
            ticket.clocks,
            rebuiltClocks(events, () => STAGES),
          ),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are so in working hours and with promotions that better promises', () => {
    const sale = promotion({
      name: 'sale',
      from: addMinutes(START, 60),
      until: addMinutes(START, 3000),
      improves: true,
    });
    const rules: Policy = {
      ...promising(
        [
          promise({}, { resolution: 45, firstResponse: 5 }, { from: sale.from, until: sale.until, promotion: 'sale' }),
          promise(
            { priority: ['P1', 'P2'] },
            { firstResponse: { minutes: 60, calendar: 'office' }, resolution: { minutes: 300, calendar: 'office' } },
          ),
        ],
        STAGES,
      ),
      calendars: { ...STAGES.calendars, office: OFFICE },
      promotions: [sale],
    };
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps, () => {}, rules);
        expect(
          differencesOf(
            ticket.clocks,
            rebuiltClocks(events, () => rules),
          ),
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are so when the rules were changed on the way', () => {
    const next: Policy = {
      ...promising([promise({}, { firstResponse: 7, nextResponse: 9, resolution: 77, accept: 3, review: 11 })], STAGES),
      version: 'next',
    };
    const changedAt = addMinutes(START, 50);
    const policyOf = (version: string) => (version === 'next' ? next : STAGES);
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(
          steps,
          () => {},
          (now) => (now < changedAt ? STAGES : next),
        );
        expect(differencesOf(ticket.clocks, rebuiltClocks(events, policyOf))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('take the place of stored ones that were wrong, with what was different', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('10:00'));
    story.gives({ type: 'resume' }, lin, at('40:00'));
    const right = rebuiltClocks(story.events, () => PLAIN);
    expect(right).toEqual(story.ticket.clocks);
    const wrong: Clocks = { ...right, resolution: { ...right.resolution, dueAt: at('9:00:00') } };
    const differences = differencesOf(wrong, right);
    expect(differences).toEqual([`resolution.dueAt: ${at('2:30:00')} instead of ${at('9:00:00')}`]);
    story.gives({ type: 'rebuildClocks', clocks: wrong, differences: [] }, operator, at('50:00'));
    expect(story.ticket.clocks).toEqual(wrong);
    story.gives({ type: 'rebuildClocks', clocks: right, differences }, operator, at('51:00'));
    expect(story.ticket.clocks).toEqual(right);
    expect(story.all('ticket.clocks-rebuilt').at(-1)).toEqual({ differences });
    expect(story.events.reduce<Ticket | undefined>(evolve, undefined)).toEqual(story.ticket);
    expect(rebuiltClocks(story.events, () => PLAIN)).toEqual(right);
  });

  it('refuses nobody but operators to put them in place', () => {
    const story = handledUnder(PLAIN);
    const command = { type: 'rebuildClocks', clocks: story.ticket.clocks, differences: [] } as const;
    expect([lin, chief, operator].map((actor) => story.tries(command, actor))).toEqual([
      'not-permitted',
      'not-permitted',
      'allowed',
    ]);
  });
});
