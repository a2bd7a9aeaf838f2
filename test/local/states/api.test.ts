import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws.ts';
import { executionArn, machineArn } from '../../../local/states/context.ts';
import { TaskFailure } from '../../../local/states/failure.ts';
import { newToken } from '../../../local/states/token.ts';
import { CALLER, LAMBDA, openMachine, park, START } from './machine.ts';

const REST = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } };
const stateMachineArn = machineArn('Desk');

describe('StartExecution', () => {
  it('is idempotent by name while the execution runs with the same input', async () => {
    const desk = openMachine(REST);
    const start = (input: string) => desk.call('StartExecution', { stateMachineArn, name: 'tkt_1-1', input });
    const first = await start('{"a":1}');
    await desk.advance(10);
    expect(await start('{"a":1}')).toEqual(first);
    expect(first).toEqual({ executionArn: executionArn('Desk', 'tkt_1-1'), startDate: START / 1000 });
    await expect(start('{"a":2}')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    await desk.advance(60);
    await expect(start('{"a":1}')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    expect((await desk.call('ListExecutions', { stateMachineArn })).executions).toHaveLength(1);
  });

  it.each([
    ['InvalidName', { name: 'a b' }],
    ['InvalidName', { name: 'x'.repeat(81) }],
    ['InvalidExecutionInput', { input: '{' }],
    ['StateMachineDoesNotExist', { stateMachineArn: machineArn('Other') }],
    ['InvalidArn', { stateMachineArn: 'Desk' }],
    ['ValidationException', { stateMachineArn: undefined }],
    ['ValidationException', { input: JSON.stringify('x'.repeat(262_144)) }],
  ])('refuses with %s: %j', async (code, body) => {
    const desk = openMachine(REST);
    await expect(desk.call('StartExecution', { stateMachineArn, ...body })).rejects.toMatchObject({ code });
    expect((await desk.call('ListExecutions', { stateMachineArn })).executions).toEqual([]);
  });

  it.each([
    ['SendTaskFailure', { error: 'x'.repeat(257) }],
    ['SendTaskFailure', { cause: 'x'.repeat(32_769) }],
    ['StopExecution', { error: 'x'.repeat(257) }],
    ['StopExecution', { cause: 'x'.repeat(32_769) }],
  ])('refuses a %s whose %j is too long', async (action, body) => {
    const desk = openMachine(REST);
    await desk.begin();
    const request = { executionArn: executionArn('Desk', 'one'), taskToken: newToken(), ...body };
    await expect(desk.call(action, request)).rejects.toMatchObject({ code: 'ValidationException' });
    expect((await desk.describe()).status).toBe('RUNNING');
  });

  it('refuses an action that does not exist', async () => {
    await expect(openMachine(REST).call('CreateActivity', {})).rejects.toMatchObject({
      code: 'UnknownOperationException',
    });
  });
});

describe('permission', () => {
  it('refuses what the caller may not do, by action and ARN', async () => {
    const asked: string[] = [];
    const desk = openMachine(
      { StartAt: 'Handle', States: { Handle: park({ End: true }) } },
      {
        authorize: (principal, action, resource) => {
          asked.push(`${principal} ${action} ${resource}`);
          if (action === 'states:SendTaskSuccess') throw new AwsError('AccessDeniedException', 'no');
        },
        integrate: async (call) => {
          token = call.arguments.Token;
        },
      },
    );
    let token = '';
    await desk.begin();
    await expect(desk.call('SendTaskSuccess', { taskToken: token, output: '1' })).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
    expect(asked).toEqual([
      `${CALLER} states:StartExecution ${stateMachineArn}`,
      `${CALLER} states:SendTaskSuccess ${stateMachineArn}`,
    ]);
    expect((await desk.describe()).status).toBe('RUNNING');
  });
});

describe('lists and histories', () => {
  it('pages executions from the newest on, by status', async () => {
    const desk = openMachine(REST);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await desk.begin({}, name);
    await desk.call('StopExecution', { executionArn: executionArn('Desk', 'c') });
    const list = (more: object) => desk.call('ListExecutions', { stateMachineArn, maxResults: 2, ...more });
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await list({ statusFilter: 'RUNNING', ...(nextToken && { nextToken }) });
      names.push(...page.executions.map(({ name }: any) => name));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(names).toEqual(['e', 'd', 'b', 'a']);
    await expect(list({ nextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidToken' });
  });

  it.each([false, true])('pages events, reversed: %s', async (reverseOrder) => {
    const desk = openMachine(REST);
    await desk.begin();
    await desk.advance(60);
    const ids: number[] = [];
    let nextToken: string | undefined;
    do {
      const body = {
        executionArn: executionArn('Desk', 'one'),
        maxResults: 2,
        reverseOrder,
        ...(nextToken && { nextToken }),
      };
      const page = await desk.call('GetExecutionHistory', body);
      ids.push(...page.events.map(({ id }: any) => id));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(ids).toEqual(reverseOrder ? [4, 3, 2, 1] : [1, 2, 3, 4]);
  });

  it('describes the machine and lists it', async () => {
    const desk = openMachine(REST);
    const machine = await desk.call('DescribeStateMachine', { stateMachineArn });
    expect(machine).toMatchObject({ name: 'Desk', status: 'ACTIVE', type: 'STANDARD', roleArn: 'role-of-desk' });
    expect(JSON.parse(machine.definition).StartAt).toBe('Rest');
    expect((await desk.call('ListStateMachines', {})).stateMachines).toMatchObject([{ stateMachineArn, name: 'Desk' }]);
  });
});

describe('RedriveExecution', () => {
  /** The second branch fails until it is mended. */
  const BRANCHES = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Fine', States: { Fine: { Type: 'Task', Resource: LAMBDA, Arguments: 'fine', End: true } } },
          { StartAt: 'Broken', States: { Broken: { Type: 'Task', Resource: LAMBDA, Arguments: 'broken', End: true } } },
          { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 30, Output: 'rested', End: true } } },
        ],
        End: true,
      },
    },
  };

  async function failed() {
    const calls: string[] = [];
    let mended = false;
    const desk = openMachine(BRANCHES, {
      integrate: async ({ arguments: given }) => {
        calls.push(given);
        if (given === 'broken' && !mended) throw new TaskFailure('Broken');
        return given;
      },
    });
    await desk.begin();
    return {
      ...desk,
      calls,
      mend: () => {
        mended = true;
      },
    };
  }

  it('runs what had failed or was stopped again, and nothing that was done', async () => {
    const desk = await failed();
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'Broken', redriveStatus: 'REDRIVABLE' });
    desk.mend();
    await desk.call('RedriveExecution', { executionArn: executionArn('Desk', 'one') });
    await desk.settle();
    expect((await desk.describe()).error).toBeUndefined();
    await desk.advance(30);
    const ended = await desk.describe();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: ['fine', 'broken', 'rested'], redriveCount: 1 });
    expect(desk.calls).toEqual(['fine', 'broken', 'broken']);
    expect(await desk.types()).toContain('ExecutionRedriven');
  });

  it('refuses while it runs, when it has succeeded, and after 14 days', async () => {
    const desk = await failed();
    const redrive = () => desk.call('RedriveExecution', { executionArn: executionArn('Desk', 'one') });
    desk.mend();
    await redrive();
    await expect(redrive()).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
    await desk.advance(30);
    await expect(redrive()).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
    const late = await failed();
    await late.advance(15 * 86_400);
    const call = late.call('RedriveExecution', { executionArn: executionArn('Desk', 'one') });
    await expect(call).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution redrivable period exceeded',
    });
  });

  it('takes a stopped execution up where it stood', async () => {
    const desk = openMachine(REST);
    await desk.begin();
    await desk.call('StopExecution', { executionArn: executionArn('Desk', 'one') });
    await desk.advance(100);
    await desk.call('RedriveExecution', { executionArn: executionArn('Desk', 'one') });
    await desk.advance(60);
    expect((await desk.describe()).status).toBe('SUCCEEDED');
  });
});
