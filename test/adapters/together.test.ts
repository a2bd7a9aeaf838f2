import { describe, expect, it } from 'vitest';
import { together } from '../../adapters/together.ts';

const tellsApart = ({ name }: { readonly name: string }): string => name;

describe('what several ask for side by side', () => {
  it('is answered by one act, in their order, once for those who ask the same', async () => {
    const acts: string[][] = [];
    const ask = together(async (all: readonly { readonly name: string }[]) => {
      acts.push(all.map(tellsApart));
      return all.map(({ name }) => name.toUpperCase());
    }, tellsApart);
    expect(await Promise.all(['a', 'b', 'a'].map((name) => ask({ name })))).toEqual(['A', 'B', 'A']);
    expect(acts).toEqual([['a', 'b']]);
  });

  it('is done again for who asks later', async () => {
    let acts = 0;
    const ask = together(async (all: readonly { readonly name: string }[]) => {
      acts += 1;
      return all.map(() => acts);
    }, tellsApart);
    expect(await ask({ name: 'a' })).toBe(1);
    expect(await ask({ name: 'a' })).toBe(2);
  });

  it('fails for those alone whose answer is an error', async () => {
    const ask = together(
      async (all: readonly { readonly name: string }[]) =>
        all.map(({ name }) => (name === 'b' ? new Error('not b') : name)),
      tellsApart,
    );
    const results = await Promise.allSettled(['a', 'b'].map((name) => ask({ name })));
    expect(results).toEqual([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: new Error('not b') },
    ]);
  });

  it('fails for all when the act does', async () => {
    const ask = together<{ readonly name: string }, string>(async () => {
      throw new Error('no look');
    }, tellsApart);
    const results = await Promise.allSettled(['a', 'b'].map((name) => ask({ name })));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
