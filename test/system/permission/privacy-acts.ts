/** Who looks, reveals, redacts, audits; and what is erased when its time is over. */

import { eraseKey } from '../../../adapters/dynamodb/ticket-table.ts';
import { minutes } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

export const PRIVACY_ACTS: readonly Act[] = [
  {
    name: 'data is revealed, redacted, kept, and looked after',
    play: async ({ runtime, desk }, { inReview }) => {
      const luo = await desk('agt_luo', 'supervisor');
      const operator = await desk('agt_operator', 'operator');
      const id = inReview;
      await tried(luo.noteOnTicket({ id, body: { text: '电话13977245518' } }));
      await tried(luo.getTicket({ id }));
      await tried(luo.revealData({ id, body: { fields: ['text'], reason: '回电' } }));
      await tried(luo.redactTicket({ id, body: { value: '13977245518', reason: '误发' } }));
      await tried(operator.holdForLaw({ id, body: { on: true, reason: '诉讼' } }));
      await tried(operator.getAudit({ id }));
      await tried(operator.listLooks({ id }));
      await tried(operator.auditDay({ day: '2026-03-02' }));
      await tried(operator.listReveals({ query: { by: 'agt_luo' } }));
      await tried(operator.listErasures());
      for (let time = 0; time < OFTEN; time += 1) await tried(operator.listErasures());
      await runtime.advance(2000); // events are gathered for a second before they are indexed
    },
  },
  {
    name: 'half an hour passes: what is due is erased',
    play: async ({ runtime }, { resolved }) => {
      const [table] = runtime.resources('AWS::DynamoDB::GlobalTable', 'Ticket');
      await runtime.call('DynamoDB_20120810', 'PutItem', {
        TableName: table?.ref,
        Item: eraseKey(new Date(runtime.clock.now()).toISOString().slice(0, 10), resolved),
      });
      await runtime.advance(minutes(31));
    },
  },
];
