import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, LIN, OPERATOR, openDesk, type Person, POLICY, request, SUPERVISOR, WANG } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const claims = ({ id, roles }: Person) => ({ sub: id, scope: roles.map((role) => `gongdan/${role}`).join(' ') });
const put = async (id: string, more: object = {}) => {
  const answer = await desk.putAgent(id, { name: '林晨', team: 'aftersales', roles: ['agent'], ...more });
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ id })]);
  return answer.body;
};
const remove = (what: 'agent' | 'team', name: string) =>
  desk.operate(`DELETE /v1/${what}s/{${what}}`, `/v1/${what}s/${name}`, undefined);
const putTeam = (name: string, body: object) => desk.operate('PUT /v1/teams/{team}', `/v1/teams/${name}`, body);
const ask = async (routeKey: string, path: string, person: Person = SUPERVISOR) => {
  const { status, body } = await desk.query(routeKey, path, person);
  expect([status, body.detail]).toEqual([200, undefined]);
  return body;
};
const agentsOf = async (team: string) =>
  new Map<string, any>(
    (await ask('GET /v1/teams/{team}/agents', `/v1/teams/${team}/agents`)).items.map((agent: any) => [agent.id, agent]),
  );
const why = (id: string) => ask('GET /v1/tickets/{id}/routing', `/v1/tickets/${id}/routing`, LIN);
const post = (routeKey: string, path: string, person: Person) =>
  desk.call(desk.http.commands, routeKey, path, { body: {} }, claims(person));
const next = (queue: string, person: Person) =>
  post('POST /v1/queues/{queue}/next', `/v1/queues/${queue}/next`, person);
const beat = (person: Person) => post('POST /v1/me/heartbeat', '/v1/me/heartbeat', person);
const draft = (id: string, person: Person) => post('POST /v1/tickets/{id}/draft', `/v1/tickets/${id}/draft`, person);
const dryRun = (body: object, person: Person = SUPERVISOR) =>
  desk.call(desk.http.queries, 'POST /v1/routing/dry-run', '/v1/routing/dry-run', { body }, claims(person));
const changeRules = (rules: string, person: Person = SUPERVISOR) =>
  desk.operate('PUT /v1/policy/routing', '/v1/policy/routing', { rules, reason: '双十一' }, person);
const opened = async (more: object = {}): Promise<{ id: string; code: string }> => {
  const { status, body } = await desk.open(request(undefined, more));
  expect(status).toBe(201);
  return body;
};
const stored = () => JSON.stringify(['Tickets', 'Directory', 'Policies', 'Insight'].map((table) => desk.items(table)));

describe('agents', () => {
  it('keep their profile, and their presence when none is said', async () => {
    const said = {
      skills: { refunds: 4, english: 2 },
      languages: ['zh', 'en'],
      regions: ['华东'],
      seniority: 2,
      capacity: 6,
      leave: [{ from: '2026-05-01', until: '2026-05-03' }],
    };
    await put('agt_mei', { ...said, presence: 'online' });
    const again = await put('agt_mei', { ...said, seniority: 3 });
    expect(again).toMatchObject({ ...said, seniority: 3, presence: 'online', load: 0, claimed: 0, paused: 0 });
    expect(again).not.toHaveProperty('assignments');
  });

  it('refuses levels, leaves and languages that cannot be, all at once', async () => {
    const { status, body } = await desk.putAgent('agt_mei', {
      ...{ name: '梅', team: 'aftersales', roles: ['agent'] },
      skills: { refunds: 6, Big: 1 },
      languages: ['fr'],
      leave: [{ from: '2026-05-03', until: '2026-05-01' }],
    });
    expect([status, body.code]).toEqual([422, 'invalid-request']);
    const paths = body.errors.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['languages.0', 'leave.0', 'skills.Big', 'skills.refunds']);
  });

  it('refuses to remove who holds a ticket, then removes who holds none', async () => {
    await put('agt_gone', { team: 'accounts', presence: 'online' });
    const { id } = await opened({ category: 'account' });
    await desk.command('assign', id, SUPERVISOR, { body: { agent: 'agt_gone' } });
    expect(await remove('agent', 'agt_gone')).toMatchObject({ status: 409, body: { code: 'agent-holds-tickets' } });
    expect((await agentsOf('accounts')).get('agt_gone')).toMatchObject({ open: 1 });
    await desk.command('queue', id, SUPERVISOR, { body: {} });
    expect(await remove('agent', 'agt_gone')).toMatchObject({ status: 200, body: { removed: true } });
    expect(await remove('agent', 'agt_gone')).toMatchObject({ status: 404, body: { code: 'agent-not-found' } });
  });
});

