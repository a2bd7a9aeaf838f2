/** The clock of the next response: from the earliest message that nobody has answered. */
import { describe, expect, it } from 'vitest';
import { at, checker, customer, lin } from '../people.ts';
import { promise, promising } from '../rules.ts';
import { handledUnder, type Story } from '../story.ts';

const POLICY = promising([promise({}, { nextResponse: 30 })]);

const ask = (story: Story, time: string, text = '还没收到') =>
  story.gives({ type: 'customerReply', text }, customer, at(time));
const reply = (story: Story, time: string) => story.gives({ type: 'reply', text: '在查' }, lin, at(time));
const next = (story: Story) => story.ticket.clocks.nextResponse;

const answered = (): Story => {
  const story = handledUnder(POLICY);
  reply(story, '05:00');
  return story;
};

describe('the next response', () => {
  it('is asked for by nobody before the first one', () => {
    const story = handledUnder(POLICY);
    ask(story, '02:00');
    expect(next(story)).toBeUndefined();
    reply(story, '05:00');
    expect(next(story)).toBeUndefined();
    expect(story.ticket).not.toHaveProperty('unansweredSince');
  });

  it('counts from the earliest message that waits, not from the last', () => {
    const story = answered();
    ask(story, '10:00');
    ask(story, '20:00');
    expect(next(story)).toMatchObject({ state: 'running', startedAt: at('10:00'), dueAt: at('40:00') });
    expect(story.ticket.unansweredSince).toBe(at('10:00'));
  });

  it('stops with the answer, and begins with the next question', () => {
    const story = answered();
    ask(story, '10:00');
    reply(story, '20:00');
    expect(next(story)).toMatchObject({ state: 'met', stoppedAt: at('20:00') });
    ask(story, '50:00');
    expect(next(story)).toMatchObject({ state: 'running', startedAt: at('50:00'), dueAt: at('1:20:00') });
  });

  it('is not asked for by thanks, and thanks do not put it off either', () => {
    const story = answered();
    ask(story, '10:00', '谢谢！');
    expect(next(story)).toBeUndefined();
    ask(story, '11:00');
    ask(story, '12:00', '谢谢');
    expect(next(story)).toMatchObject({ startedAt: at('11:00') });
  });

  it('is breached at its time, once', () => {
    const story = answered();
    ask(story, '10:00');
    expect(story.watch(at('1:00:00')).filter((line) => line.includes('nextResponse'))).toEqual([
      '32:30 warned nextResponse',
      '40:00 breached nextResponse',
    ]);
  });

  it('is given by whoever solves it', () => {
    const story = answered();
    ask(story, '10:00');
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('15:00'));
    expect(next(story)).toMatchObject({ state: 'met', stoppedAt: at('15:00') });
  });

  it('is given in the review, too, and after it', () => {
    const story = answered();
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('10:00'));
    ask(story, '12:00', '发票也会寄来吗？');
    expect(next(story)).toMatchObject({ state: 'running', startedAt: at('12:00') });
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('14:00'));
    reply(story, '20:00');
    expect(next(story)).toMatchObject({ state: 'met', stoppedAt: at('20:00') });
    expect(story.ticket.phase).toBe('resolved');
  });

  it('is due after a reopening by the customer, but not by thanks', () => {
    const story = answered();
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('10:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('11:00'));
    ask(story, '12:00', '谢谢');
    expect(next(story)).toBeUndefined();
    ask(story, '1:00:00', '又坏了');
    expect(next(story)).toMatchObject({ state: 'running', startedAt: at('1:00:00'), dueAt: at('1:30:00') });
  });
});
