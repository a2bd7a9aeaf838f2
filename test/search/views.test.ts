import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  LIN,
  OPERATOR,
  openDesk,
  type Person,
  REVIEWER,
  SUPERVISOR,
  WANG,
} from '../functions/support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const [{ id, roles }, team] of [
    [LIN, 'aftersales'],
    [SUPERVISOR, 'aftersales'],
    [WANG, 'presale'],
  ] as const)
    await desk.putAgent(id, { name: id, team, roles });
});
afterAll(() => desk.close());

const VIEW = '/v1/me/views/{view}';
const put = (name: string, body: object, person: Person = LIN) =>
  desk.call(desk.http.commands, `PUT ${VIEW}`, `/v1/me/views/${name}`, { body }, claims(person));
const remove = (name: string, person: Person = LIN, query = '') =>
  desk.call(desk.http.commands, `DELETE ${VIEW}`, `/v1/me/views/${name}`, { query }, claims(person));
const claims = ({ id, roles }: Person) => ({ sub: id, scope: roles.map((role) => `gongdan/${role}`).join(' ') });
const list = async (person: Person = LIN) => (await desk.query('GET /v1/me/views', '/v1/me/views', person)).body.items;

const URGENT = { title: '快到期', list: 'queue', of: 'aftersales', filter: { due: 'soon' } };
const LATE = { title: '已超时', list: 'team', of: 'aftersales', filter: { due: 'breached', priority: 'P1' } };

describe('saved views', () => {
  it('are kept by name, changed, and removed, each person their own', async () => {
    expect(await list()).toEqual([]);
    expect((await put('urgent', URGENT)).body).toEqual({ name: 'urgent', for: 'me', ...URGENT });
    await put('words', { title: '发票', list: 'search', q: '发票 抬头' });
    await put('urgent', { ...URGENT, title: '马上到期' });
    expect(await list()).toEqual([
      { name: 'urgent', for: 'me', ...URGENT, title: '马上到期' },
      { name: 'words', for: 'me', title: '发票', list: 'search', q: '发票 抬头', filter: {} },
    ]);
    expect(await list(WANG)).toEqual([]);
    for (const _ of 'ab') expect((await remove('words')).body).toEqual({ removed: true });
    expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['urgent']);
    expect(await list(OPERATOR)).toEqual([]);
  });

  it('of a team are kept by its supervisor and seen by all of it', async () => {
    expect((await put('late', { ...LATE, for: 'team' }, SUPERVISOR)).status).toBe(200);
    expect(await list(LIN)).toContainEqual({ name: 'late', for: 'team', ...LATE });
    expect(await list(WANG)).toEqual([]);
    for (const person of [LIN, REVIEWER]) {
      expect((await put('late', { ...LATE, for: 'team' }, person)).body.code).toBe('not-permitted');
      expect((await remove('late', person, 'for=team')).body.code).toBe('not-permitted');
    }
    await remove('late', SUPERVISOR, 'for=team');
    expect(await list(SUPERVISOR)).toEqual([]);
  });

  it('refuses the fifty-first, and lets those that are there be changed', async () => {
    await Promise.all(['v0', 'v1', 'v2'].map((name) => put(name, URGENT, WANG)));
    for (let at = 3; at < 50; at += 1) await put(`v${at}`, URGENT, WANG);
    expect(await list(WANG)).toHaveLength(50);
    expect((await put('v50', URGENT, WANG)).body.code).toBe('too-many');
    expect((await put('v49', LATE, WANG)).status).toBe(200);
  });

  it.each([
    [{ ...URGENT, list: 'everything' }, 'list'],
    [{ ...URGENT, filter: { colour: 'red' } }, 'filter.colour'],
    [{ ...URGENT, for: 'everybody' }, 'for'],
    [{ title: '', list: 'mine' }, 'title'],
  ])('refuses %j', async (body, path) => {
    const { status, body: answer } = await put('bad', body);
    expect(status).toBe(422);
    expect(answer.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('refuses a name that is none', async () => {
    expect((await put('Not A Name', URGENT)).status).toBe(422);
  });
});
