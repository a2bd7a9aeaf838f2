/** What people approve by the link in a message. */
import { readFileSync } from 'node:fs';
import { deriveKey } from '../../../contracts/signature.ts';
import { approvalUrl } from '../../../functions/shared/links.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

export const APPROVER_ACTS: readonly Act[] = [
  {
    name: 'an approver looks, says no, and yes when they are asked again',
    play: async ({ desk, post, runtime }) => {
      // Not quite all are reviewed: how often an agent has passed has to be looked up.
      const policy = readFileSync('policies/desk.yaml', 'utf8').replace('share: 100 %', 'share: 99.9999 %');
      await tried((await desk('agt_operator', 'operator')).publishPolicy({ body: { policy } }));
      const lin = await desk('agt_lin', 'agent');
      const posted = await tried(post('订单超时未派送', { category: 'delivery-delay' }));
      if (!posted) return;
      const { id } = posted;
      await tried(lin.acceptTicket({ id }));
      await tried(lin.setFields({ id, body: { fields: { 'compensation-amount': 6000 } } }));
      for (const [answer, looks] of [
        ['reject', OFTEN],
        ['approve', 1],
      ] as const) {
        await tried(lin.resolveTicket({ id, body: { code: 'apologised', text: '已致歉并补偿' } }));
        const ticket = await tried(lin.getTicket({ id }));
        if (!ticket?.approval) return;
        const key = deriveKey(runtime.secret('SigningSecret'), 'tracking');
        const link = approvalUrl(runtime.url, key, { id, approval: ticket.approval }, 'agt_luo');
        for (let time = 0; time < looks; time += 1) await (await fetch(link)).text();
        const body = new URLSearchParams(answer === 'reject' ? { reason: '先向承运商索赔' } : {});
        await (await fetch(`${link}/${answer}`, { method: 'POST', body, redirect: 'manual' })).text();
        await runtime.settle();
      }
    },
  },
];
