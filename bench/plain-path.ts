/** The plain path of a ticket, lived through on the stepped clock. */
import { randomUUID } from 'node:crypto';
import { createChannelClient } from '../client/channel-client.ts';
import { createDeskClient } from '../client/desk-client.ts';
import { channelKey } from '../contracts/signature.ts';
import { startRuntime } from '../local/runtime.ts';
import type { Runtime } from '../local/runtime-api.ts';
import { seedSampleDesk } from '../local/sample-desk.ts';

export const startBench = (assembly: string) =>
  startRuntime({
    assembly,
    dataDir: ':memory:',
    port: 0,
    clock: { kind: 'stepped' },
    start: Date.parse('2026-03-02T01:00:00Z'),
  });

/**
 * Opens, answers, solves and reviews so many tickets, one after the other, and waits until silence has closed and archived them all.
 * Answers what was counted meanwhile.
 */
export const livedTickets = async (runtime: Runtime, tickets: number): Promise<Record<string, number>> => {
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
  for (let index = 0; index < tickets; index += 1) {
    const { id } = await shop.createTicket({
      body: {
        uniqueId: randomUUID(),
        subject: '快递到哪了',
        description: `订单 ${2026030200017 + index} 到哪了？`,
        customer: { id: `c-${index}` },
        orders: [String(2026030200017 + index)],
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
  return Object.fromEntries(Object.entries(after).map(([name, amount]) => [name, amount - (before[name] ?? 0)]));
};
