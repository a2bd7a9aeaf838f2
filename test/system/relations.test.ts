/** Tickets that change together, in the whole system, with either clockwork. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOCKWORKS, type Clockwork } from '../../contracts/environment.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { withoutSchedules } from '../support/altered-assembly.ts';
import { originalWith } from '../support/clockwork-assembly.ts';
import { snapshotOf } from '../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../support/invariants.ts';
import { minutes, type System } from '../support/system.ts';
import { startDesk } from './clockwork/desk.ts';

const PATIENCE_MS = 180_000;
/** Longer than a solved ticket may be reopened, with the rules of clockwork/desk.ts. */
const LONG = minutes(5 * 60);
const TOLD = { posts: {}, events: [] };

/** Types of what happened to it. */
const eventsOf = async (system: System, id: string): Promise<string[]> =>
  ((await snapshotOf(system.runtime)).timelines.get(id) ?? []).map(({ type, data }) =>
    [type, 'clock' in data ? data.clock : 'because' in data ? data.because : undefined].filter(Boolean).join(' '),
  );
const headOf = async (system: System, id: string): Promise<Ticket> => {
  const head = (await snapshotOf(system.runtime)).heads.get(id);
  if (!head) throw new Error(`There is no ${id}.`);
  return head;
};

describe.each(CLOCKWORKS)('with the clockwork %s', (clockwork: Clockwork) => {
  let assembly = '';
  let dispose = (): void => {};
  beforeAll(() => {
    const original = originalWith(clockwork);
    assembly = original.altered(withoutSchedules);
    dispose = original.dispose;
  });
  afterAll(() => dispose());

  const faults = async (system: System): Promise<string[]> => {
    await system.runtime.settle();
    const desk = await snapshotOf(system.runtime);
    const restless = restlessFaultsOf(desk).filter(
      (fault) => clockwork === 'stepfunctions' || !/ workflows: /.test(fault),
    );
    return [...faultsOf(desk, TOLD), ...restless];
  };
  const staffed = async (): Promise<System> => {
    const system = await startDesk(assembly);
    await system.hire('agt_lin', 'logistics', { capacity: 40 });
    const luo = {
      name: '罗',
      team: 'logistics',
      roles: ['supervisor' as const],
      capacity: 8,
      presence: 'offline' as const,
    };
    const operator = await system.desk('agt_operator', 'operator');
    await operator.putAgent({ agent: 'agt_luo', body: { ...luo, scope: 'desk' } });
    return system;
  };
  /** A ticket that is Lin's. */
  const posted = async (
    system: System,
    subject: string,
    more: { customer?: string; email?: string },
  ): Promise<string> => {
    const { id } = await system.post(subject, more);
    const chief = await system.desk('agt_luo', 'supervisor');
    if ((await chief.getTicket({ id })).assignee?.id !== 'agt_lin')
      await chief.assignTicket({ id, body: { agent: 'agt_lin' } });
    await system.runtime.settle();
    return id;
  };
  const finish = async (system: System, id: string): Promise<void> => {
    const lin = await system.desk('agt_lin', 'agent');
    const bai = await system.desk('agt_bai', 'reviewer');
    await lin.resolveTicket({ id, body: { code: 'delivered', text: '已送达。' } });
    await system.runtime.settle();
    await bai.reviewTicket({ id, body: { verdict: 'pass' } });
    await system.runtime.settle();
  };

  it('a merged ticket rests, comes back as it was, and goes on', { timeout: PATIENCE_MS }, async () => {
    await using system = await staffed();
    const first = await posted(system, '订单超时未派送', { customer: 'c-1' });
    const second = await posted(system, '订单超时未派送，又问一次', { customer: 'c-1' });
    const lin = await system.desk('agt_lin', 'agent');
    await lin.acceptTicket({ id: first });
    await lin.replyToTicket({ id: first, body: { text: '您好，正在为您核实派送情况。' } });
    await system.runtime.settle();
    const before = await headOf(system, first);
    const factBefore = (await snapshotOf(system.runtime)).facts.get(first);
    await lin.mergeTicket({ id: first, body: { into: second } });
    await system.runtime.settle();
    expect(await faults(system)).toEqual([]);
    expect((await snapshotOf(system.runtime)).facts.get(first)).toMatchObject({ created: 1, merged: 1 });

    await system.channel().addMessage({ id: first, body: { text: '到底什么时候到？' } });
    await system.runtime.advance(minutes(180)); // past every promise of it
    const timeline = await eventsOf(system, first);
    expect(timeline.at(-1)).toBe('ticket.merged');
    expect((await eventsOf(system, second)).filter((type) => type === 'ticket.customer-replied')).toHaveLength(1);
    expect(await faults(system)).toEqual([]);

    await (await system.desk('agt_lin', 'agent')).unmergeTicket({ id: first });
    const back = await headOf(system, first);
    const { version: _, clocks, unansweredSince: __, ...same } = before;
    expect(back).toMatchObject(same);
    expect(back.clocks.firstResponse).toEqual(clocks.firstResponse);
    expect(back.unansweredSince).toBeDefined();
    await system.runtime.advance(minutes(1)); // its clocks are over by now, which is told late
    expect((await eventsOf(system, first)).filter((type) => type === 'ticket.breached resolution')).toHaveLength(1);
    const { merged: ___, ...numbers } = { merged: 0, ...(await snapshotOf(system.runtime)).facts.get(first) };
    expect(numbers).toEqual({ ...factBefore, resolutionBreached: 1 });
    expect(await faults(system)).toEqual([]);

    const chief = await system.desk('agt_luo', 'supervisor');
    for (const id of [first, second]) {
      if ((await chief.getTicket({ id })).assignee?.id !== 'agt_lin')
        await chief.assignTicket({ id, body: { agent: 'agt_lin' } });
      await finish(system, id);
    }
    await system.runtime.advance(LONG);
    expect([(await headOf(system, first)).phase, (await headOf(system, second)).phase]).toEqual([
      'archived',
      'archived',
    ]);
    expect(await faults(system)).toEqual([]);
  });

  it('a merged ticket is archived with the one that absorbed it', { timeout: PATIENCE_MS }, async () => {
    await using system = await staffed();
    const first = await posted(system, '订单超时未派送', { customer: 'c-1' });
    const second = await posted(system, '订单超时未派送，又问一次', { customer: 'c-1' });
    const lin = await system.desk('agt_lin', 'agent');
    await lin.mergeTicket({ id: first, body: { into: second } });
    await finish(system, second);
    await system.runtime.advance(LONG);
    expect((await headOf(system, second)).phase).toBe('archived');
    expect(await headOf(system, first)).toMatchObject({ phase: 'merged', into: { id: second } });
    expect((await eventsOf(system, first)).slice(-2)).toEqual(['ticket.merged', 'ticket.archived']);
    expect(await faults(system)).toEqual([]);
  });

  it('a ticket waits for its parts, which other teams do, and its customer hears of it alone', {
    timeout: PATIENCE_MS,
  }, async () => {
    await using system = await staffed();
    await system.hire('agt_he', 'aftersales', { capacity: 40 });
    const parent = await posted(system, '订单超时未派送', { email: 'wang@example.com' });
    const lin = await system.desk('agt_lin', 'agent');
    const { opened } = await lin.openSubTicket({
      id: parent,
      body: { subject: '核对退款', description: '请核对这一单的退款。', queue: 'aftersales', wait: { for: 'all' } },
    });
    const child = opened?.id ?? '';
    await system.runtime.settle();
    expect(await headOf(system, child)).toMatchObject({ phase: 'handling', assignee: { id: 'agt_he' } });
    expect(await headOf(system, parent)).toMatchObject({ phase: 'onHold' });
    const he = await system.desk('agt_he', 'agent');
    await he.replyToTicket({ id: child, body: { text: '已核对。' } });
    await he
      .resolveTicket({ id: child, body: { code: 'refunded', text: '已退款。' } })
      .catch(async () => he.resolveTicket({ id: child, body: { code: 'delivered', text: '已退款。' } }));
    await system.runtime.settle();
    await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id: child, body: { verdict: 'pass' } });
    await system.runtime.settle();
    expect(await headOf(system, parent)).toMatchObject({ phase: 'handling' });
    expect((await eventsOf(system, parent)).slice(-2)).toEqual(['ticket.sub-changed', 'ticket.resumed subTickets']);
    await finish(system, parent);
    await system.runtime.advance(LONG);
    expect([(await headOf(system, parent)).phase, (await headOf(system, child)).phase]).toEqual([
      'archived',
      'archived',
    ]);
    const { code } = await headOf(system, child);
    const mails = system.runtime.mails().filter(({ to }) => to.includes('wang@example.com'));
    expect(mails.length).toBeGreaterThan(1);
    expect(mails.filter(({ subject }) => subject.includes(code))).toEqual([]);
    expect(await faults(system)).toEqual([]);
  });
});
