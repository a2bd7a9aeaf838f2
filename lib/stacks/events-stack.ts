import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { ALARM_RAISED, BUS_SOURCE, SURVEY_ANSWERED } from '../../contracts/bus.ts';
import { MAIL_EVENTS } from '../../contracts/deliveries.ts';
import { METRICS } from '../../contracts/metrics.ts';
import { COUNTED_EVENTS } from '../../core/domain/counted.ts';
import type { EventType } from '../../core/domain/events.ts';
import { SEARCHED_EVENTS } from '../../core/domain/search/said.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { type Desk, providerSecrets, queueOf } from '../constructs/permissions.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';
import { TicketPipe } from '../constructs/ticket-pipe.ts';

export interface EventsStackProps {
  readonly desk: Desk;
  /** The one whose stream is read. */
  readonly ticketTable: TableV2;
  /** Undefined where the sweeper is the clockwork. */
  readonly stateMachineArn: string | undefined;
  readonly publicUrl: string;
}

/** What the clockwork has to hear of at once. */
export const WAKING = {
  source: [BUS_SOURCE],
  $or: [{ 'detail-type': ['ticket.opened'] }, { detail: { wakes: [true] } }],
};
/** A provider has ten seconds for an answer; a lease of a notice, and the nearest minute to which one is put off, are longer. */
const NOTIFY_SECONDS = 30;
/** What somebody may have to be told of. What an earlier deployment puts on the bus does not say whether. */
const TOLD = {
  source: [BUS_SOURCE],
  'detail-type': [{ prefix: 'ticket.' }, ALARM_RAISED],
  // An event that is played back again was told when it happened.
  'replay-name': [{ exists: false }],
  $or: [{ detail: { silent: [''] } }, { detail: { silent: [{ exists: false }] } }],
};

