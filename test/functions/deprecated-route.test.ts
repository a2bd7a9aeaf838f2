import { describe, expect, it } from 'vitest';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import type { Handlers } from '../../functions/shared/door.ts';
import { httpFunction } from '../../functions/shared/http-function.ts';
import type { Rates } from '../../functions/shared/rates.ts';

const unlimited: Rates = {
  take: async (quota) => ({ quota, refused: false, remaining: quota.limit, resetS: 60, settled: undefined }),
};

const OLD = {
  method: 'GET',
  path: '/v1/old',
  auth: 'none',
  function: 'intake',
  status: 200,
  summary: 'What came before',
  deprecated: { since: '2026-12-01', sunset: '2027-07-01', link: 'https://desk.example/docs/api-desk.md#versions' },
} as const satisfies Route;

const call = async (fails: boolean) => {
  const handlers = {
    old: async () => {
      if (fails) throw new Error('broken');
      return { body: {}, headers: { etag: '"1"' } };
    },
  } as unknown as Handlers<'intake'>;
  const door = httpFunction('intake', handlers, { rates: unlimited, routes: { old: OLD, createTicket: OLD } });
  const event = {
    routeKey: 'GET /v1/old',
    headers: {},
    requestContext: { requestId: 'r', routeKey: 'GET /v1/old', http: { method: 'GET' } },
  };
  const answer = await (door as unknown as (event: object, context: object) => Promise<any>)(event, {});
  return { status: answer.statusCode, headers: answer.headers };
};

describe('a route that will go', () => {
  it.each([
    [false, 200],
    [true, 500],
  ])('says so in every answer, by RFC 9745 and RFC 8594 (fails: %s)', async (fails, status) => {
    const answer = await call(fails);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      deprecation: '@1796083200',
      sunset: 'Thu, 01 Jul 2027 00:00:00 GMT',
      link: '<https://desk.example/docs/api-desk.md#versions>; rel="deprecation"; type="text/html"',
      ratelimit: '"address-queries";r=600;t=60',
    });
    expect(answer.headers.etag).toBe(fails ? undefined : '"1"');
  });

  it('is there for six months after it was said', () => {
    const marked = Object.values<Route>({ ...ROUTES, OLD }).flatMap(({ deprecated }) => deprecated ?? []);
    for (const { since, sunset, link } of marked) {
      expect(Date.parse(sunset) - Date.parse(since)).toBeGreaterThanOrEqual(180 * 24 * 3600 * 1000);
      expect(URL.canParse(link)).toBe(true);
    }
    expect(marked.length).toBeGreaterThan(0);
  });
});
