/** What the permission check adds to a call: its own time against that of the call as a function makes it. */
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Authorize, arn, REGION } from '../local/aws.ts';
import { Clock } from '../local/clock.ts';
import { DynamoDb } from '../local/dynamodb/service.ts';
import { openEndpoint } from '../local/endpoint.ts';
import { roleArn } from '../local/permission/kinds.ts';
import { Permission } from '../local/permission/permission.ts';
import { Store } from '../local/store.ts';
import type { Row } from './table.ts';

const CALLS = 1500;
const CHECKS = 100_000;
const BUDGET_PERCENT = 5;
const CALLER = 'Bench';
const TABLE = 'Tickets';

const table = arn('dynamodb', `table/${TABLE}`);
const allow = (Action: string[], Resource: string | string[], more = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

/** As long as a role of the templates: other services first, the table last. */
const PLAIN = [
  allow(['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], arn('secretsmanager', 'secret:Signing')),
  allow(['states:StartExecution'], arn('states', 'stateMachine:Ticket')),
  allow(['ses:SendEmail'], arn('ses', 'identity/example.com')),
  allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arn('sqs', 'Start')),
  allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [table, `${table}/index/*`]),
];
/** The answer depends on the key of every call, so that none can be remembered. */
const BY_KEY = [
  ...PLAIN.slice(0, -1),
  allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table, {
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['tkt_*', 'CODE#*'] } },
  }),
];

export const permission = async (report: (row: Row) => void): Promise<void> => {
  for (const [what, statements] of [
    ['by action and resource', PLAIN],
    ['by leading key', BY_KEY],
  ] as const) {
    const authorize = authorizeBy(statements);
    const calls = await callMs(authorize);
    const context = { 'dynamodb:LeadingKeys': ['tkt_1'] };
    const check = checkMs(() => authorize(CALLER, 'dynamodb:PutItem', table, context));
    report({ what: `check ${what}`, value: check * 1000, unit: 'µs', better: 'less' });
    for (const [name, ms] of Object.entries(calls)) {
      report({
        what: `  of a ${name} (${ms.toFixed(2)} ms)`,
        value: (check / ms) * 100,
        unit: '%',
        budget: BUDGET_PERCENT,
        better: 'less',
      });
    }
  }
};

const authorizeBy = (statements: readonly unknown[]): Authorize => {
  const checked = new Permission(() => {});
  const declare = (type: string, id: string, properties: unknown): void => {
    const kind = checked.kinds[type];
    kind?.declare(id, kind.schema.parse(properties));
  };
  declare('AWS::IAM::Role', 'Role', {
    AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
  });
  declare('AWS::IAM::Policy', 'Policy', {
    PolicyName: 'p',
    PolicyDocument: { Statement: statements },
    Roles: ['Role'],
  });
  checked.bind(CALLER, { roleArn: roleArn('Role'), assumedBy: 'lambda.amazonaws.com' });
  return checked.authorize;
};

const checkMs = (check: () => void): number => {
  for (let at = 0; at < CHECKS / 10; at += 1) check(); // warm
  const begun = performance.now();
  for (let at = 0; at < CHECKS; at += 1) check();
  return (performance.now() - begun) / CHECKS;
};

/** Milliseconds of a call through the SDK and the endpoint, one after the other: the median. */
const callMs = async (authorize: Authorize): Promise<Record<string, number>> => {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' });
  const dynamodb = new DynamoDb({ store, clock, authorize, count: () => {} });
  const kind = dynamodb.kinds['AWS::DynamoDB::Table'];
  kind?.declare(
    TABLE,
    kind.schema.parse({
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const endpoint = await openEndpoint({
    targets: { DynamoDB_20120810: dynamodb.call },
    ses: () => undefined,
    knows: () => true,
    isOutside: () => false,
    durable: () => store.durable(),
    say: () => {},
  });
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: endpoint.url,
    credentials: { accessKeyId: CALLER, secretAccessKey: 'local' },
  });
  const key = (at: number) => ({ pk: { S: `tkt_${at}` } });
  try {
    return {
      PutItem: await median((at) =>
        client.send(new PutItemCommand({ TableName: TABLE, Item: { ...key(at), subject: { S: '订单超时未派送' } } })),
      ),
      GetItem: await median((at) => client.send(new GetItemCommand({ TableName: TABLE, Key: key(at) }))),
    };
  } finally {
    client.destroy();
    await endpoint.stop();
    clock.stop();
    store.close();
  }
};

const median = async (call: (at: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let at = 0; at < CALLS; at += 1) {
    const begun = performance.now();
    await call(at);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(CALLS / 2)] ?? 0;
};
