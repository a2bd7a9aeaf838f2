import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ANSWERS } from '../../contracts/answers.ts';
import { EXAMPLES } from '../../contracts/examples/examples.ts';
import { openApi } from '../../contracts/openapi.ts';
import { PROBLEM_CODES, STATUS } from '../../contracts/problem.ts';
import { LIMITS } from '../../contracts/rate-limits.ts';
import { problemsOf } from '../../contracts/route-problems.ts';
import { type Route, SCOPES } from '../../contracts/routes/route.ts';
import { ROUTES, type RouteName } from '../../contracts/routes.ts';

interface Content {
  schema: object;
  example?: any;
}
interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<
    string,
    { description: string; headers?: Record<string, { description?: string }>; content: Record<string, Content> }
  >;
}
const written = JSON.parse(JSON.stringify(openApi()));
const at = (reference: string): any =>
  reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], written);
/** With the shared responses and parameters in their places. */
const inPlace = (value: any): any => {
  if (Array.isArray(value)) return value.map(inPlace);
  if (value === null || typeof value !== 'object') return value;
  if (/^#.components.(responses|parameters)/.test(value.$ref)) return at(value.$ref);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inPlace(each)]));
};
const api = { ...written, paths: inPlace(written.paths) } as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, unknown> };
};
const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('has exactly the routes, each under its name', () => {
    expect(api.openapi).toMatch(/^3\.1\./);
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ROUTES).sort());
    for (const [name, { path, method }] of Object.entries<Route>(ROUTES))
      expect(api.paths[path]?.[method.toLowerCase()]?.operationId).toBe(name);
  });

  it('leads every reference somewhere', () => {
    const references = [...JSON.stringify(written).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(operations.length);
    for (const path of new Set(references)) {
      const target = path.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], written);
      expect([path, target]).toEqual([path, expect.any(Object)]);
    }
  });

  it('declares every path parameter, and no other', () => {
    for (const [path, methods] of Object.entries(api.paths))
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
          path.match(/\{\w+\}/g) ?? [],
        );
  });

  it('says who may call: scopes for people, four headers for channels, nothing for the document itself', () => {
    expect(api.paths['/v1/tickets/{id}/review']?.post?.security).toEqual([{ token: [SCOPES.reviewer] }]);
    expect(Object.keys(api.paths['/v1/tickets']?.post?.security[0] ?? {})).toHaveLength(4);
    expect(api.paths['/v1/openapi.json']?.get?.security).toEqual([]);
    for (const { security } of operations)
      for (const name of security.flatMap(Object.keys)) expect(api.components.securitySchemes).toHaveProperty(name);
  });

  it('gives commands If-Match and Idempotency-Key, and their answers an ETag', () => {
    const claim = api.paths['/v1/tickets/{id}/claim']?.post;
    expect(claim?.parameters.filter((each) => each.in === 'header').map(({ name }) => name)).toEqual([
      'If-Match',
      'Idempotency-Key',
    ]);
    expect(claim?.responses[200]?.headers).toHaveProperty('ETag');
    expect(api.paths['/v1/tickets']?.post?.parameters).toEqual([]);
  });

  it('describes bodies as they are sent: defaults are optional, unknown fields are not allowed', () => {
    expect(api.paths['/v1/tickets']?.post?.requestBody?.content['application/json']?.schema).toMatchObject({
      required: ['uniqueId', 'subject', 'description', 'customer'],
      additionalProperties: false,
    });
    expect(api.paths['/v1/tickets']?.post?.responses).toMatchObject({ 200: {}, 201: {} });
  });

  it('offers a problem for whatever goes wrong', () => {
    for (const { responses } of operations)
      expect(responses.default?.content['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      });
  });
});

const names = Object.keys(ROUTES) as RouteName[];
const operationOf = (name: RouteName): Operation =>
  operations.find(({ operationId }) => operationId === name) as Operation;

describe('the examples', () => {
  it.each(names)('of %s are what its schemas take, whole', (name) => {
    const example = EXAMPLES[name] as { body?: unknown; answer: unknown } | undefined;
    expect(example, `${name} has no example: add one in contracts/examples/`).toBeDefined();
    const { body }: Route = ROUTES[name];
    expect(body?.safeParse(example?.body).error).toBeUndefined();
    expect(ANSWERS[name].parse(example?.answer)).toEqual(example?.answer);
  });

  it.each(names)('of %s stand in the document and satisfy its JSON Schemas', (name) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: api.components });
    const fits = (content: Content | undefined): void => {
      const text = JSON.stringify(content?.schema).replaceAll('"#/components/', '"api#/components/');
      expect(ajv.validate(JSON.parse(text), content?.example), ajv.errorsText()).toBe(true);
    };
    const { requestBody, responses, parameters } = operationOf(name);
    if (requestBody) fits(requestBody.content['application/json']);
    fits(responses[ROUTES[name].status]?.content['application/json']);
    for (const { content } of Object.values(responses))
      if (content['application/problem+json']?.example) fits(content['application/problem+json']);
    for (const parameter of parameters.filter((each) => each.in === 'path')) expect(parameter.example).toBeDefined();
  });
});

describe('the problems of a route', () => {
  it('stand under their status, each with an example; some route has every code', () => {
    for (const name of names) {
      const { responses } = operationOf(name);
      for (const code of problemsOf(name, ROUTES[name])) {
        const answer = responses[STATUS[code]];
        expect(answer?.description, `${name} ${code}`).toContain(code);
        expect(answer?.content['application/problem+json']?.example).toMatchObject({ status: STATUS[code] });
      }
    }
    expect(problemsOf('claimTicket', ROUTES.claimTicket)).toEqual(
      expect.arrayContaining(['already-claimed', 'stale-version', 'too-many-requests', 'not-permitted']),
    );
    expect(problemsOf('listNotices', ROUTES.listNotices)).toEqual(['internal-error', 'too-many-requests']);
    expect(problemsOf('listMine', ROUTES.listMine)).toContain('page-token-invalid');
  });

  it('are all of them somewhere', () => {
    const told = new Set(names.flatMap((name) => problemsOf(name, ROUTES[name])));
    const commandsOfLater = PROBLEM_CODES.filter((code) => !told.has(code));
    expect(commandsOfLater).toEqual([]);
  });
});

describe('the headers of answers', () => {
  it('say the limits of the route', () => {
    const { headers } = operationOf('createTicket').responses[201]!;
    expect(headers?.['RateLimit-Policy']?.description).toBe(`"channel-intake";q=${LIMITS.channel.intake};w=60`);
    for (const name of names)
      expect(operationOf(name).responses[ROUTES[name].status]?.headers).toHaveProperty('RateLimit');
  });
});