describe('teams', () => {
  const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const title = { zh: '支付', en: 'Payments' };
  const day = { name: 'day', weekdays: WEEK, from: '08:30', to: '18:00' };

  it('have a roster, which says who is on duty and until when', async () => {
    await put('agt_pay1', { team: 'payments', presence: 'online' });
    await put('agt_pay2', { team: 'payments', presence: 'online' });
    const night = { ...day, name: 'night', from: '22:00', to: '06:00', agents: ['agt_pay2'] };
    expect(await putTeam('payments', { title, shifts: [{ ...day, agents: ['agt_pay1'] }, night] })).toMatchObject({
      status: 200,
      body: { name: 'payments', timeZone: 'Asia/Shanghai', changes: [] },
    });
    expect((await ask('GET /v1/teams/{team}', '/v1/teams/payments')).shifts).toHaveLength(2);
    const agents = await agentsOf('payments');
    // It is Monday, nine in the morning.
    expect(agents.get('agt_pay1').duty).toEqual({ onDuty: true, shiftEndsAt: '2026-03-02T10:00:00.000Z' });
    expect(agents.get('agt_pay2').duty).toEqual({ onDuty: false, absence: 'offShift' });
    const teams = await ask('GET /v1/teams', '/v1/teams', OPERATOR);
    expect(teams.items).toContainEqual({ name: 'payments', title, agents: 2, onDuty: 1 });
  });

  it('refuses overlapping shifts with path and reason, and writes nothing', async () => {
    const before = stored();
    const { status, body } = await putTeam('payments', {
      title,
      shifts: [day, { ...day, name: 'late', from: '17:00', to: '23:00' }],
    });
    expect([status, body.code]).toEqual([422, 'roster-invalid']);
    expect(body.errors[0]).toMatchObject({ path: expect.stringMatching(/^shifts\[1\]/), message: expect.any(String) });
    expect(await putTeam('payments', { title, timeZone: 'Mars/Base' })).toMatchObject({ status: 422 });
    expect(stored()).toBe(before);
  });

  it('refuses to remove a team that has agents', async () => {
    expect(await remove('team', 'payments')).toMatchObject({ status: 409, body: { code: 'team-has-agents' } });
    await putTeam('night-watch', { title });
    expect(await remove('team', 'night-watch')).toMatchObject({ status: 200 });
    const gone = await desk.query('GET /v1/teams/{team}', '/v1/teams/night-watch', SUPERVISOR);
    expect([gone.status, gone.body.code]).toEqual([404, 'team-not-found']);
  });
});

describe('signs of life', () => {
  const PAY: Person = { id: 'agt_pay1', roles: ['agent'] };

  it('tell the end of the shift when it is near, and make silence an absence', async () => {
    expect((await beat(PAY)).body).toEqual({
      presence: 'online',
      onDuty: true,
      shiftEndsAt: '2026-03-02T10:00:00.000Z',
    });
    expect(await ask('GET /v1/me', '/v1/me', PAY)).toMatchObject({ id: 'agt_pay1', duty: { onDuty: true } });
    desk.wait(91);
    expect(await ask('GET /v1/me', '/v1/me', PAY)).toMatchObject({ duty: { onDuty: false, absence: 'noHeartbeat' } });
    desk.wait(8 * 3600 + 46 * 60 - 91); // 17:46 there
    const { warning } = (await beat(PAY)).body;
    expect(warning).toMatchObject({ code: 'shift-ends-soon', minutes: 14 });
    expect([warning.zh, warning.en]).toEqual([
      expect.stringContaining('14 分钟'),
      expect.stringContaining('14 minutes'),
    ]);
  });

  it('refuses somebody whom the directory does not know', async () => {
    expect(await beat({ id: 'agt_nobody', roles: ['agent'] })).toMatchObject({
      status: 404,
      body: { code: 'agent-not-found' },
    });
  });
});

