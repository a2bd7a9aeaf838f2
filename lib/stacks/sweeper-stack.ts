import { Duration, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { METRICS } from '../../contracts/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import type { Desk } from '../constructs/permissions.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';
import { consume, workQueue } from '../constructs/work-queue.ts';
import { WAKING } from './events-stack.ts';

const LOOK_SECONDS = 10;

/** The clockwork without executions: a sweep over due times each minute, and what looks at the tickets that it finds. */
export class SweeperStack extends Stack {
  constructor(scope: Construct, id: string, { desk, bus }: { readonly desk: Desk; readonly bus: IEventBus }) {
    super(scope, id, { description: 'Gongdan: the sweeper of due tickets' });
    const { environment, tables, alarms } = desk;
    const concurrency = environment.consumers.workflow;
    const TICKET_TABLE = tables.ticket.tableName;
    const due = new Construct(this, 'Due');
    const { queue } = workQueue(due, { of: 'Due', alarms, timeout: Duration.seconds(LOOK_SECONDS) });
    const withQueue = { ...desk, dueQueueArn: queue.queueArn };
    const DUE_QUEUE_URL = queue.queueUrl;
    const look = new TicketFunction(this, 'LookAtTicket', {
      name: 'look-at-ticket',
      desk: withQueue,
      variables: {
        ...{ TICKET_TABLE, DUE_QUEUE_URL, CLOCKWORK: environment.clockwork },
        DIRECTORY_TABLE: tables.directory.tableName,
        POLICY_TABLE: tables.policy.tableName,
        INSIGHT_TABLE: tables.insight.tableName,
      },
      timeoutSeconds: LOOK_SECONDS,
    });
    consume(due, { queue, consumer: look, concurrency });
    // A queue of its own: whoever has just come does not stand behind all that is overdue.
    new EventConsumer(this, 'Moved', { desk, bus, pattern: WAKING, consumer: look, concurrency });

    const sweep = new TicketFunction(this, 'Sweep', {
      name: 'sweep',
      desk: withQueue,
      variables: { TICKET_TABLE, DUE_QUEUE_URL },
      timeoutSeconds: 50, // done before the next turn begins
    });
    const deadLetters = new DeadLetters(this, 'SweepsDeadLetters', { of: 'Sweeps', alarms }).queue;
    acknowledge(
      deadLetters,
      'AwsSolutions-SQS3',
      'It holds the dead letters of a schedule; the check knows those of queues alone.',
    );
    new DeskSchedule(this, 'Sweeps', {
      ...{ invokes: sweep, cron: '* * * * ? *', everyMinutes: 1 },
      ...{ deadLetters, alarms },
    });
    new RunbookAlarm(this, 'Behind', {
      heading: 'The sweeper is behind',
      about: 'five minutes',
      topic: alarms,
      metric: sweep.metric(METRICS.secondsBehind, 'Maximum', Duration.minutes(1)),
      threshold: 300,
      periods: 3,
    });
  }
}
