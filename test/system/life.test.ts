import { afterAll, expect, it } from 'vitest';
import { originalAssembly, withoutSchedules } from '../support/altered-assembly.ts';
import { days, startSystem } from '../support/system.ts';

const original = originalAssembly();
afterAll(() => original.dispose());

const MOST_TRANSITIONS = 10;
const MOST_WRITE_UNITS = 120;

it('drives a ticket from HTTP to the archive, within its budget of transitions and write units', async () => {
  // What the desk does by the clock is shared by all tickets, and would be most of what three days cost.
  const assembly = original.altered(withoutSchedules);
  await using system = await startSystem(':memory:', { assembly });
  await system.hire('agt_lin', 'logistics');
  const before = system.runtime.meter.totals();
  const posted = await system.post('订单超时未派送', { email: 'wang@example.com' });
  expect(posted).toMatchObject({
    phase: 'queued',
    firstResponseDueAt: '2026-03-02T01:15:00.000Z',
    resolutionDueAt: '2026-03-02T03:00:00.000Z',
  });

  const lin = await system.desk('agt_lin', 'agent');
  const [mine] = (await lin.listMine()).items;
  expect(mine).toMatchObject({ id: posted.id, code: posted.code, phase: 'handling', priority: 'P1' });
  const { id } = posted;
  await lin.acceptTicket({ id });
  await lin.replyToTicket({ id, body: { text: '您好，正在为您核实派送情况。' } });
  await system.runtime.advance(20 * 60_000); // past the warning of the first response, which was given
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '已联系网点，今天送达。' } });
  await system.runtime.settle();
  const bai = await system.desk('agt_bai', 'reviewer');
  expect((await bai.listQueue({ queue: 'review' })).items.map((ticket) => ticket.id)).toEqual([id]);
  await bai.reviewTicket({ id, body: { verdict: 'pass' } });
  await system.runtime.advance(days(3));

  expect(await system.events(id)).toEqual([
    'ticket.opened',
    'ticket.assigned',
    'ticket.accepted',
    'ticket.replied',
    'ticket.resolved',
    'ticket.reviewed pass',
    'ticket.closed silence',
    'ticket.archived',
  ]);
  const after = system.runtime.meter.totals();
  const used = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  expect(used('states.transitions')).toBeLessThanOrEqual(MOST_TRANSITIONS);
  expect(used('dynamodb.writeUnits')).toBeLessThanOrEqual(MOST_WRITE_UNITS);
  console.info(`plain path: ${used('states.transitions')} transitions, ${used('dynamodb.writeUnits')} write units`);
  expect(system.runtime.mails().map(({ to }) => to)).toEqual(Array(4).fill(['wang@example.com']));
});
