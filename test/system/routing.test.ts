import { expect, it } from 'vitest';
import type { TicketView } from '../../contracts/views.ts';
import { minutes, type System, startSystem } from '../support/system.ts';

const P0 = '充电器冒烟了';
const P1 = '订单超时未派送';
const P3 = '快递到哪了';
const SECOND = 1000;

const look = async (system: System, id: string): Promise<TicketView> =>
  (await system.desk('agt_reader', 'supervisor')).getTicket({ id });
const phases = (system: System, ids: readonly string[]): Promise<TicketView['phase'][]> =>
  Promise.all(ids.map(async (id) => (await look(system, id)).phase));
/** When its last event came, in ms from now, and what it was. */
const last = async (system: System, id: string) => {
  const { items } = await (await system.desk('agt_reader', 'supervisor')).getTimeline({ id, query: { limit: 100 } });
  const { type, time, data } = items.at(-1) ?? { type: '', time: '', data: {} };
  return { type, data, ago: system.runtime.clock.now() - Date.parse(time) };
};

it('gives the most urgent waiting ticket that fits to an agent whose capacity frees, within a second', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics', { capacity: 2 });
  const { id: first } = await system.post(P1);
  const { id: normal } = await system.post(P3);
  const { id: urgent } = await system.post(P1);
  const { id: tooLarge } = await system.post(P0, { category: 'delivery-delay' }); // of 4 units, and nothing may make room for it
  await system.runtime.advance(SECOND);
  expect(await phases(system, [first, normal, urgent, tooLarge])).toEqual(['handling', 'queued', 'queued', 'queued']);
  const lin = await system.desk('agt_lin', 'agent');
  await lin.resolveTicket({ id: first, body: { code: 'delivered', text: '今天送达。' } });
  await system.runtime.advance(SECOND);
  expect(await last(system, urgent)).toMatchObject({ type: 'ticket.assigned', data: { by: 'pull' } });
  expect((await last(system, urgent)).ago).toBeLessThanOrEqual(SECOND);
  expect(await phases(system, [normal, tooLarge])).toEqual(['queued', 'queued']);
});

it('gives it to an agent who comes online, within a second', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics', { capacity: 2, presence: 'offline' });
  const { id: normal } = await system.post(P3);
  const { id: urgent } = await system.post(P1);
  await system.runtime.advance(minutes(5));
  expect(await phases(system, [normal, urgent])).toEqual(['queued', 'queued']);
  await (await system.desk('agt_lin', 'agent')).setPresence({ body: { presence: 'online' } });
  await system.runtime.advance(SECOND);
  expect(await last(system, urgent)).toMatchObject({
    type: 'ticket.assigned',
    data: { by: 'pull', assignee: { id: 'agt_lin' } },
  });
  expect((await last(system, urgent)).ago).toBeLessThanOrEqual(SECOND);
  expect(await phases(system, [normal])).toEqual(['queued']);
});

it('sets a ticket aside for an emergency, and takes it up again before anything new', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics', { capacity: 4 });
  const lin = await system.desk('agt_lin', 'agent');
  const { id: aside } = await system.post(P3);
  const { id: emergency, code } = await system.post(P0, { category: 'delivery-delay' });
  expect(await phases(system, [aside, emergency])).toEqual(['paused', 'handling']);
  expect(await last(system, aside)).toMatchObject({
    type: 'ticket.paused',
    data: { for: emergency, forCode: code },
    ago: 0,
  });
  const given = await (await system.desk('agt_reader', 'supervisor')).getRouting({ id: emergency });
  expect(given.assigned?.routing?.skipped).toEqual([{ because: 'full', count: 1 }]);
  // Two of these would fill the agent: then there were no room for the one that was set aside.
  const { id: first } = await system.post(P1);
  await system.runtime.advance(SECOND);
  const { id: second } = await system.post(P1);
  await lin.resolveTicket({ id: emergency, body: { code: 'done', text: '已断电。' } });
  await system.runtime.advance(SECOND);
  expect(await phases(system, [aside, first, second])).toEqual(['handling', 'handling', 'queued']);
  expect(await system.events(aside)).toEqual([
    ...['ticket.opened', 'ticket.assigned', 'ticket.paused'],
    'ticket.resumed capacity',
  ]);
  const reader = await system.desk('agt_reader', 'supervisor');
  const [me] = (await reader.listTeam({ team: 'logistics' })).items;
  expect(me).toMatchObject({ open: 2, load: 3 });
});

