/** What is told otherwise than at once by mail. */
import { readFileSync } from 'node:fs';
import { minutes } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

/** A digest every half hour, and mentions by the robot of a group. */
const policyOf = (shipped: string): string => {
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const times = hours.flatMap((hour) => [`"${hour}:00"`, `"${hour}:30"`]);
  return shipped
    .replace(/^ {2}digests: .*$/m, `  digests: [${times.join(', ')}]`)
    .replace(/^ {2}robots: \{\}$/m, '  robots: { ops: { kind: wecom } }')
    .replace('when: mentioned, to: [named], by: [mail]', 'when: mentioned, to: [named], by: ["robot:ops", mail]');
};

export const NOTICE_ACTS: readonly Act[] = [
  {
    name: 'a robot is to tell of a mention, and who follows a ticket gets a digest',
    play: async ({ runtime, desk }, { begun }) => {
      const operator = await desk('agt_operator', 'operator');
      await tried(operator.publishPolicy({ body: { policy: policyOf(readFileSync('policies/desk.yaml', 'utf8')) } }));
      const he = { name: 'he', team: 'aftersales', roles: ['supervisor' as const], email: 'agt_he@desk.example.com' };
      await tried(operator.putAgent({ agent: 'agt_he', body: { ...he, scope: 'desk', digest: true } }));
      const follower = await desk('agt_he', 'supervisor');
      await tried(follower.followTicket({ id: begun, body: {} }));
      const luo = await desk('agt_luo', 'supervisor');
      await tried(luo.noteOnTicket({ id: begun, body: { text: '请看', mentions: ['agt_lin'] } }));
      const lin = await desk('agt_lin', 'agent');
      await tried(lin.replyToTicket({ id: begun, body: { text: '正在核实。' } }));
      await runtime.settle();
      await runtime.advance(minutes(35));
    },
  },
];
