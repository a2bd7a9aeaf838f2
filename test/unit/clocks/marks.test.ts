/** Many marks on every clock: each fires once, in order over all clocks, also after an outage or when a command is faster. */

import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../core/domain/events.ts';
import { milestones } from '../../../core/domain/milestones.ts';
import { addMs } from '../../../core/domain/time.ts';
import fc from '../../support/properties.ts';
import { at, checker, chief, customer, LIN, lin, MINUTE, START, since } from '../people.ts';
import { climbing, promise, promising } from '../rules.ts';
import { openedUnder, type Story } from '../story.ts';

/** Warned at half and half an hour before; told again one hour and four hours after. */
const warnings = [{ percent: 50 }, { minutesBefore: 30 }];
const later = (clock: 'firstResponse' | 'resolution') =>
  [60, 240].map((minutesAfter) => ({ name: `${clock} ${minutesAfter}`, when: { clock, at: { minutesAfter } } }));
const POLICY = {
  ...climbing(
    [...later('firstResponse'), ...later('resolution')].map((rung) => ({ ...rung, acknowledgeMinutes: 10_000 })),
    promising([promise({}, { firstResponse: { minutes: 80, warnings }, resolution: { minutes: 120, warnings } })]),
  ),
};

const ALL = [
  '40:00 warned firstResponse',
  '50:00 warned firstResponse',
  '1:00:00 warned resolution',
  '1:20:00 breached firstResponse',
  '1:30:00 warned resolution',
  '2:00:00 breached resolution',
  '2:20:00 overdue firstResponse',
  '3:00:00 overdue resolution',
  '5:20:00 overdue firstResponse',
  '6:00:00 overdue resolution',
];

type Mark = { readonly clock: string; readonly milestoneAt: string; readonly late: boolean };
const KINDS: ReadonlySet<string> = new Set(['ticket.warned', 'ticket.breached', 'ticket.overdue']);
const marks = (story: Story): (Recorded & { readonly data: Mark })[] =>
  story.events.filter((event): event is Recorded & { data: Mark } => KINDS.has(event.type));
/** `<when it was due> <event> <clock>`. */
const fired = (story: Story) =>
  marks(story).map(({ type, data }) => `${since(data.milestoneAt)} ${type.replace('ticket.', '')} ${data.clock}`);

describe('the marks of all clocks', () => {
  it('are one list, in order', () => {
    const list = milestones(openedUnder(POLICY).ticket);
    expect(list.map(({ at: when, kind }) => `${since(when)} ${kind}`)).toEqual(
      ALL.map((line) =>
        line
          .replace(/warned.*/, 'warning')
          .replace(/breached.*/, 'breach')
          .replace(/overdue.*/, 'overdue'),
      ),
    );
  });

  it('fire at their instants, once, and not a millisecond before', () => {
    const story = openedUnder(POLICY);
    for (const line of ALL) {
      const when = at(line.split(' ')[0]!);
      expect(story.advance(addMs(when, -1))).toEqual([]);
      expect(story.advance(when)).not.toEqual([]);
      expect(story.advance(when)).toEqual([]);
    }
    expect(fired(story)).toEqual(ALL);
    expect(marks(story).some(({ data }) => data.late)).toBe(false);
    expect(story.advance(at('99:00:00'))).toEqual([]);
  });

  it('come late, in order and once after an outage of six hours', () => {
    const story = openedUnder(POLICY);
    story.advance(at('45:00'));
    story.advance(at('6:45:00'));
    expect(fired(story)).toEqual(ALL);
    expect(marks(story).map(({ data }) => data.late)).toEqual(ALL.map(() => true));
    expect(marks(story).map(({ time }) => since(time))).toEqual(['45:00', ...Array(9).fill('6:45:00')]);
    expect(story.advance(at('6:45:00'))).toEqual([]);
  });

  it('are late from more than a minute on', () => {
    for (const [delay, late] of [
      [MINUTE, false],
      [MINUTE + 1, true],
    ] as const) {
      const story = openedUnder(POLICY);
      story.advance(addMs(at('40:00'), delay));
      expect(marks(story).map(({ data }) => data.late)).toEqual([late]);
    }
  });

  it('that are owed are written before a command that overtakes the timer', () => {
    const story = openedUnder(POLICY);
    story.gives({ type: 'assign', assignee: LIN }, chief);
    expect(story.gives({ type: 'reply', text: '抱歉' }, lin, at('1:20:00'))).toEqual([
      'warned',
      'warned',
      'warned',
      'breached',
      'replied',
    ]);
    expect(story.ticket.clocks.firstResponse).toMatchObject({ state: 'missed', stoppedAt: at('1:20:00'), ahead: [] });
  });

  it('of a clock that has stopped do not come any more', () => {
    const story = openedUnder(POLICY);
    story.gives({ type: 'assign', assignee: LIN }, chief);
    story.gives({ type: 'reply', text: '在查' }, lin, at('45:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('2:30:00'));
    story.watch(at('48:00:00'));
    expect(fired(story)).toEqual([ALL[0], ALL[2], ALL[4], ALL[5]]);
  });

  it('move with a pause, also those after a breach', () => {
    const story = openedUnder(POLICY);
    story.gives({ type: 'assign', assignee: LIN }, chief);
    story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
    story.gives({ type: 'hold', for: 'customer' }, lin, at('2:30:00'));
    story.gives({ type: 'customerReply', text: '是的' }, customer, at('12:30:00'));
    const ahead = story.ticket.clocks.resolution.ahead.map((mark) => since(mark.at));
    expect(ahead).toEqual(['13:00:00', '16:00:00']);
    expect(story.ticket.clocks.resolution).toMatchObject({ state: 'missed', dueAt: at('2:00:00') });
  });

  it('that have fired do not come again when it is reopened, the others do', () => {
    const story = openedUnder(POLICY);
    story.gives({ type: 'assign', assignee: LIN }, chief);
    story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
    story.watch(at('2:05:00'));
    story.gives({ type: 'note', text: '在等仓库' }, lin, at('2:05:00'));
    story.watch(at('3:00:00'));
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('3:30:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('4:00:00'));
    story.gives({ type: 'reopen', reason: '没好' }, chief, at('9:30:00'));
    expect(story.ticket.clocks.resolution.ahead.map(({ minutes }) => minutes)).toEqual([120 + 240]);
    story.watch(at('20:00:00'));
    const overdue = story.all('ticket.overdue').map(({ clock, minutesAfter }) => `${clock} ${minutesAfter}`);
    expect(overdue).toEqual(['resolution 60', 'resolution 240']);
  });

  it('each fires once, whatever the clockwork misses', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 * MINUTE }), { maxLength: 12 }), (looks) => {
        const story = openedUnder(POLICY);
        for (const ms of looks.toSorted((a, b) => a - b)) story.advance(addMs(START, ms));
        story.advance(at('6:00:00'));
        expect(fired(story)).toEqual(ALL);
      }),
    );
  });
});
