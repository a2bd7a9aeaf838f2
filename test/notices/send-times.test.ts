import { describe, expect, it } from 'vitest';
import { localOf } from '../../core/domain/routing/zone.ts';
import { addMs, msBetween, toInstant } from '../../core/domain/time.ts';
import { idOfTag, partsOf, tagOf } from '../../core/usecases/notify-ids.ts';
import { endOfQuiet, nextDigest, windowOf } from '../../core/usecases/send-times.ts';
import fc from '../support/properties.ts';

const SHANGHAI = 'Asia/Shanghai';
const NIGHT = { from: '22:00', to: '08:00', timeZone: SHANGHAI };
const HOUR = 60 * 60_000;

describe('quiet hours', () => {
  it.each([
    ['2026-03-02T13:59:59.999Z', undefined], // 21:59
    ['2026-03-02T14:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    ['2026-03-02T20:00:00.000Z', '2026-03-03T00:00:00.000Z'], // 04:00
    ['2026-03-02T23:59:59.999Z', '2026-03-03T00:00:00.000Z'],
    ['2026-03-03T00:00:00.000Z', undefined],
  ])('over midnight: at %s they end %s', (now, end) => {
    expect(endOfQuiet(now, NIGHT)).toBe(end);
  });

  it.each([
    ['2026-03-02T03:59:00.000Z', undefined],
    ['2026-03-02T04:00:00.000Z', '2026-03-02T06:00:00.000Z'],
    ['2026-03-02T06:00:00.000Z', undefined],
  ])('at noon: at %s they end %s', (now, end) => {
    expect(endOfQuiet(now, { from: '12:00', to: '14:00', timeZone: SHANGHAI })).toBe(end);
  });

  it('from a time to the same time are never', () => {
    expect(endOfQuiet('2026-03-02T14:00:00.000Z', { from: '22:00', to: '22:00', timeZone: SHANGHAI })).toBeUndefined();
  });

  it('end, at the time that is named, within a day, in every zone and over every change of the clocks', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom(SHANGHAI, 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(toInstant);
    fc.assert(
      fc.property(at, clock, clock, zone, (now, from, to, timeZone) => {
        const end = endOfQuiet(now, { from, to, timeZone });
        if (end === undefined) return;
        expect(end > now).toBe(true);
        expect(msBetween(now, end)).toBeLessThanOrEqual(25 * HOUR);
        // Whoever waits for it is told then, and not put off again by the same hours.
        expect(endOfQuiet(end, { from, to, timeZone })).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the next digest', () => {
  it.each([
    ['2026-03-02T00:59:59.999Z', '2026-03-02T01:00:00.000Z'],
    ['2026-03-02T01:00:00.000Z', '2026-03-02T06:00:00.000Z'],
    ['2026-03-02T06:00:00.000Z', '2026-03-03T01:00:00.000Z'],
  ])('after %s is at %s', (now, at) => {
    expect(nextDigest(now, ['14:00', '09:00'], SHANGHAI)).toBe(at);
  });

  it('is none where there are none', () => {
    expect(nextDigest('2026-03-02T00:00:00.000Z', [], SHANGHAI)).toBeUndefined();
  });
});

it('windows follow each other without gaps', () => {
  const { begin, end } = windowOf('2026-03-02T01:09:59.999Z', 10);
  expect([begin, end]).toEqual(['2026-03-02T01:00:00.000Z', '2026-03-02T01:10:00.000Z']);
  expect(windowOf(end, 10).begin).toBe(end);
  expect(localOf(addMs(begin, 0), 'UTC').minutes).toBe(60);
});

describe('tags', () => {
  it('are made of letters that every provider carries, and lead back to the notice', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_:-]{1,40}$/);
    fc.assert(
      fc.property(part, fc.nat(), part, fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), (a, n, o, w) => {
        const id = `${a}.${n}#${o}#${w}`;
        expect(tagOf(id)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(idOfTag(tagOf(id))).toBe(id);
        expect(partsOf(id)).toEqual({ about: a, number: String(n), occasion: o, whom: w });
      }),
    );
  });

  it('of a ticket stay below the 256 letters that SES takes', () => {
    expect(tagOf(`tkt_${'0'.repeat(26)}.1234567890#approvalRejected#agt_${'x'.repeat(60)}`).length).toBeLessThan(256);
  });

  it.each(['', 'not ours!', 'YWJj', tagOf('tkt_1.2#solved'), '____'])('refuses %j, which is none of ours', (tag) => {
    expect(idOfTag(tag)).toBeUndefined();
  });
});
