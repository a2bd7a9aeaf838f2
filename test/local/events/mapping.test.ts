import { afterEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws.ts';
import { type Desk, openDesk, queueArn } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const QueueUrl = 'Mail';
const send = (...bodies: string[]) => {
  for (const MessageBody of bodies) void desk.events.sqs('SendMessage', { QueueUrl, MessageBody }, 'Sender');
};
const batches = (): string[][] =>
  desk.calls.map(({ payload }) => payload.Records.map(({ body }: { body: string }) => body));

function open(mapping: Record<string, unknown>, options: Parameters<typeof openDesk>[0] = {}): void {
  desk = openDesk(options);
  desk.declare('AWS::SQS::Queue', 'Mail', { VisibilityTimeout: 30 });
  desk.declare('AWS::Lambda::EventSourceMapping', 'Mapping', {
    EventSourceArn: queueArn('Mail'),
    FunctionName: 'Mailer',
    ...mapping,
  });
  desk.events.start();
}

describe('an event source mapping', () => {
  it('deletes what its filter does not pass, without a call', async () => {
    open({ FilterCriteria: { Filters: [{ Pattern: '{"body":{"priority":["P0","P1"]}}' }] } });
    send('{"priority":"P0"}', '{"priority":"P3"}', 'no JSON');
    await desk.rest();
    expect(batches()).toEqual([['{"priority":"P0"}']]);
    expect(desk.messages('Mail')).toEqual([]);
  });

  it('collects a batch until it is full or its window is over', async () => {
    open({ BatchSize: 3, MaximumBatchingWindowInSeconds: 20 });
    send('1', '2');
    await desk.advance(19_999);
    expect(batches()).toEqual([]);
    await desk.advance(1);
    expect(batches()).toEqual([['1', '2']]);
    send('3', '4', '5');
    await desk.rest();
    expect(batches()).toEqual([
      ['1', '2'],
      ['3', '4', '5'],
    ]);
    send('6');
    await desk.advance(19_999);
    expect(batches()).toHaveLength(2);
    await desk.advance(1);
    expect(batches()).toHaveLength(3);
  });

  it('takes a call that Lambda refuses for a failure of the batch', async () => {
    let throttled = true;
    open(
      {},
      {
        invoke: () => {
          if (throttled) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
          return { payload: null };
        },
      },
    );
    send('1');
    await desk.rest();
    expect(desk.messages('Mail')).toMatchObject([{ receives: 1 }]);
    throttled = false;
    await desk.advance(30_000);
    expect(desk.messages('Mail')).toEqual([]);
  });

  it('does nothing while it is disabled, and leaves the messages', async () => {
    open({ Enabled: false });
    send('1');
    await desk.advance(3_600_000);
    expect(batches()).toEqual([]);
    expect(desk.messages('Mail')).toHaveLength(1);
  });

  it('receives nothing without the permission of its function, and goes on when it is granted', async () => {
    open({});
    desk.denied = ({ principal, action }) => principal === 'Mailer' && action === 'sqs:DeleteMessage';
    send('1');
    await desk.rest();
    expect(batches()).toEqual([]);
    expect(desk.messages('Mail')).toMatchObject([{ receives: 0 }]);
    desk.denied = () => false;
    send('2');
    await desk.rest();
    expect(batches()).toEqual([['1', '2']]);
  });

  it('lets work from outside run between two batches', async () => {
    let turns = 0;
    open(
      { BatchSize: 1 },
      {
        invoke: () => {
          order.push('batch');
          return { payload: null };
        },
      },
    );
    const order: string[] = [];
    const outside = () => {
      order.push('outside');
      turns += 1;
      if (turns < 4) setImmediate(outside);
    };
    send('1', '2', '3', '4');
    setImmediate(outside);
    await desk.rest();
    expect(order.join(' ')).not.toContain('batch batch batch');
    expect(order.filter((what) => what === 'batch')).toHaveLength(4);
  });
});
