import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpApi, lambda, role, writeAssembly } from '../support/assembly.ts';
import { type Machine, start } from '../support/runtime.ts';

const START = Date.parse('2026-03-01T08:00:00Z');
const ECHO = `
  export const handler = async (event) => {
    const mode = event.headers['x-mode'];
    if (mode === 'throw') throw new Error('a secret cause');
    if (mode === 'plain') return { hello: '世界' };
    if (mode === 'odd') return { statusCode: 'none' };
    if (mode === 'badHeader') return { statusCode: 200, headers: { 'x-bad': 'a\\nb' } };
    if (mode === 'cookies') return { statusCode: 201, cookies: ['a=1', 'b=2'], headers: { 'X-Mine': 'yes' }, body: 'made' };
    if (mode === 'binary') return { statusCode: 200, isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString('base64') };
    if (mode === 'empty') return { statusCode: 204 };
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
  };
`;

const routes = {
  'GET /v1/tickets/{id}': {},
  'GET /v1/tickets/mine': {},
  'POST /v1/tickets': {},
  'POST /v1/tickets/{id}/claim': {
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Authorizer' },
    AuthorizationScopes: ['gongdan/agent'],
  },
  'GET /v1/me': { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } },
  'GET /v1/slow': {},
  'ANY /files/{path+}': {},
};
const stage = {
  DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 },
  RouteSettings: { 'GET /v1/slow': { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 } },
};

let machine: Machine;
const call = (path: string, init: RequestInit = {}) => fetch(`${machine.runtime.url}${path}`, init);
const eventOf = async (path: string, init: RequestInit = {}): Promise<any> => (await call(path, init)).json();

beforeAll(async () => {
  const resources = {
    Role: role('lambda.amazonaws.com'),
    Echo: lambda('a1', 'Role'),
    ...httpApi('Echo', routes, stage),
  };
  machine = await start(writeAssembly({ One: { Resources: resources } }, { a1: ECHO }), {
    clock: { kind: 'stepped' },
    start: START,
  });
});

afterAll(() => machine.runtime.stop());

describe('the HTTP API', () => {
  it.each([
    ['GET', '/v1/tickets/tkt_1', 'GET /v1/tickets/{id}', { id: 'tkt_1' }],
    ['GET', '/v1/tickets/mine', 'GET /v1/tickets/mine', undefined],
    ['GET', '/v1/tickets/a%2Fb%20c', 'GET /v1/tickets/{id}', { id: 'a/b c' }],
    ['DELETE', '/files/a/b/c.txt', 'ANY /files/{path+}', { path: 'a/b/c.txt' }],
  ])('sends %s %s to the route %s', async (method, path, routeKey, pathParameters) => {
    const event = await eventOf(path, { method });
    expect(event.routeKey).toBe(routeKey);
    expect(event.pathParameters).toEqual(pathParameters);
  });

  it('gives functions the event of payload format 2.0, with the time of the runtime', async () => {
    const event = await eventOf('/v1/tickets?a=1&b=%E9%80%80&a=2', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', 'X-Mine': 'Yes' },
      body: '{"subject":"退款"}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/v1/tickets',
      rawQueryString: 'a=1&b=%E9%80%80&a=2',
      queryStringParameters: { a: '1,2', b: '退' },
      cookies: ['x=1', 'y=2'],
      body: '{"subject":"退款"}',
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        apiId: 'Api',
        http: { method: 'POST', path: '/v1/tickets', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        routeKey: 'POST /v1/tickets',
        stage: '$default',
        time: '01/Mar/2026:08:00:00 +0000',
        timeEpoch: START,
      },
    });
    expect(event.headers['x-mine']).toBe('Yes');
    expect(event.headers).not.toHaveProperty('cookie');
  });

  it('hands over a binary body as base64', async () => {
    const event = await eventOf('/v1/tickets', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from([0, 255, 1]),
    });
    expect(event).toMatchObject({ isBase64Encoded: true, body: 'AP8B' });
  });

  it('passes on status, headers and cookies', async () => {
    const response = await call('/v1/tickets/1', { headers: { 'x-mode': 'cookies' } });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-mine')).toBe('yes');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('date')).toBe('Sun, 01 Mar 2026 08:00:00 GMT');
    expect(response.headers.get('apigw-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.text()).toBe('made');
  });

  it('passes on binary, empty and bare results', async () => {
    const binary = await call('/v1/tickets/1', { headers: { 'x-mode': 'binary' } });
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([0, 255, 1]);
    expect((await call('/v1/tickets/1', { headers: { 'x-mode': 'empty' } })).status).toBe(204);
    expect(await eventOf('/v1/tickets/1', { headers: { 'x-mode': 'plain' } })).toEqual({ hello: '世界' });
  });

  it.each(['throw', 'odd', 'badHeader'])('tells nothing of the cause when a function does %s', async (mode) => {
    const response = await call('/v1/tickets/1', { headers: { 'x-mode': mode } });
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('refuses what is not declared', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/v1/tickets'],
      ['POST', '/v1/tickets/'],
      ['GET', '/v1/tickets/1/2'],
      ['PUT', '/v1/tickets/1'],
      ['GET', '/files'],
    ] as const) {
      const response = await call(path, { method });
      expect([path, response.status, await response.json()]).toEqual([path, 404, { message: 'Not Found' }]);
    }
  });

  it('refuses a body over 10 MB and headers over 10 KB', async () => {
    const large = await call('/v1/tickets', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    const headers = await call('/v1/tickets/1', { headers: { 'x-long': 'x'.repeat(11_000) } });
    expect([headers.status, await headers.json()]).toEqual([431, { message: 'Request Header Fields Too Large' }]);
  });

  it('refuses a request that is not HTTP', async () => {
    const { port } = new URL(machine.runtime.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket.on('data', (data) => resolve(String(data)));
    });
    expect(answer).toContain('HTTP/1.1 400 Bad Request');
  });

  it('refuses more than a route may get, whatever its clock says', async () => {
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await call('/v1/slow')).status);
    expect(statuses).toEqual([200, 200, 429]);
    await machine.runtime.advance(3_600_000);
    const refused = await call('/v1/slow');
    expect([refused.status, await refused.json()]).toEqual([429, { message: 'Too Many Requests' }]);
    expect((await call('/v1/tickets/1')).status).toBe(200);
  });
});

