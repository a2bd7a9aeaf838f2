/** The API as an OpenAPI 3.1 document, made from the list of routes and the schemas that check the requests. */
import * as z from 'zod';
import { ANSWERS } from './answers.ts';
import { PROBLEM_CODES, problem, STATUS } from './problem.ts';
import { type Route, SCOPES } from './routes/route.ts';
import { ROUTES, type RouteName } from './routes.ts';

type Json = Record<string, unknown>;

/** Whole document; a new object on every call. */
export const openApi = (): object => {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][])
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(name, route) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Gongdan 工单',
      version: '1',
      description: 'Customer-service tickets: channels open them, agents work on them, customers follow them.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: SECURITY_SCHEMES,
      headers: HEADERS,
    },
  };
};

const SECURITY_SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `Of a person; its scopes say their roles: ${Object.values(SCOPES).join(', ')}.`,
  },
  ...Object.fromEntries(
    [
      ['channel', 'Name of the channel'],
      ['timestamp', 'Seconds since 1970, at most 5 minutes away from now'],
      ['nonce', '8 to 64 characters, never used before'],
      [
        'signature',
        'Hex HMAC-SHA256 with the key of the channel over `<METHOD>\\n<path with query>\\n<timestamp>\\n<nonce>\\n<hex SHA-256 of the body>`',
      ],
    ].map(([part, description]) => [
      `${part}Header`,
      { type: 'apiKey', in: 'header', name: `x-gongdan-${part}`, description },
    ]),
  ),
};

const SECURITY: Readonly<Record<Route['auth'], (route: Route) => readonly Json[]>> = {
  none: () => [],
  // The signature is part of the path.
  link: () => [],
  signature: () => [{ channelHeader: [], timestampHeader: [], nonceHeader: [], signatureHeader: [] }],
  token: ({ scopes = [] }) => scopes.map((scope) => ({ token: [SCOPES[scope]] })),
};

const HEADERS = {
  ETag: { description: 'Version of the ticket, e.g. `"7"`', schema: { type: 'string' } },
  IdempotencyReplayed: {
    description: '`true` when the answer is that of an earlier request with the same Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
  },
};

const COMMAND_HEADERS = [
  {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'ETag of the ticket as it was read; refused with `stale-version` when it has changed since',
    schema: { type: 'string' },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key again, within 24 hours and with the same body, gets the same answer and changes nothing',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
];

const operation = (name: RouteName, route: Route): Json => ({
  operationId: name,
  summary: route.summary,
  tags: [route.auth === 'token' ? 'desk' : route.auth === 'none' ? 'api' : 'channel'],
  security: SECURITY[route.auth](route),
  parameters: [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(route),
    ...(route.command ? COMMAND_HEADERS : []),
  ],
  ...(route.body && {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
  }),
  responses: responses(name, route),
});

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

const responses = (name: RouteName, route: Route): Json => {
  const headers = {
    ...((route.command || name === 'getTicket') && { ETag: { $ref: '#/components/headers/ETag' } }),
    ...(route.command && { 'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' } }),
  };
  const answer = {
    description: route.summary,
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { 'application/json': { schema: schemaOf(ANSWERS[name], 'output') } },
  };
  return {
    [route.status]: answer,
    ...(name === 'createTicket' && { 200: { ...answer, description: 'The ticket that this uniqueId became before' } }),
    ...Object.fromEntries(statuses(route).map((status) => [status, problemAnswer(status)])),
    ...(route.auth === 'token' && { 401: gatewayAnswer('No token, or not a valid one') }),
    429: gatewayAnswer('Too many requests: try again later'),
    default: problemAnswer(undefined),
  };
};

/** What the route can refuse with; anything else is the default. */
const statuses = ({ auth, path, body, query, command }: Route): readonly number[] => [
  ...(body || query ? [400, 422] : []),
  ...(auth === 'signature' ? [401, 403] : auth === 'token' ? [403] : []),
  ...(path.includes('{') ? [404] : []),
  ...(body ? [409, 413, 415] : []),
  ...(command ? [412] : []),
];

const problemAnswer = (status: number | undefined): Json => {
  const codes = PROBLEM_CODES.filter((code) => STATUS[code] === status);
  return {
    description: codes.length > 0 ? `Problem, e.g. ${codes.join(', ')}` : 'Problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
};

/** Answered by the gateway before any function sees the request. */
const gatewayAnswer = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } } },
});

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return json;
};
