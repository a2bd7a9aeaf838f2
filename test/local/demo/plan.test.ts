import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../contracts/policy.ts';
import { answersTo } from '../../../local/demo/answers.ts';
import { readExamples } from '../../../local/demo/examples.ts';
import { DAYS, planOf, STORIES } from '../../../local/demo/plan.ts';
import { randomOf } from '../../../local/random.ts';
import fc from '../../support/properties.ts';

const policy = parsePolicy(readFileSync(new URL('../../../policies/desk.yaml', import.meta.url), 'utf8'), 'desk.yaml');
const examples = readExamples();

describe('the plan of the demo', () => {
  it('is the same for the same seed, and another for another', () => {
    const plan = (seed: number) => planOf(examples, policy, seed, randomOf(seed));
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('posts every example once, within the days, and gives every story as many as it wants, for any seed', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const plan = planOf(examples, policy, seed, randomOf(seed));
        expect(plan.length).toBeGreaterThanOrEqual(120);
        expect(new Set(plan.map(({ request }) => request.uniqueId)).size).toBe(examples.length);
        for (const { at } of plan) expect(at > DAYS.start && at < DAYS.end).toBe(true);
        for (const story of STORIES)
          if (story.count !== 'rest') expect(plan.filter((each) => each.story === story).length).toBe(story.count);
      }),
      { numRuns: 20 },
    );
  });

  it('has words for every category in both languages', () => {
    for (const { name } of policy.categories)
      for (const language of ['zh', 'en'] as const) {
        const { answer, resolve } = answersTo({ category: name, language });
        expect(/\p{Script=Han}/u.test(answer)).toBe(language === 'zh');
        expect(resolve.text).not.toBe('');
      }
  });
});
