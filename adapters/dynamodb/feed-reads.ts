/** Reads of the feed: pages, its end, and the place where a time begins. */
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../core/domain/time.ts';
import type { FeedPosition, Placed } from '../../core/domain/webhooks/thin-event.ts';
import type { Feed, FeedPage } from '../../core/ports-webhooks.ts';
import { edge, type FeedPorts, feedEnd, numberOf } from './feed-entries.ts';
import { unpackEvents } from './feed-events.ts';
import type { Item } from './item.ts';
import { entryKey, entrySort, FEED } from './webhook-table.ts';

/** An entry holds one event at least: so many are enough for a page of any size, and one call takes a megabyte of them. */
export const createFeedReader = (ports: FeedPorts): Omit<Feed, 'append'> => ({
  read: async (from, limit) => {
    const items: Placed[] = [];
    let position = from;
    let lost = false;
    for (;;) {
      const { entries, ended } = await entriesFrom(ports, position.entry, limit - items.length);
      const [first] = entries;
      if (first && position === from) lost = numberOf(first) > from.entry;
      for (const entry of entries) {
        items.push(...placed(entry).filter(({ position: at }) => isFrom(at, from)));
        position = { entry: numberOf(entry) + 1, index: 0 };
      }
      if (ended || items.length >= limit) return { items, next: position, ended, lost } satisfies FeedPage;
    }
  },
  end: async () => ({ entry: await feedEnd(ports), index: 0 }),
  since: async (time) => ({ entry: await entrySince(ports, time), index: 0 }),
  at: async ({ entry, index }) => {
    const item = await entryAt(ports, entry);
    return item && placed(item)[index]?.event;
  },
});

const isFrom = (at: FeedPosition, from: FeedPosition): boolean => at.entry > from.entry || at.index >= from.index;

const placed = (entry: Item): readonly Placed[] =>
  unpackEvents(entry.events?.S ?? '[]').map((event, index) => ({ event, position: { entry: numberOf(entry), index } }));

const entriesFrom = async (
  { client, outboundTable: TableName }: FeedPorts,
  from: number,
  most: number,
): Promise<{ readonly entries: readonly Item[]; readonly ended: boolean }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :feed AND sk >= :from',
      ExpressionAttributeValues: { ':feed': { S: FEED }, ':from': { S: entrySort(from) } },
      ConsistentRead: true,
      Limit: Math.max(1, most),
    }),
  );
  return { entries: Items, ended: LastEvaluatedKey === undefined };
};

const entryAt = async ({ client, outboundTable: TableName }: FeedPorts, entry: number): Promise<Item | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: entryKey(entry) }));
  return Item;
};

/** Halves what lies between both ends. The clocks of writers differ: the entry found may be a moment off. */
const entrySince = async (ports: FeedPorts, time: Instant): Promise<number> => {
  const [first, end] = [await edge(ports, 'first'), await feedEnd(ports)];
  let low = first ? numberOf(first) : end;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = (await entryAt(ports, middle))?.at?.S;
    // One that has expired meanwhile was before.
    if (at === undefined || at < time) low = middle + 1;
    else high = middle;
  }
  return low;
};
