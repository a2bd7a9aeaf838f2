import { afterEach, describe, expect, it } from 'vitest';
import {
  type Call,
  type Desk,
  declarePipe,
  declareTicketEvents,
  functionArn,
  openDesk,
  queueArn,
  START,
} from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const bodies = (calls: readonly Call[], name: string) =>
  calls
    .filter((call) => call.functionArn === functionArn(name))
    .flatMap((call) => call.payload.Records.map((record: { body: string }) => JSON.parse(record.body)));

describe('from a change record to a function', () => {
  it('brings every inserted event to every consumer, in the order of its item', async () => {
    desk = openDesk();
    declareTicketEvents(desk);
    for (let seq = 1; seq <= 25; seq += 1) desk.change({ pk: 'tkt_1', seq, type: 'ticket.noted' });
    desk.change({ pk: 'tkt_1', seq: 26, type: 'ticket.noted' }, 'MODIFY');
    desk.events.start();
    await desk.rest();
    for (const name of ['Notify', 'Analytics']) {
      const events = bodies(desk.calls, name);
      expect(events.map(({ detail }) => Number(detail.seq))).toEqual(
        Array.from({ length: 25 }, (_, index) => index + 1),
      );
      expect(events[0]).toEqual({
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'ticket.noted',
        source: 'gongdan',
        account: '000000000000',
        time: '2026-03-02T09:00:00Z',
        region: 'local',
        resources: [],
        detail: { ticketId: 'tkt_1', seq: '1' },
      });
    }
    expect(desk.messages('NotifyQueue')).toEqual([]);
    expect(Object.fromEntries(desk.counts)).toMatchObject({ 'events.published': 25, 'pipes.requests': 3 });
  });

  it('gives functions records as Lambda does', async () => {
    desk = openDesk();
    declareTicketEvents(desk, ['Notify']);
    desk.events.start();
    desk.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    await desk.rest();
    expect(desk.calls).toHaveLength(1);
    expect(desk.calls[0]).toMatchObject({ functionArn: functionArn('Notify'), principal: 'Notify' });
    expect(desk.calls[0]!.payload.Records).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: expect.any(String),
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(START),
          SenderId: 'NotifyRule',
          ApproximateFirstReceiveTimestamp: String(START),
        },
        messageAttributes: {},
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: 'aws:sqs',
        eventSourceARN: queueArn('NotifyQueue'),
        awsRegion: 'local',
      },
    ]);
  });

  it('asks permission as the pipe, the rule and the function', async () => {
    desk = openDesk();
    declareTicketEvents(desk, ['Notify']);
    desk.events.start();
    desk.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    await desk.rest();
    expect(new Set(desk.asked.map(({ principal, action }) => `${principal} ${action}`))).toEqual(
      new Set([
        ...['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords'].map(
          (action) => `Pipe dynamodb:${action}`,
        ),
        'Pipe events:PutEvents',
        'NotifyRule sqs:SendMessage',
        ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `Notify sqs:${action}`),
      ]),
    );
    expect(desk.asked.find(({ principal }) => principal === 'NotifyRule')!.context).toEqual({
      'aws:SourceArn': 'arn:aws:events:local:000000000000:rule/NotifyRule',
    });
  });
});

describe('a function that fails', () => {
  it('gets the batch again after the visibility timeout, and the dead-letter queue gets it after maxReceiveCount', async () => {
    desk = openDesk({ invoke: () => ({ payload: { errorMessage: 'no' }, functionError: 'Unhandled' }) });
    declareTicketEvents(desk, ['Notify']);
    desk.events.start();
    desk.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    await desk.rest();
    expect(desk.calls).toHaveLength(1);
    await desk.advance(59_999);
    expect(desk.calls).toHaveLength(1);
    await desk.advance(1);
    expect(desk.calls).toHaveLength(2);
    expect(desk.calls[1]!.payload.Records[0].attributes.ApproximateReceiveCount).toBe('2');
    await desk.advance(60_000);
    expect(desk.messages('NotifyDead')).toEqual([]);
    await desk.advance(60_000);
    expect(desk.calls).toHaveLength(3);
    expect(desk.messages('NotifyQueue')).toEqual([]);
    expect(desk.messages('NotifyDead')).toMatchObject([{ body: { detail: { ticketId: 'tkt_1' } } }]);
    expect(desk.clock.next()).toBeUndefined();
  });

  it('gets only those messages again that it reports', async () => {
    let failing = true;
    desk = openDesk({
      invoke: ({ payload }) => {
        const failures = payload.Records.filter(
          ({ body }: { body: string }) => failing && JSON.parse(body).detail.seq === '2',
        );
        return {
          payload: {
            batchItemFailures: failures.map(({ messageId }: { messageId: string }) => ({ itemIdentifier: messageId })),
          },
        };
      },
    });
    declareTicketEvents(desk, ['Notify']);
    for (let seq = 1; seq <= 3; seq += 1) desk.change({ pk: 'tkt_1', seq, type: 'ticket.noted' });
    desk.events.start();
    await desk.rest();
    expect(desk.messages('NotifyQueue')).toMatchObject([{ body: { detail: { seq: '2' } }, receives: 1 }]);
    failing = false;
    await desk.advance(60_000);
    expect(bodies(desk.calls, 'Notify').map(({ detail }) => detail.seq)).toEqual(['1', '2', '3', '2']);
    expect(desk.messages('NotifyQueue')).toEqual([]);
  });

  it('gets the whole batch again when it reports a message that it was not given', async () => {
    desk = openDesk({ invoke: () => ({ payload: { batchItemFailures: [{ itemIdentifier: 'unheard-of' }] } }) });
    declareTicketEvents(desk, ['Notify']);
    for (let seq = 1; seq <= 2; seq += 1) desk.change({ pk: 'tkt_1', seq, type: 'ticket.noted' });
    desk.events.start();
    await desk.rest();
    expect(desk.messages('NotifyQueue').map(({ receives }) => receives)).toEqual([1, 1]);
  });

  it('never runs more batches at a time than allowed', async () => {
    let running = 0;
    let most = 0;
    desk = openDesk({
      invoke: async () => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { payload: null };
      },
    });
    declareTicketEvents(desk, ['Notify']);
    for (let seq = 1; seq <= 60; seq += 1) desk.change({ pk: 'tkt_1', seq, type: 'ticket.noted' });
    desk.events.start();
    await desk.rest();
    expect(bodies(desk.calls, 'Notify')).toHaveLength(60);
    expect(most).toBe(2);
  });
});

