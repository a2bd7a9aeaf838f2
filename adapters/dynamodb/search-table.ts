/**
 * Keys of the search table.
 *
 * | item    | pk                         | sk                 | note                                                              |
 * |---------|----------------------------|--------------------|-------------------------------------------------------------------|
 * | fresh   | FRESH#<shard, 0 to 3>      | <ticketId>         | text of a ticket since it was last packed                         |
 * | packed  | PACKED#<ticketId>          | PACKED             | text of a ticket, and its number; without its text once forgotten |
 * | chunk   | CHUNK#<chunk>              | CHUNK              | who has the 128 numbers of the chunk: id (16 bytes), seq (4)      |
 * | bucket  | SEGMENT#<level>#<index>    | <bucket, 5 digits> | terms, and which texts of the segment have them (postings.ts)     |
 * | state   | STATE                      | STATE              | which segments there are                                          |
 *
 * | question                              | answered by                                                          |
 * |---------------------------------------|----------------------------------------------------------------------|
 * | what is fresh                         | Query FRESH#0 to FRESH#3; some hundred texts                         |
 * | which texts have these terms          | GetItem state; BatchGetItem one bucket for each term and segment     |
 * | whose number is this, with which text | BatchGetItem chunk, then packed                                      |
 * | what is known of a ticket             | GetItem fresh, then packed                                           |
 */
import { bucketOf, CHUNK, type Segment } from '../../core/domain/search/segments.ts';

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

/** Each text is written there some three times: 50 tickets a second are far below what four partitions take. */
export const FRESH_SHARDS = 4;
export const freshPartition = (shard: number): string => `FRESH#${shard}`;
export const freshKey = (ticketId: string) =>
  key(freshPartition(ticketId.charCodeAt(ticketId.length - 1) % FRESH_SHARDS), ticketId);
export const packedKey = (ticketId: string) => key(`PACKED#${ticketId}`, 'PACKED');
export const chunkKey = (chunk: number) => key(`CHUNK#${chunk}`, 'CHUNK');
export const chunkOf = (number: number): number => Math.floor(number / CHUNK);
export const bucketKey = ({ level, index }: Segment, bucket: number) =>
  key(`SEGMENT#${level}#${index}`, String(bucket).padStart(5, '0'));
export const bucketKeyOfTerm = (segment: Segment, term: number) => bucketKey(segment, bucketOf(term, segment.level));
export const STATE_KEY = key('STATE', 'STATE');
