/** A short run; the long one is `npm run fuzz`. */
import { describe, expect, it } from 'vitest';
import { openApi } from '../../contracts/openapi.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { startSystem } from '../support/system.ts';
import { fuzz, told } from './fuzz.ts';
import { wrongWith } from './judge.ts';

const PER_ROUTE = 4;

describe('whatever is sent', () => {
  it('is answered as its route promises, without a fault', async () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1e6);
    const { counts, wrong } = await fuzz(Object.keys(ROUTES).length * PER_ROUTE, seed);
    console.info(`fuzz: seed ${seed}`);
    expect(wrong.map(told)).toEqual([]);
    expect(counts.size).toBe(Object.keys(ROUTES).length);
    // It reaches what is behind the door.
    const good = [...counts.values()].reduce((sum, each) => sum + (each.get(200) ?? 0) + (each.get(201) ?? 0), 0);
    expect(good).toBeGreaterThan((Object.keys(ROUTES).length * PER_ROUTE) / 12);
  }, 300_000); // half a minute alone

  it('is judged: a fault, another shape, a foreign code and a field too many are told', () => {
    const headers = { 'content-type': 'application/json', ratelimit: 'x' };
    const answer = (status: number, body: unknown, type = 'application/json') =>
      wrongWith('removeTeam', ROUTES.removeTeam, {
        status,
        headers: { ...headers, 'content-type': type },
        text: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const problem = (code: string, more: object = {}) => ({
      ...{ type: 't', title: 't', status: 409, code, detail: 'd', instance: 'i' },
      ...more,
    });
    expect(answer(200, { removed: true })).toBeUndefined();
    expect(answer(403, { message: 'Forbidden' })).toBeUndefined();
    expect(answer(409, problem('team-has-agents'), 'application/problem+json')).toBeUndefined();
    expect(answer(500, { message: 'Internal Server Error' })).toBe('status 500');
    expect(answer(200, '<html>')).toBe('the answer is no JSON');
    expect(answer(200, { removed: 1 })).toMatch(/not of its schema/);
    expect(answer(200, { removed: true, secret: 1 })).toMatch(/fields that its schema/);
    expect(answer(409, problem('already-claimed'), 'application/problem+json')).toMatch(/not among/);
    expect(answer(409, problem('no-such-code'), 'application/problem+json')).toMatch(/no problem document/);
    expect(answer(409, problem('team-has-agents', { status: 400 }), 'application/problem+json')).toMatch(/409/);
    expect(answer(409, problem('team-has-agents', { stack: 's' }), 'application/problem+json')).toMatch(/fields/);
  });

  it('asks for the description of the API and gets the one of this build', async () => {
    await using system = await startSystem();
    const response = await fetch(`${system.runtime.url}/v1/openapi.json`);
    expect(response.headers.get('cache-control')).toContain('max-age');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApi())));
  });
});
