import { describe, expect, it } from 'vitest';
import { executionArn, machineArn } from '../../../local/states/context.ts';
import { LAMBDA, openMachine, park } from './machine.ts';

describe('letters that come while others are worked on', () => {
  it('are each applied once, in whatever microtask they arrive', async () => {
    let token = '';
    const desk = openMachine(
      {
        StartAt: 'Which',
        States: {
          Which: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.park %}', Next: 'Handle' }],
            Default: 'Count',
          },
          Handle: park({ HeartbeatSeconds: 100, Output: '{% $states.result %}', End: true }),
          Count: { Type: 'Pass', Output: '{% {"n": $sum([1..50].($ * 2))} %}', End: true },
        },
      },
      {
        integrate: async (call) => {
          token = call.arguments.Token;
        },
      },
    );
    await desk.begin({ park: true }, 'parked');
    const beats: Promise<unknown>[] = [];
    const start = (name: string) =>
      desk.call('StartExecution', { stateMachineArn: machineArn('Desk'), name, input: '{"park":false}' });
    for (let round = 0; round < 40; round += 1) {
      beats.push(desk.call('SendTaskHeartbeat', { taskToken: token }), start(`other-${round}`));
      for (let microtasks = 0; microtasks < round * 5; microtasks += 1) await null;
    }
    await Promise.all(beats);
    await desk.settle();
    await desk.call('SendTaskSuccess', { taskToken: token, output: '"done"' });
    expect((await desk.describe('parked')).output).toBe('done');
    for (let round = 0; round < 40; round += 1) {
      expect(await desk.types(`other-${round}`)).toHaveLength(6);
    }
  });

  it('of one execution are applied in the order in which they came', async () => {
    const branches = Array.from({ length: 30 }, (_, index) => ({
      StartAt: `Work ${index}`,
      States: {
        [`Work ${index}`]: {
          Type: 'Task',
          Resource: LAMBDA,
          Arguments: index,
          Output: '{% $states.result * 2 %}',
          End: true,
        },
      },
    }));
    const desk = openMachine(
      { StartAt: 'All', States: { All: { Type: 'Parallel', Branches: branches, End: true } } },
      {
        integrate: async ({ arguments: index }) => {
          for (let microtasks = 0; microtasks < (index * 37) % 400; microtasks += 1) await null;
          return index;
        },
      },
    );
    await desk.begin();
    expect((await desk.describe()).output).toEqual(branches.map((_, index) => index * 2));
    const { events } = await desk.call('GetExecutionHistory', {
      executionArn: executionArn('Desk', 'one'),
      maxResults: 1000,
    });
    expect(events.map(({ id }: any) => id)).toEqual(events.map((_: unknown, index: number) => index + 1));
    for (const event of events) expect(event.previousEventId).toBeLessThan(event.id);
  });
});
