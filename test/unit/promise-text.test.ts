import { describe, expect, it } from 'vitest';
import { ALWAYS } from '../../core/domain/calendar/calendar.ts';
import { momentText, promiseText, zoneOf } from '../../core/domain/promise-text.ts';
import { addMinutes, toInstant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { OFFICE, PLAIN } from './rules.ts';

/** A Friday, 16:30 in Shanghai. */
const NOW = '2026-11-20T08:30:00.000Z';
const zh = (at: string, now = NOW) => promiseText(at, { now, zone: 'Asia/Shanghai', language: 'zh' });
const en = (at: string, now = NOW, zone = 'Asia/Shanghai') => promiseText(at, { now, zone, language: 'en' });

describe('until when', () => {
  it.each([
    ['2026-11-20T10:05:00.000Z', '今天 18:05 前（UTC+8）', 'by today 18:05 (UTC+8)'],
    ['2026-11-21T02:30:00.000Z', '明天 10:30 前（UTC+8）', 'by tomorrow 10:30 (UTC+8)'],
    ['2026-11-22T01:00:00.000Z', '后天 9:00 前（UTC+8）', 'by Sunday 9:00 (UTC+8)'],
    ['2026-11-23T01:30:00.000Z', '下周一 9:30 前（UTC+8）', 'by Monday 9:30 (UTC+8)'],
    ['2026-11-26T01:30:00.000Z', '下周四 9:30 前（UTC+8）', 'by Thursday 9:30 (UTC+8)'],
    ['2026-11-27T01:30:00.000Z', '11月27日（周五）9:30 前（UTC+8）', 'by Friday 27 November 9:30 (UTC+8)'],
    ['2027-01-04T01:30:00.000Z', '2027年1月4日（周一）9:30 前（UTC+8）', 'by Monday 4 January 2027 9:30 (UTC+8)'],
    ['2026-11-19T01:30:00.000Z', '昨天 9:30 前（UTC+8）', 'by yesterday 9:30 (UTC+8)'],
    ['2026-11-16T01:30:00.000Z', '11月16日（周一）9:30 前（UTC+8）', 'by Monday 16 November 9:30 (UTC+8)'],
  ])('%s is %s, %s', (at, chinese, english) => {
    expect([zh(at), en(at)]).toEqual([chinese, english]);
  });

  it('names a later day of the same week without "next"', () => {
    expect(zh('2026-11-19T01:00:00.000Z', '2026-11-16T01:00:00.000Z')).toBe('周四 9:00 前（UTC+8）');
  });

  it('lets midnight end the day before, and not begin the next one', () => {
    expect(zh('2026-11-20T16:00:00.000Z')).toBe('今天 24:00 前（UTC+8）');
    expect(en('2026-11-22T16:00:00.000Z')).toBe('by the end of Sunday (UTC+8)');
  });

  it('leaves seconds out, which promises no more than was promised', () => {
    expect(zh('2026-11-20T10:05:59.999Z')).toBe('今天 18:05 前（UTC+8）');
  });

  it('is told on the clocks of the zone, with the offset of that day', () => {
    const now = '2026-03-28T20:00:00.000Z'; // the night in which Berlin loses an hour
    expect(en('2026-03-29T00:30:00.000Z', now, 'Europe/Berlin')).toBe('by tomorrow 1:30 (UTC+1)');
    expect(en('2026-03-29T01:30:00.000Z', now, 'Europe/Berlin')).toBe('by tomorrow 3:30 (UTC+2)');
    expect(en(NOW, NOW, 'Asia/Kolkata')).toBe('by today 14:00 (UTC+5:30)');
    expect(en(NOW, NOW, 'America/St_Johns')).toBe('by today 5:00 (UTC-3:30)');
    expect(en(NOW, NOW, 'UTC')).toBe('by today 8:30 (UTC)');
  });

  it('refuses a zone that is not known', () => {
    expect(() => en(NOW, NOW, 'Mars/Olympus')).toThrow(RangeError);
  });

  it('tells two different minutes of the same reading differently', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400_000, max: 800_000 }), fc.integer({ min: 1, max: 400_000 }), (from, more) => {
        const start = toInstant(Date.parse(NOW));
        const [one, other] = [addMinutes(start, from), addMinutes(start, from + more)];
        expect(zh(one)).not.toBe(zh(other));
        expect(en(one)).not.toBe(en(other));
      }),
    );
  });
});

describe('when', () => {
  it('is a moment, not a limit', () => {
    const reading = { now: NOW, zone: 'Asia/Shanghai' };
    expect(momentText('2026-11-20T16:00:00.000Z', { ...reading, language: 'zh' })).toBe('明天 0:00（UTC+8）');
    expect(momentText('2026-11-20T08:31:00.000Z', { ...reading, language: 'en' })).toBe('today 16:31 (UTC+8)');
  });
});

describe('the zone of a calendar', () => {
  it('is its own; what is open anywhere at any time is told on the clocks of the desk', () => {
    const policy = { ...PLAIN, calendars: { always: ALWAYS, office: { ...OFFICE, zone: 'Europe/Berlin' } } };
    expect(zoneOf(policy, 'office')).toBe('Europe/Berlin');
    expect(zoneOf(policy, 'always')).toBe('Asia/Shanghai');
    expect(zoneOf(policy, 'gone')).toBe('Asia/Shanghai');
  });
});
