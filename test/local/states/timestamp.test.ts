import { describe, expect, it } from 'vitest';
import { isTimestamp, parseTimestamp } from '../../../local/states/timestamp.ts';
import fc from '../../support/properties.ts';

describe('a timestamp', () => {
  it('of every instant and offset is read to the millisecond', () => {
    const instant = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    const property = fc.property(instant, fc.integer({ min: -18 * 60, max: 18 * 60 }), (date, offset) => {
      const minutes = Math.abs(offset);
      const two = (value: number) => String(value).padStart(2, '0');
      const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      const local = new Date(date.getTime() + offset * 60_000).toISOString().replace('Z', zone);
      expect(isTimestamp(local)).toBe(true);
      expect(parseTimestamp(local)).toBe(date.getTime());
    });
    fc.assert(property);
  });

  it.each([
    ['2026-03-14T01:59Z', '2026-03-14T01:59:00Z'],
    ['2026-03-14t01:59:00z', '2026-03-14T01:59:00Z'],
    ['2026-03-14T01:59:00.Z', '2026-03-14T01:59:00Z'],
    ['2026-03-14T01:59:00.123999999Z', '2026-03-14T01:59:00.123Z'],
    ['2026-03-14T01:59:00+08:00:30', '2026-03-13T17:58:30Z'],
  ])('%s is read when an expression gives it', (text, same) => {
    expect(parseTimestamp(text)).toBe(Date.parse(same));
  });

  it.each(['2026-03-14T01:59Z', '2026-03-14t01:59:00z', '2026-03-14T01:59:00.Z', '2026-03-14T01:59:00+08:00:30'])(
    'refuses %s in a definition, which is no RFC 3339',
    (text) => {
      expect(isTimestamp(text)).toBe(false);
    },
  );

  it.each([
    '2026-03-14T01:59:00',
    '2026-03-14 01:59:00Z',
    '2026-03-14T01Z',
    '14-03-2026T01:59:00Z',
    '2026-13-14T01:59:00Z',
    '2026-06-31T01:59:00Z',
    '2026-02-29T00:00:00Z',
    '2026-03-14T24:00:00Z',
    '2026-03-14T01:60:00Z',
    '2026-03-14T01:59:60Z',
    '2026-03-14T01:59:00.1234567890Z',
    '2026-03-14T01:59:00+0800',
    '2026-03-14T01:59:00+18:01',
    '2026-03-14T01:59:00+01:00[Europe/Paris]',
    '',
    7,
    null,
  ])('refuses %s', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});
