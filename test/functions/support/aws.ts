/** The outside of the functions: the embedded DynamoDB over HTTP, and the few calls of the other services. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../../../local/aws.ts';
import { Clock } from '../../../local/clock.ts';
import { DynamoDb } from '../../../local/dynamodb/service.ts';
import { Store } from '../../../local/store.ts';

export const MASTER = 'the master secret of the tests';

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const LISTED = [
  ...['code', 'phase', 'version', 'channel', 'subject', 'category', 'priority', 'queue', 'level'],
  ...['openedAt', 'assignee', 'firstResponseDueAt', 'resolutionDueAt', 'id', 'untouchedSince'],
];
const index = (IndexName: string, key: string, shown?: string[]) => ({
  IndexName,
  KeySchema: keys(`${key}Key`, `${key}Sort`),
  Projection: shown ? { ProjectionType: 'INCLUDE', NonKeyAttributes: shown } : { ProjectionType: 'KEYS_ONLY' },
});
const table = (...indexes: ReturnType<typeof index>[]) => ({
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    'pk',
    'sk',
    ...indexes.flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName)),
  ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: keys('pk', 'sk'),
  ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  Replicas: [{ Region: 'local' }],
});

export const TABLES = {
  ticket: 'Tickets',
  directory: 'Directory',
  policy: 'Policies',
  insight: 'Insight',
  rate: 'Rates',
  outbound: 'Outbound',
  search: 'Search',
  notice: 'Notices',
  customer: 'Customers',
} as const;

/** All tables of the desk, as the templates declare them. */
export const declareTables = (engine: DynamoDb): void => {
  const { declare } = engine.kinds['AWS::DynamoDB::GlobalTable']!;
  declare(
    TABLES.ticket,
    table(
      index('byAssignee', 'assignee', LISTED),
      index('byQueue', 'queue', LISTED),
      index('byCustomer', 'customer'),
      index('byOrder', 'order'),
      index('byWake', 'wake'), // where the sweeper is the clockwork
    ),
  );
  const { ticket: _, ...others } = TABLES;
  for (const name of Object.values(others)) declare(name, table());
};

interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Aws {
  readonly url: string;
  /** Names and bodies of all calls, in order, e.g. `TransactWriteItems`. */
  readonly calls: { readonly action: string; readonly body: any }[];
  readonly mails: SentMail[];
  readonly started: { readonly name: string; readonly input: string }[];
  /** Bodies of messages and their delays, in seconds. */
  readonly queued: { readonly body: any; readonly delayS: number }[];
  readonly woken: { readonly taskToken: string; readonly output: string }[];
  readonly counted: Map<string, number>;
  /** Answers an error in place of a call; undefined lets it through. */
  refuse: (action: string, body: any) => AwsError | undefined;
  /** Answers this in place of the engine; undefined lets a call through. */
  answer: (action: string, body: any) => object | undefined;
  /** Straight into the engine. */
  dynamo(action: string, body: object): any;
  stop(): Promise<void>;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

export const startAws = async (): Promise<Aws> => {
  const store = new Store(':memory:');
  const counted = new Map<string, number>();
  const engine = new DynamoDb({
    store,
    clock: new Clock({ kind: 'stepped' }, Date.parse('2026-03-02T01:00:00Z')),
    count: (name, amount) => counted.set(name, (counted.get(name) ?? 0) + amount),
    authorize: () => {},
  });
  declareTables(engine);

  const names = new Set<string>();
  const others: Record<string, (body: any) => unknown> = {
    GetSecretValue: () => ({ SecretString: MASTER }),
    StartExecution: ({ name, input }) => {
      if (names.has(name)) throw new AwsError('ExecutionAlreadyExists', 'Execution Already Exists');
      names.add(name);
      aws.started.push({ name, input });
      return { executionArn: `arn:${name}`, startDate: 0 };
    },
    SendMessageBatch: ({ Entries }) => {
      for (const { MessageBody, DelaySeconds } of Entries)
        aws.queued.push({ body: JSON.parse(MessageBody), delayS: DelaySeconds });
      const answered = ({ Id, MessageBody }: any) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) });
      return { Successful: Entries.map(answered) };
    },
    SendTaskSuccess: (body) => {
      aws.woken.push(body);
      return {};
    },
    SendEmail: ({ Destination, Content }) => {
      const { Subject, Body } = Content.Simple;
      aws.mails.push({ to: Destination.ToAddresses.join(), subject: Subject.Data, text: Body.Text.Data });
      return { MessageId: String(aws.mails.length) };
    },
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const action = String(request.headers['x-amz-target'] ?? '.SendEmail').split('.')[1]!;
    response.sendDate = false; // the SDK would correct its clock by it
    try {
      aws.calls.push({ action, body });
      const refusal = aws.refuse(action, body);
      if (refusal) throw refusal;
      const serve = others[action] ?? ((asked) => engine.call(action, asked, 'Tester'));
      const answer = aws.answer(action, body) ?? (await serve(body));
      response.end(JSON.stringify(answer ?? {}));
    } catch (error) {
      const { code, message, status, members } = error as AwsError;
      response.writeHead(status ?? 500, { 'x-amzn-errortype': code });
      response.end(JSON.stringify({ __type: code, message, ...members }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const aws: Aws = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    mails: [],
    started: [],
    woken: [],
    queued: [],
    counted,
    refuse: () => undefined,
    answer: () => undefined,
    dynamo: (action, body) => engine.call(action, body, 'Tester'),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
  return aws;
};
