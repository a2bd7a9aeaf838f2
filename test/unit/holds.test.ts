/** Holds: for whom, the reminder at half, the four ways in which they end, and that all of them together are bounded. */

import { describe, expect, it } from 'vitest';
import { addMs, msBetween } from '../../core/domain/time.ts';
import { HOLD_REASONS, type HoldReason } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { at, chief, customer, LIN, lin, MINUTE, START, wang } from './people.ts';
import { holding, PLAIN } from './rules.ts';
import { handledUnder, type Story } from './story.ts';

const hold = (story: Story, reason: HoldReason, time: string, actor = lin) =>
  story.gives({ type: 'hold', for: reason }, actor, at(time));

/** Answered at once, so that nothing but the resolution runs. */
const answered = (policy = PLAIN): Story => {
  const story = handledUnder(policy);
  story.gives({ type: 'reply', text: '在查' }, lin);
  return story;
};

describe('its limit', () => {
  it('for the customer: reminded at half, then solved, as nobody answered', () => {
    const story = answered();
    hold(story, 'customer', '10:00');
    expect(story.watch(at('73:00:00'))).toEqual(['36:10:00 hold-reminded', '72:10:00 resumed', '72:10:00 resolved']);
    expect(story.ticket).toMatchObject({
      phase: 'review',
      resolution: { code: 'no-answer', text: '未收到回复', by: 'clock' },
      clocks: { resolution: { state: 'met', stoppedAt: at('72:10:00') } },
    });
    expect(story.all('ticket.resumed')).toEqual([{ because: 'limit' }]);
  });

  it('for the customer: solved in their language', () => {
    const story = handledUnder(PLAIN, { language: 'en' });
    hold(story, 'customer', '10:00');
    story.watch(at('73:00:00'));
    expect(story.all('ticket.resolved')).toEqual([{ code: 'no-answer', text: 'No answer came.' }]);
  });

  it('for a third party: reminded at half, then the agent goes on where the clock stood', () => {
    const story = answered();
    hold(story, 'thirdParty', '10:00');
    expect(story.watch(at('49:00:00'))).toEqual(['24:10:00 hold-reminded', '48:10:00 resumed']);
    expect(story.ticket).toMatchObject({ phase: 'handling', assignee: LIN });
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('50:00:00'));
  });

  it('for sub-tickets: reminded of nothing', () => {
    const story = answered();
    hold(story, 'subTickets', '10:00');
    expect(story.watch(at('73:00:00'))).toEqual(['72:10:00 resumed']);
  });

  it.each(HOLD_REASONS)('for %s is what the rules say: how long, reminded, and then', (reason) => {
    for (const atEnd of ['resume', 'resolve'] as const)
      for (const remind of [true, false]) {
        const story = answered(holding({ [reason]: { limitMinutes: 40, remind, atEnd } }));
        hold(story, reason, '10:00');
        expect(story.watch(at('50:00'))).toEqual([
          ...(remind ? ['30:00 hold-reminded'] : []),
          '50:00 resumed',
          ...(atEnd === 'resolve' ? ['50:00 resolved'] : []),
        ]);
      }
  });

  it('the reminder comes once, and not before', () => {
    const story = answered();
    hold(story, 'customer', '00:00');
    expect(story.advance(addMs(at('36:00:00'), -1))).toEqual([]);
    expect(story.advance(at('36:00:00'))).toEqual(['hold-reminded']);
    expect(story.all('ticket.hold-reminded')).toEqual([{ for: 'customer', until: at('72:00:00') }]);
    expect(story.advance(at('36:00:00'))).toEqual([]);
  });

  it('after an outage both come at once, and the clocks go on from then', () => {
    const story = answered();
    hold(story, 'thirdParty', '10:00');
    expect(story.advance(at('54:10:00'))).toEqual(['hold-reminded', 'resumed']);
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('56:00:00'));
  });
});

