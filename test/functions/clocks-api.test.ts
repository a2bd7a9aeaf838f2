/** Clocks and escalations as people meet them over HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, LIN, openDesk, type Person, REVIEWER, request, SUPERVISOR } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const { id, roles } of [LIN, SUPERVISOR, REVIEWER])
    await desk.putAgent(id, { name: `名${id}`, team: 'aftersales', roles, capacity: 100, presence: 'online' });
});
afterAll(() => desk.close());

let receipt: any;
beforeEach(async () => {
  receipt = (await desk.open(request())).body;
});
const give = (verb: string, person: Person, body: object = {}) => desk.command(verb, receipt.id, person, { body });
const view = async () => (await desk.ticket(receipt.id, SUPERVISOR)).body;
const minutes = (count: number) => desk.wait(count * 60);

describe('the clocks of a ticket', () => {
  it('are shown with their promise, their next warning and their pauses; totals count what is waited and worked', async () => {
    const { clocks, openedAt } = await view();
    expect(Object.keys(clocks)).toEqual(['firstResponse', 'resolution']);
    expect(clocks.firstResponse).toMatchObject({
      ...{ state: 'running', policy: 'standard', calendar: 'always', targetMinutes: 30 },
      ...{ startedAt: openedAt, dueAt: receipt.firstResponseDueAt, pauses: [] },
    });
    expect(Date.parse(clocks.firstResponse.warnAt)).toBeLessThan(Date.parse(clocks.firstResponse.dueAt));
    expect(clocks.firstResponse).not.toHaveProperty('ahead');

    await give('claim', LIN);
    await give('reply', LIN, { text: '请提供照片' });
    minutes(10);
    await give('hold', LIN, { for: 'customer' });
    minutes(20);
    expect(await view()).toMatchObject({
      clocks: { firstResponse: { state: 'met' }, resolution: { state: 'paused', pauses: [{ for: 'customer' }] } },
      hold: { for: 'customer', remindAt: expect.any(String) },
      ...{ requesterWaitMinutes: 10, agentWorkMinutes: 10, heldMinutes: { customer: 20 } },
    });
    await give('resume', LIN);
    await give('hold', LIN, { for: 'subTickets', reason: '等两个子工单' });
    minutes(5);
    expect(await view()).toMatchObject({
      clocks: { resolution: { pauses: [{ for: 'customer', to: expect.any(String) }, { for: 'subTickets' }] } },
      ...{ requesterWaitMinutes: 15, agentWorkMinutes: 10, heldMinutes: { customer: 20, subTickets: 5 } },
    });
  });

  it('stand on the events that changed them', async () => {
    const path = `/v1/tickets/${receipt.id}/timeline`;
    await give('claim', LIN);
    await give('note', LIN, { text: '核实中' });
    await give('reply', LIN, { text: '您好' });
    const { body } = await desk.query('GET /v1/tickets/{id}/timeline', path, LIN);
    const changed = body.items.map(({ type, clocks }: any) => [type, Object.keys(clocks ?? {})]);
    expect(changed).toEqual([
      ['ticket.opened', ['firstResponse', 'resolution']],
      ['ticket.assigned', []],
      ['ticket.noted', []],
      ['ticket.replied', ['firstResponse']],
    ]);
    expect(body.items.at(-1).clocks.firstResponse).toMatchObject({ state: 'met', stoppedAt: expect.any(String) });
  });

  it('follow another priority or tier; the same request is told its first promise all the same', async () => {
    const sent = request('told-once');
    const first = (await desk.open(sent)).body;
    expect(
      (await desk.command('classify', first.id, SUPERVISOR, { body: { priority: 'P0', tier: 'vip' } })).status,
    ).toBe(200);
    const { body } = await desk.ticket(first.id, SUPERVISOR);
    expect(body).toMatchObject({ priority: 'P0', customer: { tier: 'vip' } });
    expect(Date.parse(body.resolutionDueAt)).toBeLessThan(Date.parse(first.resolutionDueAt));
    expect(await desk.open(sent)).toMatchObject({ status: 200, body: first });
  });

  it('show what of the customer is unanswered, but not to the customer', async () => {
    await give('claim', LIN);
    await give('reply', LIN, { text: '您好' });
    const routeKey = 'POST /v1/channel/tickets/{id}/messages';
    await desk.signed(routeKey, `/v1/channel/tickets/${receipt.id}/messages`, { body: { text: '请问进展如何' } });
    expect(await view()).toMatchObject({
      unansweredSince: expect.any(String),
      clocks: { nextResponse: { state: 'running', targetMinutes: 60 } },
    });
    const state = await desk.signed('GET /v1/channel/tickets/{id}', `/v1/channel/tickets/${receipt.id}`);
    expect(Object.keys(state.body).toSorted()).toEqual(
      ['code', 'phase', 'subject', 'openedAt', 'firstResponseDueAt', 'resolutionDueAt', 'replies'].toSorted(),
    );
  });
});

describe('an escalation', () => {
  it('by nature opens a task for the experts; it is acknowledged once, and the task finished once', async () => {
    await give('claim', LIN);
    expect((await view()).allowed).not.toContain('acknowledge');
    const raised = await give('escalate', LIN, { reason: '接口报错，看不懂日志', nature: 'technical' });
    expect(raised.body.events.at(-1).type).toBe('ticket.escalated');
    const { level, tasks, allowed } = await view();
    expect([level, tasks]).toEqual([
      2,
      [{ id: raised.body.version, title: expect.stringContaining('技术'), for: 'team:complaints' }],
    ]);
    expect(allowed).toEqual(expect.arrayContaining(['acknowledge', 'finishTask']));

    const note = { note: '请联系 13812345678' };
    expect(await give('acknowledge', REVIEWER, note)).toMatchObject({ status: 200 });
    expect(await view()).toMatchObject({ acknowledged: { by: REVIEWER.id, at: expect.any(String) } });
    expect(await give('acknowledge', SUPERVISOR)).toMatchObject({
      status: 409,
      body: { code: 'nothing-to-acknowledge' },
    });
    const path = `/v1/tickets/${receipt.id}/timeline`;
    const timeline = await desk.query('GET /v1/tickets/{id}/timeline', path, LIN);
    expect(timeline.body.items.at(-1).data.note).toBe('请联系 138****5678');

    const [task] = tasks;
    expect(await give('finish-task', REVIEWER, { task: task.id, note: '已修复' })).toMatchObject({ status: 200 });
    expect((await view()).tasks).toEqual([]);
    expect(await give('finish-task', REVIEWER, { task: task.id })).toMatchObject({
      status: 409,
      body: { code: 'unknown-task' },
    });
  });

  it('refuses a nature that the ladder does not know, and an acknowledgement of nothing', async () => {
    await give('claim', LIN);
    const raised = await give('escalate', LIN, { reason: 'x', nature: 'astrology' });
    expect(raised).toMatchObject({ status: 422, body: { code: 'unknown-nature' } });
    expect(raised.body.detail).toContain('technical');
    expect(await give('acknowledge', LIN)).toMatchObject({ status: 409, body: { code: 'nothing-to-acknowledge' } });
  });

  it('refuses further holds where the ladder freezes them, except by a supervisor', async () => {
    receipt = (await desk.open(request('grave', { description: '我已收到法院传票，要求退款' }))).body;
    expect(await view()).toMatchObject({ level: 3, holdFrozen: true, followers: ['team:executives'] });
    await give('assign', SUPERVISOR, { agent: LIN.id });
    expect(await give('hold', LIN, { for: 'customer' })).toMatchObject({ status: 403, body: { code: 'hold-frozen' } });
    expect(await give('hold', SUPERVISOR, { for: 'customer' })).toMatchObject({ status: 200 });
  });
});
