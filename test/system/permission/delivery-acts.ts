/** Messages that come back, or are complained of. */
import { readFileSync } from 'node:fs';
import { minutes } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

/** What customers are told at first goes by short message where no mail reaches them. */
const policyOf = (shipped: string): string =>
  shipped.replace('when: received, to: [customer], by: [mail]', 'when: received, to: [customer], by: [mail, sms]');

/** Addresses of SES's mailbox simulator, and a number that nobody has. */
const CUSTOMERS = [
  { id: 'c-bounced', email: 'bounce@simulator.amazonses.com', phone: '17000000001' },
  { id: 'c-complained', email: 'complaint@simulator.amazonses.com' },
] as const;

export const DELIVERY_ACTS: readonly Act[] = [
  {
    name: 'a mail comes back, its short message does not arrive either, and another mail is complained of',
    play: async ({ runtime, desk, channel }) => {
      const operator = await desk('agt_operator', 'operator');
      await tried(operator.publishPolicy({ body: { policy: policyOf(readFileSync('policies/desk.yaml', 'utf8')) } }));
      for (const customer of CUSTOMERS)
        await tried(
          channel().createTicket({
            body: { uniqueId: `r-${customer.id}`, subject: '快递到哪了', description: '没有更新', customer },
          }),
        );
      await runtime.settle();
      await runtime.advance(minutes(5));
    },
  },
  {
    name: 'somebody tries addresses of receipts, more often than one block of the counter',
    play: async ({ runtime }) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify([{ biz_id: '1', success: true }]);
      for (let time = 0; time < OFTEN; time += 1)
        await fetch(`${runtime.url}/v1/receipts/aliyun/${time}`, { method: 'POST', headers, body });
    },
  },
];