describe('its other ends', () => {
  it('the answer of the customer, thanks included; not that of a hold for somebody else', () => {
    for (const text of ['发给你了', '好的']) {
      const story = answered();
      hold(story, 'customer', '10:00');
      expect(story.gives({ type: 'customerReply', text }, customer, at('30:00'))).toEqual([
        'customer-replied',
        'resumed',
      ]);
      expect(story.all('ticket.resumed')).toEqual([{ because: 'customerReply' }]);
      expect(story.ticket.clocks.resolution.dueAt).toBe(at('2:20:00'));
    }
    const other = answered();
    hold(other, 'thirdParty', '10:00');
    expect(other.gives({ type: 'customerReply', text: '?' }, customer, at('30:00'))).toEqual(['customer-replied']);
    expect(other.ticket.phase).toBe('onHold');
  });

  it('by hand: the agent, or whoever gets it', () => {
    const story = answered();
    hold(story, 'thirdParty', '10:00');
    story.gives({ type: 'resume' }, lin, at('20:00'));
    expect(story.all('ticket.resumed')).toEqual([{ because: 'agent' }]);
    hold(story, 'thirdParty', '30:00');
    story.gives({ type: 'queue' }, chief, at('1:00:00'));
    expect(story.ticket).toMatchObject({ phase: 'queued', held: { thirdParty: 40 * MINUTE } });
    expect(story.ticket.clocks.resolution).toMatchObject({ state: 'running', dueAt: at('2:40:00') });
  });

  it('the customer has answered already: it ends at once, and no time is lost or won', () => {
    const story = answered();
    story.gives({ type: 'customerReply', text: '发给你了' }, customer, at('05:00'));
    expect(hold(story, 'customer', '10:00')).toEqual(['held', 'resumed']);
    expect(story.all('ticket.resumed')).toEqual([{ because: 'answered' }]);
    expect(story.ticket).toMatchObject({
      phase: 'handling',
      clocks: { resolution: { pauses: [], dueAt: at('2:00:00') } },
    });
    expect(hold(story, 'thirdParty', '11:00')).toEqual(['held']);
  });

  it('only after an answer there is somebody to wait for again', () => {
    const story = answered();
    story.gives({ type: 'customerReply', text: '发给你了' }, customer, at('05:00'));
    story.gives({ type: 'reply', text: '还缺一张照片' }, lin, at('10:00'));
    expect(hold(story, 'customer', '10:00')).toEqual(['held']);
  });
});

describe('all holds together', () => {
  const policy = holding({}, 60);

  it('last no longer than the rules allow: the last one is cut', () => {
    const story = answered(policy);
    hold(story, 'thirdParty', '10:00');
    story.gives({ type: 'resume' }, lin, at('30:00'));
    hold(story, 'subTickets', '40:00');
    story.gives({ type: 'resume' }, lin, at('1:00:00'));
    expect(story.ticket.held).toEqual({ thirdParty: 20 * MINUTE, subTickets: 20 * MINUTE });
    hold(story, 'thirdParty', '1:10:00');
    expect(story.all('ticket.held').at(-1)).toEqual({
      for: 'thirdParty',
      until: at('1:30:00'),
      remindAt: at('1:20:00'),
    });
    expect(story.watch(at('1:30:00'))).toEqual(['1:20:00 hold-reminded', '1:30:00 resumed']);
  });

  it('refuses a hold when nothing is left, by whomever', () => {
    const story = answered(policy);
    hold(story, 'thirdParty', '10:00');
    story.watch(at('1:10:00'));
    for (const actor of [lin, chief])
      expect(story.tries({ type: 'hold', for: 'customer' }, actor, at('1:20:00'))).toBe('hold-limit-reached');
    expect(story.tries({ type: 'hold', for: 'customer' }, wang, at('1:20:00'))).toBe('not-the-assignee');
  });

  it('are never longer than that, however they are cut up', () => {
    const minutes = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...HOLD_REASONS), minutes, minutes), { maxLength: 8 }),
        (spells) => {
          const story = answered(policy);
          let now = START;
          for (const [reason, runs, rests] of spells) {
            now = addMs(now, runs * MINUTE);
            if (story.ticket.phase !== 'handling') break;
            const command = { type: 'hold', for: reason } as const;
            if (story.tries(command, lin, now) !== 'allowed') {
              expect(story.tries(command, lin, now)).toBe('hold-limit-reached');
              continue;
            }
            story.gives(command, lin, now);
            now = addMs(now, rests * MINUTE);
            story.watch(now);
            if (story.tries({ type: 'resume' }, lin, now) === 'allowed') story.gives({ type: 'resume' }, lin, now);
          }
          const total = Object.values(story.ticket.held).reduce((sum, ms) => sum + ms, 0);
          expect(total).toBeLessThanOrEqual(60 * MINUTE);
          const { pauses } = story.ticket.clocks.resolution;
          expect(pauses.reduce((sum, { from, to }) => sum + msBetween(from, to!), 0)).toBe(total);
        },
      ),
    );
  });
});