describe('taking work', () => {
  it('gives the most urgent ticket that fits, and says what is in the way', async () => {
    await put('agt_lin', { name: '林晨', capacity: 3 });
    await put('agt_wang', { name: '王', team: 'logistics' });
    const later = await opened({ category: 'refund' });
    desk.wait(1);
    const urgent = await opened({ category: 'refund', customer: { id: 'c-gold', tier: 'gold' } });
    const taken = await next('aftersales', LIN);
    expect(taken).toMatchObject({
      status: 200,
      body: { id: urgent.id, assignee: { id: 'agt_lin' } },
      headers: { etag: '"2"' },
    });
    const claim = (id: string, person: Person) => desk.command('claim', id, person, { body: {} });
    expect(await claim(urgent.id, WANG)).toMatchObject({ status: 409, body: { code: 'already-claimed' } });
    expect((await claim(urgent.id, WANG)).body.detail).toContain('林晨');
    expect(await claim(later.id, { id: 'agt_pay2', roles: ['agent'] })).toMatchObject({
      status: 403,
      body: { code: 'not-your-queue' },
    });
    expect(await next('presale', LIN)).toMatchObject({ status: 404, body: { code: 'nothing-waiting' } });
    await put('agt_lin', { name: '林晨', capacity: 1 });
    expect(await claim(later.id, LIN)).toMatchObject({ status: 409, body: { code: 'agent-at-capacity' } });
  });

  it('refuses more claims than the queue allows, and counts who did not take the most urgent', async () => {
    await put('agt_keen', { name: '勤', capacity: 20 });
    const KEEN: Person = { id: 'agt_keen', roles: ['agent'] };
    const most = desk.policy.queues.find(({ name }) => name === 'aftersales')!.pool.claimed;
    const waiting: { id: string }[] = [];
    for (let at = 0; at <= most; at += 1) {
      desk.wait(1); // so that the last one is the least urgent
      waiting.push(await opened({ orders: [`keen-${at}`] }));
    }
    const last = waiting.at(-1)!;
    expect((await desk.command('claim', last.id, KEEN, { body: {} })).status).toBe(200);
    expect((await why(last.id)).assigned.by).toBe('choice');
    for (let at = 1; at < most; at += 1) expect((await next('aftersales', KEEN)).status).toBe(200);
    expect(await next('aftersales', KEEN)).toMatchObject({ status: 409, body: { code: 'too-many-claimed' } });
    expect((await agentsOf('aftersales')).get('agt_keen')).toMatchObject({ claimed: most, open: most, load: most });
    for (const { id } of (await ask('GET /v1/me/tickets', '/v1/me/tickets', KEEN)).items)
      await desk.command('queue', id, SUPERVISOR, { body: { queue: 'complaints' } });
    expect((await remove('agent', 'agt_keen')).status).toBe(200);
  });

  it('refuses an unknown queue', async () => {
    expect(await next('no-such-queue', LIN)).toMatchObject({ status: 422, body: { code: 'unknown-queue' } });
  });

  it('keeps a ticket in the hand of its writer for half a minute', async () => {
    const { items } = await ask('GET /v1/me/tickets', '/v1/me/tickets', LIN);
    const [held] = items;
    expect(await draft(held.code, LIN)).toMatchObject({
      status: 200,
      body: { id: held.id, until: new Date(desk.now() * 1000 + 30_000).toISOString() },
    });
    expect(await draft(held.id, WANG)).toMatchObject({ status: 403, body: { code: 'not-the-assignee' } });
  });
});

