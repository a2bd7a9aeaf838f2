import { Duration, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { METRICS } from '../../contracts/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';
import type { Desk } from '../constructs/permissions.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';
import { consume, workQueue } from '../constructs/work-queue.ts';

/** Twenty seconds of rounds, and the one that was begun then: ten seconds. */
const DELIVER_SECONDS = 50;
const WAKE_MINUTES = 5;

/** What delivers events to webhooks: it comes before those who tell it that there is something to deliver. */
export class OutboundStack extends Stack {
  readonly wakeQueue: IQueue;

  constructor(scope: Construct, id: string, desk: Desk) {
    super(scope, id, { description: 'Gongdan: deliveries to webhooks' });
    const { environment, tables, secret, alarms } = desk;
    const OUTBOUND_TABLE = tables.outbound.tableName;
    const deliveries = new Construct(this, 'Deliveries');
    const { queue } = workQueue(deliveries, { of: 'Deliveries', alarms, timeout: Duration.seconds(DELIVER_SECONDS) });
    this.wakeQueue = queue;
    const WAKE_QUEUE_URL = queue.queueUrl;
    const withQueue: Desk = { ...desk, wakeQueue: queue };
    const deliver = new TicketFunction(this, 'Deliver', {
      name: 'deliver',
      desk: withQueue,
      variables: {
        ...{ OUTBOUND_TABLE, WAKE_QUEUE_URL },
        SIGNING_SECRET_ID: secret.secretArn,
        WEBHOOK_TARGETS: environment.webhookTargets,
      },
      timeoutSeconds: DELIVER_SECONDS,
    });
    consume(deliveries, { queue, consumer: deliver, concurrency: environment.consumers.deliver });
    new RunbookAlarm(this, 'Broken', {
      heading: 'A webhook endpoint fails',
      about: 'ten times in a row',
      topic: alarms,
      metric: deliver.metric(METRICS.brokenWebhooks, 'Sum', Duration.minutes(5)),
      threshold: 1,
    });
    const wake = new TicketFunction(this, 'WakeWebhooks', {
      name: 'wake-webhooks',
      desk: withQueue,
      variables: { OUTBOUND_TABLE, WAKE_QUEUE_URL },
    });
    const deadLetters = new DeadLetters(this, 'WakesDeadLetters', { of: 'Wakes', alarms }).queue;
    acknowledge(
      deadLetters,
      'AwsSolutions-SQS3',
      'It holds the dead letters of a schedule; the check knows those of queues alone.',
    );
    new DeskSchedule(this, 'Wakes', {
      ...{ invokes: wake, cron: '0/5 * * * ? *', everyMinutes: WAKE_MINUTES },
      ...{ deadLetters, alarms },
    });
  }
}
