/** Who follows a ticket, or is mentioned in a note, hears of it by mail: once, and never of what they did. */
import { expect, it } from 'vitest';
import { startSystem } from '../support/system.ts';

it('mails those who are mentioned, and those who follow, but never the one who did it', async () => {
  await using system = await startSystem();
  await system.hire('agt_lin', 'logistics');
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'], presence: 'offline' });
  await system.hire('agt_wang', 'aftersales', { presence: 'offline' });
  const { id, code } = await system.post('订单超时未派送', {
    description: '请打 13812345678',
    email: 'li@example.com',
  });
  const lin = await system.desk('agt_lin', 'agent');
  const luo = await system.desk('agt_luo', 'supervisor');
  for (const who of [lin, luo]) await who.followTicket({ id, body: {} });
  await lin.noteOnTicket({ id, body: { text: '请看 13812345678', mentions: ['agt_wang', 'agt_lin'] } });
  await lin.replyToTicket({ id, body: { text: '马上联系 13812345678' } });
  await luo.replyToTicket({ id, body: { text: '已安排' } });
  await system.runtime.settle();

  const toldTo = (who: string): string[] =>
    system.runtime
      .mails()
      .filter(({ to }) => to.includes(`${who}@desk.example.com`))
      .map(({ subject, text }) => {
        expect(`${subject}${text}`).not.toContain('13812345678');
        return subject;
      });
  expect(toldTo('agt_wang')).toEqual([`agt_lin 在工单 ${code} 的备注里提到了您`]);
  expect(toldTo('agt_luo')).toEqual([`您关注的工单 ${code}：已回复客户`]);
  expect(toldTo('agt_lin')).toEqual([`您关注的工单 ${code}：已回复客户`]);
});
