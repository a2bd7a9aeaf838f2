/** Turns a row of the grants into statements on the resources of a deployment. */
import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { EXPORTS, INCOMING, KEPT } from '../../contracts/files.ts';
import type { Environment } from '../environments.ts';
import type { Grants } from '../grants.ts';
import type { Letters } from './letters-of.ts';

/** What is there before any function: the data, and what every stack needs to know. */
export interface Desk {
  readonly environment: Environment;
  /** Folder of the bundles, `<name>/index.mjs` each. */
  readonly functions: string;
  readonly tables: Readonly<
    Record<
      'ticket' | 'directory' | 'policy' | 'insight' | 'search' | 'rate' | 'outbound' | 'notice' | 'customer',
      ITableV2
    >
  >;
  readonly secret: ISecret;
  /** Of attachments. */
  readonly files: IBucket;
  readonly alarms: ITopic;
  /** The domain that mails come from, as the name of its identity; undefined without mail. */
  readonly mailIdentity: string | undefined;
  /** The configuration set by which SES tells what became of mails; undefined without mail. */
  readonly mailReports: string | undefined;
  /** Who signs the tokens of people, and for whom, once that is known. */
  readonly people?: { readonly issuer: string; readonly audience: string };
  /** Once the workflow is there; never where the sweeper is the clockwork. */
  readonly stateMachineArn?: string;
  /** Once the sweeper is there. */
  readonly dueQueueArn?: string;
  /** Once those who deliver to webhooks are there. */
  readonly wakeQueue?: IQueue;
  /** Once those who tell people are there. */
  readonly noticeQueue?: IQueue;
  /** Once those who write exports are there. */
  readonly exportQueue?: IQueue;
  /** Once everybody who may have some is there. */
  readonly letters?: readonly Letters[];
}

const TABLES = [
  'ticket',
  'directory',
  'policy',
  'insight',
  'search',
  'rate',
  'outbound',
  'notice',
  'customer',
] as const;

/** Throws an Error when the row asks for something that the deployment does not have. */
export function statementsOf(grants: Grants, desk: Desk, stack: Stack): PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  const allow = (service: string, actions: readonly string[], resources: string[]): void => {
    statements.push(new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources }));
  };
  for (const name of TABLES) {
    const actions = grants[name];
    if (actions) allow('dynamodb', actions, [desk.tables[name].tableArn]);
  }
  if (grants.indexes) {
    const indexes = grants.indexes.map((index) => `${desk.tables.ticket.tableArn}/index/${index}`);
    allow('dynamodb', ['Query'], indexes);
  }
  if (grants.wakeQueue) allow('sqs', grants.wakeQueue, [queueOf(desk).queueArn]);
  if (grants.noticeQueue) allow('sqs', grants.noticeQueue, [noticeQueueOf(desk).queueArn]);
  if (grants.exportQueue) allow('sqs', grants.exportQueue, [exportQueueOf(desk).queueArn]);
  if (grants.letters) {
    const letters = lettersIn(desk);
    const returning = letters.filter(({ source }) => source !== undefined);
    allow(
      'sqs',
      LOOKS,
      letters.map((each) => each.letters.queueArn),
    );
    allow(
      'sqs',
      ['DeleteMessage'],
      returning.map((each) => each.letters.queueArn),
    );
    allow(
      'sqs',
      ['GetQueueUrl', 'SendMessage'],
      returning.flatMap(({ source }) => source?.queueArn ?? []),
    );
  }
  for (const [prefix, actions] of [
    [INCOMING, grants.files?.incoming],
    [KEPT, grants.files?.kept],
    [EXPORTS, grants.files?.exports],
  ] as const)
    if (actions) allow('s3', actions, [desk.files.arnForObjects(`${prefix}*`)]);
  if (grants.secret) allow('secretsmanager', ['GetSecretValue'], [desk.secret.secretArn]);
  if (desk.environment.clockwork === 'sweeper') {
    if (grants.sweeper) allow('dynamodb', grants.sweeper, [desk.tables.ticket.tableArn]);
    if (grants.dueQueue) allow('sqs', grants.dueQueue, [present(desk.dueQueueArn, 'queue of what is due')]);
  } else if (grants.workflow) allow('states', grants.workflow, [present(desk.stateMachineArn, 'state machine')]);
  if (grants.mail && desk.mailIdentity !== undefined) {
    const named = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'ses', resource, resourceName });
    const set = present(desk.mailReports, 'configuration set');
    // SES asks for both.
    allow('ses', ['SendEmail'], [named('identity', desk.mailIdentity), named('configuration-set', set)]);
  }
  if (grants.providers) {
    const resourceName = `${providerSecrets(desk.environment)}*`;
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const secrets = stack.formatArn({ service: 'secretsmanager', resource: 'secret', resourceName, arnFormat });
    allow('secretsmanager', ['GetSecretValue'], [secrets]);
    // The key aws/ssm lets everybody of the account decrypt by way of the store: no grant of KMS is needed.
    allow('ssm', ['GetParameter'], [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName })]);
  }
  return statements;
}

/** Where webhooks are told that there is something to deliver. Throws an Error when it is not there yet. */
export function queueOf({ wakeQueue }: Desk): IQueue {
  if (!wakeQueue) throw new Error('The queue of webhooks to wake is not there.');
  return wakeQueue;
}

/** How the names of the secrets of those who carry messages begin: operators put them there (docs/providers.md). */
export const providerSecrets = ({ name }: Environment): string => `gongdan/${name}/`;

/** Where what is to be told is put. Throws an Error when it is not there yet. */
function noticeQueueOf({ noticeQueue }: Desk): IQueue {
  if (!noticeQueue) throw new Error('The queue of notices is not there.');
  return noticeQueue;
}

const LOOKS = ['GetQueueUrl', 'GetQueueAttributes', 'ReceiveMessage'] as const;

/** All dead letters of the deployment. Throws an Error when not all are there yet. */
export function lettersIn({ letters }: Desk): readonly Letters[] {
  if (!letters) throw new Error('The dead letters are not known.');
  return letters;
}

/** Where the next slice of an export is asked for. Throws an Error when it is not there yet. */
export function exportQueueOf({ exportQueue }: Desk): IQueue {
  if (!exportQueue) throw new Error('The queue of exports is not there.');
  return exportQueue;
}

function present(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`A grant needs the ${what}, which is not there.`);
  return value;
}
