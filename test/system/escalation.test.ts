import { expect, it } from 'vitest';
import { minutes, startSystem } from '../support/system.ts';

it('warns, breaches, escalates and re-queues a P1 that nobody touches, each at the due second and once', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics');
  await system.hire('agt_zhou', 'logistics');
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  const { id } = await system.post('订单超时未派送');
  await system.runtime.advance(minutes(133));

  const supervisor = await system.desk('agt_luo', 'supervisor');
  const { items } = await supervisor.getTimeline({ id, query: { limit: 100 } });
  const story = items.map(({ time, type, data }) => [
    time.slice(11, 19),
    type,
    String(data.clock ?? data.level ?? data.because ?? (data.assignee as { id?: string } | undefined)?.id ?? ''),
  ]);
  const first = story.find(([, type]) => type === 'ticket.assigned')?.[2];
  const second = first === 'agt_lin' ? 'agt_zhou' : 'agt_lin';
  expect(story).toEqual([
    ['01:00:00', 'ticket.opened', ''],
    ['01:00:00', 'ticket.assigned', first],
    ['01:11:15', 'ticket.warned', 'firstResponse'],
    ['01:15:00', 'ticket.breached', 'firstResponse'],
    ['01:15:00', 'ticket.escalated', '1'],
    ['01:25:00', 'ticket.queued', 'untouched'],
    ['01:25:00', 'ticket.assigned', second],
    ['02:30:00', 'ticket.warned', 'resolution'],
    ['03:00:00', 'ticket.breached', 'resolution'],
    ['03:00:00', 'ticket.escalated', '2'],
    ['03:10:00', 'ticket.queued', 'untouched'],
    // Both have had it: a minute later the next team is asked, after another one it is the supervisor's.
    ['03:12:00', 'ticket.assigned', 'agt_luo'],
  ]);
  expect(items.at(-1)?.data.by).toBe('lastResort');
  const told = system.runtime.mails().filter(({ to }) => to.includes('agt_luo@desk.example.com'));
  expect(told.map(({ subject }) => /值班告警|升级至 \d 级/.exec(subject)?.[0])).toEqual([
    '值班告警', // of ten minutes in which nobody touched it: one, whoever has it
    '升级至 1 级',
    '升级至 2 级',
  ]);
});

it('tells the supervisors when nobody can be found, not even at last, and tries again', async () => {
  await using system = await startSystem();
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'], presence: 'offline' });
  const { id } = await system.post('订单超时未派送');
  await system.runtime.advance(minutes(2) - 1);
  expect(await system.events(id)).toEqual(['ticket.opened']);
  await system.runtime.advance(1);
  expect(await system.events(id)).toEqual([
    'ticket.opened',
    'ticket.dispatch-failed nobodyOnline',
    'ticket.escalated dispatchFailed',
  ]);
  const supervisor = await system.desk('agt_luo', 'supervisor');
  const { items } = await supervisor.listQueue({ queue: 'logistics' });
  expect(items.map(({ level }) => level)).toEqual([1]);
  await system.runtime.advance(minutes(7)); // it was tried again after 1, 2 and 4 minutes, and says so no more
  expect(await system.events(id)).toHaveLength(3);
  const told = system.runtime.mails().filter(({ to }) => to.includes('agt_luo@desk.example.com'));
  expect(told).toHaveLength(1);
});

it('hands a ticket out within a second of somebody being there', async () => {
  await using system = await startSystem();
  const { id } = await system.post('订单超时未派送');
  await system.runtime.advance(minutes(5));
  await system.hire('agt_lin', 'logistics');
  await system.runtime.advance(1000);
  const reader = await system.desk('agt_luo', 'supervisor');
  const { items } = await reader.getTimeline({ id });
  expect(items.at(-1)).toMatchObject({ type: 'ticket.assigned', data: { by: 'pull', assignee: { id: 'agt_lin' } } });
});