describe('the pipe', () => {
  const bus = () => {
    desk.declare('AWS::Events::EventBus', 'Bus', { Name: 'tickets' });
    desk.declare('AWS::SQS::Queue', 'All', {});
    desk.declare('AWS::Events::Rule', 'AllRule', {
      EventBusName: 'Bus',
      EventPattern: { source: ['gongdan'] },
      Targets: [{ Arn: queueArn('All'), Id: 'Target0' }],
    });
  };

  it('halves a batch with a bad record, gives that up after its retries and goes on', async () => {
    desk = openDesk();
    bus();
    declarePipe(desk, { MaximumRetryAttempts: 2 }, '{"ticketId":"<$.dynamodb.NewImage.pk.S>"}');
    for (let seq = 1; seq <= 12; seq += 1)
      desk.change({ pk: seq === 5 ? 'a "quoted" name' : `tkt_${seq}`, seq, type: 't' });
    desk.events.start();
    await desk.rest();
    expect(desk.messages('All').map(({ body }) => body.detail.ticketId)).toEqual(['tkt_1', 'tkt_2', 'tkt_3', 'tkt_4']);
    await desk.advance(3_000);
    expect(desk.messages('All')).toHaveLength(11);
    expect(desk.messages('PipeDead')).toMatchObject([
      {
        body: {
          context: { condition: 'RetryAttemptsExhausted' },
          DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '000000000000000000005' },
        },
      },
    ]);
  });

  it('leaves out records that are too old', async () => {
    desk = openDesk();
    bus();
    declarePipe(desk, { MaximumRecordAgeInSeconds: 60 });
    desk.change({ pk: 'tkt_1', seq: 1, type: 't' });
    await desk.advance(61_000);
    desk.change({ pk: 'tkt_2', seq: 2, type: 't' });
    desk.events.start();
    await desk.rest();
    expect(desk.messages('All').map(({ body }) => body.detail.ticketId)).toEqual(['tkt_2']);
    expect(desk.messages('PipeDead')).toHaveLength(1);
  });

  it('waits for more records as long as its batching window is open', async () => {
    desk = openDesk();
    bus();
    declarePipe(desk, { MaximumBatchingWindowInSeconds: 5 });
    desk.events.start();
    desk.change({ pk: 'tkt_1', seq: 1, type: 't' });
    await desk.advance(4_999);
    expect(desk.messages('All')).toHaveLength(0);
    desk.change({ pk: 'tkt_2', seq: 2, type: 't' });
    await desk.advance(1);
    expect(desk.messages('All')).toHaveLength(2);
    expect(desk.counts.get('pipes.requests')).toBe(1);
  });

  it('retries for as long as its target is denied, and loses nothing', async () => {
    desk = openDesk();
    bus();
    declarePipe(desk);
    desk.denied = ({ action }) => action === 'events:PutEvents';
    desk.events.start();
    desk.change({ pk: 'tkt_1', seq: 1, type: 't' });
    await desk.advance(600_000);
    expect(desk.messages('All')).toHaveLength(0);
    desk.denied = () => false;
    await desk.advance(60_000);
    expect(desk.messages('All')).toHaveLength(1);
  });
});

describe('rules', () => {
  it('put what the queue does not accept into the dead-letter queue of the target', async () => {
    desk = openDesk();
    declareTicketEvents(desk, ['Notify']);
    desk.events.start();
    desk.denied = ({ principal, resource }) => principal === 'NotifyRule' && resource === queueArn('NotifyQueue');
    desk.change({ pk: 'tkt_1', seq: 1, type: 'ticket.opened' });
    await desk.rest();
    expect(desk.calls).toEqual([]);
    expect(desk.messages('NotifyDead')).toMatchObject([
      {
        body: { detail: { ticketId: 'tkt_1' } },
        attributes: { ERROR_CODE: { StringValue: 'AccessDeniedException' }, RETRY_ATTEMPTS: { StringValue: '0' } },
      },
    ]);
  });
});
