import { afterEach, describe, expect, it } from 'vitest';
import type { FaultRates } from '../../../local/faults/rates.ts';
import { type Desk, declarePipe, declareTicketEvents, openDesk, queueArn } from '../events/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const SECOND = 1000;
const open = (faults: Partial<FaultRates>, declare: (desk: Desk) => void): void => {
  desk = openDesk({ faults: { seed: 3, ...faults } });
  declare(desk);
  desk.events.start();
};

/** A rule to a queue that nobody reads. */
const rule = (made: Desk): void => {
  made.declare('AWS::Events::EventBus', 'Bus', { Name: 'tickets' });
  made.declare('AWS::SQS::Queue', 'Mail', {});
  made.declare('AWS::Events::Rule', 'Rule', {
    EventBusName: 'Bus',
    EventPattern: { source: ['gongdan'] },
    Targets: [{ Arn: queueArn('Mail'), Id: 'Target0' }],
  });
};
const put = () =>
  desk.events.events(
    'PutEvents',
    { Entries: [{ EventBusName: 'Bus', Source: 'gongdan', DetailType: 'a', Detail: '{"n":1}' }] },
    'Pipe',
  );
const visible = async (): Promise<number> => {
  const { Attributes }: any = await desk.events.sqs(
    'GetQueueAttributes',
    { QueueUrl: 'Mail', AttributeNames: ['ApproximateNumberOfMessages'] },
    'Reader',
  );
  return Number(Attributes.ApproximateNumberOfMessages);
};
const seen = (): number[] =>
  desk.calls.flatMap(({ payload }) => payload.Records.map(({ body }: any) => JSON.parse(body).detail.seq));

describe('from the bus to a queue', () => {
  it('an event is delivered twice, as the same event', async () => {
    open({ duplicate: 1 }, rule);
    put();
    await desk.rest();
    const [one, other] = desk.messages('Mail').map(({ body }) => body);
    expect(desk.messages('Mail')).toHaveLength(2);
    expect(one).toEqual(other);
  });

  it('an event is late by 1 to 20 s on the clock', async () => {
    open({ delay: 1 }, rule);
    put();
    await desk.rest();
    expect(await visible()).toBe(0);
    await desk.advance(20 * SECOND);
    expect(await visible()).toBe(1);
  });

  it('an event is held for a second, so that another overtakes it', async () => {
    open({ reorder: 1 }, rule);
    put();
    await desk.advance(SECOND - 1);
    expect(await visible()).toBe(0);
    await desk.advance(1);
    expect(await visible()).toBe(1);
  });
});

describe('from a queue to a function', () => {
  const ticketEvents = (made: Desk): void => declareTicketEvents(made, ['Notify']);
  const consumer = (made: Desk): void => {
    made.declare('AWS::SQS::Queue', 'Mail', { VisibilityTimeout: 30 });
    made.declare('AWS::Lambda::EventSourceMapping', 'Mapping', {
      EventSourceArn: queueArn('Mail'),
      FunctionName: 'Mailer',
    });
  };
  const bodies = (): string[][] =>
    desk.calls.map(({ payload }) => payload.Records.map(({ body }: { body: string }) => body));
  const send = (...texts: string[]): void => {
    for (const MessageBody of texts) void desk.events.sqs('SendMessage', { QueueUrl: 'Mail', MessageBody }, 'Sender');
  };

  it('a message that was deleted comes once more after its visibility timeout, and no third time', async () => {
    open({ duplicate: 1 }, consumer);
    send('1');
    await desk.rest();
    expect(bodies()).toEqual([['1']]);
    await desk.advance(30 * SECOND);
    expect(bodies()).toEqual([['1'], ['1']]);
    await desk.advance(300 * SECOND);
    expect(bodies()).toHaveLength(2);
    expect(desk.messages('Mail')).toEqual([]);
  });

  it('a batch comes in another order, complete', async () => {
    open({ reorder: 1 }, consumer);
    const texts = ['1', '2', '3', '4', '5', '6', '7', '8'];
    send(...texts);
    await desk.rest();
    const [batch = []] = bodies();
    expect([...batch].sort()).toEqual(texts);
    expect(batch).not.toEqual(texts);
  });

  it('every change reaches the function at least once through all faults, and leaves nothing behind', async () => {
    open({ duplicate: 0.3, reorder: 0.3, delay: 0.3, throttle: 0.3 }, ticketEvents);
    const changes = Array.from({ length: 40 }, (_, at) => at + 1);
    for (const seq of changes) desk.change({ pk: 'tkt_1', seq, type: 'ticket.noted' });
    await desk.advance(3600 * SECOND);
    const numbers = seen().map(Number);
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(changes);
    expect(numbers.length).toBeGreaterThan(changes.length);
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
    expect([desk.messages('NotifyQueue'), desk.messages('NotifyDead'), desk.messages('PipeDead')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('from the pipe to the bus', () => {
  const piped = (made: Desk): void => {
    rule(made);
    declarePipe(made);
  };

  it('an event is put twice, as two events', async () => {
    open({ duplicate: 1 }, piped);
    desk.change({ pk: 'tkt_1', seq: 1, type: 'a' });
    await desk.rest();
    const ids = new Set(desk.messages('Mail').map(({ body }) => body.id));
    expect([ids.size, desk.messages('Mail').length]).toEqual([2, 4]);
  });

  it('refuses to lose what the bus throttles: the records wait in the stream', async () => {
    open({ throttle: 1 }, piped);
    desk.change({ pk: 'tkt_1', seq: 1, type: 'a' });
    await desk.advance(600 * SECOND);
    expect([desk.messages('Mail'), desk.messages('PipeDead')]).toEqual([[], []]);
  });
});
