import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import fc from '../../support/properties.ts';
import { type Call, LAMBDA, type Options, openMachine, park } from './machine.ts';

const folders: string[] = [];
const newFile = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'states-')));
  return join(folders.at(-1)!, 'gongdan.db');
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Opens the same file again after the runtime went without a word. */
function reopen(desk: ReturnType<typeof openMachine>, definition: object, options: Options) {
  const now = desk.clock.now();
  desk.close();
  return openMachine(definition, { ...options, now });
}

const end = { End: true };
const WAIT = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, ...end } } };
const PARK = {
  StartAt: 'Handle',
  States: { Handle: park({ TimeoutSeconds: 60, Output: '{% $states.result %}', ...end }) },
};

describe('after the process was killed', () => {
  it('a Wait ends at its time', async () => {
    const options = { file: newFile() };
    let desk = openMachine(WAIT, options);
    await desk.begin({ kept: true });
    await desk.advance(20);
    desk = reopen(desk, WAIT, options);
    await desk.advance(39);
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.advance(1);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: { kept: true } });
  });

  it('a time that passed meanwhile fires at the start', async () => {
    const options = { file: newFile() };
    let desk = openMachine(WAIT, options);
    await desk.begin();
    const later = desk.clock.now() + 3_600_000;
    desk.close();
    desk = openMachine(WAIT, { ...options, now: later });
    await desk.advance(0);
    expect((await desk.describe()).status).toBe('SUCCEEDED');
  });

  it('a token is still valid, and its timeout stands', async () => {
    const calls: Call[] = [];
    const options = { file: newFile(), integrate: async (call: Call) => calls.push(call) && {} };
    let desk = openMachine(PARK, options);
    await desk.begin({}, 'one');
    await desk.begin({}, 'two');
    desk = reopen(desk, PARK, options);
    await desk.call('SendTaskSuccess', { taskToken: calls[0]!.arguments.Token, output: '7' });
    expect((await desk.describe('one')).output).toBe(7);
    await desk.advance(60);
    expect(await desk.describe('two')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(calls).toHaveLength(2);
  });

  it('a task in flight is called again with the same token', async () => {
    const calls: Call[] = [];
    const file = newFile();
    let desk = openMachine(PARK, { file, integrate: (call) => new Promise(() => calls.push(call)) });
    await desk.begin();
    desk = reopen(desk, PARK, { file, integrate: async (call) => calls.push(call) && {} });
    await desk.settle();
    expect(calls).toHaveLength(2);
    expect(calls[1]).toEqual(calls[0]);
    expect((await desk.types()).at(-1)).toBe('TaskSubmitted');
    await desk.call('SendTaskSuccess', { taskToken: calls[0]!.arguments.Token, output: '7' });
    expect((await desk.describe()).output).toBe(7);
  });

  it('an execution keeps the definition that it began with', async () => {
    const options = { file: newFile() };
    let desk = openMachine({ StartAt: 'Rest', States: { Rest: { ...WAIT.States.Rest, Output: 'old' } } }, options);
    await desk.begin({}, 'old');
    desk = reopen(desk, { StartAt: 'Other', States: { Other: { Type: 'Pass', Output: 'new', ...end } } }, options);
    await desk.begin({}, 'new');
    await desk.advance(60);
    expect([(await desk.describe('old')).output, (await desk.describe('new')).output]).toEqual(['old', 'new']);
  });

  it('an execution that was accepted and not begun begins', async () => {
    const options = { file: newFile() };
    let desk = openMachine(WAIT, options);
    const started = desk.call('StartExecution', {
      stateMachineArn: desk.machines.kinds['AWS::StepFunctions::StateMachine']!.identify('Desk', () => undefined).ref,
      name: 'one',
    });
    desk = reopen(desk, WAIT, options); // within the same turn: the first step has not been taken
    await started;
    await desk.advance(60);
    expect((await desk.describe()).status).toBe('SUCCEEDED');
  });
});

/** Everything that can wait, nested: branches, iterations, timers, retries, calls and tokens. */
const NESTED = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              MaxConcurrency: 2,
              Items: '{% [1..5] %}',
              ItemProcessor: {
                StartAt: 'Rest',
                States: {
                  Rest: {
                    Type: 'Wait',
                    Seconds: '{% $states.input * 7 %}',
                    Assign: { doubled: '{% $states.input * 2 %}' },
                    Next: 'Work',
                  },
                  Work: {
                    Type: 'Task',
                    Resource: LAMBDA,
                    Arguments: '{% $doubled %}',
                    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 4 }],
                    ...end,
                  },
                },
              },
              ...end,
            },
          },
        },
        {
          StartAt: 'Handle',
          States: {
            Handle: park({
              TimeoutSeconds: 30,
              Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'Late' }],
              ...end,
            }),
            Late: { Type: 'Wait', Seconds: 3, ...end },
          },
        },
      ],
      Next: 'Sum',
    },
    Sum: { Type: 'Pass', Output: '{% [$sum($states.input[0]), $states.input[1]] %}', ...end },
  },
};

describe('killed at any time', () => {
  it('an execution ends as if nothing had happened', { timeout: 60_000 }, async () => {
    const seed = 20260314;
    console.log(`resume: seed ${seed}`);
    const steps = fc.array(fc.record({ seconds: fc.integer({ min: 0, max: 15 }), kill: fc.boolean() }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        let failed = false;
        const integrate = async (call: Call) => {
          if (call.arguments.Token) return {};
          if (call.arguments === 4 && !failed) {
            failed = true;
            throw new Error('the first try of the second item');
          }
          return call.arguments;
        };
        const options = { file: newFile(), integrate };
        let desk = openMachine(NESTED, options);
        await desk.begin();
        for (const { seconds, kill } of moves) {
          await desk.advance(seconds);
          if (kill) desk = reopen(desk, NESTED, options);
        }
        await desk.advance(200);
        expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: [30, 'late'] });
        const ids = (await desk.events()).map(({ id }) => id);
        expect(ids).toEqual(ids.map((_, index) => index + 1));
        desk.close();
      }),
      { seed, numRuns: 25 },
    );
  });
});
