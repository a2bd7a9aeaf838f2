/** What people do at the desk beside bringing a ticket to its end. */
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

export const DESK_ACTS: readonly Act[] = [
  {
    name: 'two look at a ticket, and one of them has an old version of it',
    play: async ({ desk }, { begun: id }) => {
      const lin = await desk('agt_lin', 'agent');
      const luo = await desk('agt_luo', 'supervisor');
      await tried(lin.attendTicket({ id, body: { state: 'writing' } }));
      await tried(luo.attendTicket({ id, body: { state: 'viewing' } }));
      await tried(luo.noteOnTicket({ id, body: { text: '请看一下', mentions: ['agt_he'] } }, { ifMatch: 1 }));
      await tried(luo.noteOnTicket({ id, body: { text: '请看一下', mentions: ['agt_he'] } }));
      const asked = await tried(lin.askParty({ id, body: { kind: 'courier', name: '顺丰', text: '在哪里？' } }));
      if (asked) await tried(lin.resumeTicket({ id }));
    },
  },
];
