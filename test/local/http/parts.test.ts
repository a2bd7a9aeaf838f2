import { describe, expect, it } from 'vitest';
import { accessLine } from '../../../local/http/access-log.ts';
import { RouteTable } from '../../../local/http/route-table.ts';
import { TokenBucket } from '../../../local/http/throttle.ts';
import fc from '../../support/properties.ts';

describe('the route table', () => {
  const keys = ['ANY /a/{rest+}', 'GET /a/{id}', 'GET /a/b', 'ANY /a/b', 'GET /a/{id}/c', 'POST /a/{id}', '$default'];
  const wanted: [string, string, string][] = [
    ['GET', '/a/b', 'GET /a/b'],
    ['PUT', '/a/b', 'ANY /a/b'],
    ['GET', '/a/x', 'GET /a/{id}'],
    ['GET', '/a/x/c', 'GET /a/{id}/c'],
    ['GET', '/a/x/d', 'ANY /a/{rest+}'],
    ['PUT', '/a/x', 'ANY /a/{rest+}'],
    ['GET', '/', '$default'],
  ];

  it('finds the most specific route, in whatever order they were declared', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
        const table = new RouteTable<string>();
        for (const key of shuffled) table.add(key, key);
        for (const [method, path, key] of wanted) expect(table.find(method, path)?.route).toBe(key);
      }),
    );
  });

  it('gives parameters back as they were before they were put in a path', () => {
    const table = new RouteTable<string>();
    table.add('GET /t/{id}/{verb}', 'route');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'binary-ascii', minLength: 1 }),
        (id, verb) => {
          const found = table.find('GET', `/t/${encodeURIComponent(id)}/${encodeURIComponent(verb)}`);
          expect(found?.pathParameters).toEqual({ id, verb });
        },
      ),
    );
  });

  it('refuses the same route twice, whatever its parameters are called', () => {
    const table = new RouteTable<string>();
    table.add('GET /t/{id}', 'one');
    expect(() => table.add('GET /t/{code}', 'two')).toThrow('the route GET /t/{code} is declared twice');
  });
});

describe('a token bucket', () => {
  it('never lets more pass than its burst and its rate together', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), waits, (rate, burst, gaps) => {
        let now = 0;
        const bucket = new TokenBucket(rate, burst, () => now);
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          if (bucket.take()) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * rate + 1e-6);
      }),
    );
  });

  it('fills up again, to its burst and no more', () => {
    let now = 0;
    const bucket = new TokenBucket(2, 3, () => now);
    const take = (count: number) => Array.from({ length: count }, () => bucket.take()).filter(Boolean).length;
    expect(take(5)).toBe(3);
    now += 500;
    expect(take(5)).toBe(1);
    now += 60_000;
    expect(take(5)).toBe(3);
  });
});

describe('the access log', () => {
  it('writes what the format names and nothing else', () => {
    const format = '{"id":"$context.requestId","status":"$context.status","who":"$context.authorizer.claims.sub"}';
    expect(accessLine(format, { requestId: 'r1', status: 201, path: '/v1/tickets?phone=13800000000' })).toBe(
      '{"id":"r1","status":"201","who":"-"}\n',
    );
  });
});
