/** The API as an OpenAPI 3.1 document, made from the list of routes and the schemas that check the requests. */

import { ANSWERS } from './answers.ts';
import { EXAMPLES } from './examples/examples.ts';
import { HEADERS, headersOf } from './openapi-headers.ts';
import { type Json, schemaOf, sharedSchemas } from './openapi-schema.ts';
import { SECURITY, SECURITY_SCHEMES } from './openapi-security.ts';
import { API_TEXT } from './openapi-text.ts';
import { type ProblemCode, problem, STATUS } from './problem.ts';
import { problemsOf } from './route-problems.ts';
import type { Route } from './routes/route.ts';
import { ROUTES, type RouteName } from './routes.ts';

/** Whole document; a new object on every call. */
export const openApi = (): object => {
  const responses: Record<string, Json> = {};
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][])
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(name, route, responses) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Gongdan 工单',
      version: '1',
      description: API_TEXT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), GatewayMessage: GATEWAY_MESSAGE, ...sharedSchemas() },
      parameters: COMMAND_HEADERS,
      responses,
      securitySchemes: SECURITY_SCHEMES,
      headers: HEADERS,
    },
  };
};

const GATEWAY_MESSAGE = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };

const COMMAND_HEADERS = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'ETag of the ticket as it was read; refused with `stale-version` when it has changed since',
    schema: { type: 'string' },
    example: '"7"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key again, within 24 hours and with the same body, gets the same answer and changes nothing',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '9b2d1f6c-reply-1',
  },
};
const COMMAND_PARAMETERS = Object.keys(COMMAND_HEADERS).map((name) => ({ $ref: `#/components/parameters/${name}` }));

interface AnyExample {
  readonly body?: unknown;
  readonly path?: Readonly<Record<string, string>>;
  readonly answer: unknown;
}
const NO_EXAMPLE: AnyExample = { answer: undefined };

const operation = (name: RouteName, route: Route, shared: Record<string, Json>): Json => {
  const example: AnyExample = EXAMPLES[name] ?? NO_EXAMPLE;
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.auth === 'token' ? 'desk' : route.auth === 'none' ? 'api' : 'channel'],
    ...(route.deprecated && { deprecated: true }),
    security: SECURITY[route.auth](route),
    parameters: [
      ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => ({
        name: parameter,
        in: 'path',
        required: true,
        schema: { type: 'string' },
        ...(example.path?.[parameter] !== undefined && { example: example.path[parameter] }),
      })),
      ...queryParameters(route),
      ...(route.command ? COMMAND_PARAMETERS : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: schemaOf(route.body, 'input'),
            ...(example.body !== undefined && { example: example.body }),
          },
        },
      },
    }),
    responses: responsesOf(name, route, shared),
  };
};

const queryParameters = ({ query }: Route): Json[] => {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
};

/** Many routes answer with the same problems: those stand in `shared`, by name. */
const responsesOf = (name: RouteName, route: Route, shared: Record<string, Json>): Json => {
  const { answer: example }: AnyExample = EXAMPLES[name] ?? NO_EXAMPLE;
  const answer = {
    description: route.summary,
    headers: headersOf(name, route),
    content: {
      'application/json': { schema: schemaOf(ANSWERS[name], 'output'), ...(example !== undefined && { example }) },
    },
  };
  const codes = problemsOf(name, route);
  const statuses = [...new Set(codes.map((code) => STATUS[code]))].sort();
  const problems = Object.fromEntries(
    statuses.map((status) => [
      status,
      referTo(
        shared,
        `Problem${status}`,
        problemAnswer(
          codes.filter((code) => STATUS[code] === status),
          route,
        ),
      ),
    ]),
  );
  return {
    [route.status]: answer,
    ...(name === 'createTicket' && { 200: { ...answer, description: 'The ticket that this uniqueId became before' } }),
    ...problems,
    ...(route.auth === 'token' && { 401: referTo(shared, 'NoToken', gatewayAnswer('No token, or not a valid one')) }),
    default: referTo(shared, 'Problem', {
      description: 'Problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  };
};

/** A reference to this response under this name, with a number where another one has the name already. */
const referTo = (shared: Record<string, Json>, name: string, response: Json): Json => {
  const text = JSON.stringify(response);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? name : `${name}-${number}`;
    shared[id] ??= response;
    if (JSON.stringify(shared[id]) === text) return { $ref: `#/components/responses/${id}` };
  }
};

/** 403 and 429 come from the gateway, too, which knows no problem documents. */
const GATEWAY_STATUSES: readonly number[] = [403, 429];

const problemAnswer = (codes: readonly ProblemCode[], { auth }: Route): Json => {
  const [first] = codes;
  const status = first && STATUS[first];
  const byGateway = status === 429 || (auth === 'token' && GATEWAY_STATUSES.includes(status ?? 0));
  const limited = status === 429 && { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } };
  return {
    description: `Problem: ${codes.join(', ')}`,
    ...limited,
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { status: { const: status }, code: { enum: codes } },
        },
        ...(first && { example: problemExample(first) }),
      },
      ...(byGateway && gatewayAnswer('').content),
    },
  };
};

const problemExample = (code: ProblemCode): object => ({
  type: `/docs/errors.md#${code}`,
  title: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' '),
  status: STATUS[code],
  code,
  detail: 'What to do next, in words.',
  instance: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  ...(code === 'invalid-request' && { errors: [{ path: 'customer.email', message: 'Invalid email address' }] }),
});

/** Answered by the gateway before any function sees the request. */
const gatewayAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } },
});
