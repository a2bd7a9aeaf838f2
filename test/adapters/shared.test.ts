import { describe, expect, it } from 'vitest';
import { shared } from '../../adapters/shared.ts';

/** An act that counts, and fails for `bad`. */
const counting = () => {
  const done: string[] = [];
  const act = shared(
    async (name: string) => {
      done.push(name);
      if (name === 'bad') throw new Error(`${name} ${done.length}`);
      return `${name} ${done.length}`;
    },
    (name) => name,
  );
  return { act, done };
};

describe('what is asked for side by side', () => {
  it('is done once for the same, and once more for those who ask later', async () => {
    const { act, done } = counting();
    const first = await Promise.all(['a', 'b', 'a'].map(act));
    expect(first[0]).toBe(first[2]);
    expect(done).toEqual(['a', 'b']);
    expect(await act('a')).toBe('a 3');
  });

  it('has not begun before anybody asked who shares it', async () => {
    let number = 0;
    const act = shared(
      async (_: string) => number,
      (name) => name,
    );
    const early = act('number');
    number = 1;
    expect(await Promise.all([early, act('number')])).toEqual([1, 1]);
    const begun = act('number');
    await new Promise((resolve) => setImmediate(resolve)); // now it runs
    number = 2;
    expect([await begun, await act('number')]).toEqual([1, 2]);
  });

  it('refuses all who asked for what failed, nobody else, and is tried again', async () => {
    const { act, done } = counting();
    const results = await Promise.allSettled(['bad', 'good', 'bad'].map(act));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    await expect(act('bad')).rejects.toThrow('bad 3');
    expect(done).toEqual(['bad', 'good', 'bad']);
  });
});
