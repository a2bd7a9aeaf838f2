/** Ports of the function that looks after dead letters. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import { letterQueues } from '../../contracts/letter-queues.ts';

export const wireDeadLetters = ({ DEAD_LETTERS }: { readonly DEAD_LETTERS: string }) =>
  createDeadLetters({
    queues: letterQueues(DEAD_LETTERS),
    // The host of a queue's URL is not where the embedded runtime listens.
    client: new SQSClient({ useQueueUrlAsEndpoint: false }),
  });
