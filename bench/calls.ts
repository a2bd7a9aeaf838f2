/** What a database call costs the thread that all functions share: CPU time by action, with permission and meter on. */
import { arn, type CallAws } from '../local/aws.ts';
import { Meter } from '../local/bill/meter.ts';
import { perTicket } from '../local/bill/per-ticket.ts';
import { Clock } from '../local/clock.ts';
import { DynamoDb } from '../local/dynamodb/service.ts';
import { openEndpoint } from '../local/endpoint.ts';
import { roleArn } from '../local/permission/kinds.ts';
import { Permission } from '../local/permission/permission.ts';
import { Rows } from '../local/states/rows.ts';
import { Store } from '../local/store.ts';
import { Upkeep } from '../local/upkeep.ts';
import type { Row } from './table.ts';

const TICKETS = 200;
const ROUNDS = 20; // over all tickets
const WARM_UP = 10; // rounds before them
const CALLER = 'Bench';
const TABLE = 'Tickets';
const NOW = Date.parse('2026-03-02T01:00:00Z');

const table = arn('dynamodb', `table/${TABLE}`);
/** As the role of a function that works on tickets has them: the last one by key, so that its answer cannot be remembered. */
const STATEMENTS = [
  { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn('secretsmanager', 'secret:Signing') },
  {
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'],
    Resource: [table, `${table}/index/*`],
  },
  {
    Effect: 'Allow',
    Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    Resource: table,
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['tkt_*', 'CODE#*'] } },
  },
];

type Body = Readonly<Record<string, unknown>>;

const ids = Array.from({ length: TICKETS }, (_, at) => `tkt_${String(at).padStart(26, '0')}`);
const head = (id: string) => ({ pk: { S: id }, sk: { S: 'TICKET' } });
const event = (id: string, seq: number) => ({ pk: { S: id }, sk: { S: `EVENT#${String(seq).padStart(10, '0')}` } });
const text = '客户反映订单超时未派送，快递单号已多日没有更新，请尽快核实并答复。';

/** About 1.2 KB, in three of the four indexes. */
const ticket = (id: string, version: number) => ({
  ...head(id),
  version: { N: String(version) },
  assignee: { S: `agt_${id.slice(-1)}` },
  customer: { S: `c-${id.slice(-3)}` },
  queue: { S: 'delivery' },
  rank: { S: `${String(version % 1000).padStart(12, '0')}#${id}` },
  subject: { S: '订单超时未派送' },
  description: { S: text.repeat(3) },
  clocks: {
    M: Object.fromEntries(
      ['firstResponse', 'nextResponse', 'resolution', 'stage'].map((name) => [
        name,
        { M: { target: { N: '1772413200000' }, state: { S: 'running' }, spent: { N: String(version) } } },
      ]),
    ),
  },
  tags: { L: [{ S: 'late' }, { S: 'courier' }] },
});
const record = (id: string, seq: number) => ({
  ...event(id, seq),
  type: { S: 'TicketNoted' },
  time: { N: String(NOW + seq) },
  actor: { M: { kind: { S: 'agent' }, id: { S: 'agt_1' } } },
  data: { M: { text: { S: text } } },
});

const names = { '#version': 'version', '#sk': 'sk' };
const update = (id: string, round: number): Body => ({
  Key: head(id),
  UpdateExpression: 'SET #version = :next, clocks = :clocks, #rank = :rank',
  ConditionExpression: '#version = :seen',
  ExpressionAttributeNames: { '#version': 'version', '#rank': 'rank' },
  ExpressionAttributeValues: {
    ':seen': { N: String(round) },
    ':next': { N: String(round + 1) },
    ':clocks': ticket(id, round + 1).clocks,
    ':rank': ticket(id, round + 1).rank,
  },
});
const insert = (id: string, seq: number): Body => ({
  Item: record(id, seq),
  ConditionExpression: 'attribute_not_exists(#sk)',
  ExpressionAttributeNames: { '#sk': 'sk' },
});

const inTable = (body: Body): Body => ({ TableName: TABLE, ...body });

