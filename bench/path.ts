/** What the plain path of a ticket costs: counted by the runtime, not estimated. */
import { randomUUID } from 'node:crypto';
import { createChannelClient } from '../client/channel-client.ts';
import { createDeskClient } from '../client/desk-client.ts';
import { channelKey } from '../contracts/signature.ts';
import { billOf } from '../local/bill/prices.ts';
import { usEast1 } from '../local/bill/us-east-1.ts';
import { startRuntime } from '../local/runtime.ts';
import { seedSampleDesk } from '../local/sample-desk.ts';
import type { Row } from './table.ts';

const TICKETS = 20;
const MAIL = 'ses.mails';

export const path = async (report: (row: Row) => void): Promise<void> => {
  const runtime = await startRuntime({
    assembly: 'cdk.out/local',
    dataDir: ':memory:',
    port: 0,
    clock: { kind: 'stepped' },
    start: Date.parse('2026-03-02T01:00:00Z'),
  });
  try {
    const { url } = runtime;
    const token = (subject: string, ...roles: string[]) =>
      runtime.token(
        subject,
        roles.map((role) => `gongdan/${role}`),
      );
    await seedSampleDesk(url, await token('agt_operator', 'operator'));
    const key = channelKey(runtime.secret('SigningSecret'), 'shop');
    const shop = createChannelClient({ url, channel: 'shop', key, now: () => runtime.clock.now() });
    const before = runtime.meter.totals();
    for (let index = 0; index < TICKETS; index += 1) {
      const { id } = await shop.createTicket({
        body: {
          uniqueId: randomUUID(),
          subject: '快递到哪了',
          description: '订单 2026030200017 到哪了？',
          customer: { id: `c-${index}` },
          orders: ['2026030200017'],
        },
      });
      await runtime.settle();
      const desk = createDeskClient({ url, token: await token('agt_luo', 'supervisor') });
      const { assignee } = await desk.getTicket({ id });
      const agent = createDeskClient({ url, token: await token(assignee?.id ?? '', 'agent') });
      await agent.acceptTicket({ id });
      await agent.replyToTicket({ id, body: { text: '您好，正在为您核实。' } });
      await runtime.advance(100 * 60_000); // past the warning of a response that was given
      await agent.resolveTicket({ id, body: { code: 'answered', text: '预计今天送达。' } });
      await runtime.settle();
      const reviewer = createDeskClient({ url, token: await token('agt_bai', 'reviewer') });
      await reviewer.reviewTicket({ id, body: { verdict: 'pass' } });
      await runtime.settle();
    }
    await runtime.advance(3 * 24 * 60 * 60_000 + 1000);
    const after = runtime.meter.totals();
    const used = Object.fromEntries(
      Object.entries(after).map(([name, amount]) => [name, amount - (before[name] ?? 0)]),
    );
    const each = (name: string): number => (used[name] ?? 0) / TICKETS;
    report({
      what: 'state transitions per ticket',
      value: each('states.transitions'),
      unit: '',
      budget: 10,
      better: 'less',
    });
    report({
      what: 'write units per ticket',
      value: each('dynamodb.writeUnits'),
      unit: '',
      budget: 120,
      better: 'less',
    });
    report({ what: 'read units per ticket', value: each('dynamodb.readUnits'), unit: '', better: 'less' });
    report({ what: 'database calls per ticket', value: each('dynamodb.calls'), unit: '', better: 'less' });
    const { total } = billOf({ ...used, [MAIL]: 0 }, usEast1);
    report({
      what: 'list price per 1,000 tickets, without mail',
      value: (total / TICKETS) * 1000,
      unit: '$',
      budget: 0.35,
      better: 'less',
    });
  } finally {
    await runtime.stop();
  }
};
