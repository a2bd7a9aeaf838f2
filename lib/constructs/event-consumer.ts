import { Duration } from 'aws-cdk-lib';
import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { Desk } from './permissions.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { TicketFunction } from './ticket-function.ts';

export interface EventConsumerProps {
  readonly desk: Desk;
  readonly bus: IEventBus;
  /** As EventBridge takes it, `$or` too. */
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly consumer: TicketFunction;
  /** Batches at once, at least 2. */
  readonly concurrency: number;
}

/** The factor that AWS asks for, so that a throttled batch is not delivered twice. */
const VISIBILITY_PER_TIMEOUT = 6;
const DELIVERIES = 10;
const BATCH = 10;

/** rule → queue → function; what fails 10 times, or never reaches the queue, goes to the dead letters. */
export class EventConsumer extends Construct {
  constructor(scope: Construct, id: string, { desk, bus, pattern, consumer, concurrency }: EventConsumerProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { of: id, alarms: desk.alarms }).queue;
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(consumer.timeout.toSeconds() * VISIBILITY_PER_TIMEOUT),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: DELIVERIES },
    });
    // The plain resource: the pattern of the construct above it knows no `$or`.
    const rule = new CfnRule(this, 'Rule', {
      eventBusName: bus.eventBusName,
      eventPattern: pattern,
      targets: [{ id: 'Queue', arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }],
    });
    for (const target of [queue, deadLetters]) {
      target.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [target.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
        }),
      );
    }
    consumer.role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: BATCH,
      reportBatchItemFailures: true,
      maxConcurrency: concurrency,
    });
    new RunbookAlarm(this, 'Late', {
      heading: 'A queue is late',
      about: id,
      topic: desk.alarms,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 300,
      periods: 3,
    });
  }
}