/** From the table's changes to those who act on them. */
export class EventsStack extends Stack {
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, { desk, ticketTable, stateMachineArn, publicUrl }: EventsStackProps) {
    super(scope, id, { description: 'Gongdan: the event bus and its consumers' });
    const { environment, tables, secret, alarms } = desk;
    const bus = new EventBus(this, 'Bus', { description: 'Events of tickets' });
    this.bus = bus;
    new TicketPipe(this, 'TicketEvents', { desk, table: ticketTable, bus });
    const source = [BUS_SOURCE];
    const TICKET_TABLE = tables.ticket.tableName;
    const DIRECTORY_TABLE = tables.directory.tableName;
    const POLICY_TABLE = tables.policy.tableName;
    const INSIGHT_TABLE = tables.insight.tableName;
    const CLOCKWORK = environment.clockwork;

    if (stateMachineArn !== undefined) {
      new EventConsumer(this, 'Workflow', {
        desk,
        bus,
        pattern: WAKING,
        consumer: new TicketFunction(this, 'DriveWorkflow', {
          name: 'drive-workflow',
          desk,
          variables: { TICKET_TABLE, POLICY_TABLE, STATE_MACHINE_ARN: stateMachineArn },
        }),
        concurrency: environment.consumers.workflow,
      });
    }
    new EventConsumer(this, 'Routing', {
      desk,
      bus,
      pattern: { source, detail: { frees: [{ 'anything-but': [''] }] } },
      consumer: new TicketFunction(this, 'PullWork', {
        name: 'pull-work',
        desk,
        variables: { TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, CLOCKWORK },
      }),
      concurrency: environment.consumers.pull,
    });
    const CUSTOMER_TABLE = tables.customer.tableName;
    const NOTICE_TABLE = tables.notice.tableName;
    new EventConsumer(this, 'Answers', {
      desk,
      bus,
      pattern: { source, 'detail-type': ['ticket.rated' satisfies EventType, SURVEY_ANSWERED] },
      consumer: new TicketFunction(this, 'FollowAnswer', {
        name: 'follow-answer',
        desk,
        variables: { TICKET_TABLE, POLICY_TABLE, CUSTOMER_TABLE, INSIGHT_TABLE, NOTICE_TABLE, CLOCKWORK },
      }),
      concurrency: environment.consumers.related,
    });
    new EventConsumer(this, 'Related', {
      desk,
      bus,
      // Few events concern other tickets: none of the rest costs anything.
      pattern: { source, detail: { concerns: [{ 'anything-but': [''] }] } },
      consumer: new TicketFunction(this, 'TellRelated', {
        name: 'tell-related',
        desk,
        variables: { TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, CLOCKWORK },
      }),
      concurrency: environment.consumers.related,
    });
    const analytics = new TicketFunction(this, 'Analytics', {
      name: 'analytics',
      desk,
      variables: { TICKET_TABLE, INSIGHT_TABLE },
    });
    new EventConsumer(this, 'Insight', {
      desk,
      bus,
      pattern: { source, 'detail-type': [...COUNTED_EVENTS] },
      consumer: analytics,
      concurrency: environment.consumers.analytics,
      gather: { most: 50, seconds: 5 }, // nobody waits for a number
    });
    new EventConsumer(this, 'Index', {
      desk,
      bus,
      pattern: { source, 'detail-type': [...SEARCHED_EVENTS] },
      consumer: new TicketFunction(this, 'IndexTicket', {
        name: 'index-ticket',
        desk,
        variables: { TICKET_TABLE, SEARCH_TABLE: tables.search.tableName },
        timeoutSeconds: 60, // one that packs has some thousand items to write
      }),
      concurrency: environment.consumers.index,
      // What is said is to be found within 3 s; five reads an event are what one call takes.
      gather: { most: 20, seconds: 1 },
    });
    new RunbookAlarm(this, 'NobodyFound', {
      heading: 'Nobody for a ticket',
      about: 'not even the last resort',
      topic: alarms,
      metric: analytics.metric(METRICS.nobodyFound, 'Sum', Duration.minutes(5)),
      threshold: 1,
    });
    new EventConsumer(this, 'Feed', {
      desk,
      bus,
      // An event that is played back again stands in the feed since it happened.
      pattern: { source, 'detail-type': [{ prefix: 'ticket.' }], 'replay-name': [{ exists: false }] },
      consumer: new TicketFunction(this, 'RecordFeed', {
        name: 'feed',
        desk,
        variables: { OUTBOUND_TABLE: tables.outbound.tableName, WAKE_QUEUE_URL: queueOf(desk).queueUrl },
      }),
      concurrency: environment.consumers.feed,
      gather: { most: 100, seconds: 2 },
    });
    const { queue: noticeQueue } = new EventConsumer(this, 'Notices', {
      desk,
      bus,
      pattern: TOLD,
      consumer: new TicketFunction(this, 'Notify', {
        name: 'notify',
        desk,
        variables: {
          TICKET_TABLE,
          DIRECTORY_TABLE,
          POLICY_TABLE,
          ...{ NOTICE_TABLE, CUSTOMER_TABLE, INSIGHT_TABLE },
          SIGNING_SECRET_ID: secret.secretArn,
          PUBLIC_URL: publicUrl,
          MAIL_FROM: environment.mail?.from ?? 'none',
          PROVIDER_SECRETS: providerSecrets(environment),
          WEBHOOK_TARGETS: environment.webhookTargets,
        },
        timeoutSeconds: NOTIFY_SECONDS,
      }),
      concurrency: environment.consumers.notify,
    });
    if (desk.mailReports !== undefined) {
      new EventConsumer(this, 'MailFates', {
        desk,
        bus: EventBus.fromEventBusName(this, 'DefaultBus', 'default'), // SES knows no other
        pattern: {
          source: ['aws.ses'],
          'detail-type': [...MAIL_EVENTS],
          detail: { mail: { tags: { 'ses:configuration-set': [desk.mailReports] } } },
        },
        consumer: new TicketFunction(this, 'DeliveryStatus', {
          name: 'delivery-status',
          desk,
          variables: { NOTICE_TABLE, CUSTOMER_TABLE, POLICY_TABLE },
        }),
        concurrency: environment.consumers.notify,
      });
    }
    const wake = new TicketFunction(this, 'WakeNotices', {
      name: 'wake-notices',
      desk: { ...desk, noticeQueue },
      variables: { NOTICE_TABLE: tables.notice.tableName, NOTICE_QUEUE_URL: noticeQueue.queueUrl },
      timeoutSeconds: 50, // done before the next turn begins
    });
    const deadLetters = new DeadLetters(this, 'DueNoticesDeadLetters', { of: 'DueNotices', alarms }).queue;
    acknowledge(
      deadLetters,
      'AwsSolutions-SQS3',
      'It holds the dead letters of a schedule; the check knows those of queues alone.',
    );
    new DeskSchedule(this, 'DueNotices', {
      ...{ invokes: wake, cron: '* * * * ? *', everyMinutes: 1 },
      ...{ deadLetters, alarms },
    });
  }
}
