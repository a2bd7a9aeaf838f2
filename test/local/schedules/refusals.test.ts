import { describe, expect, it } from 'vitest';
import type { Resources } from '../support/assembly.ts';
import { role } from '../support/assembly.ts';
import { schedule, scheduled, stepped, toFunction, toQueue } from './machine.ts';

const rule = (properties: Record<string, unknown>) => ({
  Type: 'AWS::Events::Rule',
  Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Q', Arn: toQueue.Arn }], ...properties },
});
const target = (more: Record<string, unknown>) => schedule('rate(1 hour)', { Target: { ...toFunction, ...more } });
const gone = 'arn:aws:sqs:local:000000000000:Gone';

describe('a start', () => {
  it.each<[what: string, it: Record<string, unknown>, line: string | RegExp, more?: Resources]>([
    [
      'an expression that is none',
      schedule('every(1 hour)'),
      'It (AWS::Scheduler::Schedule): every(1 hour) is neither',
    ],
    [
      'a time zone that is none',
      schedule('rate(1 hour)', { ScheduleExpressionTimezone: 'Nowhere' }),
      'no time zone Nowhere',
    ],
    ['a time in the past', schedule('at(2026-03-02T09:00:30)'), 'the time of the schedule is in the past'],
    ['a property that it lacks', schedule('rate(1 hour)', { Colour: 'red' }), /"Colour"/],
    [
      'a flexible time window',
      schedule('rate(1 hour)', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } }),
      'FlexibleTimeWindow.Mode: flexible time windows are not emulated',
    ],
    [
      'an end before the start',
      schedule('rate(1 hour)', { StartDate: '2026-03-05T00:00:00Z', EndDate: '2026-03-04T00:00:00Z' }),
      'EndDate: EndDate must be later',
    ],
    [
      'a target that it lacks',
      target({ Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' }),
      'Target.Arn: only SQS queues and Lambda',
    ],
    ['parameters of a FIFO queue', target({ SqsParameters: {} }), /SqsParameters"/],
    ['186 attempts', target({ RetryPolicy: { MaximumRetryAttempts: 186 } }), 'Target.RetryPolicy.MaximumRetryAttempts'],
    [
      'a placeholder that it does not know',
      target({ Input: '"<aws.scheduler.name>"' }),
      'the placeholder <aws.scheduler.name> is not known',
    ],
    ['an input that a function cannot read', target({ Input: '{' }), 'Target.Input: a function takes JSON alone'],
    [
      'a group that no template declares',
      schedule('rate(1 hour)', { GroupName: 'gone' }),
      'no template declares the schedule group gone',
    ],
    [
      'a queue that no template declares',
      target({ DeadLetterConfig: { Arn: gone } }),
      `The schedule It uses the queue ${gone}, which no template declares.`,
    ],
    [
      'a role that the scheduler may not assume',
      target({ RoleArn: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
      'scheduler.amazonaws.com may not assume',
      { Other: role('events.amazonaws.com') },
    ],
    ['a rule that follows a time zone', rule({ ScheduleExpressionTimezone: 'UTC' }), /"ScheduleExpressionTimezone"/],
    [
      'a rule for one minutes',
      rule({ ScheduleExpression: 'rate(1 minutes)' }),
      'ScheduleExpression: this is not valid in a rule',
    ],
    [
      'a rule for one time',
      rule({ ScheduleExpression: 'at(2026-03-03T00:00:00)' }),
      'ScheduleExpression: this is not valid in a rule',
    ],
    ['a scheduled rule of another bus', rule({ EventBusName: 'tickets' }), 'schedules are for the default bus alone'],
    [
      'a rule for a queue that no template declares',
      rule({ Targets: [{ Id: 'Q', Arn: gone }] }),
      `The rule It uses the queue ${gone}`,
    ],
    ['a rule with neither pattern nor schedule', { Type: 'AWS::Events::Rule', Properties: {} }, 'EventPattern'],
  ])('refuses %s', async (_what, resource, line, more = {}) => {
    await expect(stepped(scheduled({ It: resource, ...more }))).rejects.toThrow(line);
  });
});
