/** What a search reads of the search table. */
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { inAll, lookUp } from '../../core/domain/search/postings.ts';
import { CHUNK, EMPTY, type IndexState } from '../../core/domain/search/segments.ts';
import type { KeptDoc, PackedDoc, SearchIndex } from '../../core/ports-search.ts';
import { type BatchPorts, batchGet } from './batch-get.ts';
import type { Item } from './item.ts';
import { createItemReads, type ReadItem } from './item-reads.ts';
import { freshDoc, memberAt, packedDoc } from './search-items.ts';
import {
  bucketKeyOfTerm,
  chunkKey,
  chunkOf,
  FRESH_SHARDS,
  freshKey,
  freshPartition,
  packedKey,
  STATE_KEY,
} from './search-table.ts';

export interface SearchReadPorts extends BatchPorts {
  readonly searchTable: string;
  /** Shared with the timelines, for those who read both side by side. */
  readonly readItem?: ReadItem;
}

type Reads = Pick<SearchIndex, 'fresh' | 'state' | 'docOf' | 'found' | 'packed'>;

export const searchReads = (ports: SearchReadPorts): Reads => {
  const { client, searchTable: TableName, readItem = createItemReads(ports) } = ports;
  const get = async (Key: Item): Promise<Item | undefined> =>
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
  const all = (keys: readonly Item[]) =>
    batchGet(
      ports,
      keys.map((Key) => ({ TableName, Key })),
    );

  /** All of a shard: the packer keeps it short. Not consistent: what was written a moment ago may come with the next search. */
  const shard = async (number: number): Promise<KeptDoc[]> => {
    const docs: KeptDoc[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :shard',
          ExpressionAttributeValues: { ':shard': { S: freshPartition(number) } },
          ExclusiveStartKey,
        }),
      );
      docs.push(...Items.map(freshDoc));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return docs;
  };

  return {
    fresh: async () => (await Promise.all(Array.from({ length: FRESH_SHARDS }, (_, number) => shard(number)))).flat(),
    state: async () => stateOf(await get(STATE_KEY)),
    docOf: async (id) => {
      const [fresh, packed] = await Promise.all([
        readItem(TableName, freshKey(id)),
        readItem(TableName, packedKey(id)),
      ]);
      const packedIs = packed && packedDoc(packed);
      return { ...(fresh && { fresh: freshDoc(fresh) }), ...(packedIs && { packed: packedIs }) };
    },
    found: async (segments, terms) => {
      const keys = segments.flatMap((segment) => terms.map((term) => bucketKeyOfTerm(segment, term)));
      const items = await all(keys);
      return segments.map((_, at) =>
        inAll(
          terms.map((term, place) => {
            const bytes = items[at * terms.length + place]?.terms?.B;
            return bytes ? lookUp(bytes, term) : [];
          }),
        ),
      );
    },
    packed: async (numbers) => {
      const chunks = await all(numbers.map((number) => chunkKey(chunkOf(number))));
      const members = numbers.map((number, at) => {
        const bytes = chunks[at]?.members?.B;
        return bytes && memberAt(bytes, number % CHUNK);
      });
      const items = await all(members.flatMap((member) => (member ? [packedKey(member.ticketId)] : [])));
      const docs = new Map(items.map((item) => item && packedDoc(item)).map((doc) => [doc?.ticketId, doc]));
      return members.map((member, at): PackedDoc | undefined => {
        const doc = member && docs.get(member.ticketId);
        return doc?.number === numbers[at] ? doc : undefined;
      });
    },
  };
};

const LEVELS = [0, 1, 2, 3] as const;

const stateOf = (item: Item | undefined): IndexState => {
  if (!item) return EMPTY;
  const numbers = (name: string) => LEVELS.map((level) => Number(item[`${name}${level}`]?.N ?? 0));
  return { built: numbers('built'), merged: numbers('merged') } as unknown as IndexState;
};
