/** A short run; the long one is `npm run fuzz`. */
import { describe, expect, it } from 'vitest';
import { openApi } from '../../contracts/openapi.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { PAGE_HEADERS } from '../../functions/shared/page-headers.ts';
import { startSystem } from '../support/system.ts';
import { EVERYTHING, fuzz, told } from './fuzz.ts';
import { wrongWith } from './judge.ts';
import { wrongWithPage } from './judge-page.ts';

const PER_ROUTE = 4;

describe('whatever is sent', () => {
  it('is answered as its route promises, without a fault', async () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1e6);
    const { counts, wrong } = await fuzz(Object.keys(EVERYTHING).length * PER_ROUTE, seed);
    console.info(`fuzz: seed ${seed}`);
    expect(wrong.map(told)).toEqual([]);
    expect(counts.size).toBe(Object.keys(EVERYTHING).length);
    // It reaches what is behind the door.
    const good = [...counts.values()].reduce((sum, each) => sum + (each.get(200) ?? 0) + (each.get(201) ?? 0), 0);
    expect(good).toBeGreaterThan((Object.keys(EVERYTHING).length * PER_ROUTE) / 12);
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

  it('of a page: a script, an open element, a foreign link and a page that may be kept are told', () => {
    const headers = { ...PAGE_HEADERS };
    const page = (body: string) => `<!doctype html>\n<html lang="en"><body><main>${body}</main></body></html>`;
    const judged = (text: string, more: object = {}) =>
      wrongWithPage('showTicket', { status: 200, headers: { ...headers, ...more }, text });
    expect(judged(page('<p class="x">a &lt;b&gt; &amp; c</p><input type="radio" required>'))).toBeUndefined();
    expect(judged(page('<script>alert(1)</script>'))).toBe('element script');
    expect(judged(page('<p>a < b</p>'))).toMatch(/unescaped/);
    expect(judged(page('<p>a & b</p>'))).toMatch(/unescaped/);
    expect(judged(page('<p title="x">a</p>'))).toBe('attribute title');
    expect(judged(page('<p class="a" onclick="b">a</p>'))).toBe('attribute onclick');
    expect(judged(page('<p>a</section>'))).toMatch(/closes/);
    expect(judged(page('<p>'))).toMatch(/closes/);
    expect(judged(page('<a href="https://elsewhere.example">a</a>'))).toMatch(/leads to/);
    expect(judged(page('<a href="javascript:x">a</a>'))).toMatch(/leads to/);
    expect(judged(page(''), { 'cache-control': 'public' })).toMatch(/cache-control/);
    expect(judged(page(''), { 'content-security-policy': "default-src 'none'; script-src *" })).toMatch(/security/);
    expect(judged('{}', { 'content-type': 'application/problem+json' })).toMatch(/content-type/);
    expect(
      wrongWithPage('sendUrge', { status: 303, headers: { ...headers, location: '//x.example' }, text: '' }),
    ).toMatch(/location/);
    expect(wrongWithPage('showTicket', { status: 502, headers, text: '' })).toBe('status 502');
  });

  it('asks for the description of the API and gets the one of this build', async () => {
    await using system = await startSystem();
    const response = await fetch(`${system.runtime.url}/v1/openapi.json`);
    expect(response.headers.get('cache-control')).toContain('max-age');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApi())));
  });
});