it('pushes what nobody takes from a pool when its time is over, and tells the supervisors', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics');
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  const rules = `[{ name: pool, when: { category: [logistics-query] }, then: { strategy: pool } }]`;
  const supervisor = await system.desk('agt_luo', 'supervisor');
  await supervisor.changeRules({ body: { rules, reason: '试行领取' } });
  await system.runtime.advance(SECOND);
  const { id } = await system.post(P3);
  await system.runtime.advance(minutes(30) - 1);
  expect(await system.events(id)).toEqual(['ticket.opened']);
  expect(system.runtime.mails()).toEqual([]);
  await system.runtime.advance(1);
  expect(await system.events(id)).toEqual([
    ...['ticket.opened', 'ticket.pool-expired', 'ticket.escalated poolExpired'],
    'ticket.assigned',
  ]);
  expect(system.runtime.mails().map(({ to }) => to)).toEqual([['agt_luo@desk.example.com']]);
});

it('takes a ticket from an agent on leave after the grace time, with all that was said', async () => {
  await using system = await startSystem(':memory:', { start: Date.parse('2026-03-02T15:50:00.000Z') }); // 23:50 in Shanghai
  const tomorrow = { from: '2026-03-03', until: '2026-03-03' };
  await system.hire('agt_lin', 'logistics', { leave: [tomorrow] });
  const { id } = await system.post(P3);
  await system.hire('agt_zhou', 'logistics');
  const lin = await system.desk('agt_lin', 'agent');
  await lin.acceptTicket({ id });
  await lin.replyToTicket({ id, body: { text: '您好，正在核实。' } });
  await lin.noteOnTicket({ id, body: { text: '客户上午在家' } });
  await system.runtime.advance(minutes(39));
  expect((await look(system, id)).assignee?.id).toBe('agt_lin');
  await system.runtime.advance(minutes(6));
  expect((await look(system, id)).assignee?.id).toBe('agt_zhou');
  const zhou = await system.desk('agt_zhou', 'agent');
  const { items } = await zhou.getTimeline({ id });
  expect(items.map(({ type, data }) => [type, data.text ?? data.because ?? data.by])).toEqual([
    ['ticket.opened', undefined],
    ['ticket.assigned', 'dispatch'],
    ['ticket.accepted', undefined],
    ['ticket.replied', '您好，正在核实。'],
    ['ticket.noted', '客户上午在家'],
    ['ticket.queued', 'absent'],
    ['ticket.assigned', 'dispatch'],
  ]);
});

it('gives a ticket that its customer opens again to the experts, sooner than before but with the grace time', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics');
  await system.hire('agt_xu', 'complaints');
  const { id } = await system.post('配送延误');
  const lin = await system.desk('agt_lin', 'agent');
  await lin.replyToTicket({ id, body: { text: '正在催。' } });
  await system.runtime.advance(minutes(150)); // more than a P1 has
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '送到了。' } });
  await (await system.desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } });
  await system.channel().reopenAsCustomer({ id, body: { reason: '没有送到' } });
  await system.runtime.advance(SECOND);
  const { priority, queue, assignee, clocks } = await look(system, id);
  expect([priority, queue, assignee?.id]).toEqual(['P1', 'complaints', 'agt_xu']);
  expect(clocks.resolution.state).toBe('running');
  expect(Date.parse(clocks.resolution.dueAt) - system.runtime.clock.now()).toBe(minutes(60) - SECOND);
});
