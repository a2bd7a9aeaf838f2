/** What is found, and what keeps it: packing needs many texts, so most of them are put there beforehand. */
import { freshItem } from '../../../adapters/dynamodb/search-items.ts';
import { STATE_KEY } from '../../../adapters/dynamodb/search-table.ts';
import { CHUNK } from '../../../core/domain/search/segments.ts';
import type { TicketId } from '../../../core/domain/vocabulary.ts';
import { isTimeToPack } from '../../../core/usecases/keep-index.ts';
import type { System } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

/** A chunk of fresh texts, and seven chunks that were packed before: the next one is merged with them. */
const fill = async ({ runtime }: System): Promise<void> => {
  const [table] = runtime.resources('AWS::DynamoDB::GlobalTable', 'Search');
  const put = (Item: object) => runtime.call('DynamoDB_20120810', 'PutItem', { TableName: table?.ref, Item });
  for (let at = 0; at < CHUNK; at += 1) {
    const ticketId: TicketId = `tkt_${String(at).padStart(26, '0')}`;
    const doc = { ticketId, seq: 1, at: '2026-03-01T00:00:00.000Z', about: '退款', said: '退款', tags: [], past: [] };
    await put(freshItem(doc));
  }
  await put({ ...STATE_KEY, built0: { N: '7' } });
};

/** More at once than are read one by one: they are read as a timeline. */
const MANY = 10;

/** Takes no notes any more. */
const OVER: ReadonlySet<string> = new Set(['closed', 'archived', 'merged']);

export const SEARCH_ACTS: readonly Act[] = [
  {
    name: 'somebody searches, texts are packed, and somebody searches again and again',
    play: async (system, stage) => {
      const { runtime, desk } = system;
      const luo = await desk('agt_luo', 'supervisor');
      await fill(system);
      const search = () => tried(luo.searchTickets({ query: { q: '退款 派送' } }));
      await search();
      // The ticket that is next to have texts packed after its event.
      const ids = [stage.begun, stage.toResolve, stage.inReview, stage.resolved] as TicketId[];
      const heads = await Promise.all(ids.map((id) => tried(luo.getTicket({ id }))));
      const waits = heads.flatMap((head) => {
        if (!head || OVER.has(head.phase)) return [];
        for (let seq = head.version + MANY; ; seq += 1)
          if (isTimeToPack(head.id as TicketId, seq)) return [{ id: head.id, notes: seq - head.version }];
      });
      const [next] = waits.toSorted((a, b) => a.notes - b.notes);
      for (let note = 0; next && note < next.notes; note += 1)
        await tried(luo.noteOnTicket({ id: next.id, body: { text: '派送' } }));
      await runtime.advance(2000); // events are gathered for a second
      for (let time = 0; time < OFTEN; time += 1) await search();
      await tried(luo.searchTickets({ query: { q: '退款' } }));
    },
  },
];
