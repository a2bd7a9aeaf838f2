import { afterEach, describe, expect, it } from 'vitest';
import { type Desk, declarePipe, openDesk, queueArn, STREAM } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const rule = (more: object) => ({
  EventPattern: { source: ['x'] },
  Targets: [{ Arn: queueArn('Q'), Id: 'T' }],
  ...more,
});
const mapping = (more: object) => ({ EventSourceArn: queueArn('Q'), FunctionName: 'F', ...more });

describe('the templates', () => {
  it.each([
    ['a FIFO queue', 'AWS::SQS::Queue', { FifoQueue: true }, 'FIFO'],
    ['a queue property that it lacks', 'AWS::SQS::Queue', { DeduplicationScope: 'queue' }, 'DeduplicationScope'],
    ['a rule with a schedule', 'AWS::Events::Rule', rule({ ScheduleExpression: 'rate(1 day)' }), 'ScheduleExpression'],
    [
      'a target that it lacks',
      'AWS::Events::Rule',
      rule({ Targets: [{ Arn: 'arn:aws:sns:local:0:t', Id: 'T' }] }),
      'SQS queues and Lambda',
    ],
    [
      'an input transformer',
      'AWS::Events::Rule',
      rule({ Targets: [{ Arn: queueArn('Q'), Id: 'T', InputTransformer: {} }] }),
      'InputTransformer',
    ],
    [
      'a rule with a pattern that is not valid',
      'AWS::Events::Rule',
      rule({ EventPattern: { source: 'x' } }),
      'Event pattern is not valid. Reason: "source" must be an object or an array',
    ],
    [
      'a mapping of a stream',
      'AWS::Lambda::EventSourceMapping',
      mapping({ EventSourceArn: STREAM }),
      'only SQS queues',
    ],
    [
      'big batches without a window',
      'AWS::Lambda::EventSourceMapping',
      mapping({ BatchSize: 11 }),
      'Maximum batch window',
    ],
    [
      'a filter with a wildcard',
      'AWS::Lambda::EventSourceMapping',
      mapping({ FilterCriteria: { Filters: [{ Pattern: '{"body":[{"wildcard":"*"}]}' }] } }),
      'Unrecognized match type wildcard',
    ],
  ])('refuses %s', (_what, type, properties, reason) => {
    desk = openDesk();
    expect(() => desk.declare(type, 'It', properties)).toThrow(reason);
  });

  it('refuses a pipe that starts anywhere but at the oldest record, or with an unknown placeholder', () => {
    desk = openDesk();
    desk.declare('AWS::Events::EventBus', 'Bus', { Name: 'tickets' });
    expect(() => declarePipe(desk, { StartingPosition: 'LATEST' })).toThrow('StartingPosition');
    expect(() => declarePipe(desk, {}, '{"a":<aws.pipes.unheard>}')).toThrow('<aws.pipes.unheard> is not emulated');
    expect(() => declarePipe(desk, {}, '{"a":<$..a>}')).toThrow('$..a is not a path');
  });

  it('refuses references to what no template declares', () => {
    desk = openDesk();
    desk.declare('AWS::Events::Rule', 'Lonely', rule({ EventBusName: 'gone', Targets: [] }));
    expect(() => desk.events.start()).toThrow('The rule Lonely uses the event bus gone, which no template declares.');
    desk.close();
    desk = openDesk();
    desk.declare('AWS::SQS::Queue', 'Q', {
      RedrivePolicy: { deadLetterTargetArn: queueArn('gone'), maxReceiveCount: 1 },
    });
    expect(() => desk.events.start()).toThrow(
      `The queue Q uses the queue ${queueArn('gone')}, which no template declares.`,
    );
    desk.close();
    desk = openDesk();
    desk.declare('AWS::Lambda::EventSourceMapping', 'M', mapping({}));
    expect(() => desk.events.start()).toThrow(
      `The event source mapping M uses the queue ${queueArn('Q')}, which no template declares.`,
    );
  });
});
