import { describe, expect, it } from 'vitest';
import { at, checker, chief, clockwork, does, inPhase, lin, types } from './desk.ts';

describe('a priority that is changed during the review', () => {
  const inReview = does(inPhase('handling', 'P3'), { type: 'resolve', code: 'done', text: '好了' }, lin, at('1:00:00'));
  const urgent = does(inReview.ticket, { type: 'classify', priority: 'P1' }, chief, at('1:10:00')).ticket;

  it('holds for the time that is left when rework starts the clock again', () => {
    const back = does(urgent, { type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('1:20:00')).ticket;
    expect(back.clocks.resolution).toMatchObject({ state: 'running', targetMinutes: 120, dueAt: at('2:00:00') });
    const { events } = does(back, { type: 'advance' }, clockwork, at('2:00:00'));
    expect(events.map(({ type }) => type)).toContain('ticket.breached');
  });

  it('holds when a supervisor reopens it', () => {
    const passed = does(urgent, { type: 'review', verdict: 'pass' }, checker, at('1:20:00')).ticket;
    const back = does(passed, { type: 'reopen', reason: '又坏了' }, chief, at('9:00:00')).ticket;
    expect(back.clocks.resolution).toMatchObject({ state: 'running', targetMinutes: 120, dueAt: at('10:00:00') });
  });

  it('changes nothing of what has been reached: stopped in time stays so, and the first response is over', () => {
    const { firstResponse, resolution } = inReview.ticket.clocks;
    expect(urgent.clocks.resolution).toMatchObject({ state: 'met', stoppedAt: resolution.stoppedAt });
    expect(urgent.clocks.firstResponse).toEqual(firstResponse);
    const strictest = does(inReview.ticket, { type: 'classify', priority: 'P0' }, chief, at('1:10:00')).ticket;
    expect(strictest.clocks.resolution.state).toBe('met');
  });

  it('is silent when rework starts a clock whose new target was over before it had stopped', () => {
    const late = does(inPhase('handling', 'P3'), { type: 'resolve', code: 'done', text: '好了' }, lin, at('1:30:00'));
    const strict = does(late.ticket, { type: 'classify', priority: 'P0' }, chief, at('1:40:00')).ticket;
    const back = does(strict, { type: 'review', verdict: 'rework', remarks: '不全' }, checker, at('1:50:00'));
    expect(types(back)).toEqual(['reviewed', 'breached']);
    expect(back.events.at(-1)?.data).toMatchObject({
      clock: 'resolution',
      cause: 'retargeted',
      milestoneAt: at('1:00:00'),
    });
    expect(back.ticket).toMatchObject({ level: 0, clocks: { resolution: { state: 'missed' } } });
    expect(back.ticket).not.toHaveProperty('requeueAt');
  });
});
