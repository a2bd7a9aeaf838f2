import { describe, expect, it } from 'vitest';
import { TaskFailure } from '../../../local/states/failure.ts';
import { LAMBDA, openMachine, park, START } from './machine.ts';

const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, Output: seconds, End: true });
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

describe('Parallel', () => {
  it('joins the outputs in the order of the branches, when the slowest has ended', async () => {
    const desk = openMachine({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { own: 40 }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.n + 1 %}' },
          Branches: [
            branch('Slow', wait(20)),
            branch('Quick', { Type: 'Pass', Output: '{% $states.input.n + $own %}', End: true }),
          ],
          End: true,
        },
      },
    });
    await desk.begin({ n: 1 });
    await desk.advance(19);
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.advance(1);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: [20, 42] });
    expect(await desk.types()).toEqual([
      'ExecutionStarted',
      ...['PassStateEntered', 'PassStateExited'],
      ...['ParallelStateEntered', 'ParallelStateStarted', 'WaitStateEntered', 'PassStateEntered', 'PassStateExited'],
      ...['WaitStateExited', 'ParallelStateSucceeded', 'ParallelStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('fails when a branch reads a variable that nobody has set', async () => {
    const desk = openMachine({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.n + 1 %}' },
          Branches: [
            branch('Slow', wait(20)),
            branch('Quick', { Type: 'Pass', Output: '{% $states.input.n + $own %}', End: true }),
          ],
          Output: '{% $states.result %}',
          End: true,
        },
      },
    });
    await desk.begin({ n: 1 });
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('stops the other branches when one fails, and kills their tokens', async () => {
    let token = '';
    const desk = openMachine(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              branch('Park', park({ End: true })),
              {
                StartAt: 'Rest',
                States: {
                  Rest: { Type: 'Wait', Seconds: 5, Next: 'Break' },
                  Break: { Type: 'Fail', Error: 'Broken', Cause: 'it broke' },
                },
              },
            ],
            Catch: [{ ErrorEquals: ['Broken'], Output: '{% $states.errorOutput.Cause %}', Next: 'After' }],
            End: true,
          },
          After: { Type: 'Succeed' },
        },
      },
      {
        integrate: async (call) => {
          token = call.arguments.Token;
        },
      },
    );
    await desk.begin();
    await desk.advance(5);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: 'it broke' });
    expect((await desk.types()).slice(-7)).toEqual([
      ...['FailStateEntered', 'TaskStateAborted', 'ParallelStateFailed', 'ParallelStateExited'],
      ...['SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
    ]);
    await expect(desk.call('SendTaskSuccess', { taskToken: token, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
  });

  it('runs all branches again when it is retried', async () => {
    const at: number[] = [];
    const desk = openMachine(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              branch('Work', { Type: 'Task', Resource: LAMBDA, End: true }),
              branch('Pass', { Type: 'Pass', Output: 2, End: true }),
            ],
            Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3 }],
            End: true,
          },
        },
      },
      {
        integrate: async () => {
          at.push((desk.clock.now() - START) / 1000);
          if (at.length < 3) throw new TaskFailure('Busy');
          return 1;
        },
      },
    );
    await desk.begin();
    await desk.advance(60);
    expect(at).toEqual([0, 3, 9]);
    expect((await desk.describe()).output).toEqual([1, 2]);
  });
});

describe('Map', () => {
  const map = (more: object, state: object) => ({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemProcessor: branch('One', state), End: true, ...more } },
  });

  it('runs no more iterations at a time than MaxConcurrency', async () => {
    const started: number[] = [];
    const task = { Type: 'Task', Resource: LAMBDA, Next: 'Rest' };
    const desk = openMachine(
      {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            MaxConcurrency: 2,
            ItemSelector: { item: '{% $states.context.Map.Item.Value %}', at: '{% $states.context.Map.Item.Index %}' },
            ItemProcessor: {
              StartAt: 'Work',
              States: {
                Work: task,
                Rest: { Type: 'Wait', Seconds: 10, Output: '{% $states.context.Map.Item.Index %}', End: true },
              },
            },
            End: true,
          },
        },
      },
      { integrate: async (call) => started.push(call.arguments.item * 100 + (desk.clock.now() - START) / 1000) },
    );
    await desk.begin([1, 2, 3, 4, 5]);
    await desk.advance(60);
    expect(started).toEqual([100, 200, 310, 410, 520]);
    expect((await desk.describe()).output).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives an empty array for no items', async () => {
    const desk = openMachine(map({}, { Type: 'Pass', End: true }));
    await desk.begin([]);
    expect((await desk.describe()).output).toEqual([]);
    expect(await desk.types()).toContain('MapStateSucceeded');
  });

  const odd = { Type: 'Choice', Choices: [{ Condition: '{% $states.input % 2 = 1 %}', Next: 'Bad' }], Default: 'Good' };
  const oddFails = (more: object) => ({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Odd',
          States: { Odd: odd, Bad: { Type: 'Fail', Error: 'Odd' }, Good: { Type: 'Pass', End: true } },
        },
        End: true,
        ...more,
      },
    },
  });

  it('fails with the error of the iteration when no failure is tolerated', async () => {
    const desk = openMachine(oddFails({}));
    await desk.begin([2, 3, 4]);
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'Odd' });
    expect(await desk.types()).toEqual(
      expect.arrayContaining(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']),
    );
  });

  it.each([
    [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 1 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: '{% 49 %}' }, 'FAILED'],
  ])('with %j ends %s when two of four iterations fail', async (more, status) => {
    const desk = openMachine(oddFails(more));
    await desk.begin([1, 2, 3, 4]);
    const ended = await desk.describe();
    expect(ended.status).toBe(status);
    if (status === 'SUCCEEDED') expect(ended.output).toEqual([2, 4]);
    else expect(ended.error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('keeps variables of iterations apart, and lets them read those around', async () => {
    const desk = openMachine({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { base: 10 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'Keep',
            States: {
              Keep: { Type: 'Pass', Assign: { own: '{% $states.input + $base %}' }, Next: 'Tell' },
              Tell: { Type: 'Pass', Output: '{% $own %}', End: true },
            },
          },
          Next: 'Outside',
        },
        Outside: { Type: 'Pass', Output: '{% [$states.input, $exists($own)] %}', End: true },
      },
    });
    await desk.begin();
    expect((await desk.describe()).output).toEqual([11, 12, false]);
  });
});
