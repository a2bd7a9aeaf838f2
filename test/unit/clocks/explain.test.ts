/** Why a clock stands where it stands: every interval with its reason, what has come of it and what will. */

import { describe, expect, it } from 'vitest';
import { type ClockExplanation, explainClocks } from '../../../core/domain/clocks/explain.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';
import { life } from '../anything.ts';
import { live, STAGES } from '../lives.ts';
import { at, checker, chief, customer, LIN, lin, START, since, WANG } from '../people.ts';
import { PLAIN, promise, promising } from '../rules.ts';
import { handledUnder, openedUnder, type Story } from '../story.ts';

const explained = (story: Story, now: Instant, policy: Policy = PLAIN): readonly ClockExplanation[] =>
  explainClocks(story.ticket, story.events, () => policy, now);
const of = (list: readonly ClockExplanation[], name: string) => list.filter(({ clock }) => clock === name);
const lines = ({ intervals }: ClockExplanation) =>
  intervals.map(({ from, to, kind, for: why }) => `${since(from)}–${since(to)} ${kind}${why ? ` ${why}` : ''}`);

describe('an explanation', () => {
  it('has every hold with its reason, and what has counted', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'customer' }, lin, at('10:00'));
    story.gives({ type: 'customerReply', text: '是的' }, customer, at('30:00'));
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('40:00'));
    const [resolution] = of(explained(story, at('1:00:00')), 'resolution');
    expect(lines(resolution!)).toEqual([
      '00:00–10:00 counting',
      '10:00–30:00 paused customer',
      '30:00–40:00 counting',
      '40:00–1:00:00 paused thirdParty',
    ]);
    expect(resolution).toMatchObject({ elapsedMinutes: 20, remainingMinutes: 100, policyVersion: 'plain', run: 1 });
  });

  it('has what has happened and what is still to come', () => {
    const story = openedUnder(PLAIN);
    story.advance(at('16:30'));
    const [first, resolution] = explained(story, at('20:00'));
    const [warned, breached] = story.events.slice(1);
    expect(first).toMatchObject({
      clock: 'firstResponse',
      state: 'missed',
      remainingMinutes: -5,
      milestones: [
        { kind: 'warning', at: at('11:15'), happenedAt: at('16:30'), late: true, seq: warned!.seq },
        { kind: 'breach', at: at('15:00'), happenedAt: at('16:30'), late: true, seq: breached!.seq },
      ],
    });
    expect(resolution!.milestones).toEqual([
      { kind: 'warning', at: at('1:30:00') },
      { kind: 'breach', at: at('2:00:00') },
    ]);
  });

  it('says when the desk was closed', () => {
    // A Sunday noon in Shanghai; the office opens on Monday at 9, after 21 hours.
    const policy = promising([promise({}, { resolution: { minutes: 60, calendar: 'office' } })]);
    const story = openedUnder(policy);
    const [resolution] = of(explained(story, at('21:30:00'), policy), 'resolution');
    expect(lines(resolution!)).toEqual(['00:00–21:00:00 closed', '21:00:00–21:30:00 counting']);
    expect(resolution).toMatchObject({ elapsedMinutes: 30, remainingMinutes: 30, dueAt: at('22:00:00') });
  });

  it('has the time between solved and reopened', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'reply', text: '在查' }, lin, at('05:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('10:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('20:00'));
    story.gives({ type: 'reopen', reason: '没好' }, chief, at('1:00:00'));
    const [resolution] = of(explained(story, at('1:10:00')), 'resolution');
    expect(lines(resolution!)).toEqual([
      '00:00–10:00 counting',
      '10:00–1:00:00 paused solved',
      '1:00:00–1:10:00 counting',
    ]);
  });

  it('has each question of the customer', () => {
    const policy = promising([promise({}, { nextResponse: 30 })]);
    const story = handledUnder(policy);
    story.gives({ type: 'reply', text: '在查' }, lin, at('05:00'));
    for (const [asks, answers] of [
      ['10:00', '20:00'],
      ['30:00', '1:05:00'],
    ] as const) {
      story.gives({ type: 'customerReply', text: '?' }, customer, at(asks));
      story.gives({ type: 'reply', text: '在查' }, lin, at(answers));
    }
    const runs = of(explained(story, at('2:00:00'), policy), 'nextResponse');
    expect(runs.map(({ run, state, startedAt }) => [run, state, since(startedAt)])).toEqual([
      [1, 'met', '10:00'],
      [2, 'missed', '30:00'],
    ]);
    expect(runs.map(lines)).toEqual([['10:00–20:00 counting'], ['30:00–1:05:00 counting']]);
  });

  it('of one that was reset ends where the next one begins, and keeps its miss', () => {
    const policy = promising([promise({}, { accept: 10 })]);
    const story = openedUnder(policy);
    story.gives({ type: 'assign', assignee: LIN }, chief, START);
    story.gives({ type: 'assign', assignee: WANG }, chief, at('05:00'));
    story.advance(at('15:00'));
    story.gives({ type: 'assign', assignee: LIN }, chief, at('20:00'));
    const runs = of(explained(story, at('25:00'), policy), 'accept');
    expect(runs.map(({ run, state }) => `${run} ${state}`)).toEqual(['1 cancelled', '2 missed', '3 running']);
    expect(runs.map(lines)).toEqual([['00:00–05:00 counting'], ['05:00–20:00 counting'], ['20:00–25:00 counting']]);
    expect(runs[1]).toMatchObject({ breachedAt: at('15:00'), elapsedMinutes: 15 });
    expect(runs[0]!.milestones).toEqual([]);
  });

  it('leaves no gap and adds up, whatever the life', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps, () => {}, STAGES);
        const now = addMinutes(events.at(-1)!.time, 7);
        for (const { startedAt, stoppedAt, intervals, elapsedMinutes } of explainClocks(
          ticket,
          events,
          () => STAGES,
          now,
        )) {
          const bounds = [startedAt, ...intervals.map(({ to }) => to)];
          expect(intervals.map(({ from }) => from)).toEqual(bounds.slice(0, -1));
          expect(bounds.at(-1)).toBe(stoppedAt ?? now);
          const counted = intervals.filter(({ kind }) => kind === 'counting');
          const ms = counted.reduce((sum, { from, to }) => sum + msBetween(from, to), 0);
          expect(elapsedMinutes).toBeCloseTo(ms / MINUTE_MS, 1);
        }
      }),
      { numRuns: 150 },
    );
  });
});
