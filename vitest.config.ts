import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Whole days, crowds and every grant in turn: minutes each. `npm test` leaves them out and says so, `npm run test-long` runs them alone.
 */
const LONG = [
  'test/system/permission.test.ts',
  'test/system/permission-sweeper.test.ts',
  'test/system/relations.test.ts',
  'test/system/clockworks.test.ts',
  'test/system/many-agents.test.ts',
  'test/system/webhooks.test.ts',
  'test/system/attachments.test.ts',
  'test/workflow/golden-story.test.ts',
  'test/workflow/rescue.test.ts',
  'test/exports/faults.test.ts',
  'test/routing/burst.test.ts',
  'test/system/attachments-faults.test.ts',
  'test/system/crash.test.ts',
  'test/system/loads.test.ts',
  'test/system/promotions.test.ts',
  'test/workflow/promise-changes.test.ts',
  'test/workflow/rearming.test.ts',
  'test/workflow/ladder.test.ts',
  'test/workflow/approvals.test.ts',
  'test/workflow/reviews.test.ts',
  'test/workflow/holds.test.ts',
  'test/workflow/outage.test.ts',
  'test/workflow/surveys.test.ts',
  'test/system/notices-exactly-once.test.ts',
  'test/privacy/planted.test.ts',
  'test/fuzz/fuzz.test.ts',
];
/** These leave nothing behind in their process, so that the next file need not load all again: a quarter of the time of all tests. */
const TOGETHER = ['unit', 'usecases', 'simulation', 'infra', 'local'].map((folder) => `test/${folder}/**/*.test.ts`);

const long = process.env.TESTS === 'long';
if (!long) console.info(`Left out, because they take minutes: ${LONG.join(', ')}. npm run test-long runs them.`);

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'together', include: long ? [] : TOGETHER, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: long ? LONG : ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...(long ? [] : [...LONG, ...TOGETHER])],
        },
      },
    ],
    pool: 'forks',
    // Tests of the whole machine start several threads of their own.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
