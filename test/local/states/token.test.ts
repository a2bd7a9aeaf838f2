import { describe, expect, it } from 'vitest';
import { TaskFailure } from '../../../local/states/failure.ts';
import { newToken } from '../../../local/states/token.ts';
import { type Call, openMachine, park } from './machine.ts';

const DEFINITION = {
  StartAt: 'Handle',
  States: {
    Handle: park({
      TimeoutSeconds: '{% $states.input.timeout %}',
      Output: '{% $states.result %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Escalate' }],
      End: true,
    }),
    Escalate: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
  },
};

async function parked(definition: object = DEFINITION) {
  const calls: Call[] = [];
  const desk = openMachine(definition, { integrate: async (call) => calls.push(call) && {} });
  await desk.begin({ timeout: 60 });
  return { ...desk, calls, token: calls[0]!.arguments.Token as string };
}

const done = (output: unknown) => ({ output: JSON.stringify(output) });

describe('a task parked on a token', () => {
  it('goes on with the output of SendTaskSuccess', async () => {
    const desk = await parked();
    expect(desk.calls[0]!.resource).toBe('arn:aws:states:::aws-sdk:dynamodb:transactWriteItems');
    expect(desk.calls[0]!.principal).toBe('Desk');
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.call('SendTaskSuccess', { taskToken: desk.token, ...done({ by: 'agent' }) });
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: { by: 'agent' } });
    expect(await desk.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect((await desk.events())[2]).toMatchObject({
      previousEventId: 2,
      taskScheduledEventDetails: {
        resourceType: 'aws-sdk:dynamodb',
        resource: 'transactWriteItems.waitForTaskToken',
        timeoutInSeconds: 60,
      },
    });
  });

  it('fails with the error of SendTaskFailure', async () => {
    const desk = await parked();
    await desk.call('SendTaskFailure', { taskToken: desk.token, error: 'Rejected', cause: 'no' });
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'Rejected', cause: 'no' });
  });

  it('times out at the due second and not before', async () => {
    const desk = await parked();
    await desk.advance(59);
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.advance(1);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: 'States.Timeout' });
  });

  it('lives as long as its heart beats, and States.Timeout catches the end of it', async () => {
    const states = { ...DEFINITION.States, Handle: park({ ...DEFINITION.States.Handle, HeartbeatSeconds: 10 }) };
    const desk = await parked({ ...DEFINITION, States: states });
    await desk.advance(9);
    await desk.call('SendTaskHeartbeat', { taskToken: desk.token });
    await desk.advance(9);
    expect((await desk.describe()).status).toBe('RUNNING');
    await desk.advance(1);
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: 'States.HeartbeatTimeout' });
  });

  it('takes its token back before the call itself has answered', async () => {
    let answer: (value: unknown) => void = () => {};
    let token = '';
    const desk = openMachine(DEFINITION, {
      integrate: (call) => {
        token = call.arguments.Token;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    await desk.begin({ timeout: 60 });
    await desk.call('SendTaskSuccess', { taskToken: token, ...done(1) });
    answer({});
    await desk.settle();
    expect(await desk.describe()).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect(await desk.types()).not.toContain('TaskSubmitted');
  });

  it('gives the first of two completions the state and the other TaskTimedOut', async () => {
    const desk = await parked();
    const answers = await Promise.allSettled(
      [1, 2].map((n) => desk.call('SendTaskSuccess', { taskToken: desk.token, ...done(n) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(answers[1]).toMatchObject({ reason: { code: 'TaskTimedOut' } });
    expect((await desk.describe()).output).toBe(1);
  });

  it('refuses a token that has timed out', async () => {
    const desk = await parked();
    await desk.advance(60);
    const late = desk.call('SendTaskSuccess', { taskToken: desk.token, ...done(1) });
    await expect(late).rejects.toMatchObject({
      code: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it('refuses the token of a call that failed', async () => {
    let token = '';
    const desk = openMachine(DEFINITION, {
      integrate: async (call) => {
        token = call.arguments.Token;
        throw new TaskFailure('DynamoDb.TransactionCanceledException', 'moved on');
      },
    });
    await desk.begin({ timeout: 60 });
    expect(await desk.describe()).toMatchObject({ status: 'FAILED', error: 'DynamoDb.TransactionCanceledException' });
    await expect(desk.call('SendTaskHeartbeat', { taskToken: token })).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  it('refuses what is no token, what is none of ours, and an output that is not JSON', async () => {
    const desk = await parked();
    const send = (taskToken: string, output = '1') => desk.call('SendTaskSuccess', { taskToken, output });
    await expect(send('nonsense')).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(send(`${desk.token.slice(0, -1)}!`)).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(send(newToken())).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
    await expect(send(desk.token, '{')).rejects.toMatchObject({ code: 'InvalidOutput' });
    expect((await desk.describe()).status).toBe('RUNNING');
  });

  it('refuses the token once the execution was stopped', async () => {
    const desk = await parked();
    await desk.call('StopExecution', { executionArn: (await desk.describe()).executionArn, error: 'E', cause: 'C' });
    expect(await desk.describe()).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    await expect(desk.call('SendTaskSuccess', { taskToken: desk.token, ...done(1) })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
    await desk.advance(60);
    expect((await desk.describe()).status).toBe('ABORTED');
  });
});
