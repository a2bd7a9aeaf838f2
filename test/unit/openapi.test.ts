import { describe, expect, it } from 'vitest';
import { openApi } from '../../contracts/openapi.ts';
import { type Route, SCOPES } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { headers?: object; content: Record<string, { schema: object }> }>;
}
const api = JSON.parse(JSON.stringify(openApi())) as {
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
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(operations.length);
    for (const path of new Set(references)) {
      const target = path.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], api);
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
