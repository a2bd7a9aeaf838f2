/** The functions as they are deployed, called with events; time stands still until it is moved. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { vi } from 'vitest';
import { FORMAT } from '../../../adapters/dynamodb/policy-table.ts';
import { parsePolicy } from '../../../contracts/policy.ts';
import { channelKey, signedHeaders } from '../../../contracts/signature.ts';
import { type Aws, MASTER, startAws, TABLES } from './aws.ts';

const START = '2026-03-02T01:00:00.000Z';
/**
 * The one of the desk, but every request is a ticket of its own: the tests speak of many on one order. Nor is anybody tried out, which
 * would be drawn from the random id of a ticket.
 */
export const POLICY = readFileSync('policies/desk.yaml', 'utf8')
  .replace('sameOrder: join', 'sameOrder: none')
  .replace('{ sameOrder: link, sameCustomer: link }', '{}')
  .replace(/exploration: \d+ %/, 'exploration: 0 %');

type Http = (event: object, context: object) => Promise<APIGatewayProxyStructuredResultV2>;
type Task = (input: object, context: { awsRequestId: string }) => Promise<any>;
type Consumer = (event: object) => Promise<SQSBatchResponse>;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: any;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** As it goes over the wire; an object goes as JSON. */
  readonly body?: unknown;
  readonly base64?: boolean;
}

