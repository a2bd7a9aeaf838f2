import { expect, it } from 'vitest';
import type { Clock } from '../../../core/domain/clocks/clock.ts';
import { differencesOf } from '../../../core/domain/clocks/rebuild.ts';

const PAUSED: Clock = {
  state: 'running',
  policy: 'standard',
  policyVersion: 'v1',
  calendar: 'always',
  targetMinutes: 120,
  startedAt: '2026-03-02T01:00:00.000Z',
  dueAt: '2026-03-02T04:00:00.000Z',
  pauses: [{ from: '2026-03-02T02:00:00.000Z', to: '2026-03-02T03:00:00.000Z', for: 'customer' }],
  ahead: [{ minutes: 120, at: '2026-03-02T04:00:00.000Z' }],
};

it('finds no difference in the order in which a store gives fields back', () => {
  const stored: Clock = {
    ...PAUSED,
    pauses: PAUSED.pauses.map(({ from, to, for: why }) => ({ for: why, from, ...(to && { to }) })),
    ahead: PAUSED.ahead.map(({ minutes, at }) => ({ at, minutes })),
  };
  expect(differencesOf({ resolution: stored }, { resolution: PAUSED })).toEqual([]);
});

it('finds one in what they say, deep down too', () => {
  const other: Clock = { ...PAUSED, pauses: [{ from: '2026-03-02T02:00:00.000Z', for: 'customer' }] };
  expect(differencesOf({ resolution: other }, { resolution: PAUSED })).toEqual([
    'resolution.pauses: [{"for":"customer","from":"2026-03-02T02:00:00.000Z","to":"2026-03-02T03:00:00.000Z"}] instead of [{"for":"customer","from":"2026-03-02T02:00:00.000Z"}]',
  ]);
});
