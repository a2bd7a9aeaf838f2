/** What indexing writes to the search table. */
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import DataLoader from 'dataloader';
import { CHUNK, type IndexState, mergedBuckets, TOP_LEVEL } from '../../core/domain/search/segments.ts';
import type { KeptDoc, PackedDoc, SearchIndex } from '../../core/ports-search.ts';
import { batchGet } from './batch-get.ts';
import { insist } from './insist.ts';
import type { Item } from './item.ts';
import {
  chunkBytes,
  claimOf,
  freshDoc,
  freshItem,
  memberAt,
  packedDoc,
  packedItem,
  withoutMember,
} from './search-items.ts';
import type { SearchReadPorts } from './search-reads.ts';
import { bucketKey, chunkKey, chunkOf, freshKey, packedKey, STATE_KEY } from './search-table.ts';
import { type OneWrite, writeEach } from './write-each.ts';

type Writes = Omit<SearchIndex, 'fresh' | 'state' | 'docOf' | 'found' | 'packed'>;

export const searchWrites = (ports: SearchReadPorts): Writes => {
  const { client, time, searchTable: TableName } = ports;
  /** False when the condition does not hold. */
  const conditionally = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await insist(time, act);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const put = (input: Omit<PutItemCommandInput, 'TableName'>): Promise<boolean> =>
    conditionally(() => client.send(new PutItemCommand({ TableName, ...input })));
  const read = async (Key: Item): Promise<Item | undefined> =>
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
  const readAll = (keys: readonly Item[]) =>
    batchGet(
      ports,
      keys.map((Key) => ({ TableName, Key })),
    );
  /** Without conditions: the same bytes whoever writes them, and nothing reads them before the state names their segment. */
  const writeAll = async (requests: readonly WriteRequest[]): Promise<void> => {
    for (let at = 0; at < requests.length; at += BATCH) {
      let left: WriteRequest[] = requests.slice(at, at + BATCH);
      for (let attempt = 1; left.length > 0; attempt += 1) {
        if (attempt > ATTEMPTS) throw new Error(`${left.length} items were left out of a batch ${ATTEMPTS} times.`);
        if (attempt > 1) await time.jitter(attempt - 1);
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [TableName]: left } }),
        );
        left = UnprocessedItems?.[TableName] ?? [];
      }
    }
  };

  /** Takes a ticket out of the chunk that has its number; again when somebody takes out another one at the same time. */
  const takeOut = async (ticketId: string, number: number): Promise<void> => {
    for (let done = false; !done; ) {
      const members = (await read(chunkKey(chunkOf(number))))?.members?.B;
      if (!members || memberAt(members, number % CHUNK)?.ticketId !== ticketId) return;
      done = await put({
        Item: { ...chunkKey(chunkOf(number)), members: { B: withoutMember(members, number % CHUNK) } },
        ConditionExpression: 'members = :members',
        ExpressionAttributeValues: { ':members': { B: members } },
      });
    }
  };

  /** What is put before the process turns to its next event goes together. */
  const puts = new DataLoader(
    (docs: readonly KeptDoc[]) =>
      writeEach(
        ports,
        docs.map((doc) => ({
          Put: {
            TableName,
            Item: freshItem(doc),
            ConditionExpression: 'attribute_not_exists(pk) OR seq < :seq',
            ExpressionAttributeValues: { ':seq': { N: String(doc.seq) } },
          },
        })),
      ),
    { cache: false },
  );
  /** What does not fail of its condition has to go through. */
  const writeThrough = async (writes: readonly OneWrite[]): Promise<void> => {
    const fault = (await writeEach(ports, writes)).find((answer) => answer instanceof Error);
    if (fault) throw fault;
  };

  return {
    putFresh: (doc) => puts.load(doc),
    claim: (chunk, claim) =>
      put({
        Item: { ...chunkKey(chunk), members: { B: chunkBytes(claim) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    claimed: async (chunk) => {
      const members = (await read(chunkKey(chunk)))?.members?.B;
      return members && claimOf(members);
    },
    docsOf: async (claim) => {
      const ids = claim.flatMap((member) => member?.ticketId ?? []);
      const fresh = (await readAll(ids.map(freshKey))).map((item) => item && freshDoc(item));
      const packed = (await readAll(ids.map(packedKey))).map((item) => item && packedDoc(item));
      const found = [...fresh, ...packed].filter((doc) => doc !== undefined);
      return claim.map((member): KeptDoc | undefined =>
        found.find((doc) => doc.ticketId === member?.ticketId && doc.seq === member.seq),
      );
    },
    putSegment: (segment, buckets) =>
      writeAll(
        buckets.map((bytes, bucket) => ({
          PutRequest: { Item: { ...bucketKey(segment, bucket), terms: { B: bytes } } },
        })),
      ),
    putPacked: (docs) =>
      writeThrough(
        docs.map((doc) => ({
          Put: {
            TableName,
            Item: packedItem(doc),
            ConditionExpression: 'attribute_not_exists(pk) OR seq <= :seq',
            ExpressionAttributeValues: { ':seq': { N: String(doc.seq) } },
          },
        })),
      ),
    removeFresh: (docs) =>
      writeThrough(
        docs.map(({ ticketId, seq }) => ({
          Delete: {
            TableName,
            Key: freshKey(ticketId),
            ConditionExpression: 'seq = :seq',
            ExpressionAttributeValues: { ':seq': { N: String(seq) } },
          },
        })),
      ),
    advance: (before, after) => {
      const changes = changesOf(before, after);
      return conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: STATE_KEY,
            UpdateExpression: `SET ${changes.map(({ name }) => `${name} = :${name}`).join(', ')}`,
            ConditionExpression: changes
              .map(({ name, was }) =>
                was === 0 ? `(attribute_not_exists(${name}) OR ${name} = :was${name})` : `${name} = :was${name}`,
              )
              .join(' AND '),
            ExpressionAttributeValues: Object.fromEntries(
              changes.flatMap(({ name, was, is }) => [
                [`:${name}`, { N: String(is) }],
                [`:was${name}`, { N: String(was) }],
              ]),
            ),
          }),
        ),
      );
    },
    merge: async (step) => {
      const { into, bucket, from, past } = step;
      const items = await readAll(from.map((segment) => bucketKey(segment, bucket)));
      const children = items.flatMap((item) => item?.terms?.B ?? []);
      if (children.length < from.length) return false;
      const merged = mergedBuckets(step, children);
      await writeAll([
        ...[...merged].map(([number, bytes]) => ({
          PutRequest: { Item: { ...bucketKey(into, number), terms: { B: bytes } } },
        })),
        ...past.map((segment) => ({ DeleteRequest: { Key: bucketKey(segment, bucket) } })),
      ]);
      return true;
    },
    forget: async (id, seq) => {
      const [fresh, packed] = await readAll([freshKey(id), packedKey(id)]);
      const docs = [fresh && freshDoc(fresh), packed && packedDoc(packed)];
      const numbers = [...docs.flatMap((doc) => doc?.past ?? []), ...docs.flatMap((doc) => numberOf(doc) ?? [])];
      // What stays says how far it is forgotten: a packer who still has the text of before cannot bring it back.
      await put({
        Item: { ...packedKey(id), seq: { N: String(seq) } },
        ConditionExpression: 'attribute_not_exists(pk) OR seq <= :seq',
        ExpressionAttributeValues: { ':seq': { N: String(seq) } },
      });
      await conditionally(() =>
        client.send(
          new DeleteItemCommand({
            TableName,
            Key: freshKey(id),
            ConditionExpression: 'seq < :seq',
            ExpressionAttributeValues: { ':seq': { N: String(seq) } },
          }),
        ),
      );
      for (const number of new Set(numbers)) await takeOut(id, number);
    },
  };
};

const numberOf = (doc: KeptDoc | PackedDoc | undefined): number | undefined =>
  doc && 'number' in doc ? doc.number : undefined;

const BATCH = 25; // what DynamoDB takes at once
const ATTEMPTS = 5;

/** The numbers that differ, by the name of their attribute. */
const changesOf = (before: IndexState, after: IndexState) =>
  (['built', 'merged'] as const).flatMap((list) =>
    Array.from({ length: TOP_LEVEL + 1 }, (_, level) => ({
      name: `${list}${level}`,
      was: before[list][level] ?? 0,
      is: after[list][level] ?? 0,
    })).filter(({ was, is }) => was !== is),
  );
