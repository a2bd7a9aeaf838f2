/** The JSON API of SQS over the embedded queues. */
import { hash } from 'node:crypto';
import { type Authorize, AwsError, arn, type Count, type Principal, type Service } from '../aws.ts';
import { attributeDigest, type MessageAttributes } from './attribute-digest.ts';
import type { LongPolls } from './long-polls.ts';
import type { MessageRow } from './message-rows.ts';
import { type Queue, type Queues, queueUrl } from './queues.ts';
import { receiptHandle } from './receipt.ts';
import { systemAttributes } from './system-attributes.ts';

const MOST_MESSAGES = 10;
const MOST_VISIBILITY_S = 43_200;

interface Deps {
  readonly queues: Queues;
  readonly polls: LongPolls;
  readonly authorize: Authorize;
  readonly count: Count;
}
type Action = (deps: Deps, body: any, queue: Queue, principal: Principal) => unknown;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

function whole(name: string, value: unknown, from: number, to: number): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to) return value as number;
  throw invalid(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${from} and ${to}, if provided.`,
  );
}

function send({ queues }: Deps, entry: any, queue: Queue, principal: Principal) {
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

/** Runs `each` for every entry; one that is refused is reported and does not keep the others from it. */
function batch(body: any, each: (entry: any) => object) {
  const entries: any[] = body.Entries ?? [];
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > MOST_MESSAGES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...each(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function asMessage(row: MessageRow, wanted: { system: readonly string[]; own: readonly string[] }): object {
  const named = (names: readonly string[], all: object) =>
    Object.entries(all).filter(([name]) => names.includes('All') || names.includes('.*') || names.includes(name));
  const system = named(wanted.system, systemAttributes(row));
  const own = named(wanted.own, row.attributes ? JSON.parse(row.attributes) : {});
  return {
    MessageId: row.message_id,
    ReceiptHandle: receiptHandle(row, row.message_id),
    MD5OfBody: hash('md5', row.body),
    Body: row.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(own.length > 0 && {
      MessageAttributes: Object.fromEntries(own),
      MD5OfMessageAttributes: attributeDigest(Object.fromEntries(own)),
    }),
  };
}

async function receive({ polls }: Deps, body: any, queue: Queue) {
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

function changeVisibility({ queues }: Deps, entry: any, queue: Queue): object {
  const visibility = whole('VisibilityTimeout', entry.VisibilityTimeout, 0, MOST_VISIBILITY_S);
  if (visibility === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  }
  queues.changeVisibility(queue, entry.ReceiptHandle, visibility);
  return {};
}

function attributes({ queues }: Deps, body: any, queue: Queue): object {
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
