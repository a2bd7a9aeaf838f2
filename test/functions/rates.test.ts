import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockOf, LIMITS, quotasOf, WINDOW_S } from '../../contracts/rate-limits.ts';
import type { Route } from '../../contracts/routes/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { createRates } from '../../functions/shared/rates.ts';
import fc from '../support/properties.ts';
import { TABLES } from './support/aws.ts';
import { type Desk, LIN, openDesk, request } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const counters = () => desk.items(TABLES.rate).map(({ pk, used }) => [pk.S.split('#')[0], Number(used.N)]);
const writes = () => desk.aws.calls.filter(({ body }) => body.TableName === TABLES.rate).length;
const quota = (limit: number) => ({ caller: 'person' as const, name: 'person-commands', limit });

/** Sandboxes of one function, each with a count of its own, over one counter. */
const sandboxes = async (count: number) => {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { createRateLeases } = await import('../../adapters/dynamodb/rate-leases.ts');
  const leases = createRateLeases({ client: new DynamoDBClient({}), rateTable: TABLES.rate });
  const faults: Error[] = [];
  const time = { now: () => new Date().toISOString() as never };
  const all = Array.from({ length: count }, () =>
    createRates({ leases, time, factor: 1, onFault: (fault) => faults.push(fault) }),
  );
  return { all, faults };
};

describe('the count of requests', () => {
  it('lets a window through at most the limit and one block for each sandbox, with a write for each block at most', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 250 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 400 }),
        async (limit, order) => {
          const { all } = await sandboxes(5);
          run += 1;
          const caller = `run-${run}`;
          const before = writes();
          let passed = 0;
          for (const at of order) {
            const taken = await all[at]!.take(quota(limit), caller);
            await taken.settled;
            if (!taken.refused) passed += 1;
          }
          const block = blockOf(limit);
          const used = new Set(order).size;
          expect(passed).toBeLessThanOrEqual(limit + block * used);
          expect(passed).toBeGreaterThanOrEqual(Math.min(order.length, limit - block * used));
          // The last of each sandbox finds nothing, and may ask once more for the rest.
          expect(writes() - before).toBeLessThanOrEqual(Math.floor(passed / block) + 2 * used);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('writes nothing for a caller who sends few, and once for forty', async () => {
    const { all } = await sandboxes(1);
    const before = writes();
    for (let count = 0; count < 19; count += 1) await all[0]!.take(quota(300), 'few');
    expect(writes()).toBe(before);
    const taken = await all[0]!.take(quota(300), 'few');
    await taken.settled;
    for (let count = 0; count < 19; count += 1) await all[0]!.take(quota(300), 'few');
    expect(writes()).toBe(before + 1);
    expect(taken).toMatchObject({ refused: false, remaining: 280 });
  });

  it('begins anew with the next window', async () => {
    const { all } = await sandboxes(1);
    const until = async (refused: boolean) => {
      for (;;) {
        const taken = await all[0]!.take(quota(10), 'anew');
        if (taken.refused === refused) return taken;
      }
    };
    expect(await until(true)).toMatchObject({ remaining: 0 });
    desk.wait(WINDOW_S);
    expect(await all[0]!.take(quota(10), 'anew')).toMatchObject({ refused: false, remaining: 9 });
  });

  it('lets requests pass when the counter cannot be asked, and says so', async () => {
    const { all, faults } = await sandboxes(1);
    const { AwsError } = await import('../../local/aws.ts');
    desk.aws.refuse = (_, body) =>
      body.TableName === TABLES.rate ? new AwsError('AccessDeniedException', 'not allowed') : undefined;
    for (let count = 0; count < 50; count += 1)
      expect((await all[0]!.take(quota(10), 'counterless')).refused).toBe(false);
    desk.aws.refuse = () => undefined;
    expect(faults.length).toBeGreaterThan(0);
  });
});

describe('an answer', () => {
  const beat = () => desk.call(desk.http.commands, 'POST /v1/me/heartbeat', '/v1/me/heartbeat', {}, claims);
  const claims = { sub: LIN.id, scope: 'gongdan/agent' };

  it('says what the quota is and what is left of it, a refusal too', async () => {
    desk.wait(WINDOW_S - (desk.now() % WINDOW_S));
    const { headers } = await desk.ticket('ABCDEFGH');
    expect(headers).toMatchObject({
      'ratelimit-policy': '"person-queries";q=1200;w=60',
      ratelimit: '"person-queries";r=1199;t=60',
    });
    const { headers: signed } = await desk.open({ ...request(), colour: 'red' });
    expect(signed.ratelimit).toBe('"channel-intake";r=2999;t=60');
  });

  it('refuses with 429 and Retry-After what is over the limit, until the window ends', async () => {
    desk.wait(WINDOW_S - (desk.now() % WINDOW_S));
    desk.wait(20);
    for (let count = 0; count < LIMITS.person.commands; count += 1) expect((await beat()).status).not.toBe(429);
    const refused = await beat();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', status: 429 } });
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'retry-after': '40',
      ratelimit: '"person-commands";r=0;t=40',
    });
    expect(counters()).toContainEqual(['person-commands', LIMITS.person.commands]);
    expect((await desk.ticket('ABCDEFGH')).status).toBe(404); // another quota
    desk.wait(40);
    expect((await beat()).status).not.toBe(429);
  });
});

describe('the table of limits', () => {
  it('has a row for every route, and keeps neither links nor addresses', async () => {
    for (const route of Object.values<Route>(ROUTES)) {
      const quotas = quotasOf(route);
      expect(quotas.length).toBeGreaterThan(0);
      for (const { name, limit } of quotas) expect([name, limit > 0]).toEqual([name, true]);
    }
    expect(quotasOf(ROUTES.trackTicket).map(({ name }) => name)).toEqual(['link-queries', 'address-queries']);
    for (const { pk } of desk.items(TABLES.rate)) expect(pk.S).toMatch(/^[a-z]+-[a-z]+#[\w-]{22}$/);
  });
});
