/** Dead letters as SQS has them. Its own task that moves messages back is missing in some regions and tells no numbers: this reads, sends, deletes. */
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { LetterQueues } from '../../contracts/letter-queues.ts';
import { toInstant } from '../../core/domain/time.ts';
import type { DeadLetterQueue, DeadLetters } from '../../core/ports-dead-letters.ts';
import { letterOf, sentMs } from './dead-letter.ts';

const AT_ONCE = 10; // what SQS hands out and takes
/** Longer than a call lasts: what was not moved in it comes back by itself. */
const HIDDEN_S = 30;

interface Ports {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queues: readonly LetterQueues[];
}

export const createDeadLetters = ({ client, queues }: Ports): DeadLetters => {
  const urls = new Map<string, Promise<string>>();
  const urlOf = (QueueName: string): Promise<string> => {
    const known =
      urls.get(QueueName) ?? client.send(new GetQueueUrlCommand({ QueueName })).then(({ QueueUrl = '' }) => QueueUrl);
    urls.set(QueueName, known);
    known.catch(() => urls.delete(QueueName));
    return known;
  };
  const find = (name: string): LetterQueues | undefined => queues.find((each) => each.name === name);
  const receive = async (QueueUrl: string, VisibilityTimeout: number, most = AT_ONCE): Promise<readonly Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        VisibilityTimeout,
        MaxNumberOfMessages: Math.min(most, AT_ONCE),
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['ERROR_CODE'],
      }),
    );
    return Messages;
  };
  const count = async (QueueUrl: string): Promise<number> => {
    const AttributeNames = ['ApproximateNumberOfMessages' as const, 'ApproximateNumberOfMessagesNotVisible' as const];
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };
  /** Answers how many of them went. What SQS refuses of them stays where it is. */
  const move = async (from: string, to: string, messages: readonly Message[]): Promise<number> => {
    const { Successful = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: to,
        Entries: messages.map(({ Body }, index) => ({ Id: String(index), MessageBody: Body })),
      }),
    );
    if (Successful.length === 0) return 0;
    const Entries = Successful.map(({ Id }) => ({ Id, ReceiptHandle: messages[Number(Id)]?.ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: from, Entries }));
    return Successful.length;
  };

  return {
    queues: () =>
      Promise.all(
        queues.map(async ({ name, letters, source }): Promise<DeadLetterQueue> => {
          const url = await urlOf(letters);
          const known = { name, count: await count(url), redrives: source !== undefined };
          const times = known.count > 0 ? (await receive(url, 0)).map(sentMs) : [];
          return { ...known, ...(times.length > 0 && { oldest: toInstant(Math.min(...times)) }) };
        }),
      ),
    has: (name) => {
      const found = find(name);
      return found && (found.source === undefined ? 'stays' : 'redrives');
    },
    some: async (name) => (await receive(await urlOf(find(name)?.letters ?? ''), 0)).map(letterOf),
    moveBack: async (name, most) => {
      const { letters = '', source = '' } = find(name) ?? {};
      const [from, to] = await Promise.all([urlOf(letters), urlOf(source)]);
      let moved = 0;
      while (moved < most) {
        const messages = await receive(from, HIDDEN_S, most - moved);
        const went = messages.length === 0 ? 0 : await move(from, to, messages);
        if (went === 0) break;
        moved += went;
      }
      return { moved, left: await count(from) };
    },
  };
};
