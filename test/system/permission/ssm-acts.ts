/** A secret that an operator keeps in the parameter store. */
import { readFileSync } from 'node:fs';
import { minutes } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

const policyOf = (shipped: string): string =>
  shipped
    .replace(/^ {2}robots: \{\}$/m, '  robots: { night: { kind: wecom } }')
    .replace('when: mentioned, to: [named], by: [mail]', 'when: mentioned, to: [named], by: ["robot:night", mail]');

export const SSM_ACTS: readonly Act[] = [
  {
    name: 'a robot whose secret is a parameter tells of a mention',
    play: async ({ runtime, desk }, { begun }) => {
      const Value = JSON.stringify({ key: 'night', baseUrl: `${runtime.url}/_providers/chats` });
      const parameter = { Name: '/gongdan/local/robot/night', Type: 'SecureString', Value, Overwrite: true };
      await runtime.call('AmazonSSM', 'PutParameter', parameter);
      const operator = await desk('agt_operator', 'operator');
      await tried(operator.publishPolicy({ body: { policy: policyOf(readFileSync('policies/desk.yaml', 'utf8')) } }));
      await runtime.advance(minutes(2));
      const luo = await desk('agt_luo', 'supervisor');
      await tried(luo.noteOnTicket({ id: begun, body: { text: '请看', mentions: ['agt_lin'] } }));
      await runtime.settle();
    },
  },
];
