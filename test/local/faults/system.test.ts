import { afterAll, expect, it } from 'vitest';
import { mailsOf } from '../../../local/demo/accounts.ts';
import { persistent } from '../../../local/demo/persistent.ts';
import { again } from '../../../local/faults/again.ts';
import { faultRates, faultText } from '../../../local/faults/rates.ts';
import { originalAssembly, withoutSchedules } from '../../support/altered-assembly.ts';
import { snapshotOf } from '../../support/desk-snapshot.ts';
import { faultsOf, restlessFaultsOf } from '../../support/invariants.ts';
import { days, minutes, startSystem } from '../../support/system.ts';

const original = originalAssembly();
afterAll(() => original.dispose());

const TICKETS = 8;
const FAULTS = faultRates('duplicate=0.3,reorder=0.3,delay=0.2,throttle=0.1,crash=0.05,seed=7');

it('does everything once and loses nothing, whatever AWS does to it', { timeout: 60_000 }, async () => {
  console.info(`faults: ${faultText(FAULTS)}`);
  // Four days of the minute's look at the desk would be most of the work: test/system/loads.test.ts has it under faults.
  const assembly = original.altered(withoutSchedules);
  await using system = await startSystem(':memory:', { faults: FAULTS, assembly });
  const { runtime } = system;
  for (const agent of ['agt_lin', 'agt_wu']) await again(() => system.hire(agent, 'logistics'));
  const shop = persistent(system.channel());
  const supervisor = persistent(await system.desk('agt_zhao', 'agent', 'supervisor'));
  const reviewer = persistent(await system.desk('agt_bai', 'reviewer'));

  const posts: Record<string, string> = {};
  const ids: string[] = [];
  for (let n = 0; n < TICKETS; n += 1) {
    const uniqueId = `r-${n}`;
    const customer = { id: `c-${n}`, email: `c${n}@example.com` };
    const { id } = await shop.createTicket({
      body: { uniqueId, subject: '订单超时未派送', description: `第 ${n} 单`, customer },
    });
    posts[`shop#${uniqueId}`] = id;
    ids.push(id);
  }
  // Whoever posts at such a time waits a few minutes longer, but is not forgotten.
  await runtime.advance(minutes(14));
  for (const [n, id] of ids.entries()) {
    const { assignee } = await supervisor.getTicket({ id });
    expect(assignee, `the assignee of ${id}`).toBeDefined();
    const desk = persistent(await system.desk(assignee?.id ?? '', 'agent'));
    await shop.urgeTicket({ id, body: { text: '麻烦快点' } });
    await desk.acceptTicket({ id });
    await desk.replyToTicket({ id, body: { text: '正在为您核实。' } });
    if (n % 3 === 0) await desk.holdTicket({ id, body: { for: 'customer' } });
  }
  await runtime.advance(minutes(20));
  for (const [n, id] of ids.entries()) {
    if (n % 3 === 0) await shop.addMessage({ id, body: { text: '照片发过去了' } });
    const { assignee } = await supervisor.getTicket({ id });
    const desk = persistent(await system.desk(assignee?.id ?? '', 'agent'));
    const done = { code: 'delivered', text: '今天送达。' };
    await desk.resolveTicket({ id, body: done });
    if (n % 4 === 0) {
      await reviewer.reviewTicket({ id, body: { verdict: 'rework', remarks: '请写明依据' } });
      await desk.resolveTicket({ id, body: done });
    }
    await reviewer.reviewTicket({ id, body: { verdict: 'pass' } });
    if (n % 2 === 0) await shop.confirmTicket({ id });
  }
  await runtime.advance(days(4)); // silence closes the rest, and everything that was late arrives

  const desk = await snapshotOf(runtime);
  expect([...faultsOf(desk, { posts, events: [] }), ...restlessFaultsOf(desk)]).toEqual([]);
  expect([...desk.heads.values()].map(({ phase }) => phase)).toEqual(Array(TICKETS).fill('archived'));
  for (const [n, id] of ids.entries()) {
    const happened = (desk.timelines.get(id) ?? []).map(({ type }) => type.replace('ticket.', ''));
    expect(happened.filter((type) => type !== 'warned' && type !== 'dispatch-failed')).toEqual([
      ...['opened', 'assigned', 'urged', 'accepted', 'replied'],
      ...(n % 3 === 0 ? ['held', 'customer-replied', 'resumed'] : []),
      ...['resolved', ...(n % 4 === 0 ? ['reviewed', 'resolved'] : []), 'reviewed', 'closed', 'archived'],
    ]);
  }
  const mails = await mailsOf(runtime);
  console.info(`${runtime.deaths.length} crashes, ${mails.sent} mails, ${mails.doubled} of them twice`);
  expect(runtime.deaths.length).toBeGreaterThan(0);
  expect(mails.doubled).toBeGreaterThanOrEqual(0);
  expect(mails.doubled).toBeLessThanOrEqual(mails.unnoted);
});
