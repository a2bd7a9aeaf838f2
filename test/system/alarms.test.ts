import { expect, it } from 'vitest';
import { minutes, startSystem } from '../support/system.ts';

it('raises an alarm at the minute, mails it once, keeps who acknowledged it, clears it, and raises it anew the next time', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics');
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'] });
  await system.hire('agt_off', 'logistics', { roles: ['supervisor'], presence: 'offline' });
  const chief = await system.desk('agt_luo', 'supervisor');
  const mailed = () =>
    system.runtime
      .mails()
      .filter(({ subject }) => subject.startsWith('值班告警'))
      .map(({ to, subject }) => [to.join(), subject]);
  const state = async () => {
    const { items } = await chief.listAlarms();
    const { on, episode } = items.find(({ name }) => name === 'urgent-untouched')!;
    return [on, episode?.number, episode?.raisedAt.slice(11, 16), episode?.clearedAt?.slice(11, 16)];
  };
  const MAIL = ['agt_luo@desk.example.com', '值班告警：紧急工单无人处理'];

  // Posted at 09:00 in Shanghai: Lin has it, and does nothing.
  const { id, code } = await system.post('订单超时未派送');
  await system.runtime.advance(minutes(10) - 1);
  expect([await state(), mailed()]).toEqual([[false, undefined, undefined, undefined], []]);
  await system.runtime.advance(1);
  await system.runtime.settle();
  expect(await state()).toEqual([true, 1, '01:10', undefined]);
  expect(mailed()).toEqual([MAIL]);
  expect((await chief.listAlarms()).items.find(({ on }) => on)?.episode).toMatchObject({
    ...{ count: 1, queues: ['logistics'], tickets: [code], since: '2026-03-02T01:00:00.000Z' },
  });

  await system.runtime.advance(minutes(3));
  expect(await state()).toEqual([true, 1, '01:10', undefined]);
  const seen = await chief.acknowledgeAlarm({ alarm: 'urgent-untouched', body: { note: '在催' } });
  expect(seen.episode?.acknowledged).toMatchObject({ by: 'agt_luo', note: '在催' });
  await expect(chief.acknowledgeAlarm({ alarm: 'urgent-untouched' })).rejects.toMatchObject({
    code: 'nothing-to-acknowledge',
  });

  const lin = await system.desk('agt_lin', 'agent');
  await expect(lin.acknowledgeAlarm({ alarm: 'urgent-untouched' })).rejects.toMatchObject({ status: 403 });
  await lin.acceptTicket({ id });
  await system.runtime.advance(minutes(1));
  expect(await state()).toEqual([false, 1, '01:10', '01:14']);

  // The next one is another episode, with another mail.
  await system.post('订单超时未派送');
  await system.runtime.advance(minutes(11));
  expect(await state()).toEqual([true, 2, '01:24', undefined]);
  expect(mailed()).toEqual([MAIL, MAIL]);
  expect((await chief.listAlarms()).items.find(({ on }) => on)?.episode).not.toHaveProperty('acknowledged');
});
