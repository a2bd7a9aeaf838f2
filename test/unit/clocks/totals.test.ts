/** The two totals beside the clocks: how long the customer has waited, and how long the desk has worked. */

import { describe, expect, it } from 'vitest';
import { totalsOf } from '../../../core/domain/clocks/totals.ts';
import { addMinutes, MINUTE_MS, msBetween } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';
import { life } from '../anything.ts';
import { live, STAGES } from '../lives.ts';
import { at, checker, chief, customer, lin, START } from '../people.ts';
import { PLAIN } from '../rules.ts';
import { handledUnder, type Story } from '../story.ts';

const minutes = (story: Story, time: string) => {
  const { requesterWaitMs, agentWorkMs, heldMs } = totalsOf(story.ticket, at(time));
  const held = Object.entries(heldMs).map(([reason, ms]) => `${reason} ${ms / MINUTE_MS}`);
  return [requesterWaitMs / MINUTE_MS, agentWorkMs / MINUTE_MS, held.join(', ')];
};

/** On hold for the customer from minute 10 to 30, for a third party from 40 on. */
const heldTwice = (): Story => {
  const story = handledUnder(PLAIN);
  story.gives({ type: 'reply', text: '在查' }, lin, START);
  story.gives({ type: 'hold', for: 'customer' }, lin, at('10:00'));
  story.gives({ type: 'customerReply', text: '是的' }, customer, at('30:00'));
  story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('40:00'));
  return story;
};

describe('totals', () => {
  it('the customer waits on holds for others, the desk works on none', () => {
    expect(minutes(heldTwice(), '1:00:00')).toEqual([40, 20, 'customer 20, thirdParty 20']);
  });

  it('stand still from the solution on', () => {
    const story = heldTwice();
    story.gives({ type: 'resume' }, lin, at('1:00:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('1:10:00'));
    const solved = [50, 30, 'customer 20, thirdParty 20'];
    expect(minutes(story, '9:00:00')).toEqual(solved);
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('2:00:00'));
    expect(minutes(story, '9:00:00')).toEqual(solved);
  });

  it('after a reopening leave out the time in which it was thought to be over', () => {
    const story = heldTwice();
    story.gives({ type: 'resume' }, lin, at('1:00:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('1:10:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('2:00:00'));
    story.gives({ type: 'reopen', reason: '没好' }, chief, at('9:00:00'));
    expect(minutes(story, '9:05:00')).toEqual([55, 35, 'customer 20, thirdParty 20']);
  });

  it('add up, whatever the life', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps, () => {}, STAGES);
        const now = addMinutes(events.at(-1)!.time, 5);
        const { requesterWaitMs, agentWorkMs, heldMs } = totalsOf(ticket, now);
        const held = (heldMs.thirdParty ?? 0) + (heldMs.subTickets ?? 0);
        expect(agentWorkMs).toBe(requesterWaitMs - held);
        expect(agentWorkMs).toBeGreaterThanOrEqual(0);
        expect(requesterWaitMs + (heldMs.customer ?? 0)).toBeLessThanOrEqual(msBetween(ticket.openedAt, now));
      }),
      { numRuns: 150 },
    );
  });
});
