import { describe, expect, it } from 'vitest';
import { NO_FAULTS } from '../../../local/faults/rates.ts';
import { deadLetters, MINUTE, messages, START, schedule, scheduled, stepped, toFunction, toQueue } from './machine.ts';

const NAMED = {
  schedule: '<aws.scheduler.schedule-arn>',
  time: '<aws.scheduler.scheduled-time>',
  execution: '<aws.scheduler.execution-id>',
  attempt: '<aws.scheduler.attempt-number>',
};

describe('a schedule', () => {
  it('invokes its function each minute exactly, as the default event, and is billed for it', async () => {
    const desk = scheduled({ Sweep: schedule('cron(* * * * ? *)') });
    await using machine = await stepped(desk);
    const { runtime } = machine;
    await runtime.advance(29_999);
    expect(desk.seen()).toEqual([]);
    await runtime.advance(1);
    await runtime.advance(3 * MINUTE);
    expect(desk.seen().map(({ now }) => now)).toEqual([
      '2026-03-02T09:01:00.000Z',
      '2026-03-02T09:02:00.000Z',
      '2026-03-02T09:03:00.000Z',
      '2026-03-02T09:04:00.000Z',
    ]);
    expect(desk.seen()[0]?.event).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: '000000000000',
      time: '2026-03-02T09:01:00Z',
      region: 'local',
      resources: ['arn:aws:scheduler:local:000000000000:schedule/default/Sweep'],
      detail: '{}',
    });
    expect(runtime.meter.subjects('scheduler.invocations')).toEqual({ Sweep: 4 });
    expect(runtime.meter.total('lambda.invocations')).toBe(4);
  });

  it('begins a rate at once and sends its input, filled in, to a queue', async () => {
    const desk = scheduled({
      Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'desk' } },
      Beat: schedule('rate(2 hours)', {
        Name: 'beat',
        GroupName: { Ref: 'Group' },
        Target: { ...toQueue, Input: `not JSON: ${Object.values(NAMED).join(' ')}` },
      }),
    });
    await using machine = await stepped(desk);
    await machine.runtime.advance(120 * MINUTE);
    const sent = (await messages(machine.runtime, 'Queue')).map(({ body }) => body.split(' ').slice(2));
    const arn = 'arn:aws:scheduler:local:000000000000:schedule/desk/beat';
    const execution = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(sent).toEqual([
      [arn, '2026-03-02T09:00:30Z', execution, '1'],
      [arn, '2026-03-02T11:00:30Z', execution, '1'],
    ]);
    expect(sent[0]?.[2]).not.toBe(sent[1]?.[2]);
  });

  it('runs between its start and its end, in its time zone', async () => {
    const desk = scheduled({
      Noon: schedule('cron(0 12 * * ? *)', {
        ScheduleExpressionTimezone: 'Asia/Shanghai',
        StartDate: '2026-03-04T04:00:00Z',
        EndDate: '2026-03-05T04:00:00.000Z',
      }),
    });
    await using machine = await stepped(desk);
    await machine.runtime.advance(7 * 24 * 60 * MINUTE);
    expect(desk.seen().map(({ now }) => now)).toEqual(['2026-03-04T04:00:00.000Z', '2026-03-05T04:00:00.000Z']);
    expect(machine.runtime.clock.next()).toBeUndefined();
  });

  it('does not fire while it is disabled', async () => {
    const desk = scheduled({ Sweep: schedule('rate(1 minute)', { State: 'DISABLED' }) });
    await using machine = await stepped(desk);
    await machine.runtime.advance(60 * MINUTE);
    expect(desk.seen()).toEqual([]);
    expect(machine.runtime.clock.next()).toBeUndefined();
  });

  it('fires once at its time', async () => {
    const desk = scheduled({
      Once: schedule('at(2026-03-02T10:00:00)', { ActionAfterCompletion: 'DELETE' }),
    });
    await using machine = await stepped(desk);
    await machine.runtime.advance(24 * 60 * MINUTE);
    expect(desk.seen().map(({ now }) => now)).toEqual(['2026-03-02T10:00:00.000Z']);
  });

  it('is not what comes next for those who go from timer to timer, and runs on the way', async () => {
    const desk = scheduled({
      Sweep: schedule('cron(* * * * ? *)'),
      Once: schedule('at(2026-03-02T09:10:30)', { Target: { ...toQueue, Input: 'once' } }),
    });
    await using machine = await stepped(desk);
    const { runtime } = machine;
    expect(await runtime.advanceToNext()).toBe(true);
    expect([runtime.clock.now(), desk.seen().length]).toEqual([START + 10 * MINUTE, 10]);
    expect(await messages(runtime, 'Queue')).toMatchObject([{ body: 'once' }]);
    expect(await runtime.advanceToNext()).toBe(false);
    await runtime.advance(MINUTE);
    expect(desk.seen()).toHaveLength(11);
  });
});

