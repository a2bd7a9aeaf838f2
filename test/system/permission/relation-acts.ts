/** What changes several tickets at once. */
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

export const RELATION_ACTS: readonly Act[] = [
  {
    name: 'a part of the work is done, for somebody who has changed the team',
    play: async ({ runtime, desk }, { movedUntouched }) => {
      const luo = await desk('agt_luo', 'supervisor');
      const lin = await desk('agt_lin', 'agent');
      const bai = await desk('agt_bai', 'reviewer');
      const part = { subject: '订单超时未派送', description: '请网点核实', wait: { for: 'all' } } as const;
      const id = (await tried(luo.openSubTicket({ id: movedUntouched, body: part })))?.opened?.id;
      if (!id) return;
      await tried(luo.assignTicket({ id, body: { agent: 'agt_lin' } }));
      await tried(lin.resolveTicket({ id, body: { code: 'delivered', text: '今天送达。' } }));
      await tried(bai.reviewTicket({ id, body: { verdict: 'pass' } }));
      await runtime.settle();
    },
  },
  {
    name: 'two tickets become one, and two again',
    play: async ({ desk, channel }, { begun, toResolve }) => {
      const luo = await desk('agt_luo', 'supervisor');
      await tried(luo.linkTickets({ id: begun, body: { to: toResolve, as: 'related' } }));
      await tried(luo.mergeTicket({ id: begun, body: { into: toResolve } }));
      await tried(channel().addMessage({ id: begun, body: { text: '还没到。' } }));
      await tried(luo.unmergeTicket({ id: begun, body: {} }));
    },
  },
  {
    name: 'a customer answers by mail what waited for them, and whose agent has changed the team',
    play: async ({ channel, desk }, { movedOnHold }) => {
      // They may have written before: it waits for them again.
      const luo = await desk('agt_luo', 'supervisor');
      await tried(luo.replyToTicket({ id: movedOnHold, body: { text: '请给我们新的地址。' } }));
      await tried(luo.holdTicket({ id: movedOnHold, body: { for: 'customer' } }));
      const request = { uniqueId: 'answer', subject: 'Re: 地址', description: '北京路 8 号' };
      await tried(
        channel().createTicket({
          body: { ...request, inReplyTo: movedOnHold as `tkt_${string}`, customer: { id: 'movedOnHold' } },
        }),
      );
    },
  },
];