/** `people` are listed with the reach of the whole desk, in a team that serves no queue: whoever is not listed reaches no ticket. */
export const openDesk = async (people: readonly Person[] = [LIN, WANG, SUPERVISOR]) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(START) });
  const aws = await startAws();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'Tester',
    AWS_SECRET_ACCESS_KEY: 'none',
    TICKET_TABLE: TABLES.ticket,
    DIRECTORY_TABLE: TABLES.directory,
    POLICY_TABLE: TABLES.policy,
    INSIGHT_TABLE: TABLES.insight,
    SEARCH_TABLE: TABLES.search,
    RATE_TABLE: TABLES.rate,
    RATE_FACTOR: '1',
    OUTBOUND_TABLE: TABLES.outbound,
    FILE_BUCKET: 'files',
    WAKE_QUEUE_URL: 'https://queue.example/wakes',
    EXPORT_QUEUE_URL: 'https://queue.example/exports',
    WEBHOOK_TARGETS: 'any',
    NOTICE_TABLE: TABLES.notice,
    CUSTOMER_TABLE: TABLES.customer,
    NOTICE_QUEUE_URL: 'https://queue.example/notices',
    PROVIDER_SECRETS: 'gongdan/local/',
    SIGNING_SECRET_ID: 'arn:secret',
    PUBLIC_URL: 'https://desk.example',
    MAIL_FROM: 'desk@example.com',
    STATE_MACHINE_ARN: 'arn:machine',
    CLOCKWORK: 'stepfunctions',
  });
  const policy = parsePolicy(POLICY, 'policies/desk.yaml');
  putPolicy(aws, policy);
  const http = {
    intake: (await import('../../../functions/http/intake.ts')).handler as unknown as Http,
    channel: (await import('../../../functions/http/channel.ts')).handler as unknown as Http,
    commands: (await import('../../../functions/http/desk-commands.ts')).handler as unknown as Http,
    queries: (await import('../../../functions/http/desk-queries.ts')).handler as unknown as Http,
    files: (await import('../../../functions/http/files.ts')).handler as unknown as Http,
    exports: (await import('../../../functions/http/exports.ts')).handler as unknown as Http,
    customer: (await import('../../../functions/http/customer.ts')).handler as unknown as Http,
    approver: (await import('../../../functions/http/approver.ts')).handler as unknown as Http,
    privacy: (await import('../../../functions/http/privacy.ts')).handler as unknown as Http,
    operations: (await import('../../../functions/http/operations.ts')).handler as unknown as Http,
    search: (await import('../../../functions/http/search.ts')).handler as unknown as Http,
    webhooks: (await import('../../../functions/http/webhooks.ts')).handler as unknown as Http,
  };
  const tasks = {
    advance: (await import('../../../functions/tasks/advance-ticket.ts')).handler as unknown as Task,
    archive: (await import('../../../functions/tasks/archive-ticket.ts')).handler as unknown as Task,
  };
  const events = {
    drive: (await import('../../../functions/events/drive-workflow.ts')).handler as unknown as Consumer,
    notify: (await import('../../../functions/events/notify.ts')).handler as unknown as Consumer,
    analytics: (await import('../../../functions/events/analytics.ts')).handler as unknown as Consumer,
    feed: (await import('../../../functions/events/feed.ts')).handler as unknown as Consumer,
    outbound: (await import('../../../functions/events/deliver.ts')).handler as unknown as Consumer,
    pull: (await import('../../../functions/events/pull-work.ts')).handler as unknown as Consumer,
    index: (await import('../../../functions/events/index-ticket.ts')).handler as unknown as Consumer,
  };

  const call = async (door: Http, routeKey: string, path: string, sent: Sent, claims?: object): Promise<Answered> => {
    const text = textOf(sent.body);
    const answer = await door(
      {
        version: '2.0',
        routeKey,
        rawPath: path,
        rawQueryString: sent.query ?? '',
        headers: { ...(text && { 'content-type': 'application/json' }), ...sent.headers },
        ...(sent.query && { queryStringParameters: Object.fromEntries(new URLSearchParams(sent.query)) }),
        pathParameters: parametersOf(routeKey, path),
        requestContext: {
          requestId: randomUUID(),
          routeKey,
          http: { method: routeKey.split(' ')[0], path },
          ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
        },
        ...(text && { body: sent.base64 ? Buffer.from(text).toString('base64') : text }),
        isBase64Encoded: sent.base64 ?? false,
      },
      {},
    );
    return {
      status: answer.statusCode!,
      headers: answer.headers ?? {},
      body: answer.body ? JSON.parse(answer.body) : undefined,
    };
  };

  const desk = {
    aws,
    policy,
    http,
    tasks,
    events,
    call,
    /** Moves the clock. */
    wait: (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000),
    now: () => Math.floor(Date.now() / 1000),
    /** A signed request; `wrong` replaces headers after signing. */
    signed: (routeKey: string, path: string, sent: Sent = {}, channel = 'shop', wrong: Record<string, string> = {}) => {
      const [method = ''] = routeKey.split(' ');
      const headers = signedHeaders(channel, channelKey(MASTER, channel), {
        method,
        path: sent.query ? `${path}?${sent.query}` : path,
        timestamp: wrong['x-gongdan-timestamp'] ?? String(desk.now()),
        nonce: wrong['x-gongdan-nonce'] ?? randomUUID(),
        body: textOf(sent.body),
      });
      const door = routeKey === 'POST /v1/tickets' ? http.intake : http.channel;
      return call(door, routeKey, path, { ...sent, headers: { ...headers, ...sent.headers, ...wrong } });
    },
    open: (body: object, channel?: string) => desk.signed('POST /v1/tickets', '/v1/tickets', { body }, channel),
    /** A command of a person. */
    command: (verb: string, id: string, person: Person, sent: Sent = {}) =>
      call(http.commands, `POST /v1/tickets/{id}/${verb}`, `/v1/tickets/${id}/${verb}`, sent, claimsOf(person)),
    query: (routeKey: string, path: string, person: Person, query?: string) =>
      call(http.queries, routeKey, path, query ? { query } : {}, claimsOf(person)),
    search: (query: string, person: Person = LIN) =>
      call(http.search, 'GET /v1/search', '/v1/search', { query }, claimsOf(person)),
    ticket: (id: string, person: Person = OPERATOR) => desk.query('GET /v1/tickets/{id}', `/v1/tickets/${id}`, person),
    operate: (routeKey: string, path: string, body: unknown, person: Person = OPERATOR) =>
      call(http.operations, routeKey, path, { body }, claimsOf(person)),
    outside: (routeKey: string, path: string, sent: Sent = {}, person: Person = OPERATOR) =>
      call(http.webhooks, routeKey, path, sent, claimsOf(person)),
    /** Of the whole desk, unless told: which teams' tickets somebody reaches is tested in test/access/. */
    putAgent: (id: string, body: object) =>
      desk.operate('PUT /v1/agents/{agent}', `/v1/agents/${id}`, { scope: 'desk', ...body }),
    advance: (ticketId: string) => tasks.advance({ ticketId }, { awsRequestId: 'req' }),
    archive: (ticketId: string) => tasks.archive({ ticketId }, { awsRequestId: 'req' }),
    /** The event as the bus would deliver it, from the stored item. */
    deliver: (consumer: keyof typeof events, ticketId: string, seq: number) =>
      events[consumer]({ Records: [recordOf(aws, ticketId, seq)] }),
    /** Several events in one batch. */
    deliverAll: (consumer: keyof typeof events, all: readonly (readonly [ticketId: string, seq: number])[]) =>
      events[consumer]({ Records: all.map(([ticketId, seq]) => recordOf(aws, ticketId, seq)) }),
    /** All items of a table, as they are stored. */
    items: (TableName: string): any[] => aws.dynamo('Scan', { TableName }).Items,
    close: async () => {
      await aws.stop();
      vi.useRealTimers();
    },
  };
  for (const { id, roles } of people)
    await desk.putAgent(id, { name: id, team: 'front-desk', roles, capacity: 1, presence: 'offline' });
  aws.calls.length = 0;
  return desk;
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export interface Person {
  readonly id: string;
  readonly roles: readonly string[];
}
export const LIN: Person = { id: 'agt_lin', roles: ['agent'] };
export const WANG: Person = { id: 'agt_wang', roles: ['agent'] };
export const SUPERVISOR: Person = { id: 'agt_zhao', roles: ['agent', 'supervisor'] };
export const REVIEWER: Person = { id: 'agt_qian', roles: ['reviewer'] };
export const OPERATOR: Person = { id: 'agt_ops', roles: ['operator'] };

