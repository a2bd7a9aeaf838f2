import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Desk } from './permissions.ts';
import type { TicketFunction } from './ticket-function.ts';
import { consume, type Gathering, workQueue } from './work-queue.ts';

export interface EventConsumerProps {
  readonly desk: Desk;
  readonly bus: IEventBus;
  /** As EventBridge takes it, `$or` too. */
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly consumer: TicketFunction;
  /** Batches at once, at least 2. */
  readonly concurrency: number;
  /** For those who do many at the price of one. */
  readonly gather?: Gathering;
}

/** rule → queue → function; what fails 10 times, or never reaches the queue, goes to the dead letters. */
export class EventConsumer extends Construct {
  /** For those who put something there that is not of the bus. */
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, { desk, bus, pattern, consumer, concurrency, gather }: EventConsumerProps) {
    super(scope, id);
    const { queue, deadLetters } = workQueue(this, {
      ...{ of: id, alarms: desk.alarms, timeout: consumer.timeout },
      ...(gather && { gatherSeconds: gather.seconds }),
    });
    // The plain resource: the pattern of the construct above it knows no `$or`.
    this.queue = queue;
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
    consume(this, { queue, consumer, concurrency, ...(gather && { gather }) });
  }
}
