/** Ten thousand executions of a machine of ten states on the stepped clock, in memory and on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Activity } from '../local/activity.ts';
import { Clock } from '../local/clock.ts';
import { machineArn } from '../local/states/context.ts';
import { StateMachines } from '../local/states/machines.ts';
import { Store } from '../local/store.ts';
import type { Row } from './table.ts';

const EXECUTIONS = 10_000;
const BUDGET_S = 5;
const MACHINE = 'Bench';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const task = (more: object) => ({ Type: 'Task', Resource: LAMBDA, TimeoutSeconds: 30, ...more });

/** Every execution enters each of the ten states once: tasks, choices, expressions, a wait, as a workflow has them. */
const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Take it in',
  States: {
    'Take it in': { Type: 'Pass', Assign: { n: '{% $states.input.n %}', seen: [] }, Next: 'Look it up' },
    'Look it up': task({
      Arguments: { FunctionName: 'Lookup', Payload: { n: '{% $n %}' } },
      Assign: { found: '{% $states.result.Payload %}' },
      Next: 'Is it known?',
    }),
    'Is it known?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $found.n = $n %}', Next: 'Rank it' }],
      Default: 'Unknown',
    },
    'Rank it': { Type: 'Pass', Output: { rank: '{% $found.n % 4 + 1 %}' }, Next: 'Let it rest' },
    'Let it rest': { Type: 'Wait', Seconds: '{% $states.input.rank * 60 %}', Next: 'Is it urgent?' },
    'Is it urgent?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.rank < 1 %}', Next: 'Unknown' }],
      Default: 'Work on it',
    },
    'Work on it': task({
      Arguments: { FunctionName: 'Work', Payload: '{% $states.input %}' },
      Output: '{% $merge([$states.input, {"worked": $states.result.StatusCode}]) %}',
      Next: 'Note it',
    }),
    'Note it': { Type: 'Pass', Assign: { seen: '{% $append($seen, $states.input.worked) %}' }, Next: 'Sum it up' },
    'Sum it up': { Type: 'Pass', Output: { n: '{% $n %}', count: '{% $count($seen) %}' }, Next: 'Done' },
    Done: { Type: 'Succeed' },
    Unknown: { Type: 'Fail', Error: 'Unknown' },
  },
};

export const states = async (report: (row: Row) => void): Promise<void> => {
  await measure(':memory:'); // warm
  report({
    what: '10,000 executions of ten states, in memory',
    value: await measure(':memory:'),
    unit: 's',
    budget: BUDGET_S,
    better: 'less',
  });
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-bench-'));
  try {
    const value = await measure(join(folder, 'gongdan.db'));
    report({ what: '  the same, persisted', value, unit: 's', better: 'less' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Seconds until all executions have ended and are stored. */
const measure = async (file: string): Promise<number> => {
  const store = new Store(file);
  const clock = new Clock({ kind: 'stepped' }, Date.parse('2026-03-02T01:00:00Z'));
  const activity = new Activity();
  let transitions = 0;
  const machines = new StateMachines({
    store,
    clock,
    activity,
    authorize: () => {},
    count: (_name, amount) => {
      transitions += amount;
    },
    integrate: async ({ arguments: given }) => ({
      StatusCode: 200,
      Payload: (given as { Payload: unknown }).Payload,
    }),
  });
  const kind = machines.kinds['AWS::StepFunctions::StateMachine'];
  kind?.declare(MACHINE, kind.schema.parse({ DefinitionString: JSON.stringify(DEFINITION), RoleArn: 'bench' }));
  machines.start();
  try {
    const begun = performance.now();
    for (let n = 0; n < EXECUTIONS; n += 1) {
      const input = JSON.stringify({ n });
      await machines.call('StartExecution', { stateMachineArn: machineArn(MACHINE), name: `n${n}`, input }, 'bench');
    }
    await activity.rest();
    for (let next = clock.next(); next !== undefined && transitions < 10 * EXECUTIONS; next = clock.next()) {
      clock.moveTo(next);
      await new Promise((resolve) => setTimeout(resolve, 0)); // the clock runs its timers in a turn of their own
      await activity.rest();
    }
    await store.durable();
    const seconds = (performance.now() - begun) / 1000;
    if (transitions !== 10 * EXECUTIONS)
      throw new Error(`There were ${transitions} transitions, not ten an execution.`);
    return seconds;
  } finally {
    machines.stop();
    clock.stop();
    store.close();
  }
};