/** A request about a refund, which goes to the queue aftersales. */
export const request = (uniqueId: string = randomUUID(), more: object = {}) => ({
  uniqueId,
  subject: '退款一直没到账',
  description: '上周申请的退款还没有到账，请帮忙看看 🙏',
  customer: { id: `c-${uniqueId}`, name: '张小三', phone: '13812345678', email: 'zhang@example.com' },
  orders: ['20260301001'],
  category: 'refund',
  ...more,
});

const claimsOf = ({ id, roles }: Person) => ({ sub: id, scope: roles.map((role) => `gongdan/${role}`).join(' ') });

const textOf = (body: unknown): string =>
  body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);

const parametersOf = (routeKey: string, path: string): Record<string, string> => {
  const names = routeKey.split(' ')[1]!.split('/');
  const values = path.split('/');
  return Object.fromEntries(
    names.flatMap((name, at) =>
      name.startsWith('{') ? [[name.slice(1, -1), decodeURIComponent(values[at] ?? '')]] : [],
    ),
  );
};

const putPolicy = (aws: Aws, policy: { version: string }): void => {
  const put = (Item: object) => aws.dynamo('PutItem', { TableName: TABLES.policy, Item });
  put({
    pk: { S: `POLICY#${policy.version}` },
    sk: { S: 'POLICY' },
    format: { N: String(FORMAT) },
    policy: { S: JSON.stringify(policy) },
  });
  put({ pk: { S: 'ACTIVE' }, sk: { S: 'ACTIVE' }, version: { S: policy.version } });
};

const recordOf = (aws: Aws, ticketId: string, seq: number) => {
  const Key = { pk: { S: ticketId }, sk: { S: `EVENT#${String(seq).padStart(10, '0')}` } };
  const { Item } = aws.dynamo('GetItem', { TableName: TABLES.ticket, Key });
  const text = (name: string) => Item[name]?.S ?? ''; // as the pipe does with what is not there
  const detail = {
    ...Object.fromEntries(
      ['id', 'ticketId', 'type', 'time', 'phase', 'category', 'priority', 'queue', 'frees', 'team', 'code'].map(
        (name) => [name, text(name)],
      ),
    ),
    seq: Number(Item.seq.N),
    wakes: Item.wakes.BOOL,
    actor: Item.actor.M.kind.S,
  };
  return { messageId: `m-${ticketId}-${seq}`, body: JSON.stringify({ 'detail-type': Item.type.S, detail }) };
};
