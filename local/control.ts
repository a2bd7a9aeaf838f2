/** What only the machine at hand offers: tokens, mails, the bill, traces, the clock, under `/_local/`. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { SCOPES } from '../contracts/routes/route.ts';
import { channelKey } from '../contracts/signature.ts';
import type { Meter } from './bill/meter.ts';
import { pathBills } from './bill/paths.ts';
import { billOf, type PriceList } from './bill/prices.ts';
import { priceListOf, REGIONS } from './bill/regions.ts';
import { usEast1 } from './bill/us-east-1.ts';
import type { Clock } from './clock.ts';
import { type Answer, message } from './http/answer.ts';
import type { HttpApi } from './http/http-api.ts';
import type { Messages } from './messages/kept-messages.ts';
import { CHANNELS, type Message } from './messages/message.ts';
import type { Stepping } from './stepping.ts';
import type { Executions } from './trace/executions.ts';
import { readTicket } from './trace/read-ticket.ts';
import { traceOf } from './trace/trace.ts';

export interface ControlDeps {
  readonly clock: Clock;
  readonly stepping: Stepping;
  readonly meter: Meter;
  readonly token: (subject: string, scopes: readonly string[]) => Promise<string>;
  readonly tokenLifetimeSeconds: number;
  readonly secret: (logicalIdPrefix: string) => string;
  readonly messages: Messages['list'];
  /** Grants of the template that no call has used. */
  readonly unusedGrants: () => string[];
  /** Step Functions, asked as the operator; without it there are no traces and no bill by path. */
  readonly executions?: Executions;
}

type Handler = (body: unknown, query: URLSearchParams) => Promise<unknown> | unknown;
/** `asked`: the last part of the path. */
type Lookup = (asked: string, request: IncomingMessage, query: URLSearchParams) => Promise<unknown> | unknown;

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

const tokenSchema = z.strictObject({ subject: z.string().min(1).max(200), scope: z.string().max(2000).default('') });
const advanceSchema = z.strictObject({
  minutes: z
    .number()
    .positive()
    .max(60 * 24 * 366),
});

export function controlOf(deps: ControlDeps): HttpApi {
  const { clock, meter } = deps;
  const since = new Date(clock.now()).toISOString(); // the meter begins with the process
  const time = () => ({ now: new Date(clock.now()).toISOString(), mode: clock.mode });
  const routes: Readonly<Record<string, Handler>> = {
    'POST /_local/token': async (body) => {
      const { subject, scope } = checked(tokenSchema, body);
      const token = await deps.token(subject, scope.split(' ').filter(Boolean));
      return { access_token: token, token_type: 'Bearer', expires_in: deps.tokenLifetimeSeconds, scope };
    },
    'GET /_local/mails': () => ({ mails: deps.messages('mail') }),
    'GET /_local/messages': (_, query) => ({ messages: deps.messages(channelIn(query)) }),
    'GET /_local/bill': (_, query) => ({ since, ...priced(meter.totals(), listOf(query)), totals: meter.totals() }),
    'GET /_local/bill/tickets': (_, query) => {
      const tickets = meter.tickets().length;
      const { dollars } = priced(meter.totals(), listOf(query));
      return { tickets, ...(tickets > 0 && { dollarsPer1000: (dollars / tickets) * 1000 }) };
    },
    'GET /_local/bill/paths': async (_, query) => {
      const list = listOf(query);
      const { region, date, dollars: total } = priced(meter.totals(), list);
      const { dollars: shared } = priced(meter.shared(), list);
      return { since, region, date, total, shared, paths: await pathBills(executions(), meter, list) };
    },
    'GET /_local/clock': time,
    'POST /_local/advance': async (body) => {
      if (clock.mode.kind !== 'stepped') throw new Refusal(409, 'The clock runs by itself: start with --stepped.');
      await deps.stepping.advance(checked(advanceSchema, body).minutes * 60_000);
      return time();
    },
    'GET /_local/unused-grants': () => ({ grants: deps.unusedGrants() }),
  };

  const executions = (): Executions => {
    if (!deps.executions) throw new Refusal(501, 'This runtime does not tell of its executions.');
    return deps.executions;
  };
  const ticketOf = async (idOrCode: string, { headers }: IncomingMessage) => {
    const token = await deps.token('agt_local', [SCOPES.supervisor]);
    const read = await readTicket(`http://${headers.host}`, token, idOrCode);
    if (!read) throw new Refusal(404, `There is no ticket ${idOrCode}.`);
    return read;
  };
  const lookups: readonly (readonly [path: RegExp, lookup: Lookup])[] = [
    [/^\/_local\/secrets\/(\w+)$/, (prefix) => ({ value: found(() => deps.secret(prefix)) })],
    [
      /^\/_local\/channels\/([a-z][a-z0-9-]*)\/key$/,
      (channel) => ({ key: channelKey(deps.secret('SigningSecret'), channel) }),
    ],
    [
      /^\/_local\/bill\/tickets\/(\w+)$/,
      async (idOrCode, request, query) => {
        const list = listOf(query);
        const { id, code } = (await ticketOf(idOrCode, request)).ticket;
        return { id, code, since, ...priced(meter.ofTicket(id), list) };
      },
    ],
    [
      /^\/_local\/trace\/(\w+)$/,
      async (idOrCode, request) => {
        const ask = executions();
        const { ticket, timeline } = await ticketOf(idOrCode, request);
        return traceOf(ask, ticket, timeline, clock.now());
      },
    ],
  ];

  return async (request, body) => {
    try {
      if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
        throw new Refusal(403, 'Only this machine may ask.'); // a name that a web page made point here
      }
      const [path = '', search = ''] = (request.url ?? '').split('?');
      const query = new URLSearchParams(search);
      if (request.method === 'GET') {
        for (const [pattern, lookup] of lookups) {
          const asked = pattern.exec(path)?.[1];
          if (asked !== undefined) return json(await lookup(asked, request, query));
        }
      }
      const handler = routes[`${request.method} ${path}`];
      if (!handler) throw new Refusal(404, 'Not Found');
      const given = request.method === 'POST' ? parsed(request.headers['content-type'], body) : undefined;
      return json(await handler(given, query));
    } catch (error) {
      if (error instanceof Refusal) return message(error.status, error.message);
      throw error;
    }
  };
}

const priced = (totals: Readonly<Record<string, number>>, list: PriceList) => {
  const { lines, total } = billOf(totals, list);
  return { region: list.region, date: list.date, dollars: total, lines };
};

function listOf(query: URLSearchParams): PriceList {
  const region = query.get('region') ?? usEast1.region;
  const list = priceListOf(region);
  if (!list) throw new Refusal(400, `There are no prices for ${region}: there are ${REGIONS.join(', ')}.`);
  return list;
}

function channelIn(query: URLSearchParams): Message['channel'] | undefined {
  const asked = query.get('channel');
  if (asked === null) return undefined;
  const channel = CHANNELS.find((known) => known === asked);
  if (!channel) throw new Refusal(400, `There is no channel ${asked}: there are ${CHANNELS.join(', ')}.`);
  return channel;
}

const json = (document: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: Buffer.from(JSON.stringify(document)),
});

function parsed(contentType: string | undefined, body: Buffer): unknown {
  // A web page cannot send this type to another origin without asking first, and nobody answers that question.
  if (!contentType?.startsWith('application/json')) throw new Refusal(415, 'Send application/json.');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.');
  }
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success)
    throw new Refusal(400, result.error.issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '));
  return result.data;
}

function found(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw new Refusal(404, (error as Error).message);
  }
}
