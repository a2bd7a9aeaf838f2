/** Real tickets that somebody has to agree to, on a stepped clock: every outcome, on the runtime and by the API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOCKWORKS } from '../../contracts/environment.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk, policyWith } from './manned-desk.ts';

afterAll(forgetAssembly);

/** One desk for the tests that leave nothing behind but their tickets; their clocks are proved when it closes. */
let desk: MannedDesk;
let close: () => void;
let closed: Promise<void>;
beforeAll(async () => {
  const over = new Promise<void>((resolve) => {
    close = resolve;
  });
  await new Promise<void>((open, fail) => {
    closed = onDesk((opened) => {
      desk = opened;
      open();
      return over;
    });
    closed.catch(fail);
  });
});
afterAll(async () => {
  close();
  await closed;
});

/** A complaint in the hands of agt_tan, to be solved with so much compensation; agt_fang is their supervisor. */
const asked = async (desk: MannedDesk, amount: number): Promise<string> => {
  const id = await desk.open('包裹破损，要求赔偿', { category: 'complaint' });
  const tan = await desk.as('agt_tan');
  await tan.acceptTicket({ id });
  await tan.replyToTicket({ id, body: { text: '非常抱歉，正在为您核实。' } });
  await tan.setFields({ id, body: { fields: { 'compensation-amount': amount } } });
  await tan.resolveTicket({ id, body: { code: 'apologised', text: '已致歉并补偿' } });
  await desk.system.runtime.settle();
  return id;
};
const view = async (desk: MannedDesk, id: string) => (await desk.operator()).getTicket({ id });
const requestOf = async (desk: MannedDesk, id: string): Promise<number> => {
  const { approval, phase } = await view(desk, id);
  if (!approval) throw new Error(`The ticket is ${phase}.`);
  return approval.request;
};
const approves = async (desk: MannedDesk, id: string, who: string) => {
  const request = await requestOf(desk, id);
  const outcome = await (await desk.as(who)).approveTicket({ id, body: { request } });
  await desk.system.runtime.settle();
  return outcome.phase;
};
/** What the API says against it, or `allowed`. */
const answer = async (done: Promise<unknown>): Promise<string> =>
  done.then(
    () => 'allowed',
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
/** Of the approval, without `ticket.`. */
const happened = async (desk: MannedDesk, id: string): Promise<string[]> =>
  (await desk.timeline(id))
    .filter(({ type }) => type.includes('approv') || type === 'ticket.resolved' || type === 'ticket.reviewed')
    .map(({ type }) => type.slice('ticket.'.length));

describe('what has to be approved', () => {
  it('goes through two stages, then to the review and to its customer', async () => {
    const id = await asked(desk, 60_000);
    expect(await view(desk, id)).toMatchObject({
      phase: 'approval',
      approval: {
        stage: 'supervisor',
        stages: [
          { name: 'supervisor', approvers: ['agt_fang'], need: 1, given: [] },
          { name: 'director', approvers: ['agt_zhao'], need: 1, given: [] },
        ],
      },
    });
    const mine = async (who: string) => (await (await desk.as(who)).listApprovals()).items.map((item) => item.id);
    expect([await mine('agt_fang'), await mine('agt_zhao'), await mine('agt_tan')]).toEqual([[id], [], []]);
    expect(await approves(desk, id, 'agt_fang')).toBe('approval');
    expect([await mine('agt_fang'), await mine('agt_zhao')]).toEqual([[], [id]]);
    expect(
      (await (await desk.operator()).listApprovals({ query: { of: 'all' } })).items.map((item) => item.id),
    ).toContain(id);
    expect(await approves(desk, id, 'agt_zhao')).toBe('review');
    await (await desk.as('agt_bai')).reviewTicket({ id, body: { verdict: 'pass' } });
    await desk.system.runtime.settle();
    expect((await view(desk, id)).phase).toBe('resolved');
    expect(await happened(desk, id)).toEqual(['resolved', 'approved', 'approved', 'reviewed']);
  });

  it('needs two of three, each once', () =>
    onDesk(
      async (desk) => {
        const id = await asked(desk, 6000);
        expect(await approves(desk, id, 'agt_luo')).toBe('approval');
        const request = await requestOf(desk, id);
        expect(await answer((await desk.as('agt_luo')).approveTicket({ id, body: { request } }))).toBe(
          'already-approved',
        );
        expect(await approves(desk, id, 'agt_zhao')).toBe('review');
      },
      { policy: policyWith([/of: \[supervisor\], limit/, 'of: [agt_luo, agt_fang, agt_zhao], need: 2, limit']) },
    ));

  it('comes back when it is rejected, and is asked anew', async () => {
    const id = await asked(desk, 6000);
    const request = await requestOf(desk, id);
    const fang = await desk.as('agt_fang');
    await fang.rejectApproval({ id, body: { request, reason: '先向承运商索赔' } });
    await desk.system.runtime.settle();
    expect(await view(desk, id)).toMatchObject({ phase: 'handling', assignee: { id: 'agt_tan' } });
    expect(await answer(fang.approveTicket({ id, body: { request } }))).toBe('command-not-allowed-in-phase');
    await (await desk.as('agt_tan')).resolveTicket({ id, body: { code: 'apologised', text: '已索赔' } });
    expect(await answer(fang.approveTicket({ id, body: { request } }))).toBe('approval-void');
    expect(await approves(desk, id, 'agt_fang')).toBe('review');
  });

  it('waits while an approver asks back, longer than its limit, and goes on with the answer', async () => {
    const id = await asked(desk, 6000);
    const request = await requestOf(desk, id);
    await (await desk.as('agt_fang')).askBack({ id, body: { request, text: '客户退货了吗？' } });
    await desk.pass(5 * HOUR); // longer than its limit
    expect(await happened(desk, id)).toEqual(['resolved', 'approval-question', 'approval-reminded']);
    expect((await view(desk, id)).approval?.question).toMatchObject({ by: 'agt_fang', text: '客户退货了吗？' });
    await (await desk.as('agt_tan')).answerBack({ id, body: { text: '退了' } });
    await desk.system.runtime.settle();
    expect((await view(desk, id)).approval).not.toHaveProperty('question');
    expect(await approves(desk, id, 'agt_fang')).toBe('review');
  });

  it('comes back when nobody answers what an approver asks, and is asked anew', async () => {
    const id = await asked(desk, 6000);
    const request = await requestOf(desk, id);
    await (await desk.as('agt_fang')).askBack({ id, body: { request, text: '客户退货了吗？' } });
    const dueAt = (await view(desk, id)).approval?.question?.dueAt;
    await desk.pass(5 * HOUR);
    expect(await happened(desk, id)).toEqual(['resolved', 'approval-question', 'approval-reminded']);
    await desk.pass(Date.parse(dueAt as string) - Date.parse(desk.now()) + MINUTE);
    expect(await happened(desk, id)).toEqual([
      ...['resolved', 'approval-question', 'approval-reminded', 'approval-withdrawn'],
    ]);
    expect(await view(desk, id)).toMatchObject({ phase: 'handling', assignee: { id: 'agt_tan' } });
    await (await desk.as('agt_tan')).resolveTicket({ id, body: { code: 'apologised', text: '已退货，已补偿' } });
    await desk.system.runtime.settle();
    expect(await approves(desk, id, 'agt_fang')).toBe('review');
  });

  it('is void as soon as the amount changes', async () => {
    const id = await asked(desk, 60_000);
    const old = await requestOf(desk, id);
    await approves(desk, id, 'agt_fang');
    const tan = await desk.as('agt_tan');
    await tan.setFields({ id, body: { fields: { 'compensation-amount': 70_000 } } });
    await desk.system.runtime.settle();
    expect(await view(desk, id)).toMatchObject({ approval: { stage: 'supervisor', stages: [{ given: [] }, {}] } });
    const fang = await desk.as('agt_fang');
    expect(await answer(fang.approveTicket({ id, body: { request: old } }))).toBe('approval-void');
    await tan.setFields({ id, body: { fields: { 'compensation-amount': 100 } } });
    expect((await view(desk, id)).phase).toBe('review');
  });

  it('is taken back by its agent', async () => {
    const id = await asked(desk, 6000);
    await (await desk.as('agt_tan')).withdrawTicket({ id, body: { reason: '金额填错' } });
    await desk.system.runtime.settle();
    expect(await view(desk, id)).toMatchObject({ phase: 'handling', assignee: { id: 'agt_tan' } });
  });

  it('is asked of who stands in for somebody on leave', async () => {
    const leave = [{ from: '2026-03-01', until: '2026-03-05' }];
    const fang = { name: 'fang', team: 'complaints', roles: ['supervisor' as const], scope: 'desk' as const };
    const operator = await desk.operator();
    await operator.putAgent({ agent: 'agt_fang', body: { ...fang, leave, substitute: 'agt_luo' } });
    const id = await asked(desk, 6000);
    expect((await view(desk, id)).approval?.stages[0]?.approvers).toEqual(['agt_luo']);
    expect(await approves(desk, id, 'agt_luo')).toBe('review');
    expect(await answer(operator.putAgent({ agent: 'agt_fang', body: { ...fang, substitute: 'agt_fang' } }))).toBe(
      'invalid-request',
    );
    await operator.putAgent({ agent: 'agt_fang', body: fang });
    expect((await view(desk, await asked(desk, 6000))).approval?.stages[0]?.approvers).toEqual(['agt_fang']);
  });

  it('is asked of those alone for which a rule holds, when many are solved at once', async () => {
    const tan = await desk.as('agt_tan');
    const ids = [
      await desk.open('要投诉', { category: 'complaint' }),
      await desk.open('投诉', { category: 'complaint' }),
    ];
    for (const [at, id] of ids.entries()) {
      await tan.acceptTicket({ id });
      await tan.setFields({ id, body: { fields: { 'compensation-amount': at === 0 ? 10 : 6000 } } });
    }
    const command = { verb: 'resolve', body: { code: 'apologised', text: '已致歉' } } as const;
    await tan.bulkCommand({ body: { tickets: ids, command } });
    expect(await Promise.all(ids.map(async (id) => (await view(desk, id)).phase))).toEqual(['review', 'approval']);
  });
});

/** Twenty minutes to answer. */
const soon = policyWith([/of: \[supervisor\], limit: 4 h/, 'of: [supervisor], limit: 20 min']);

describe.each(CLOCKWORKS)('silence, with the clockwork %s', (clockwork) => {
  it('is reminded at half, brought before others at the end, again and again, and never approves', () =>
    onDesk(
      async (desk) => {
        const id = await asked(desk, 6000);
        expect((await view(desk, id)).approval?.dueAt).toBe(
          new Date(Date.parse(desk.now()) + 20 * MINUTE).toISOString(),
        );
        await desk.pass(9 * MINUTE);
        expect(await happened(desk, id)).toEqual(['resolved']);
        await desk.pass(2 * MINUTE);
        expect(await happened(desk, id)).toEqual(['resolved', 'approval-reminded']);
        await desk.pass(10 * MINUTE);
        expect(await happened(desk, id)).toEqual(['resolved', 'approval-reminded', 'approval-late']);
        const { approval, level } = await view(desk, id);
        expect(approval?.stages[0]).toMatchObject({ approvers: ['agt_fang', 'agt_zhao'], given: [] });
        expect(level).toBeGreaterThan(0);
        await desk.pass(2 * HOUR);
        const { phase, approval: later } = await view(desk, id);
        expect({ phase, late: later?.late, given: later?.stages[0]?.given }).toEqual({
          phase: 'approval',
          late: 7,
          given: [],
        });
        expect(await approves(desk, id, 'agt_zhao')).toBe('review');
      },
      { clockwork, policy: soon },
    ));
});

describe('refuses', () => {
  it('the yes of one person to two stages, and a resolution that only one person could approve', async () => {
    const operator = await desk.operator();
    const leave = [{ from: '2026-03-01', until: '2026-03-05' }];
    const fang = { name: 'fang', team: 'complaints', roles: ['supervisor' as const], scope: 'desk' as const };
    await operator.putAgent({ agent: 'agt_fang', body: { ...fang, leave, substitute: 'agt_zhao' } });
    // The director stands in for the supervisor, and is alone.
    const id = await asked(desk, 6000);
    const tan = await desk.as('agt_tan');
    await tan.withdrawTicket({ id, body: {} });
    await tan.setFields({ id, body: { fields: { 'compensation-amount': 60_000 } } });
    const resolve = () => tan.resolveTicket({ id, body: { code: 'apologised', text: '已致歉并补偿' } });
    expect(await answer(resolve())).toBe('nobody-may-approve');
    // A second director: whoever has stood in for the supervisor leaves the second stage to the other one.
    const wei = { name: 'wei', team: 'executives', roles: ['supervisor' as const], scope: 'desk' as const };
    await operator.putAgent({ agent: 'agt_wei', body: wei });
    expect(await answer(resolve())).toBe('allowed');
    expect(await approves(desk, id, 'agt_zhao')).toBe('approval');
    expect((await view(desk, id)).approval?.stages[1]?.approvers).toEqual(['agt_wei']);
    const request = await requestOf(desk, id);
    const zhao = await desk.as('agt_zhao');
    expect(await answer(zhao.approveTicket({ id, body: { request } }))).toBe('approved-another-stage');
    await operator.putAgent({ agent: 'agt_fang', body: fang });
    await operator.putAgent({ agent: 'agt_wei', body: { ...wei, until: '2026-03-01' } });
  });

  it('who asks, who is not asked, and whoever is nobody; the resolution that nobody may approve', async () => {
    const id = await asked(desk, 6000);
    const request = await requestOf(desk, id);
    const tries = async (who: string) => answer((await desk.as(who)).approveTicket({ id, body: { request } }));
    expect([await tries('agt_tan'), await tries('agt_luo'), await tries('agt_bai')]).toEqual([
      'own-work',
      'not-an-approver',
      'not-an-approver',
    ]);
    // The only supervisor of the team solves it themselves.
    const other = await desk.open('我要投诉', { category: 'complaint' });
    const fang = await desk.as('agt_fang');
    await fang.setFields({ id: other, body: { fields: { 'compensation-amount': 6000 } } });
    expect(await answer(fang.resolveTicket({ id: other, body: { code: 'apologised', text: '赔' } }))).toBe(
      'nobody-may-approve',
    );
    expect((await view(desk, other)).phase).toBe('handling');
  });
});
