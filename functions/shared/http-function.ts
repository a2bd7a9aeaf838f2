/** The one stack of all HTTP functions. From the outside in: headers, problems, route, body, caller, rates, input, handler. */
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import * as common from '../../contracts/common.ts';
import type { Problem } from '../../contracts/problem.ts';
import { type Caller, quotasOf, WINDOW_S } from '../../contracts/rate-limits.ts';
import { type HttpFunction, type Route, routeKey } from '../../contracts/routes/route.ts';
import { isRefused, type Refused } from '../../core/usecases/refused.ts';
import { withHeaders } from './answer-headers.ts';
import { parseBody, parseForm, rawBody } from './body.ts';
import { type ChannelPorts, channelOf } from './channels.ts';
import type { Answer, Call, DoorEvent, Found, Handlers } from './door.ts';
import { PAGE_HEADERS } from './page-headers.ts';
import { personOf } from './people.ts';
import { preconditionsOf } from './preconditions.ts';
import { problems, refusalAnswer } from './problems.ts';
import type { Rates, Taken } from './rates.ts';
import { Rejected } from './rejected.ts';
import { type StandingPorts, withReach } from './standing.ts';
import { errorsOf, type InputErrors, rejectInvalid } from './validation.ts';

type Middleware = MiddlewareObj<DoorEvent, APIGatewayProxyStructuredResultV2>;

interface DoorPorts<F extends HttpFunction> {
  readonly rates: Rates;
  /** For functions with routes of people. */
  readonly standing?: StandingPorts;
  /** For functions with routes of channels. */
  readonly signed?: ChannelPorts;
  /** Shows a problem to the reader of a page. */
  readonly problemPage?: (problem: Problem, event: DoorEvent) => string;
  /** Those of the function, others with them or not: what is named here is loaded. */
  readonly routes: Readonly<Record<string, Route>> & Readonly<Record<keyof Handlers<F>, Route>>;
}

export const httpFunction = <F extends HttpFunction>(
  name: F,
  handlers: Handlers<F>,
  { rates, standing, signed, problemPage, routes }: DoorPorts<F>,
) => {
  const served = new Map<string, { name: string; route: Route; handle: (call: never) => Promise<Answer | Refused> }>();
  for (const [routeName, handle] of Object.entries(handlers)) {
    const route: Route | undefined = (routes as Readonly<Record<string, Route>>)[routeName];
    if (!route) throw new Error(`There is no route ${routeName}.`);
    served.set(routeKey(route), {
      name: routeName,
      route,
      handle: handle as (call: never) => Promise<Answer | Refused>,
    });
  }
  const servedAt = ({ routeKey: key }: DoorEvent) => {
    const found = served.get(key);
    if (!found) throw new Error(`${name} does not serve ${key}.`);
    return found;
  };

  const last = (request: Parameters<typeof finish>[0]): Promise<void> => {
    if (problemPage) showProblem(request, problemPage);
    return finish(request);
  };
  const headers: Middleware = { after: last, onError: last };
  const bytes: Middleware = {
    before: ({ event }) => {
      event.found = { route: servedAt(event).route, raw: NOTHING };
      event.found = { ...event.found, raw: rawBody(event, event.found.route) };
    },
  };
  const caller: Middleware = {
    before: async ({ event }) => {
      const found = foundIn(event);
      if (found.route.auth === 'token') {
        if (!standing) throw new Error(`${name} cannot tell where people stand.`);
        standing.expect?.(servedAt(event).name, event.pathParameters ?? {});
        found.actor = await withReach(personOf(event, found.route), standing);
      }
      if (found.route.auth !== 'signature') return;
      if (!signed) throw new Error(`${name} cannot check signatures.`);
      Object.assign(found, await channelOf(signed, event, found.raw));
    },
  };
  const counted: Middleware = {
    before: async ({ event }) => {
      const found = foundIn(event);
      const quotas = quotasOf(found.route);
      found.taken = await Promise.all(quotas.map((quota) => rates.take(quota, callerOf(event, quota.caller))));
      const refused = found.taken.find((taken) => taken.refused);
      if (refused) throw tooMany(refused);
    },
  };
  const input: Middleware = {
    before: async ({ event }) => {
      const found = foundIn(event);
      const errors: InputErrors = [...pathErrors(event)];
      const { body, query, command, page } = found.route;
      if (body) {
        const said = page ? await parseForm(found.raw, event.headers['content-type']) : parseBody(found.raw);
        found.body = checked(body, said, errors);
      }
      if (query) found.query = checked(query, event.queryStringParameters ?? {}, errors, 'query');
      if (command) found.preconditions = preconditionsOf(event.headers, errors);
      rejectInvalid(errors);
    },
  };

  return middy<DoorEvent, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: 0 })
    .use(headers)
    .use(problems)
    .use(bytes)
    .use(caller)
    .use(counted)
    .use(input)
    .handler(async (event) => {
      const { handle, route } = servedAt(event);
      const answer = await handle(callOf(event) as never);
      if (!isRefused(answer)) return answered(answer, route.status);
      return refusalAnswer(answer, event.requestContext.requestId);
    });
};

