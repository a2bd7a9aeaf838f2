import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { letterQueuesText } from '../../contracts/letter-queues.ts';
import { DeskApi } from '../constructs/desk-api.ts';
import { type Desk, exportQueueOf, lettersIn, queueOf } from '../constructs/permissions.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';
import type { GatewayStack } from './gateway-stack.ts';

export interface ApiStackProps {
  readonly desk: Desk;
  readonly gateway: Pick<GatewayStack, 'api' | 'publicUrl'>;
}

/** What the HTTP API serves, and the functions behind it. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { desk, gateway }: ApiStackProps) {
    super(scope, id, { description: 'Gongdan: the routes of the HTTP API and their functions' });
    const { api, publicUrl: PUBLIC_URL } = gateway;
    const { environment, tables, secret, alarms } = desk;
    const deskApi = new DeskApi(this, 'DeskApi', { desk, api });
    const TICKET_TABLE = tables.ticket.tableName;
    const DIRECTORY_TABLE = tables.directory.tableName;
    const POLICY_TABLE = tables.policy.tableName;
    const INSIGHT_TABLE = tables.insight.tableName;
    const kept = { CUSTOMER_TABLE: tables.customer.tableName, NOTICE_TABLE: tables.notice.tableName };
    const SIGNING_SECRET_ID = secret.secretArn;
    const CLOCKWORK = environment.clockwork;
    const rates = { RATE_TABLE: tables.rate.tableName, RATE_FACTOR: String(environment.rateFactor) };
    const functions = {
      intake: new TicketFunction(this, 'Intake', {
        name: 'intake',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, SIGNING_SECRET_ID, CLOCKWORK, ...rates },
          PUBLIC_URL,
        },
      }),
      channel: new TicketFunction(this, 'Channel', {
        name: 'channel',
        desk,
        variables: { TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, SIGNING_SECRET_ID, CLOCKWORK, ...rates },
      }),
      'desk-commands': new TicketFunction(this, 'DeskCommands', {
        name: 'desk-commands',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, CLOCKWORK, ...rates, ...kept },
          SIGNING_SECRET_ID,
          PUBLIC_URL,
        },
      }),
      'desk-queries': new TicketFunction(this, 'DeskQueries', {
        name: 'desk-queries',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, SIGNING_SECRET_ID, ...rates, ...kept },
        },
      }),
      webhooks: new TicketFunction(this, 'Webhooks', {
        name: 'webhooks',
        desk,
        variables: {
          OUTBOUND_TABLE: tables.outbound.tableName,
          SIGNING_SECRET_ID,
          WAKE_QUEUE_URL: queueOf(desk).queueUrl,
          WEBHOOK_TARGETS: environment.webhookTargets,
          ...{ DIRECTORY_TABLE, ...rates },
        },
      }),
      files: new TicketFunction(this, 'Files', {
        name: 'files',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, CLOCKWORK },
          ...rates,
          FILE_BUCKET: desk.files.bucketName,
        },
      }),
      customer: new TicketFunction(this, 'Customer', {
        name: 'customer',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, SIGNING_SECRET_ID, CLOCKWORK, INSIGHT_TABLE },
          ...{ ...rates, ...kept },
          FILE_BUCKET: desk.files.bucketName,
        },
      }),
      approver: new TicketFunction(this, 'Approver', {
        name: 'approver',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, SIGNING_SECRET_ID, CLOCKWORK },
          ...rates,
        },
      }),
      receipts: new TicketFunction(this, 'Receipts', {
        name: 'receipts',
        desk,
        variables: { NOTICE_TABLE: tables.notice.tableName, SIGNING_SECRET_ID, ...rates },
      }),
      exports: new TicketFunction(this, 'Exports', {
        name: 'exports',
        desk,
        variables: {
          ...{ DIRECTORY_TABLE, ...rates },
          OUTBOUND_TABLE: tables.outbound.tableName,
          FILE_BUCKET: desk.files.bucketName,
          EXPORT_QUEUE_URL: exportQueueOf(desk).queueUrl,
        },
      }),
      privacy: new TicketFunction(this, 'Privacy', {
        name: 'privacy',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, SIGNING_SECRET_ID, CLOCKWORK },
          ...rates,
        },
        timeoutSeconds: 29, // a day of timelines is followed within one request
      }),
      search: new TicketFunction(this, 'SearchTickets', {
        name: 'search',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, SIGNING_SECRET_ID, ...rates },
          SEARCH_TABLE: tables.search.tableName,
        },
      }),
      operations: new TicketFunction(this, 'Operations', {
        name: 'operations',
        desk,
        variables: {
          ...{ TICKET_TABLE, DIRECTORY_TABLE, POLICY_TABLE, INSIGHT_TABLE, CLOCKWORK, ...rates },
          STATE_MACHINE_ARN: desk.stateMachineArn ?? 'none',
        },
      }),
      'dead-letters': new TicketFunction(this, 'Redrives', {
        name: 'dead-letters',
        desk,
        variables: {
          ...{ DIRECTORY_TABLE, ...rates },
          DEAD_LETTERS: letterQueuesText(
            lettersIn(desk).map(({ name, letters, source }) => ({
              name,
              letters: letters.queueName,
              ...(source && { source: source.queueName }),
            })),
          ),
        },
        timeoutSeconds: 20, // ten batches, each read, sent and deleted
      }),
    };
    deskApi.serve({
      webhooks: functions.webhooks.lambda,
      intake: functions.intake.lambda,
      channel: functions.channel.lambda,
      'desk-commands': functions['desk-commands'].lambda,
      'desk-queries': functions['desk-queries'].lambda,
      files: functions.files.lambda,
      customer: functions.customer.lambda,
      approver: functions.approver.lambda,
      exports: functions.exports.lambda,
      receipts: functions.receipts.lambda,
      privacy: functions.privacy.lambda,
      operations: functions.operations.lambda,
      'dead-letters': functions['dead-letters'].lambda,
      search: functions.search.lambda,
    });
    const metric = (metricName: string, statistic: string): Metric =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: api.ref },
        statistic,
        period: Duration.minutes(5),
      });
    new RunbookAlarm(this, 'Errors', {
      heading: 'The API answers with errors',
      about: 'status 500 and above',
      topic: alarms,
      metric: metric('5xx', 'Sum'),
      threshold: 5,
    });
    new RunbookAlarm(this, 'Slow', {
      heading: 'The API is slow',
      about: 'p99 of five minutes',
      topic: alarms,
      metric: metric('Latency', 'p99'),
      threshold: 3000, // ms; a cold start is below one second, and channels give up after five
      periods: 3,
    });
  }
}
