/** The JSON API of SQS over the embedded queues. */
import { hash } from 'node:crypto';
import { type Authorize, AwsError, arn, type Count, type Principal, type Service } from '../aws.ts';
import { attributeDigest, type MessageAttributes } from './attribute-digest.ts';
import type { LongPolls } from './long-polls.ts';
import { type Queue, type Queues, queueUrl } from './queues.ts';
import type { Request } from './request.ts';
import { batch } from './sqs-batch.ts';
import { asMessage } from './sqs-message.ts';

const MOST_MESSAGES = 10;
const MOST_VISIBILITY_S = 43_200;

interface Deps {
  readonly queues: Queues;
  readonly polls: LongPolls;
  readonly authorize: Authorize;
  readonly count: Count;
}
type Action = (deps: Deps, body: Request, queue: Queue, principal: Principal) => unknown;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

function whole(name: string, value: unknown, from: number, to: number): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to) return value as number;
  throw invalid(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${from} and ${to}, if provided.`,
  );
}

function send({ queues }: Deps, entry: Request, queue: Queue, principal: Principal) {
  const body: unknown = entry.MessageBody;
  if (typeof body !== 'string' || body === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  const most = queue.properties.MaximumMessageSize;
  if (Buffer.byteLength(body) > most) {
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  }
  const attributes: MessageAttributes | undefined = entry.MessageAttributes;
  const delay = whole('DelaySeconds', entry.DelaySeconds, 0, 900);
  const MessageId = queues.send(queue, { body, attributes, delay }, principal);
  return {
    MessageId,
    MD5OfMessageBody: hash('md5', body),
    ...(attributes && Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: attributeDigest(attributes) }),
  };
}

async function receive({ polls }: Deps, body: Request, queue: Queue) {
  const limit = whole('MaxNumberOfMessages', body.MaxNumberOfMessages, 1, MOST_MESSAGES) ?? 1;
  const visibility = whole('VisibilityTimeout', body.VisibilityTimeout, 0, MOST_VISIBILITY_S);
  const wait = whole('WaitTimeSeconds', body.WaitTimeSeconds, 0, 20) ?? queue.properties.ReceiveMessageWaitTimeSeconds;
  const received = await polls.receive(queue, limit, visibility, wait);
  const wanted = {
    system: [...(body.AttributeNames ?? []), ...(body.MessageSystemAttributeNames ?? [])],
    own: body.MessageAttributeNames ?? [],
  };
  return received.length > 0 ? { Messages: received.map((row) => asMessage(row, wanted)) } : {};
}

function changeVisibility({ queues }: Deps, entry: Request, queue: Queue): object {
  const visibility = whole('VisibilityTimeout', entry.VisibilityTimeout, 0, MOST_VISIBILITY_S);
  if (visibility === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  }
  queues.changeVisibility(queue, entry.ReceiptHandle, visibility);
  return {};
}

function attributes({ queues }: Deps, body: Request, queue: Queue): object {
  const { visible, inFlight, delayed } = queues.counts(queue);
  const { properties } = queue;
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(properties.VisibilityTimeout),
    DelaySeconds: String(properties.DelaySeconds),
    MessageRetentionPeriod: String(properties.MessageRetentionPeriod),
    MaximumMessageSize: String(properties.MaximumMessageSize),
    ReceiveMessageWaitTimeSeconds: String(properties.ReceiveMessageWaitTimeSeconds),
    ...(properties.RedrivePolicy && { RedrivePolicy: JSON.stringify(properties.RedrivePolicy) }),
  };
  const names: string[] = body.AttributeNames ?? [];
  const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
  return { Attributes: Object.fromEntries(wanted) };
}

const remove: Action = ({ queues }, entry, queue) => {
  queues.delete(queue, [entry.ReceiptHandle]);
  return {};
};

/** By action: the permission it needs, and what it does. */
const ACTIONS: Readonly<Record<string, { permission: string; run: Action }>> = {
  SendMessage: { permission: 'SendMessage', run: send },
  SendMessageBatch: {
    permission: 'SendMessage',
    run: (deps, body, queue, principal) => batch(body, (entry) => send(deps, entry, queue, principal)),
  },
  ReceiveMessage: { permission: 'ReceiveMessage', run: receive },
  DeleteMessage: { permission: 'DeleteMessage', run: remove },
  DeleteMessageBatch: {
    permission: 'DeleteMessage',
    run: (deps, body, queue, principal) => batch(body, (entry) => remove(deps, entry, queue, principal) as object),
  },
  ChangeMessageVisibility: { permission: 'ChangeMessageVisibility', run: changeVisibility },
  ChangeMessageVisibilityBatch: {
    permission: 'ChangeMessageVisibility',
    run: (deps, body, queue) => batch(body, (entry) => changeVisibility(deps, entry, queue)),
  },
  GetQueueAttributes: { permission: 'GetQueueAttributes', run: attributes },
  PurgeQueue: {
    permission: 'PurgeQueue',
    run: ({ queues }, _body, queue) => {
      queues.purge(queue);
      return {};
    },
  },
};

/** The service as the SDK calls it. Throws AwsError. */
export function sqsService(deps: Deps): Service {
  const { queues, authorize, count } = deps;
  return (action, body, principal) => {
    if (action === 'ListQueues') {
      authorize(principal, 'sqs:ListQueues', arn('sqs', '*'));
      count('sqs.requests', 1);
      const names = queues.names.filter((name) => name.startsWith(body.QueueNamePrefix ?? ''));
      return { QueueUrls: names.map(queueUrl) };
    }
    if (action === 'GetQueueUrl') {
      authorize(principal, 'sqs:GetQueueUrl', arn('sqs', String(body.QueueName)));
      count('sqs.requests', 1, String(body.QueueName));
      return { QueueUrl: queueUrl(queues.find(body.QueueName).name) };
    }
    const known = ACTIONS[action];
    if (!known) throw new AwsError('UnknownOperationException', `SQS ${action} is not emulated.`);
    const queue = queues.find(body.QueueUrl);
    authorize(principal, `sqs:${known.permission}`, queue.arn);
    count('sqs.requests', 1, queue.name);
    return known.run(deps, body, queue, principal);
  };
}