const NOTHING = Buffer.alloc(0);

/** People read no problem documents. */
const showProblem = (
  { event, response }: middy.Request<DoorEvent, APIGatewayProxyStructuredResultV2>,
  show: NonNullable<DoorPorts<HttpFunction>['problemPage']>,
): void => {
  const type = response?.headers?.['content-type'];
  if (!event.found?.route.page || type !== 'application/problem+json' || !response) return;
  response.body = show(JSON.parse(response.body ?? '{}') as Problem, event);
  response.headers = { ...response.headers, ...PAGE_HEADERS };
};

/** The last to see an answer. The next block of a quota is waited for: a sandbox stands still once it has answered. */
const finish = async (request: middy.Request<DoorEvent, APIGatewayProxyStructuredResultV2>): Promise<void> => {
  const { event, response } = request;
  if (!event.found || !response) return;
  const { route, taken = [] } = event.found;
  await Promise.all(taken.map(({ settled }) => settled));
  request.response = withHeaders(response, route, taken);
};

const callerOf = (event: DoorEvent, caller: Caller): string => {
  if (caller === 'link') return event.pathParameters?.link ?? '';
  if (caller === 'address') return event.requestContext.http.sourceIp ?? '';
  return foundIn(event).actor?.id ?? '';
};

const tooMany = ({ quota, resetS }: Taken): Rejected =>
  new Rejected(
    'too-many-requests',
    `The quota ${quota.name} of ${quota.limit} requests in ${WINDOW_S} s is used up: try again in ${resetS} s.`,
  );

const foundIn = ({ found }: DoorEvent): Found => {
  if (!found) throw new Error('The stack is out of order.');
  return found;
};

const callOf = (event: DoorEvent): Call => {
  const { body, query, actor, nonce, preconditions } = foundIn(event);
  const path = event.pathParameters ?? {};
  const { requestId: correlation, http } = event.requestContext;
  // Without the embedded runtime's callers that have none.
  const from = http.sourceIp ? { from: http.sourceIp } : {};
  return { body, query, path, actor, nonce, ...preconditions, correlation, ...from } as Call;
};

const answered = (answer: Answer, status: number): APIGatewayProxyStructuredResultV2 => ({
  statusCode: answer.status ?? status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...answer.headers },
  body: answer.text ?? JSON.stringify(answer.body),
});

const checked = (schema: z.ZodMiniType, value: unknown, errors: InputErrors, prefix?: string): unknown => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) errors.push(...errorsOf(parsed.error, prefix));
  return parsed.data;
};

/** Names in paths; tickets and links are looked up, and not found when they are malformed. */
const PATH: Readonly<Record<string, z.ZodMiniType>> = {
  agent: common.agentId,
  queue: common.name,
  team: common.name,
  alarm: common.name,
  view: common.name,
  category: common.name,
  webhook: common.text(64),
  customer: common.text(64),
  order: common.text(64),
  day: common.day,
};

const pathErrors = ({ pathParameters = {} }: DoorEvent): InputErrors =>
  Object.entries(pathParameters).flatMap(([name, value]) => {
    const parsed = PATH[name]?.safeParse(value);
    return parsed?.error ? errorsOf(parsed.error, name) : [];
  });
