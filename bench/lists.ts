/**
 * Reads, lists and a command over HTTP at 1,000 and at 100,000 tickets: they are to take the same time. A filter that nothing passes looks at all that
 * waits, 20 at 1,000 tickets, but never at more than 200: it is measured, and has no budget against the first.
 */
import { createDeskClient, type DeskClient } from '../client/desk-client.ts';
import { type FilledDesk, openFilledDesk } from './filled-desk.ts';
import type { Row } from './table.ts';

const SIZES = [1000, 100_000] as const;
const RATIO = 1.2;
const WARM = 50;
const CALLS = 300;
/** Cost that follows from the list, not from how many tickets there are. */
const PAGE = { limit: 25 };

const NOTHING = 'a queue, filtered to nothing';

/** Follows one that waits, and follows it no longer. */
const command = async (client: DeskClient): Promise<(at: number) => Promise<unknown>> => {
  const { items } = await client.listQueue({ queue: 'logistics', query: { limit: 20 } });
  return (at) => {
    const id = items[(at >> 1) % items.length]?.id ?? '';
    return at % 2 === 0 ? client.followTicket({ id, body: {} }) : client.unfollowTicket({ id, body: {} });
  };
};

type Read = (client: DeskClient, desk: FilledDesk, at: number) => Promise<unknown>;

const READS: Readonly<Record<string, Read>> = {
  'a ticket': (client, { some }, at) => client.getTicket({ id: some[at % some.length] ?? '' }),
  'its timeline': (client, { some }, at) => client.getTimeline({ id: some[at % some.length] ?? '', query: PAGE }),
  'a queue': (client) => client.listQueue({ queue: 'logistics', query: PAGE }),
  'a queue, filtered': (client) => client.listQueue({ queue: 'logistics', query: { limit: 10, priority: 'P3' } }),
  [NOTHING]: (client) => client.listQueue({ queue: 'logistics', query: { ...PAGE, due: 'breached' } }),
  'a customer': (client, _, at) => client.listOfCustomer({ customer: `c-${at % 50}`, query: PAGE }),
  'an order': (client, _, at) => client.listOfOrder({ order: `E2026${String(1e9 + (at % 900) * 7919).slice(-9)}` }),
};

export const lists = async (report: (row: Row) => void): Promise<void> => {
  const first = new Map<string, number>();
  for (const size of SIZES) {
    const desk = await openFilledDesk('cdk.out/local', size);
    try {
      const { runtime } = desk;
      const token = await runtime.token('agt_operator', ['gongdan/operator']);
      const client = createDeskClient({ url: runtime.url, token });
      const given = await command(client);
      const acts = { ...READS, 'a command': (_: DeskClient, __: FilledDesk, at: number) => given(at) };
      for (const [name, act] of Object.entries(acts)) {
        const ms = await medianOf((at) => act(client, desk, at));
        report({ what: `${name}, of ${size}`, value: ms, unit: 'ms', better: 'less' });
        const before = first.get(name);
        if (before === undefined) first.set(name, ms);
        else if (name !== NOTHING)
          report({ what: '  against the first', value: ms / before, unit: '×', budget: RATIO, better: 'less' });
      }
    } finally {
      await desk.close();
    }
  }
};

const medianOf = async (act: (at: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let at = 0; at < WARM + CALLS; at += 1) {
    const begun = performance.now();
    await act(at);
    if (at >= WARM) times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[CALLS / 2] as number;
};
