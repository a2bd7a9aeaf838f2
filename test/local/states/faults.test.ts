import { describe, expect, it } from 'vitest';
import { TaskFailure } from '../../../local/states/failure.ts';
import { LAMBDA, openMachine, START } from './machine.ts';

const task = (more: object) => ({
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: LAMBDA,
      Arguments: { n: '{% $states.context.State.RetryCount %}' },
      End: true,
      ...more,
    },
    Caught: { Type: 'Pass', End: true },
  },
});

/** A machine whose task fails with `errors` in turn and then succeeds; tells the seconds of the attempts. */
function failing(more: object, errors: readonly string[]) {
  const attempts: number[] = [];
  const counts: unknown[] = [];
  const desk = openMachine('Catch' in more ? task(more) : { ...task(more), States: { Work: task(more).States.Work } }, {
    integrate: async (call) => {
      attempts.push((desk.clock.now() - START) / 1000);
      counts.push(call.arguments.n);
      const error = errors[attempts.length - 1];
      if (error) throw new TaskFailure(error, 'because');
      return 'done';
    },
  });
  return { ...desk, attempts, counts };
}

const times = (error: string, count: number) => Array.from({ length: count }, () => error);

describe('Retry', () => {
  it('backs off by the rate, up to the longest delay, and counts its attempts', async () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 };
    const desk = failing({ Retry: [retry] }, times('Busy', 4));
    await desk.begin();
    await desk.advance(100);
    expect(desk.attempts).toEqual([0, 2, 8, 18, 28]);
    expect(desk.counts).toEqual([0, 1, 2, 3, 4]);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
  });

  it('has AWS defaults: one second, doubled, three times', async () => {
    const desk = failing({ Retry: [{ ErrorEquals: ['States.ALL'] }] }, times('Busy', 9));
    await desk.begin();
    await desk.advance(100);
    expect(desk.attempts).toEqual([0, 1, 3, 7]);
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'because' });
  });

  it('gives an error to the first retrier that names it, and then to no other', async () => {
    const retry = [
      { ErrorEquals: ['Busy', 'Late'], MaxAttempts: 1, IntervalSeconds: 3 },
      { ErrorEquals: ['Odd'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 9 },
    ];
    const more = { Retry: retry, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }] };
    const desk = failing(more, ['Late', 'Other', 'Odd']);
    await desk.begin();
    await desk.advance(100);
    expect(desk.attempts).toEqual([0, 3, 4]);
    expect((await desk.describe()).output).toMatchObject({ Error: 'Odd' });
  });

  it('counts each retrier for itself', async () => {
    const retry = [
      { ErrorEquals: ['Busy'], MaxAttempts: 1, IntervalSeconds: 5 },
      { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
    ];
    const desk = failing({ Retry: retry }, ['Busy', 'Other', 'Busy']);
    await desk.begin();
    await desk.advance(100);
    expect(desk.attempts).toEqual([0, 5, 6]);
    expect((await desk.describe()).error).toBe('Busy');
  });

  it('spreads with full jitter: below the delay, and the same in every run', async () => {
    const run = async () => {
      const desk = failing({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, JitterStrategy: 'FULL' }] }, [
        'Busy',
      ]);
      await desk.begin();
      await desk.advance(100);
      return desk.attempts;
    };
    const [first, again] = [await run(), await run()];
    expect(first).toHaveLength(2);
    expect(first[1]).toBeGreaterThanOrEqual(0);
    expect(first[1]).toBeLessThan(100);
    expect(again).toEqual(first);
  });

  it('bills every attempt as a transition', async () => {
    let transitions = 0;
    const { States } = task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }] });
    const desk = openMachine(
      { StartAt: 'Work', States: { Work: States.Work } },
      {
        transitions: (amount) => {
          transitions += amount;
        },
        integrate: async () => Promise.reject(new TaskFailure('Busy')),
      },
    );
    await desk.begin();
    await desk.advance(10);
    expect(transitions).toBe(3);
  });
});