describe('queues', () => {
  it('show what waits and how they are served', async () => {
    const queues = async () => (await ask('GET /v1/queues', '/v1/queues', LIN)).items as any[];
    const before = await queues();
    expect(before.map(({ name }) => name)).toEqual(desk.policy.queues.map(({ name }) => name));
    await opened({ category: 'refund', customer: { id: 'c-queues' } });
    const aftersales = (items: any[]) => items.find(({ name }) => name === 'aftersales');
    expect(aftersales(await queues())).toEqual({
      name: 'aftersales',
      title: { zh: '售后', en: 'After-sales' },
      strategy: 'bestMatch',
      teams: ['aftersales', 'logistics'],
      backlog: aftersales(before).backlog + 1,
    });
  });

  it('show the load as it was last looked at', async () => {
    const { createInsight } = await import('../../adapters/dynamodb/insight.ts');
    const time = { now: () => new Date().toISOString(), jitter: async () => {} };
    const insight = createInsight({ client: new DynamoDBClient({}), time, insightTable: 'Insight' });
    desk.wait(31);
    const since = time.now();
    const looked = {
      backlog: 12,
      oldestMinutes: 61.26,
      drainPerMinute: 0.04,
      colour: 'red',
      at: since,
      since,
    } as const;
    await insight.putQueueStates([{ queue: 'presale', ...looked }]);
    const { items } = await ask('GET /v1/queues', '/v1/queues', LIN);
    expect(items.find(({ name }: { name: string }) => name === 'presale')).toMatchObject({
      ...looked,
      oldestMinutes: 61.3,
      drainPerMinute: 0,
    });
  });
});

describe('why', () => {
  it('shows the calculation for a waiting ticket: factors, who was left out and why, what comes', async () => {
    await put('agt_mei', { name: '梅', skills: { 'vip-care': 1 }, presence: 'online' });
    await put('agt_lin', { name: '林晨', presence: 'offline', skills: { 'vip-care': 3 }, capacity: 8 });
    const { id } = await opened({ category: 'refund', customer: { id: 'c-why', tier: 'vip' } });
    const { live, ...routed } = await why(id);
    expect(routed).toMatchObject({ phase: 'queued', queue: 'aftersales', rule: 'vip', strategy: 'bestMatch' });
    expect(live.candidates).toEqual([]);
    const skipped = new Map<string, any>(live.skipped.map((each: any) => [each.agent.id, each]));
    expect(skipped.get('agt_mei')).toMatchObject({
      because: ['unskilled'],
      lacking: [{ skill: 'vip-care', level: 2, has: 1 }],
    });
    expect(skipped.get('agt_lin').because).toEqual(['offline']);
    expect(live.remedies).toEqual([
      { changes: ['offline'], agents: ['agt_lin'] },
      { changes: ['unskilled'], agents: ['agt_mei'] },
    ]);
    const at = (minutes: number) => new Date(desk.now() * 1000 + minutes * 60_000).toISOString();
    expect(live.toCome).toEqual([
      { kind: 'dropSkills', tier: 2, at: at(2) },
      { kind: 'askTeam', team: 'logistics', at: at(4) },
      { kind: 'lastResort', at: at(6) },
    ]);
    desk.wait(120);
    const relaxed = (await why(id)).live;
    expect(relaxed.relaxed).toEqual([{ kind: 'dropSkills', tier: 2 }]);
    const [best] = relaxed.candidates;
    expect(best.agent).toMatchObject({ id: 'agt_mei', name: '梅' });
    const total = best.factors.reduce((sum: number, { weight }: any) => sum + weight, 0);
    const points = best.factors.reduce((sum: number, { value, weight }: any) => sum + value * weight, 0);
    expect(best.score).toBeCloseTo(points / total, 2);
    expect(relaxed.remedies).toEqual([]);

    await desk.advance(id);
    const { assigned, live: none } = await why(id);
    expect(none).toBeUndefined();
    expect(assigned).toMatchObject({ assignee: { id: 'agt_mei' }, by: 'dispatch', routing: { rule: 'vip' } });
    expect(assigned.routing.relaxed).toEqual([{ kind: 'dropSkills', tier: 2 }]);
    expect(assigned.routing.candidates[0].factors).toHaveLength(best.factors.length);
    expect(assigned.routing.skipped).toContainEqual({ because: 'offline', count: 1 });
  });

  it('names everything that is in the way of one agent', async () => {
    await put('agt_far', { name: '远', presence: 'away', leave: [{ from: '2026-01-01', until: '2026-12-31' }] });
    const { id } = await opened({ category: 'refund', customer: { id: 'c-far', tier: 'vip' } });
    const { live } = await why(id);
    const far = live.skipped.find(({ agent }: any) => agent.id === 'agt_far');
    expect(far.because).toEqual(['onLeave', 'away', 'unskilled']);
    expect(live.remedies.flatMap(({ agents }: any) => agents)).not.toContain('agt_far');
    expect(await remove('agent', 'agt_far')).toMatchObject({ status: 200 });
  });

  it('does the same for a ticket that does not exist, and writes nothing', async () => {
    const before = stored();
    const { uniqueId: _, ...ticket } = request(undefined, { customer: { id: 'c-dry', tier: 'vip' } });
    const { status, body } = await dryRun(ticket);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ phase: 'queued', queue: 'aftersales', rule: 'vip' }),
    ]);
    expect(body.live.toCome).toHaveLength(3);
    expect(stored()).toBe(before);
    expect(await dryRun({ ...ticket, channel: 'fax' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'channel' }] },
    });
    expect(await dryRun(ticket, LIN)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });
});

