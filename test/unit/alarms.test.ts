import { describe, expect, it } from 'vitest';
import { type Alarm, found, type Sight, type Untouched, untouchedSince, wantedOf } from '../../core/domain/alarms.ts';
import { policy as shipped } from './desk.ts';
import { at, chief, clockwork, lin, ROUTING, START, WANG, wang } from './people.ts';
import { PLAIN } from './rules.ts';
import { handledUnder, openedUnder } from './story.ts';
import { toldOfAlarm } from './told.ts';

const alarm = (when: Alarm['when'], queues: readonly string[] = []): Alarm => ({
  name: 'night',
  title: { zh: '夜班', en: 'Night' },
  when,
  queues,
  to: ['supervisor'],
});
const untouched = (minutes: number, queues?: readonly string[]): Alarm =>
  alarm({ untouched: { priority: ['P0', 'P1'], minutes } }, queues);

describe('since when nobody has touched a ticket', () => {
  it('is since its opening, also in the hands of somebody who does nothing, until they accept or answer', () => {
    expect(untouchedSince(openedUnder(PLAIN).ticket)).toBe(START);
    const story = handledUnder(PLAIN);
    expect(untouchedSince(story.ticket)).toBe(START);
    story.gives({ type: 'accept' }, lin, at('03:00'));
    expect(untouchedSince(story.ticket)).toBeUndefined();
    const other = handledUnder(PLAIN);
    other.gives({ type: 'reply', text: '在查' }, lin, at('03:00'));
    expect(untouchedSince(other.ticket)).toBeUndefined();
  });

  it('goes on from the opening when it changes hands before the customer has an answer', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'accept' }, lin, at('03:00'));
    story.gives({ type: 'queue' }, lin, at('20:00'));
    expect(untouchedSince(story.ticket)).toBe(START);
    story.gives({ type: 'dispatch', assignee: WANG, by: 'dispatch', routing: ROUTING }, clockwork, at('21:00'));
    expect(untouchedSince(story.ticket)).toBe(START);
  });

  it('begins anew where it comes to after an answer, until it is touched there', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'reply', text: '在查' }, lin, at('03:00'));
    story.gives({ type: 'queue' }, lin, at('20:00'));
    expect(untouchedSince(story.ticket)).toBe(at('20:00'));
    story.gives({ type: 'assign', assignee: WANG }, chief, at('21:00'));
    expect(untouchedSince(story.ticket)).toBe(at('21:00'));
    story.gives({ type: 'reply', text: '继续查' }, wang, at('22:00'));
    expect(untouchedSince(story.ticket)).toBeUndefined();
  });

  it('is not asked of what waits for others, or is done', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, at('01:00'));
    expect(untouchedSince(story.ticket)).toBeUndefined();
    const done = handledUnder(PLAIN);
    done.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('01:00'));
    expect(untouchedSince(done.ticket)).toBeUndefined();
  });
});

const ticket = (code: string, since: string, more: Partial<Untouched> = {}): Untouched => ({
  ...{ code, queue: 'logistics', priority: 'P1', since: at(since) },
  ...more,
});
const sight = (now: string, over: Partial<Sight> = {}): Sight => ({
  ...{ now: at(now), waiting: new Map(), inHand: [], colours: new Map() },
  ...over,
});
const waiting = (...tickets: readonly Untouched[]): Partial<Sight> => ({ waiting: new Map([['logistics', tickets]]) });

