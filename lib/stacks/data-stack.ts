import { Stack } from 'aws-cdk-lib';
import { ProjectionType, StreamViewType, type TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { DeskTable, text } from '../constructs/desk-table.ts';
import { FileBucket } from '../constructs/file-bucket.ts';
import { removalOf } from '../constructs/keeping.ts';
import { MailReports } from '../constructs/mail-reports.ts';
import type { Environment } from '../environments.ts';
import type { TicketIndex } from '../grants.ts';

/** What a list of tickets shows: kept in the index, so that a list is one query. */
const LISTED = [
  'id',
  'code',
  'phase',
  'version',
  'channel',
  'subject',
  'category',
  'priority',
  'queue',
  'level',
  'openedAt',
  'assignee',
  'firstResponseDueAt',
  'resolutionDueAt',
  'untouchedSince',
];

const index = (indexName: TicketIndex, key: string, shown?: string[]) => ({
  indexName,
  partitionKey: text(`${key}Key`),
  sortKey: text(`${key}Sort`),
  ...(shown
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: shown }
    : { projectionType: ProjectionType.KEYS_ONLY }),
});

/** All that would be missed if it were gone: tables, the signing secret, the verified sender; and the topic of the alarms. */
export class DataStack extends Stack {
  readonly ticketTable: TableV2;
  readonly tables: Readonly<
    Record<
      'ticket' | 'directory' | 'policy' | 'insight' | 'search' | 'rate' | 'outbound' | 'notice' | 'customer',
      TableV2
    >
  >;
  readonly secret: Secret;
  readonly files: FileBucket['bucket'];
  readonly alarms: AlarmTopic['topic'];
  readonly mailIdentity: string | undefined;
  readonly mailReports: string | undefined;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, { description: 'Gongdan: tables, signing secret, mail identity, alarm topic' });
    this.alarms = new AlarmTopic(this, 'Alarms', { mail: environment.alarmMail }).topic;
    const common = { environment, alarms: this.alarms };
    const warm = environment.warmThroughput;
    this.ticketTable = new DeskTable(this, 'Tickets', {
      ...common,
      indexes: [
        index('byAssignee', 'assignee', LISTED),
        index('byQueue', 'queue', LISTED),
        index('byCustomer', 'customer'),
        index('byOrder', 'order'),
        ...(environment.clockwork === 'sweeper' ? [index('byWake', 'wake')] : []),
      ],
      stream: StreamViewType.NEW_IMAGE,
      ...(warm && { warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes } }),
    }).table;
    this.tables = {
      ticket: this.ticketTable,
      directory: new DeskTable(this, 'Directory', common).table,
      policy: new DeskTable(this, 'Policies', common).table,
      insight: new DeskTable(this, 'Insight', common).table,
      search: new DeskTable(this, 'Search', common).table,
      outbound: new DeskTable(this, 'Outbound', common).table,
      notice: new DeskTable(this, 'Notices', common).table,
      customer: new DeskTable(this, 'Customers', common).table,
      rate: new DeskTable(this, 'Rates', common).table,
    };
    this.secret = new Secret(this, 'SigningSecret', {
      description: 'Master of the keys of channels, tracking links and page tokens',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: removalOf(environment),
    });
    acknowledge(
      this.secret,
      'AwsSolutions-SMG4',
      'A new master changes the key of every channel and breaks every tracking link: it is changed by hand, with notice (docs/deploy.md).',
    );
    this.files = new FileBucket(this, 'Files', environment).bucket;
    if (environment.name === 'local') {
      for (const table of Object.values(this.tables)) {
        acknowledge(
          table,
          'AwsSolutions-DDB3',
          'On one machine there is nothing to restore from; a copy of the data folder is the backup.',
        );
      }
    }
    if (environment.mail) {
      const { set } = new MailReports(this, 'MailReports', environment);
      const identity = new EmailIdentity(this, 'MailIdentity', {
        identity: Identity.domain(environment.mail.domain),
        configurationSet: set,
      });
      identity.applyRemovalPolicy(removalOf(environment));
      this.mailIdentity = identity.emailIdentityName;
      this.mailReports = set.configurationSetName;
    }
  }
}
