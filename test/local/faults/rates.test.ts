import { describe, expect, it } from 'vitest';
import { faultRates, faultText, NO_FAULTS } from '../../../local/faults/rates.ts';
import fc from '../../support/properties.ts';

describe('--faults', () => {
  it('reads every name, and leaves out what is not named', () => {
    expect(faultRates('duplicate=0.2,reorder=1,delay=0.1,throttle=0.05,crash=0.01,provider=0.33,seed=7')).toEqual({
      ...{ duplicate: 0.2, reorder: 1, delay: 0.1, throttle: 0.05, crash: 0.01, provider: 0.33, seed: 7 },
    });
    expect(faultRates(' crash = 0.5 , seed=0')).toEqual({ ...NO_FAULTS, crash: 0.5 });
    expect(faultRates('crash=0.5', 42).seed).toBe(42);
  });

  it('is told as it would be given again', () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    const rates = fc.record({
      ...{ duplicate: share, reorder: share, delay: share, throttle: share, crash: share, provider: share },
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(rates, (given) => {
        expect(faultRates(faultText(given))).toEqual(given);
      }),
    );
  });

  it.each([
    ['dely=0.1', '--faults knows no dely: there are duplicate, reorder, delay, throttle, crash, provider, seed.'],
    [
      '',
      '--faults knows no fault without a name: there are duplicate, reorder, delay, throttle, crash, provider, seed.',
    ],
    ['crash', '--faults crash: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=', '--faults crash=: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=1.1', '--faults crash=1.1: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=-0.1', '--faults crash=-0.1: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=1=1', '--faults crash=1=1: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=much', '--faults crash=much: give a share from 0 to 1, e.g. crash=0.1.'],
    ['crash=0.1,crash=0.2', '--faults names crash twice.'],
    ['crash=0.1,seed=0.5', '--faults seed=0.5: a seed is a whole number from 0 to 4294967295.'],
    ['crash=0.1,seed=-1', '--faults seed=-1: a seed is a whole number from 0 to 4294967295.'],
  ])('refuses %j', (text, expected) => {
    expect(() => faultRates(text)).toThrow(expected);
  });
});