describe('an alarm', () => {
  it('of the untouched holds from that minute on, for the priorities and the queues that it names', () => {
    const one = ticket('A', '00:00');
    expect(found(untouched(10), sight('09:59', waiting(one)))).toBeUndefined();
    const holds = { count: 1, queues: ['logistics'], tickets: ['A'], since: START };
    expect(found(untouched(10), sight('10:00', waiting(one)))).toEqual(holds);
    expect(found(untouched(10), sight('10:00', { inHand: [one] }))).toEqual(holds);
    expect(found(untouched(10), sight('10:00', waiting({ ...one, priority: 'P2' })))).toBeUndefined();
    for (const seen of [waiting(one), { inHand: [one] }]) {
      expect(found(untouched(10, ['experts']), sight('10:00', seen))).toBeUndefined();
      expect(found(untouched(10, ['logistics']), sight('10:00', seen))).toBeDefined();
    }
  });

  it('of what waits holds from one more than the number on', () => {
    const many = alarm({ waiting: { priority: ['P1'], moreThan: 2 } });
    const two = [ticket('A', '01:00'), ticket('B', '00:30')];
    expect(found(many, sight('02:00', waiting(...two, ticket('C', '00:00', { priority: 'P2' }))))).toBeUndefined();
    expect(found(many, sight('02:00', { ...waiting(...two), inHand: [ticket('C', '00:00')] }))).toBeUndefined();
    expect(found(many, sight('02:00', waiting(...two, ticket('C', '01:30'))))).toEqual({
      ...{ count: 3, queues: ['logistics'], since: at('00:30') },
      tickets: ['B', 'A', 'C'],
    });
  });

  it('names five tickets at most, those that have waited for longest', () => {
    const tickets = Array.from({ length: 9 }, (_, index) => ticket(`T${index}`, `0${9 - index}:00`));
    const holds = found(untouched(1), sight('30:00', waiting(...tickets)));
    expect([holds?.count, holds?.tickets]).toEqual([9, ['T8', 'T7', 'T6', 'T5', 'T4']]);
  });

  it('of a red queue holds as soon as it has been red for so long', () => {
    const colours = new Map([
      ['logistics', { colour: 'red', since: at('05:00') }],
      ['experts', { colour: 'yellow', since: START }],
    ] as const);
    const red = alarm({ red: { minutes: 15 } });
    expect(found(red, sight('19:59', { colours }))).toBeUndefined();
    expect(found(red, sight('20:00', { colours }))).toEqual({
      ...{ count: 1, queues: ['logistics'], tickets: [], since: at('05:00') },
    });
    expect(found({ ...red, queues: ['experts'] }, sight('20:00', { colours }))).toBeUndefined();
  });

  it('looks at no more than what it is about', () => {
    const queues = ['logistics', 'experts'];
    expect(wantedOf([], queues)).toEqual({ waiting: [], inHand: [], colours: [] });
    expect(wantedOf([alarm({ red: { minutes: 5 } }, ['experts', 'gone'])], queues)).toEqual({
      ...{ waiting: [], inHand: [], colours: ['experts'] },
    });
    expect(
      wantedOf([untouched(10, ['experts']), alarm({ waiting: { priority: ['P3'], moreThan: 1 } })], queues),
    ).toEqual({
      ...{ waiting: queues, inHand: ['P0', 'P1'], colours: [] },
    });
  });

  it.each([
    ['zh', '值班告警：夜班', '7 张工单（P0、P1）已 10 分钟无人接手，自今天 12:00（UTC+8）。队列：logistics、experts'],
    [
      'en',
      'Alarm: Night',
      '7 tickets (P0, P1) that nobody has touched for 10 minutes, since today 12:00 (UTC+8). Queues: logistics, experts',
    ],
  ] as const)(
    'tells in %s, the language of the desk, what it is, how many, where, and what to do',
    (language, title, what) => {
      const rules = { ...PLAIN, notices: { ...shipped.notices, language } };
      const holds = { count: 7, queues: ['logistics', 'experts'], tickets: ['ABCD2345'], since: START };
      const episode = { alarm: 'night', number: 1, raisedAt: at('10:00'), found: holds };
      const [message, ...others] = toldOfAlarm(untouched(10), episode, rules, at('10:00'));
      expect([message?.to, others]).toEqual([['supervisor'], []]);
      const { subject, text } = message ?? {};
      expect(subject).toBe(title);
      expect(text).toContain(what);
      expect(text).toContain('npx gongdan alarms acknowledge night');
      expect(text).toContain('ABCD2345');
    },
  );
});
