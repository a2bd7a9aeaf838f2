/** Every route, with everything that may be wrong with a request to it: a new route is covered by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';
import { wrongWith } from '../bad-input/badness.ts';
import { type Stage, setStage } from '../bad-input/stage.ts';
import { WRONG_CALLERS } from '../bad-input/wrong-caller.ts';
import { WRONG_CONTENTS } from '../bad-input/wrong-content.ts';

const BADNESSES = [...WRONG_CALLERS, ...WRONG_CONTENTS];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage.system[Symbol.asyncDispose]());

const told = new Map<string, number>();

describe('refuses, and writes nothing', () => {
  it.each(Object.entries<Route>(ROUTES) as [RouteName, Route][])(
    'refuses what is wrong for %s',
    async (name, route) => {
      const before = await stage.stored();
      const wrong: string[] = [];
      for (const badness of BADNESSES)
        for (const bad of badness.of(name, route, stage) ?? []) {
          const because = wrongWith(badness, await stage.send(name, bad));
          told.set(badness.what, (told.get(badness.what) ?? 0) + 1);
          if (because) wrong.push(`${badness.what} (${JSON.stringify(bad).slice(0, 120)}): ${because}`);
        }
      expect(wrong).toEqual([]);
      await stage.system.runtime.settle();
      expect(await stage.stored()).toEqual(before);
    },
  );

  it('refuses every badness on some route', () => {
    const counts = BADNESSES.map(({ what }) => [what, told.get(what) ?? 0] as const);
    console.info(`bad input: ${counts.map(([what, count]) => `${what} × ${count}`).join(', ')}`);
    expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });
});