describe('a scheduled rule', () => {
  it('hands a scheduled event to its targets, as the rule, beginning after one period', async () => {
    const desk = scheduled({
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 hour)',
          Targets: [
            { Id: 'F', Arn: toFunction.Arn },
            { Id: 'Q', Arn: toQueue.Arn, InputPath: '$.time' },
          ],
        },
      },
      May: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: toFunction.Arn,
          Principal: 'events.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Hourly', 'Arn'] },
        },
      },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Queue' }],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sqs:SendMessage',
                Principal: { Service: 'events.amazonaws.com' },
                Resource: toQueue.Arn,
                Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Hourly', 'Arn'] } } },
              },
            ],
          },
        },
      },
    });
    await using machine = await stepped(desk);
    await machine.runtime.advance(60 * MINUTE);
    expect(desk.seen().map(({ event }) => event)).toMatchObject([
      {
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        time: '2026-03-02T10:00:30Z',
        resources: ['arn:aws:events:local:000000000000:rule/Hourly'],
        detail: {},
      },
    ]);
    expect(await messages(machine.runtime, 'Queue')).toMatchObject([{ body: '"2026-03-02T10:00:30Z"' }]);
    expect(machine.runtime.meter.total('scheduler.invocations')).toBe(0);
  });
});

describe('a target that fails', () => {
  it('is AccessDenied for a role without the right: the occurrence goes to the dead letters at once', async () => {
    const desk = scheduled({ Sweep: schedule('rate(1 hour)', { Target: { ...toFunction, ...deadLetters } }) }, [
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
    ]);
    await using machine = await stepped(desk);
    const { runtime, said } = machine;
    await runtime.settle();
    const [letter, ...others] = await messages(runtime, 'Dead');
    expect(others).toEqual([]);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ source: 'aws.scheduler', time: '2026-03-02T09:00:30Z' });
    expect(letter?.attributes).toEqual({
      SCHEDULE_ARN: 'arn:aws:scheduler:local:000000000000:schedule/default/Sweep',
      SCHEDULED_TIME: '2026-03-02T09:00:30Z',
      EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
      IS_PAYLOAD_TRUNCATED: 'false',
      TARGET_ARN: 'arn:aws:lambda:local:000000000000:function:Desk',
      ERROR_CODE: 'AccessDeniedException',
      ERROR_MESSAGE: expect.stringContaining('not authorized to perform: lambda:InvokeFunction'),
      RETRY_ATTEMPTS: '0',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    });
    expect(said).toMatchObject([expect.stringContaining('access denied: Sweep would need')]);
    expect(desk.seen()).toEqual([]);
  });

  it('is tried again with back-off, and told which attempt it is', async () => {
    const desk = scheduled({
      Sweep: schedule('rate(1 hour)', {
        Target: {
          ...toQueue,
          ...deadLetters,
          Input: NAMED.attempt,
          RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
        },
      }),
    });
    await using machine = await stepped(desk, { faults: { ...NO_FAULTS, throttle: 1, seed: 1 } });
    const { runtime } = machine;
    await runtime.advance(2999);
    expect(await messages(runtime, 'Dead')).toEqual([]);
    await runtime.advance(1);
    expect(await messages(runtime, 'Dead')).toMatchObject([
      { body: '3', attributes: { RETRY_ATTEMPTS: '2', ERROR_CODE: 'RequestThrottled' } },
    ]);
  });

  it('is tried twice more by Lambda when the function fails, and then dropped', async () => {
    const desk = scheduled({
      Sweep: schedule('rate(1 day)', { Target: { ...toFunction, ...deadLetters, Input: '{"fail":true}' } }),
    });
    await using machine = await stepped(desk);
    await machine.runtime.advance(10 * MINUTE);
    expect(desk.seen().map(({ now }) => Date.parse(now) - START)).toEqual([0, MINUTE, 3 * MINUTE]);
    expect(await messages(machine.runtime, 'Dead')).toEqual([]);
    expect(machine.said.filter((line) => line.includes('dropped'))).toEqual([expect.stringContaining('Sweep')]);
  });

  it('meets duplicates and delays like any delivery', async () => {
    const desk = scheduled({ Sweep: schedule('cron(0 * * * ? *)') });
    const faults = { ...NO_FAULTS, duplicate: 1, delay: 1, seed: 7 };
    await using machine = await stepped(desk, { faults });
    await machine.runtime.advance(31 * MINUTE);
    await machine.runtime.advance(30 * MINUTE);
    const [one, other, ...more] = desk.seen();
    expect(more).toEqual([]);
    expect(one?.event).toEqual(other?.event);
    expect(Date.parse(one?.now ?? '')).toBeGreaterThan(Date.parse('2026-03-02T10:00:00Z'));
  });
});
