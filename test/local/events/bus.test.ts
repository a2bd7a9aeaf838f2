import { afterEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws.ts';
import { type Answer, type Desk, functionArn, type Json, openDesk, queueArn } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const put = (...entries: Record<string, unknown>[]): Json =>
  desk.events.events(
    'PutEvents',
    {
      Entries: entries.map((entry) => ({
        Source: 'gongdan',
        DetailType: 'ticket.opened',
        Detail: '{"seq":1}',
        ...entry,
      })),
    },
    'Sender',
  );

function open(target: Record<string, unknown>, invoke?: () => Promise<Answer> | Answer): void {
  desk = openDesk(invoke ? { invoke } : {});
  desk.declare('AWS::SQS::Queue', 'Facts', {});
  desk.declare('AWS::SQS::Queue', 'Dead', {});
  desk.declare('AWS::Events::Rule', 'Rule', {
    EventPattern: { detail: { seq: [{ numeric: ['>', 0] }] } },
    Targets: [{ Id: 'Target0', ...target }],
  });
  desk.events.start();
}

describe('the event bus', () => {
  it('hands matching events to the targets, and others to nobody', () => {
    open({ Arn: queueArn('Facts') });
    expect(put({}, { Detail: '{"seq":0}' })).toEqual({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.any(String) }, { EventId: expect.any(String) }],
    });
    expect(desk.messages('Facts').map(({ body }) => body.detail)).toEqual([{ seq: 1 }]);
  });

  it('shapes what the target gets with Input and InputPath', () => {
    open({ Arn: queueArn('Facts'), InputPath: '$.detail' });
    put({});
    expect(desk.messages('Facts').map(({ body }) => body)).toEqual([{ seq: 1 }]);
    desk.close();
    open({ Arn: queueArn('Facts'), Input: '{"fixed":true}' });
    put({});
    expect(desk.messages('Facts').map(({ body }) => body)).toEqual([{ fixed: true }]);
  });

  it('takes the time of the entry: epoch seconds', () => {
    open({ Arn: queueArn('Facts') });
    put({ Time: 1_700_000_000 });
    expect(desk.messages('Facts')[0]!.body.time).toBe('2023-11-14T22:13:20Z');
  });

  it('refuses a single entry without keeping the others from the bus', () => {
    open({ Arn: queueArn('Facts') });
    const answer = put({ Detail: '{"seq":' }, { Source: '' }, {}, { Detail: '[]' });
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries.map((entry: { ErrorCode?: string }) => entry.ErrorCode)).toEqual([
      'MalformedDetail',
      'InvalidArgument',
      undefined,
      'MalformedDetail',
    ]);
    expect(desk.messages('Facts')).toHaveLength(1);
  });

  it('refuses a bus that no template declares, more than ten entries, and whoever is not permitted', () => {
    open({ Arn: queueArn('Facts') });
    expect(() => put({ EventBusName: 'nowhere' })).toThrow('Event bus nowhere does not exist.');
    expect(() => put(...Array.from({ length: 11 }, () => ({})))).toThrow('1 to 10');
    desk.denied = ({ principal }) => principal === 'Sender';
    expect(() => put({})).toThrow('Sender may not events:PutEvents');
    expect(desk.messages('Facts')).toEqual([]);
  });
});

describe('a function as the target of a rule', () => {
  const target = {
    Arn: functionArn('Digest'),
    DeadLetterConfig: { Arn: queueArn('Dead') },
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
  };

  it('gets the event, as the rule', async () => {
    open(target);
    put({});
    await desk.rest();
    expect(desk.calls).toMatchObject([
      { functionArn: functionArn('Digest'), payload: { detail: { seq: 1 } }, principal: 'Rule' },
    ]);
    expect(desk.clock.next()).toBeUndefined();
  });

  it('gets it again with back-off while Lambda does not take the call, then the dead-letter queue has it', async () => {
    open(target, () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    put({});
    await desk.rest();
    expect(desk.calls).toHaveLength(1);
    await desk.advance(1_000);
    expect(desk.calls).toHaveLength(2);
    await desk.advance(2_000 + 4_000);
    expect(desk.calls).toHaveLength(4);
    expect(desk.messages('Dead')).toMatchObject([
      {
        body: { detail: { seq: 1 } },
        attributes: {
          ERROR_CODE: { StringValue: 'TooManyRequestsException' },
          RETRY_ATTEMPTS: { StringValue: '3' },
          EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
        },
      },
    ]);
    expect(desk.clock.next()).toBeUndefined();
  });

  it('gets it twice more when it fails itself, after one minute and two; then the event is dropped and this is printed', async () => {
    open(target, () => ({ payload: {}, functionError: 'Unhandled' }));
    put({});
    await desk.advance(60_000);
    expect(desk.calls).toHaveLength(2);
    await desk.advance(120_000);
    expect(desk.calls).toHaveLength(3);
    expect(desk.messages('Dead')).toEqual([]);
    expect(desk.said).toEqual([expect.stringContaining('of the rule Rule')]);
    expect(desk.clock.next()).toBeUndefined();
  });
});
