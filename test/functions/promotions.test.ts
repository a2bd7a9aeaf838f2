import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, LIN, OPERATOR, openDesk, type Person, POLICY, request, SUPERVISOR, WANG } from './support/desk.ts';

const HOUR = 3600;
const MINUTE_MS = 60_000;

/** The desk opens at 9:00 in Shanghai; the flash sale is from 10:00 to 12:00. */
const PROMOTIONS = `promotions:
  - name: flash
    title: { zh: 闪购, en: Flash sale }
    from: 2026-03-02T10:00+08:00
    until: 2026-03-02T12:00+08:00
    targets: { firstResponse: { P2: 10 min } }
    capacityFactor: 2
    squad: [agt_lin]
    autoReply: { zh: 闪购期间稍等, en: Busy with the flash sale }
    notice: { zh: 闪购期间回复较慢, en: Answers take longer }
  - name: spring
    title: { zh: 春季大促, en: Spring sale }
    from: 2026-03-20T00:00+08:00
    until: 2026-03-21T00:00+08:00
    notice: { zh: 春季大促预告, en: Spring is coming }
  - name: quiet
    title: { zh: 无声, en: Quiet }
    from: 2026-03-25T00:00+08:00
    until: 2026-03-26T00:00+08:00
`;
const WITH_PROMOTIONS = POLICY.replace(/^promotions: \[\]$/m, PROMOTIONS);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const published = await desk.operate('PUT /v1/policy', '/v1/policy', { policy: WITH_PROMOTIONS });
  expect(published.status).toBe(200);
  for (const id of ['agt_lin', 'agt_wang'])
    await desk.putAgent(id, { name: id, team: 'aftersales', roles: ['agent'], capacity: 1 });
  desk.wait(2);
});
afterAll(() => desk.close());

const notices = () => desk.call(desk.http.channel, 'GET /v1/notices', '/v1/notices', {});
const assign = (id: string, person: Person, agent: string) => desk.command('assign', id, person, { body: { agent } });
const preview = (body: object) =>
  desk.operate('POST /v1/promotions/preview', '/v1/promotions/preview', body, SUPERVISOR);
