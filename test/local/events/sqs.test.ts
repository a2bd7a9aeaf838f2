import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, type Json, openDesk, queueArn } from './desk.ts';

let desk: Desk;
const QueueUrl = 'http://127.0.0.1/000000000000/Mail';
const sqs = async (action: string, body: Record<string, unknown> = {}): Promise<Json> =>
  desk.events.sqs(action, { QueueUrl, ...body }, 'Sender');
const send = (MessageBody: string, more: Record<string, unknown> = {}) => sqs('SendMessage', { MessageBody, ...more });
const receive = async (more: Record<string, unknown> = {}): Promise<Json[]> =>
  (await sqs('ReceiveMessage', { MaxNumberOfMessages: 10, ...more })).Messages ?? [];

beforeEach(() => {
  desk = openDesk();
  desk.declare('AWS::SQS::Queue', 'MailDead', {});
  desk.declare('AWS::SQS::Queue', 'Mail', {
    VisibilityTimeout: 30,
    MessageRetentionPeriod: 3600,
    RedrivePolicy: { deadLetterTargetArn: queueArn('MailDead'), maxReceiveCount: 2 },
  });
  desk.events.start();
});
afterEach(() => desk.close());

describe('SQS', () => {
  it('answers a message with its digests, as the SDK checks them', async () => {
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'reply' },
      bytes: { DataType: 'Binary', BinaryValue: 'AQI=' },
    };
    const sent = await send('你好', { MessageAttributes });
    expect(sent).toEqual({
      MessageId: expect.any(String),
      MD5OfMessageBody: '7eca689f0d3389d9dea66ae112e5cfd7',
      MD5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const [message] = await receive({
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: '你好',
      MD5OfBody: sent.MD5OfMessageBody,
      Attributes: { ApproximateReceiveCount: '1' },
      MessageAttributes,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    });
  });

  it('hides a received message until its visibility timeout, and a delayed one until its delay', async () => {
    await send('now');
    await send('later', { DelaySeconds: 10 });
    expect((await receive()).map(({ Body }) => Body)).toEqual(['now']);
    expect(await receive()).toEqual([]);
    await desk.advance(10_000);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['later']);
    await desk.advance(20_000);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['now']);
  });

  it('deletes by the latest receipt handle only', async () => {
    await send('once');
    const [first] = await receive();
    await desk.advance(30_000);
    const [second] = await receive();
    await sqs('DeleteMessage', { ReceiptHandle: first.ReceiptHandle });
    expect(desk.messages('Mail')).toHaveLength(1);
    await sqs('DeleteMessage', { ReceiptHandle: second.ReceiptHandle });
    expect(desk.messages('Mail')).toEqual([]);
  });

  it('moves a message that was received too often to the dead-letter queue, and says where it came from', async () => {
    await send('poison');
    await receive({ VisibilityTimeout: 0 });
    await receive({ VisibilityTimeout: 0 });
    expect(await receive()).toEqual([]);
    const { Messages } = await sqs('ReceiveMessage', { QueueUrl: 'MailDead', AttributeNames: ['All'] });
    expect(Messages).toMatchObject([{ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: queueArn('Mail') } }]);
  });

  it('forgets a message after its retention period', async () => {
    await send('old');
    await desk.advance(3_600_001);
    await send('new');
    expect((await receive()).map(({ Body }) => Body)).toEqual(['new']);
    expect(desk.messages('Mail')).toHaveLength(1);
  });

  it('answers a long poll as soon as a message comes, or empty when its time is over', async () => {
    const waiting = receive({ WaitTimeSeconds: 20 });
    await desk.advance(5_000);
    await send('here');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['here']);
    const empty = receive({ WaitTimeSeconds: 20 });
    await desk.advance(20_000);
    expect(await empty).toEqual([]);
  });

  it('changes the visibility of a received message', async () => {
    await send('again');
    const [message] = await receive();
    await sqs('ChangeMessageVisibility', { ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 });
    expect(await receive()).toHaveLength(1);
  });

  it('sends and deletes in batches and reports each entry', async () => {
    const sent = await sqs('SendMessageBatch', {
      Entries: [
        { Id: 'a', MessageBody: 'A' },
        { Id: 'b', MessageBody: '' },
      ],
    });
    expect(sent.Successful).toMatchObject([{ Id: 'a' }]);
    expect(sent.Failed).toMatchObject([{ Id: 'b', SenderFault: true, Code: 'MissingParameter' }]);
    const Entries = (await receive()).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    expect(await sqs('DeleteMessageBatch', { Entries })).toEqual({ Successful: [{ Id: '0' }], Failed: [] });
    expect(desk.messages('Mail')).toEqual([]);
    expect(desk.counts.get('sqs.requests')).toBe(3);
  });

  it('counts messages by what they wait for, and purges them', async () => {
    await send('received');
    await receive();
    await send('visible');
    await send('delayed', { DelaySeconds: 60 });
    expect((await sqs('GetQueueAttributes', { AttributeNames: ['All'] })).Attributes).toMatchObject({
      QueueArn: queueArn('Mail'),
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      VisibilityTimeout: '30',
    });
    await sqs('PurgeQueue');
    expect(desk.messages('Mail')).toEqual([]);
  });

  it('names its queues', async () => {
    expect(await sqs('GetQueueUrl', { QueueName: 'Mail' })).toEqual({ QueueUrl });
    expect(await sqs('ListQueues', { QueueNamePrefix: 'MailD' })).toEqual({ QueueUrls: [`${QueueUrl}Dead`] });
  });

  it.each([
    ['a queue that does not exist', 'SendMessage', { QueueUrl: 'Nowhere', MessageBody: 'x' }, 'QueueDoesNotExist'],
    ['a receipt handle that it never gave', 'DeleteMessage', { ReceiptHandle: '???' }, 'ReceiptHandleIsInvalid'],
    ['a delay of an hour', 'SendMessage', { MessageBody: 'x', DelaySeconds: 3600 }, 'InvalidParameterValue'],
    ['eleven messages at once', 'ReceiveMessage', { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
    ['a body over 1 MiB', 'SendMessage', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
    ['an empty batch', 'SendMessageBatch', { Entries: [] }, 'EmptyBatchRequest'],
    [
      'two entries of one id',
      'DeleteMessageBatch',
      { Entries: [{ Id: 'a' }, { Id: 'a' }] },
      'BatchEntryIdsNotDistinct',
    ],
    ['an action that it does not know', 'CreateQueue', {}, 'UnknownOperationException'],
  ])('refuses %s', async (_what, action, body, code) => {
    await expect(sqs(action, body)).rejects.toMatchObject({ code });
  });

  it('refuses whoever is not permitted, and changes nothing', async () => {
    desk.denied = ({ principal, action, resource }) =>
      principal === 'Sender' && action === 'sqs:SendMessage' && resource === queueArn('Mail');
    await expect(send('x')).rejects.toMatchObject({ code: 'AccessDeniedException' });
    expect(desk.messages('Mail')).toEqual([]);
  });
});