/** `round` counts up: a version of the ticket, and a number of its events. */
const CALLS: readonly { readonly action: string; readonly what?: string; body(id: string, round: number): Body }[] = [
  { action: 'GetItem', body: (id) => inTable({ Key: head(id), ConsistentRead: true }) },
  {
    action: 'Query',
    what: 'Query (10 events)',
    body: (id) =>
      inTable({
        KeyConditionExpression: 'pk = :ticket AND begins_with(sk, :events)',
        ExpressionAttributeValues: { ':ticket': { S: id }, ':events': { S: 'EVENT#' } },
        Limit: 10,
        ConsistentRead: true,
      }),
  },
  {
    action: 'Query',
    what: 'Query (5 of an index)',
    body: (id) =>
      inTable({
        IndexName: 'byAssignee',
        KeyConditionExpression: 'assignee = :agent',
        ExpressionAttributeValues: { ':agent': { S: `agt_${id.slice(-1)}` } },
        Limit: 5,
      }),
  },
  {
    action: 'BatchGetItem',
    what: 'BatchGetItem (5)',
    body: (id, round) => ({
      RequestItems: {
        [TABLE]: { Keys: [0, 1, 2, 3, 4].map((at) => head(ids[(Number(id.slice(4)) + at * 7 + round) % TICKETS]!)) },
      },
    }),
  },
  { action: 'PutItem', body: (id, round) => inTable(insert(id, 1_000_000 + round)) },
  { action: 'UpdateItem', body: (id, round) => inTable(update(id, round)) },
  {
    action: 'TransactWriteItems',
    what: 'TransactWriteItems (3)',
    body: (id, round) => ({
      ClientRequestToken: `${id.slice(-6)}-${round}`,
      TransactItems: [
        { Update: inTable(update(id, round)) },
        { Put: inTable(insert(id, 2_000_000 + round)) },
        {
          ConditionCheck: inTable({
            Key: event(id, 1),
            ConditionExpression: 'attribute_exists(#sk)',
            ExpressionAttributeNames: { '#sk': names['#sk'] },
          }),
        },
      ],
    }),
  },
];

export const calls = async (report: (row: Row) => void): Promise<void> => {
  const { call, close } = await open();
  try {
    for (const id of ids) {
      await put(call, ticket(id, 0));
      for (let seq = 1; seq <= 10; seq += 1) await put(call, record(id, seq));
    }
    let version = 0;
    for (const { action, what, body } of CALLS) {
      const times: number[] = [];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const bodies = ids.map((id) => JSON.stringify(body(id, version)));
        const begun = process.threadCpuUsage();
        for (const text of bodies) await send(call, action, text);
        const { user, system } = process.threadCpuUsage(begun);
        if (round >= 0) times.push((user + system) / TICKETS);
        version += 1;
      }
      report({ what: what ?? action, value: median(times), unit: 'µs CPU', better: 'less' });
      if (action === 'PutItem') for (const id of ids) await put(call, ticket(id, version));
    }
  } finally {
    await close();
  }
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const headers = {
  'content-type': 'application/x-amz-json-1.0',
  authorization: `AWS4-HMAC-SHA256 Credential=${CALLER}/20260302/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  'x-amz-security-token': 'sandbox-0',
};

const send = async (call: CallAws, action: string, body: string): Promise<void> => {
  const answer = await call({
    method: 'POST',
    path: '/',
    headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${action}` },
    body,
  });
  if (answer === 'unheard' || answer.status !== 200)
    throw new Error(`${action}: ${answer === 'unheard' ? answer : answer.body}`);
};

const put = (call: CallAws, Item: object): Promise<void> => send(call, 'PutItem', JSON.stringify(inTable({ Item })));

const open = async (): Promise<{ call: CallAws; close: () => Promise<void> }> => {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, NOW);
  const meter = new Meter();
  const permission = new Permission(() => {});
  const declare = (kinds: typeof permission.kinds, type: string, id: string, properties: unknown): void => {
    const kind = kinds[type];
    kind?.declare(id, kind.schema.parse(properties));
  };
  declare(permission.kinds, 'AWS::IAM::Role', 'Role', {
    AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
  });
  declare(permission.kinds, 'AWS::IAM::Policy', 'Policy', {
    PolicyName: 'p',
    PolicyDocument: { Statement: STATEMENTS },
    Roles: ['Role'],
  });
  permission.bind(CALLER, { roleArn: roleArn('Role'), assumedBy: 'lambda.amazonaws.com' });
  const dynamodb = new DynamoDb({ store, clock, authorize: permission.authorize, count: meter.count });
  const index = (name: string, hash: string, range: string) => ({
    IndexName: name,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['subject', 'version', 'queue'] },
  });
  declare(dynamodb.kinds, 'AWS::DynamoDB::Table', TABLE, {
    AttributeDefinitions: ['pk', 'sk', 'assignee', 'queue', 'customer', 'order', 'rank'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    GlobalSecondaryIndexes: [
      index('byAssignee', 'assignee', 'pk'),
      index('byQueue', 'queue', 'rank'),
      index('byCustomer', 'customer', 'pk'),
      index('byOrder', 'order', 'pk'),
    ],
  });
  new Rows(store); // the upkeep looks at executions, too
  const upkeep = new Upkeep({ store, clock, sweep: () => dynamodb.sweep() });
  const endpoint = await openEndpoint({
    targets: { DynamoDB_20120810: upkeep.watching(perTicket(dynamodb.call, meter)) },
    ses: () => undefined,
    knows: (principal) => permission.knows(principal),
    isOutside: () => false,
    durable: () => store.durable(),
    say: console.error,
  });
  upkeep.start();
  return {
    call: endpoint.call,
    close: async () => {
      await endpoint.stop();
      upkeep.stop();
      clock.stop();
      store.close();
    },
  };
};