describe('Catch', () => {
  const caught = (names: string[], more: object = {}) => ({ Catch: [{ ErrorEquals: names, Next: 'Caught', ...more }] });

  it('gives the error to its Output and Assign', async () => {
    const desk = failing(
      caught(['Busy'], { Output: '{% $states.errorOutput %}', Assign: { why: '{% $states.errorOutput.Error %}' } }),
      ['Busy'],
    );
    await desk.begin();
    expect((await desk.describe()).output).toEqual({ Error: 'Busy', Cause: 'because' });
    const exit = (await desk.events()).find(({ type }) => type === 'TaskStateExited');
    expect(exit.stateExitedEventDetails.assignedVariables).toEqual({ why: '"Busy"' });
  });

  it.each(['States.DataLimitExceeded', 'States.Runtime'])('does not take %s with States.ALL', async (error) => {
    const desk = failing(caught(['States.ALL']), [error]);
    await desk.begin();
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error });
  });

  it('does not take a timeout with States.TaskFailed', async () => {
    const desk = failing(caught(['States.TaskFailed']), ['States.Timeout']);
    await desk.begin();
    expect((await desk.describe()).error).toBe('States.Timeout');
  });

  it('that can not be evaluated itself fails the state, and no other catcher takes that', async () => {
    const catchers = [
      { ErrorEquals: ['Busy'], Output: { why: '{% $nothing %}' }, Next: 'Caught' },
      { ErrorEquals: ['States.ALL'], Next: 'Caught' },
    ];
    const desk = failing({ Catch: catchers }, ['Busy']);
    await desk.begin();
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    const [failed] = (await desk.events()).filter(({ type }) => type === 'EvaluationFailed');
    expect(failed.evaluationFailedEventDetails).toMatchObject({ state: 'Work', location: 'Catch[0]/Output/why' });
  });

  it('takes a failed evaluation, and its cause names the state', async () => {
    const desk = failing({ Output: '{% $nothing %}', ...caught(['States.QueryEvaluationError']) }, []);
    await desk.begin();
    expect((await desk.describe()).output).toEqual({
      Error: 'States.QueryEvaluationError',
      Cause:
        "An error occurred while executing the state 'Work' (entered at the event id #2). The JSONata expression '$nothing' specified for the field 'Output' returned nothing (undefined).",
    });
    expect(await desk.types()).toContain('EvaluationFailed');
  });
});

describe('limits', () => {
  it('ends an execution at its own TimeoutSeconds', async () => {
    const desk = openMachine({
      TimeoutSeconds: 30,
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 31, End: true } },
    });
    await desk.begin();
    await desk.advance(29);
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.advance(5);
    expect((await desk.describe()).status).toBe('TIMED_OUT');
    expect((await desk.types()).at(-1)).toBe('ExecutionTimedOut');
  });

  it('ends every execution after a year', async () => {
    const desk = openMachine({ StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 99_999_999, End: true } } });
    await desk.begin();
    await desk.advance(366 * 86_400);
    expect(await desk.describe()).toMatchObject({ status: 'TIMED_OUT', stopDate: START / 1000 + 365 * 86_400 });
  });

  it('ends an endless loop at 25,000 events', async () => {
    const desk = openMachine({
      StartAt: 'Turn',
      States: {
        Turn: { Type: 'Pass', Next: 'Back' },
        Back: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Out' }], Default: 'Turn' },
        Out: { Type: 'Succeed' },
      },
    });
    await desk.begin();
    const { executionArn, status, cause } = await desk.describe();
    expect({ status, cause }).toEqual({
      status: 'FAILED',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    const { events } = await desk.call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 2 });
    expect(events.map(({ id }: any) => id)).toEqual([25_000, 24_999]);
    expect(events[0].type).toBe('ExecutionFailed');
  });

  it('fails with States.DataLimitExceeded above 256 KiB, in bytes', async () => {
    const desk = openMachine(
      { StartAt: 'Work', States: { Work: task({}).States.Work } },
      { integrate: async (call) => call.arguments.n === 0 && '工'.repeat(87_381) },
    );
    await desk.begin();
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('tells of a result that is too large as a failure of its task, which its own name catches', async () => {
    const desk = openMachine(task({ Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'Caught' }] }), {
      integrate: async () => 'x'.repeat(262_144),
    });
    await desk.begin();
    expect((await desk.describe()).output).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
    expect(await desk.types()).toContain('TaskFailed');
  });

  it('cuts a cause that no state could take in', async () => {
    const desk = openMachine(task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }), {
      integrate: () => Promise.reject(new TaskFailure('Busy', 'x'.repeat(300_000))),
    });
    await desk.begin();
    expect((await desk.describe()).output).toEqual({ Error: 'Busy', Cause: 'x'.repeat(32_768) });
  });

  it('passes on what is just as large as allowed', async () => {
    const desk = openMachine(
      { StartAt: 'Work', States: { Work: task({}).States.Work } },
      { integrate: async () => 'x'.repeat(262_142) },
    );
    await desk.begin();
    expect((await desk.describe()).status).toBe('SUCCEEDED');
  });
});