describe('the JWT authorizer', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const claim = (init: RequestInit) => call('/v1/tickets/1/claim', { method: 'POST', ...init });

  it('lets a token with a scope of the route pass, and hands over its claims', async () => {
    const token = await machine.runtime.token('agt_1', ['gongdan/agent', 'gongdan/supervisor']);
    const response = await claim(bearer(token));
    expect(response.status).toBe(200);
    expect(((await response.json()) as any).requestContext.authorizer.jwt).toMatchObject({
      claims: {
        sub: 'agt_1',
        iss: 'https://issuer.gongdan.local',
        aud: 'gongdan',
        scope: 'gongdan/agent gongdan/supervisor',
      },
      scopes: ['gongdan/agent', 'gongdan/supervisor'],
    });
    expect((await eventOf('/v1/me', bearer(token))).requestContext.authorizer.jwt.scopes).toBeNull();
  });

  it('gets its tokens at /_local/token', async () => {
    const response = await call('/_local/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'agt_2', scope: 'gongdan/agent' }),
    });
    const { access_token, token_type, expires_in } = (await response.json()) as any;
    expect([token_type, expires_in]).toEqual(['Bearer', 43_200]);
    expect((await claim(bearer(access_token))).status).toBe(200);
  });

  it('refuses without a token, with a foreign one, a changed one, and none of the scopes', async () => {
    const none = await claim({});
    expect([none.status, await none.json(), none.headers.get('www-authenticate')]).toEqual([
      401,
      { message: 'Unauthorized' },
      'Bearer',
    ]);
    const token = await machine.runtime.token('agt_1', ['gongdan/agent']);
    const [head, , signature] = token.split('.');
    const forged = Buffer.from(
      JSON.stringify({
        sub: 'agt_9',
        iss: 'https://issuer.gongdan.local',
        aud: 'gongdan',
        exp: 9e9,
        scope: 'gongdan/agent',
      }),
    );
    expect((await claim(bearer(`${head}.${forged.toString('base64url')}.${signature}`))).status).toBe(401);
    expect(
      (await claim(bearer(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.toString('base64url')}.`)))
        .status,
    ).toBe(401);
    expect((await claim(bearer('nonsense'))).status).toBe(401);
    const reviewer = await claim(bearer(await machine.runtime.token('agt_1', ['gongdan/reviewer'])));
    expect([reviewer.status, await reviewer.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  it('refuses a token that has expired on the clock of the runtime, even one it has seen', async () => {
    const token = await machine.runtime.token('agt_1', ['gongdan/agent']);
    expect((await claim(bearer(token))).status).toBe(200);
    await machine.runtime.advance(12 * 3_600_000);
    expect((await claim(bearer(token))).status).toBe(401);
  });
});

describe('the permission of the API', () => {
  it('refuses to call a function that no permission opens to it', async () => {
    const { Permission: _, ...closed } = httpApi('Echo', routes, stage);
    const resources = { Role: role('lambda.amazonaws.com'), Echo: lambda('a1', 'Role'), ...closed };
    await using other = await start(writeAssembly({ One: { Resources: resources } }, { a1: ECHO }));
    expect((await fetch(`${other.runtime.url}/v1/tickets/1`)).status).toBe(500);
    expect(other.said).toEqual([expect.stringContaining('access denied: Api would need')]);
  });
});
