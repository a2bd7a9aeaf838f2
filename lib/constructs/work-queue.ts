/** The queue of a consumer, as parts of the construct that it is for. */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DELIVERIES } from '../../contracts/bus.ts';
import { DeadLetters } from './dead-letters.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { TicketFunction } from './ticket-function.ts';

/** The factor that AWS asks for, so that a throttled batch is not delivered twice. */
const VISIBILITY_PER_TIMEOUT = 6;
const BATCH = 10;

/**
 * `of`: whose it is, for the alarms. `timeout`: of the function that will read it. `gatherSeconds`: how long a message may wait for
 * others after it was received. What fails 10 times goes to the dead letters.
 */
export function workQueue(
  scope: Construct,
  {
    of,
    alarms,
    timeout,
    gatherSeconds = 0,
  }: { readonly of: string; readonly alarms: ITopic; readonly timeout: Duration; readonly gatherSeconds?: number },
): { readonly queue: Queue; readonly deadLetters: Queue } {
  const letters = new DeadLetters(scope, 'DeadLetters', { of, alarms });
  const deadLetters = letters.queue;
  const queue = new Queue(scope, 'Queue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(timeout.toSeconds() * VISIBILITY_PER_TIMEOUT + gatherSeconds),
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: DELIVERIES },
  });
  letters.source = queue;
  new RunbookAlarm(scope, 'Late', {
    heading: 'A queue is late',
    about: of,
    topic: alarms,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 300,
    periods: 3,
  });
  return { queue, deadLetters };
}

/** A batch of at most so many messages, for which the first one waits at most so long. */
export interface Gathering {
  readonly most: number;
  readonly seconds: number;
}

/** Lets a function work on it. `concurrency`: batches at once, at least 2. */
export function consume(
  scope: Construct,
  {
    queue,
    consumer,
    concurrency,
    gather,
  }: {
    readonly queue: IQueue;
    readonly consumer: TicketFunction;
    readonly concurrency: number;
    readonly gather?: Gathering;
  },
): void {
  consumer.role.addToPolicy(
    new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [queue.queueArn],
    }),
  );
  new EventSourceMapping(scope, 'Mapping', {
    target: consumer.lambda,
    eventSourceArn: queue.queueArn,
    batchSize: gather?.most ?? BATCH,
    ...(gather && { maxBatchingWindow: Duration.seconds(gather.seconds) }),
    reportBatchItemFailures: true,
    maxConcurrency: concurrency,
  });
}