describe('rules that change while the desk runs', () => {
  it('hold for the next ticket, and say who changed them and why', async () => {
    const now = await ask('GET /v1/policy/routing', '/v1/policy/routing');
    expect(now.rules.map(({ name }: { name: string }) => name)).toContain('vip');
    const changed = await changeRules(
      '- name: all-refunds\n  when: { category: [refund] }\n  then: { queue: complaints }\n',
    );
    expect([changed.status, changed.body]).toEqual([200, { version: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
    expect(changed.body.version).not.toBe(now.version);
    const after = await ask('GET /v1/policy/routing', '/v1/policy/routing');
    desk.wait(1);
    const { id } = await opened({ customer: { id: 'c-new-rule' } });
    expect(await why(id)).toMatchObject({ queue: 'complaints', rule: 'all-refunds' });
    expect((await ask('GET /v1/policy/routing', '/v1/policy/routing')).rules).toHaveLength(1);
    expect([now.version, changed.body.version]).toContain(after.version);
    const { items } = await ask('GET /v1/policy/history', '/v1/policy/history');
    expect(items[0]).toMatchObject({
      version: changed.body.version,
      by: SUPERVISOR.id,
      what: 'rules',
      reason: '双十一',
    });
  });

  it('lose no change of two that come at the same moment', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((name) => changeRules(`- { name: ${name}, then: { queue: logistics } }`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const versions = answers.map(({ body }) => body.version);
    desk.wait(1);
    const { items } = await ask('GET /v1/policy/history', '/v1/policy/history');
    expect(items.map(({ version }: { version: string }) => version)).toEqual(expect.arrayContaining(versions));
    expect(versions).toContain((await ask('GET /v1/policy/routing', '/v1/policy/routing')).version);
  });

  it('give way to a whole policy, which is remembered too', async () => {
    desk.wait(1);
    const body = { policy: POLICY, reason: '恢复' };
    const published = await desk.operate('PUT /v1/policy', '/v1/policy', body);
    expect(published).toMatchObject({ status: 200, body: { version: desk.policy.version } });
    desk.wait(1);
    const { items } = await ask('GET /v1/policy/history', '/v1/policy/history');
    expect(items[0]).toMatchObject({ version: desk.policy.version, by: OPERATOR.id, what: 'policy', reason: '恢复' });
    expect(await ask('GET /v1/policy/routing', '/v1/policy/routing')).toMatchObject({
      version: desk.policy.version,
      rules: desk.policy.routing.rules.map(({ name }) => ({ name })),
    });
  });

  it('refuses with path and reason, and nothing changes', async () => {
    const before = stored();
    const both = await changeRules(
      '- name: a\n  then: { queue: nowhere }\n- name: b\n  when: { weather: [rain] }\n  then: {}\n',
    );
    expect([both.status, both.body.code]).toEqual([422, 'policy-invalid']);
    expect(both.body.errors).toEqual([
      { path: '[0].then.queue', message: expect.stringContaining('nowhere'), line: 2 },
      { path: '[1].when.weather', message: expect.stringContaining('allowed are'), line: 4 },
    ]);
    expect((await changeRules('rules:\n  - name: a\n    then: { queue: nowhere }\n')).body.errors).toEqual([
      { path: 'rules[0].then.queue', message: expect.stringContaining('nowhere'), line: 3 },
    ]);
    expect((await changeRules('- [')).status).toBe(422);
    expect((await changeRules('[]', LIN)).status).toBe(403);
    expect(stored()).toBe(before);
  });
});
