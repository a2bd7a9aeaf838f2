/** Whether somebody takes notice: what climbs, what is repeated, what stops it. */
import { describe, expect, it } from 'vitest';
import { at, checker, chief, customer, lin, operator } from '../people.ts';
import { climbing, PLAIN } from '../rules.ts';
import { handledUnder, openedUnder, type Story } from '../story.ts';

const POLICY = climbing([{ name: 'late', when: { clock: 'resolution', at: 'breach' }, level: 1 }]);

/** `<level> <reason>` of every escalation since. */
const climbs = (story: Story, from = 0) =>
  story
    .all('ticket.escalated')
    .slice(from)
    .map(({ level, reason }) => `${level} ${reason}`);
const acknowledge = (story: Story, time: string, actor = chief) =>
  story.gives({ type: 'acknowledge', note: '在跟' }, actor, at(time));

/** Answered, kept in hand by a note, its two hours missed. */
const overdue = (): Story => {
  const story = handledUnder(POLICY);
  story.gives({ type: 'reply', text: '在查' }, lin, at('10:00'));
  story.advance(at('2:00:00'));
  story.gives({ type: 'note', text: '在等仓库' }, lin, at('2:05:00'));
  return story;
};

describe('an escalation that nobody takes notice of', () => {
  it('climbs at the time of each level, and goes on at the top', () => {
    const story = overdue();
    expect(story.watch(at('8:00:00'))).toEqual([
      '2:30:00 escalated 2', // level 1: 30 min
      '3:30:00 escalated 3', // level 2: 60 min
      '5:00:00 escalated 3', // level 3: 90 min
      '6:30:00 escalated 3',
      '8:00:00 escalated 3',
    ]);
    expect(climbs(story).slice(0, 3)).toEqual(['1 breach', '2 unacknowledged', '3 unacknowledged']);
    expect(story.all('ticket.escalated').map(({ to }) => to[0])).toEqual([
      'supervisor',
      'team:experts',
      ...Array(4).fill('agt_chief'),
    ]);
  });

  it('climbs though the ticket is not late at all', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'escalate', reason: '要授权' }, lin, at('01:00'));
    expect(story.watch(at('1:00:00')).filter((line) => line.includes('escalated'))).toEqual(['31:00 escalated 2']);
  });

  it('after an outage climbs once, not once for every time that was missed', () => {
    const story = overdue();
    expect(story.advance(at('30:00:00'))).toEqual(['escalated']);
    expect(story.ticket.remindAt).toBe(at('31:00:00'));
  });

  it('does not on hold: it comes when the hold ends', () => {
    const story = overdue();
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('2:10:00'));
    expect(story.watch(at('20:00:00'))).toEqual([]);
    expect(story.gives({ type: 'resume' }, lin, at('20:00:00'))).toEqual(['resumed']);
    expect(story.advance(at('20:00:00'))).toEqual(['escalated']);
  });

  it('because nobody could be found, is answered by finding somebody', () => {
    const story = openedUnder(PLAIN);
    story.gives({ type: 'dispatchFailed', because: 'nobodyFree' }, { ...chief, kind: 'system', roles: ['system'] });
    expect(climbs(story)).toEqual(['1 dispatchFailed']);
    expect(story.ticket).not.toHaveProperty('remindAt');
  });
});

describe('one that somebody takes notice of', () => {
  it('does not climb while the ticket is in time', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'escalate', reason: '要授权' }, lin, at('01:00'));
    acknowledge(story, '02:00');
    expect(story.ticket).toMatchObject({ acknowledged: { by: 'agt_chief', at: at('02:00') } });
    expect(story.watch(at('1:59:00')).filter((line) => line.includes('escalated'))).toEqual([]);
  });

  it('is repeated at its level while it is overdue, and asks for notice again', () => {
    const story = overdue();
    acknowledge(story, '2:10:00');
    expect(story.watch(at('6:09:59'))).toEqual([]);
    expect(story.watch(at('6:40:00'))).toEqual(['6:10:00 escalated 1', '6:40:00 escalated 2']);
    expect(climbs(story, 1)).toEqual(['1 stillOpen', '2 unacknowledged']);
  });

  it('is repeated as often as the row that decided says', () => {
    const story = handledUnder(
      climbing([
        { name: 'often', when: { words: ['律师'] }, level: 2, repeatMinutes: 15 },
        { name: 'seldom', when: { words: ['曝光'] }, level: 1, repeatMinutes: 600 },
      ]),
    );
    story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
    story.advance(at('2:00:00'));
    story.gives({ type: 'note', text: '在查' }, lin, at('2:01:00'));
    story.gives({ type: 'customerReply', text: '找律师曝光' }, customer, at('2:02:00'));
    acknowledge(story, '2:10:00');
    expect(story.ticket.remindAt).toBe(at('2:25:00'));
  });

  it('a new escalation wants notice again', () => {
    const story = overdue();
    acknowledge(story, '2:10:00');
    story.gives({ type: 'escalate', reason: '还是不行' }, lin, at('2:20:00'));
    expect(story.ticket).not.toHaveProperty('acknowledged');
    expect(story.watch(at('3:20:00'))).toEqual(['3:20:00 escalated 3']);
  });

  it('refuses notice where there is nothing to take notice of', () => {
    const story = overdue();
    const command = { type: 'acknowledge' } as const;
    expect(handledUnder(PLAIN).tries(command, chief)).toBe('nothing-to-acknowledge');
    acknowledge(story, '2:10:00', operator);
    expect(story.tries(command, chief, at('2:11:00'))).toBe('nothing-to-acknowledge');
    expect(story.tries(command, customer, at('2:11:00'))).toBe('not-permitted');
  });
});

describe('what stops it', () => {
  it('a solution; in the review it is not climbed on', () => {
    const story = overdue();
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('2:10:00'));
    expect(story.ticket).not.toHaveProperty('remindAt');
    expect(story.watch(at('48:00:00'))).toEqual([]);
  });

  it('a reopening goes on where it was: level, and the reminder of what is overdue', () => {
    const story = overdue();
    story.watch(at('2:30:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('2:40:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('2:50:00'));
    story.gives({ type: 'reopen', reason: '又坏了' }, chief, at('10:00:00'));
    expect(story.ticket).toMatchObject({ level: 2, remindAt: at('14:00:00') });
  });

  it('a reopening in time has the grace before anything is late', () => {
    const story = handledUnder(POLICY);
    story.gives({ type: 'reply', text: '在查' }, lin, at('10:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('1:50:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('1:55:00'));
    story.gives({ type: 'reopen', reason: '又坏了' }, chief, at('20:00:00'));
    expect(story.ticket.clocks.resolution.dueAt).toBe(at('21:00:00'));
    expect(story.watch(at('21:00:00')).filter((line) => !line.includes('warned'))).toEqual([
      '21:00:00 breached resolution',
      '21:00:00 escalated 1',
    ]);
  });
});
