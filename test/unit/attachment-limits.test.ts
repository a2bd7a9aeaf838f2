import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { isForgotten } from '../../core/domain/attachment-limits.ts';
import { toInstant } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';

const DAY_MS = 24 * 60 * 60_000;
const LATEST = Date.parse('2200-01-01T00:00:00.000Z');

it('waits for a file for a day from the moment that its id tells, and keeps what has come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: LATEST }), fc.integer({ min: -DAY_MS, max: DAY_MS }), (announced, offset) => {
      // ulid takes the moment 0 for none, and makes an id of now
      const id = `att_${ulid(announced)}` as const;
      const now = toInstant(announced + DAY_MS + offset);
      expect(isForgotten({ id, state: 'awaited' }, now)).toBe(offset >= 0);
      expect(isForgotten({ id, state: 'clean' }, now)).toBe(false);
      expect(isForgotten({ id, state: 'refused' }, now)).toBe(false);
    }),
  );
});