const states = async () => {
  const { body } = await desk.query('GET /v1/promotions', '/v1/promotions', SUPERVISOR);
  return body.items.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`);
};

let before: any;
let early: any;

describe('before a promotion', () => {
  it('a ticket has the usual promise, nobody is told anything, and the notice is announced', async () => {
    ({ body: before } = await desk.open(request('before')));
    expect(before).not.toHaveProperty('notice');
    expect(Date.parse(before.firstResponseDueAt) - Date.now()).toBe(30 * MINUTE_MS);
    expect((await notices()).body.items).toEqual([
      {
        ...{ promotion: 'flash', title: { zh: '闪购', en: 'Flash sale' }, running: false },
        text: { zh: '闪购期间回复较慢', en: 'Answers take longer' },
        ...{ from: '2026-03-02T02:00:00.000Z', until: '2026-03-02T04:00:00.000Z' },
      },
      expect.objectContaining({ promotion: 'spring', running: false }),
    ]);
    expect(await states()).toEqual(['flash ahead', 'spring ahead', 'quiet ahead']);
  });

  it('refuses the squad what only a supervisor may', async () => {
    const refused = await assign(before.id, LIN, 'agt_wang');
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
  });
});

describe('while it runs', () => {
  it('a ticket has its promise, the channel and the customer are told, in their language', async () => {
    desk.wait(HOUR - 3); // two seconds were waited before, and one is left
    expect(await states()).toEqual(['flash ahead', 'spring ahead', 'quiet ahead']);
    desk.wait(1);
    expect(await states()).toEqual(['flash running', 'spring ahead', 'quiet ahead']);
    const { status, body } = await desk.open(request('during'));
    early = body;
    expect([status, body.notice]).toEqual([201, '闪购期间稍等']);
    expect(Date.parse(body.firstResponseDueAt) - Date.now()).toBe(10 * MINUTE_MS);
    const again = await desk.open(request('during'));
    expect([again.status, again.body]).toEqual([200, body]);
    const english = await desk.open(request('english', { language: 'en' }));
    expect(english.body.notice).toBe('Busy with the flash sale');

    const link = body.trackingUrl.split('/').at(-1);
    const tracked = await desk.call(desk.http.customer, 'GET /v1/tracking/{link}', `/v1/tracking/${link}`, {});
    expect(tracked.body).toMatchObject({ code: body.code, notice: '闪购期间回复较慢' });
    const state = await desk.signed('GET /v1/channel/tickets/{id}', `/v1/channel/tickets/${english.body.id}`);
    expect(state.body.notice).toBe('Answers take longer');
    expect((await notices()).body.items[0]).toMatchObject({ promotion: 'flash', running: true });
  });

  it('the customer reads its words in the mail', async () => {
    desk.aws.mails.length = 0;
    await desk.deliver('notify', early.id, 1);
    expect(desk.aws.mails.map(({ text }) => text).join()).toContain('闪购期间稍等');
  });

  it('a ticket of before keeps its promise', async () => {
    const { body } = await desk.ticket(before.id, SUPERVISOR);
    expect(body.firstResponseDueAt).toBe(before.firstResponseDueAt);
  });

  it('the squad assigns, and holds twice as much; others still may not', async () => {
    const refused = await assign(before.id, WANG, 'agt_lin');
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
    const allowed = async (person: Person) => (await desk.ticket(before.id, person)).body.allowed;
    expect([(await allowed(LIN)).includes('assign'), (await allowed(WANG)).includes('assign')]).toEqual([true, false]);
    expect((await assign(before.id, LIN, 'agt_lin')).status).toBe(200);
    expect((await desk.command('claim', early.id, LIN, { body: {} })).body).toMatchObject({
      assignee: { id: 'agt_lin' },
    });
    const full = await desk.open(request('third'));
    const third = await desk.command('claim', full.body.id, LIN, { body: {} });
    expect([third.status, third.body.code]).toEqual([409, 'agent-at-capacity']);
  });
});

describe('after it', () => {
  it('everything is as it was', async () => {
    desk.wait(2 * HOUR);
    expect(await states()).toEqual(['flash over', 'spring ahead', 'quiet ahead']);
    const { body } = await desk.open(request('after'));
    expect(body).not.toHaveProperty('notice');
    expect(Date.parse(body.firstResponseDueAt) - Date.now()).toBe(30 * MINUTE_MS);
    expect((await desk.ticket(early.id, SUPERVISOR)).body.firstResponseDueAt).toBe(early.firstResponseDueAt);
    const refused = await assign(body.id, LIN, 'agt_wang');
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
    const claimed = await desk.command('claim', body.id, LIN, { body: {} });
    expect([claimed.status, claimed.body.code]).toEqual([409, 'agent-at-capacity']);
    const link = early.trackingUrl.split('/').at(-1);
    const tracked = await desk.call(desk.http.customer, 'GET /v1/tracking/{link}', `/v1/tracking/${link}`, {});
    expect(tracked.body).not.toHaveProperty('notice');
    expect((await notices()).body.items.map((each: { promotion: string }) => each.promotion)).toEqual(['spring']);
  });
});

describe('the preview', () => {
  it('says who would have been late or in time, by name of the active policy or by a file that is not active', async () => {
    // Answered after 20 minutes: in time for 30, too late for 10.
    const { body: slow } = await desk.open(request('slow'));
    await desk.command('assign', slow.id, SUPERVISOR, { body: { agent: 'agt_wang' } });
    desk.wait(20 * 60);
    await desk.command('reply', slow.id, WANG, { body: { text: '正在核实' } });
    const { body: ticket } = await desk.ticket(slow.id, SUPERVISOR);
    await desk.deliver('analytics', slow.id, ticket.version);
    const days = { from: '2026-03-02', to: '2026-03-02' };

    const found = await preview({ promotion: 'flash', ...days });
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({ promotion: 'flash', ...days, tickets: 1, complete: true });
    expect(found.body.rows).toEqual([
      {
        ...{ clock: 'firstResponse', priority: 'P2', target: { minutes: 10, calendar: 'always' }, tickets: 1 },
        had: { met: 1, missed: 0, open: 0 },
        would: { met: 0, missed: 1, open: 0 },
        newlyMissed: { count: 1, codes: [slow.code] },
        newlyKept: { count: 0, codes: [] },
      },
      expect.objectContaining({ clock: 'resolution', had: { met: 0, missed: 0, open: 1 } }),
    ]);
    const policy = WITH_PROMOTIONS.replace('firstResponse: { P2: 10 min }', 'firstResponse: { P2: 25 min }');
    const other = await preview({ promotion: 'flash', policy, ...days });
    expect(other.body.rows[0]).toMatchObject({ target: { minutes: 25 }, would: { met: 1, missed: 0, open: 0 } });
    expect(other.body.policyVersion).not.toBe(found.body.policyVersion);
  });

  it('looks at the seven days before today unless days are named', async () => {
    expect((await preview({ promotion: 'flash' })).body).toMatchObject({
      from: '2026-02-23',
      to: '2026-03-01',
      tickets: 0,
    });
    expect((await preview({ promotion: 'flash', from: '2026-02-27' })).body).toMatchObject({
      to: '2026-03-05',
      tickets: 1,
    });
    expect((await preview({ promotion: 'flash', to: '2026-03-02' })).body).toMatchObject({
      from: '2026-02-24',
      tickets: 1,
    });
  });

  it.each([
    ['a promotion that is not in the policy', { promotion: 'gone' }, 'invalid-request', 'promotion'],
    ['days in the wrong order', { promotion: 'flash', from: '2026-03-02', to: '2026-03-01' }, 'invalid-request', ''],
    ['more than a month', { promotion: 'flash', from: '2026-01-01', to: '2026-03-01' }, 'invalid-request', 'to'],
    ['a date that does not exist', { promotion: 'flash', from: '2026-02-30' }, 'invalid-request', 'from'],
    ['a policy file with mistakes', { promotion: 'flash', policy: 'targets: []' }, 'policy-invalid', undefined],
  ])('refuses %s', async (_, body, code, path) => {
    const refused = await preview(body);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    if (path !== undefined) expect(refused.body.errors.map((each: { path: string }) => each.path)).toEqual([path]);
  });

  it('refuses agents', async () => {
    const refused = await desk.operate(
      'POST /v1/promotions/preview',
      '/v1/promotions/preview',
      { promotion: 'flash' },
      LIN,
    );
    expect(refused.status).toBe(403);
    expect((await desk.query('GET /v1/promotions', '/v1/promotions', LIN)).status).toBe(403);
    expect((await desk.query('GET /v1/promotions', '/v1/promotions', OPERATOR)).status).toBe(200);
  });
});
