/** The six conditions of a clock, by conditions of a test's own; the usual ones by what the stages do. */
import { describe, expect, it } from 'vitest';
import type { ClockName } from '../../../core/domain/clocks/clock.ts';
import { at, checker, chief, clockwork, customer, LIN, lin, ROUTING, START, WANG } from '../people.ts';
import { conditioned, PLAIN, promise, promising } from '../rules.ts';
import { handledUnder, openedUnder, type Story } from '../story.ts';

const clock = (story: Story, name: ClockName) => story.ticket.clocks[name];
const state = (story: Story, name: ClockName) => clock(story, name)?.state;

const reply = { type: 'reply', text: '在查' } as const;
const note = { type: 'note', text: '在查' } as const;
const solve = { type: 'resolve', code: 'done', text: '好了' } as const;
const wait = { type: 'hold', for: 'customer' } as const;
const hold = { type: 'hold', for: 'thirdParty' } as const;

describe('start', () => {
  it('by a moment: from the event on, and not again while it runs', () => {
    const story = openedUnder(conditioned('handle', { start: ['answered'], stop: ['solved'] }));
    story.gives({ type: 'assign', assignee: LIN }, chief, at('01:00'));
    expect(clock(story, 'handle')).toBeUndefined();
    story.gives(reply, lin, at('02:00'));
    story.gives(reply, lin, at('03:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: at('02:00'), dueAt: at('1:02:00') });
  });

  it('by a state: when it is entered; leaving it cancels, entering it again begins anew', () => {
    const story = openedUnder(conditioned('handle', { start: ['queued'], stop: ['solved'] }));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: START });
    story.gives({ type: 'assign', assignee: LIN }, chief, at('10:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'cancelled', stoppedAt: at('10:00'), ahead: [] });
    story.gives({ type: 'queue' }, lin, at('20:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: at('20:00'), pauses: [] });
  });

  it('by a state that excludes the pausing one cancels it instead of pausing it', () => {
    const conditions = { start: ['handling'], stop: ['solved'], pause: ['onHold:customer'] } as const;
    const story = handledUnder(conditioned('handle', conditions));
    story.gives(wait, lin, at('10:00'));
    expect(state(story, 'handle')).toBe('cancelled');
  });

  it('by a state begins nothing anew while the state lasts', () => {
    const story = handledUnder(conditioned('handle', { start: ['handling'], stop: ['answered'] }));
    story.gives(reply, lin, at('10:00'));
    story.gives(note, lin, at('11:00'));
    story.gives({ type: 'urge' }, customer, at('12:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'met', startedAt: START, stoppedAt: at('10:00') });
    story.gives(solve, lin, at('13:00'));
    story.gives({ type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('14:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: at('14:00') });
  });

  it('where nothing is promised there is no clock, until something is', () => {
    const policy = promising([promise({ priority: ['P0'] }, { handle: 60 })]);
    const story = handledUnder(policy);
    story.gives({ type: 'accept' }, lin, at('10:00'));
    expect(clock(story, 'handle')).toBeUndefined();
  });
});

describe('cancel, stop, reset', () => {
  it('cancel ends it without a verdict', () => {
    const story = openedUnder(conditioned('handle', { start: ['opened'], stop: ['solved'], cancel: ['transferred'] }));
    story.gives({ type: 'transfer', queue: 'experts', reason: '专业' }, chief, at('10:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'cancelled', stoppedAt: at('10:00') });
    expect(story.watch(at('9:00:00'))).not.toContain('1:00:00 breached handle');
  });

  it('cancel goes before stop: what is both does not count', () => {
    const story = handledUnder(conditioned('handle', { start: ['opened'], stop: ['solved'], cancel: ['solved'] }));
    story.gives(solve, lin, at('10:00'));
    expect(state(story, 'handle')).toBe('cancelled');
  });

  it('stop is met before the due time and missed from it on', () => {
    const policy = conditioned('handle', { start: ['opened'], stop: ['answered'] });
    for (const [when, expected] of [
      ['59:59', 'met'],
      ['1:00:00', 'missed'],
    ] as const) {
      const story = handledUnder(policy);
      story.gives(reply, lin, at(when));
      expect(clock(story, 'handle')).toMatchObject({ state: expected, stoppedAt: at(when) });
    }
  });

  it('reset begins anew, without the pauses and warnings of before', () => {
    const story = handledUnder(
      conditioned('handle', { start: ['opened'], stop: ['solved'], reset: ['answered'], pause: ['onHold:thirdParty'] }),
    );
    story.gives(hold, lin, at('10:00'));
    story.gives({ type: 'resume' }, lin, at('20:00'));
    story.advance(at('58:00'));
    expect(clock(story, 'handle')).toMatchObject({ warnedAt: at('58:00'), dueAt: at('1:10:00') });
    story.gives(reply, lin, at('1:00:00'));
    expect(clock(story, 'handle')).toMatchObject({ startedAt: at('1:00:00'), dueAt: at('2:00:00'), pauses: [] });
    expect(clock(story, 'handle')).not.toHaveProperty('warnedAt');
  });

  it('reset by a state only when it is entered: else its own warning would put it off for ever', () => {
    const story = handledUnder(conditioned('handle', { start: ['opened'], stop: ['solved'], reset: ['handling'] }));
    expect(story.watch(at('1:00:00'))).toContain('1:00:00 breached handle');
  });
});

describe('pause and resume', () => {
  it('by states: as long as they last', () => {
    const story = handledUnder(
      conditioned('handle', { start: ['opened'], stop: ['solved'], pause: ['onHold:customer'] }),
    );
    story.gives(hold, lin, at('10:00'));
    expect(state(story, 'handle')).toBe('running'); // not for the customer
    story.gives({ type: 'resume' }, lin, at('20:00'));
    story.gives(wait, lin, at('30:00'));
    expect(clock(story, 'handle')).toMatchObject({
      state: 'paused',
      pauses: [{ from: at('30:00'), for: 'customer' }],
    });
    story.gives({ type: 'customerReply', text: '发了' }, customer, at('40:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', dueAt: at('1:10:00') });
  });

  it('a state that pauses does so as long as it lasts, whatever happens meanwhile', () => {
    const conditions = {
      start: ['opened'],
      stop: ['solved'],
      pause: ['onHold:thirdParty'],
      resume: ['answered'],
    } as const;
    const story = handledUnder(conditioned('handle', conditions));
    story.gives(hold, lin, at('10:00'));
    story.gives(reply, lin, at('20:00'));
    story.gives(note, lin, at('25:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'paused', pauses: [{ from: at('10:00') }] });
    story.gives({ type: 'resume' }, lin, at('30:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', dueAt: at('1:20:00') });
  });

  it('by moments: until the moment that resumes it', () => {
    const conditions = { start: ['opened'], stop: ['solved'], pause: ['answered'], resume: ['asked'] } as const;
    const story = handledUnder(conditioned('handle', conditions));
    story.gives(reply, lin, at('10:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'paused', pauses: [{ from: at('10:00'), for: 'other' }] });
    story.gives(note, lin, at('20:00'));
    expect(state(story, 'handle')).toBe('paused');
    story.gives({ type: 'customerReply', text: '还没好' }, customer, at('30:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', dueAt: at('1:20:00') });
  });

  it('one that starts in a state that pauses it is paused from the start', () => {
    const conditions = { start: ['answered'], stop: ['solved'], pause: ['onHold:thirdParty'] } as const;
    const story = handledUnder(conditioned('handle', conditions));
    story.gives(hold, lin, at('10:00'));
    story.gives(reply, lin, at('20:00'));
    expect(state(story, 'handle')).toBe('paused');
    story.gives({ type: 'resume' }, lin, at('1:20:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: at('20:00'), dueAt: at('2:20:00') });
  });

  it('resume takes back a stop, but not a cancelling: that one begins anew', () => {
    const story = handledUnder(
      conditioned('handle', { start: ['handling'], stop: ['answered'], resume: ['sentBack'] }),
    );
    story.gives(solve, lin, at('10:00'));
    expect(state(story, 'handle')).toBe('cancelled');
    story.gives({ type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('20:00'));
    expect(clock(story, 'handle')).toMatchObject({ state: 'running', startedAt: at('20:00'), dueAt: at('1:20:00') });
  });
});

describe('the usual conditions of the stages', () => {
  const stages = { accept: 10, handle: 60, review: 30, thirdParty: 120 };
  const policy = promising([promise({}, stages)], PLAIN);
  const states = (story: Story) =>
    (['accept', 'handle', 'review', 'thirdParty'] as const).map((name) => state(story, name) ?? '-');

  it('accept runs from the assignment to the first sign, handle from the acceptance on', () => {
    const story = openedUnder(policy);
    expect(states(story)).toEqual(['-', '-', '-', '-']);
    story.gives({ type: 'dispatch', assignee: LIN, by: 'dispatch', routing: ROUTING }, clockwork, at('01:00'));
    expect(states(story)).toEqual(['running', '-', '-', '-']);
    story.gives({ type: 'assign', assignee: WANG }, chief, at('05:00'));
    expect(clock(story, 'accept')).toMatchObject({ startedAt: at('05:00'), dueAt: at('15:00') });
    story.gives({ type: 'queue' }, chief, at('06:00'));
    expect(states(story)).toEqual(['cancelled', '-', '-', '-']);
    story.gives({ type: 'assign', assignee: LIN }, chief, at('07:00'));
    story.gives({ type: 'accept' }, lin, at('08:00'));
    expect(states(story)).toEqual(['met', 'running', '-', '-']);
    expect(clock(story, 'handle')).toMatchObject({ startedAt: at('08:00') });
  });

  it('third party runs while it is waited for, and pauses the others; review until the verdict', () => {
    const story = handledUnder(policy);
    story.gives({ type: 'accept' }, lin, at('01:00'));
    story.gives(hold, lin, at('10:00'));
    expect(states(story)).toEqual(['met', 'paused', '-', 'running']);
    story.gives({ type: 'resume' }, lin, at('50:00'));
    expect(states(story)).toEqual(['met', 'running', '-', 'met']);
    story.gives(solve, lin, at('55:00'));
    expect(states(story)).toEqual(['met', 'met', 'running', 'met']);
    story.gives({ type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('1:00:00'));
    expect(states(story)).toEqual(['met', 'met', 'met', 'met']);
    expect(state(story, 'resolution')).toBe('running');
    story.gives(solve, lin, at('1:05:00'));
    expect(clock(story, 'review')).toMatchObject({ state: 'running', startedAt: at('1:05:00') });
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('1:10:00'));
    expect(state(story, 'review')).toBe('met');
  });

  it('a transfer to one agent of another queue gets the promise of that queue', () => {
    const story = handledUnder(promising([promise({ queue: ['experts'] }, { resolution: 600 })]));
    story.gives({ type: 'transfer', queue: 'experts', assignee: WANG, reason: '专业' }, lin, at('10:00'));
    expect(clock(story, 'resolution')).toMatchObject({ targetMinutes: 600, startedAt: START, dueAt: at('10:00:00') });
  });
});
