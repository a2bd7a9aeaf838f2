/**
 * Keys of the outbound table: what the outside is told, and how far that has come; and exports (export-table.ts).
 *
 * | item    | pk           | sk                     | note                                                              |
 * |---------|--------------|------------------------|-------------------------------------------------------------------|
 * | entry   | FEED         | <number, 12 digits>    | thin events that arrived together; without gaps; TTL 30 days      |
 * | mark    | FEED-MARK    | MARK                   | no entry has this number or a higher one, unless it stands there  |
 * | webhook | WEBHOOKS     | <id>                   | url, interests, names of its secrets                              |
 * | lane    | LANE#<id>    | LANE                   | position in the feed, breaker, lease                              |
 * | waiting | LANE#<id>    | WAITING#<due>#<event>  | a delivery that is tried again then; TTL 30 days                  |
 * | round   | LOG#<id>     | <time>#<unique>        | attempts that were made side by side; TTL 7 days                  |
 *
 * | question                          | answered by                                      |
 * |-----------------------------------|--------------------------------------------------|
 * | events from a position on         | Query FEED, sk >= number                         |
 * | where a time begins in the feed   | Query both ends, then GetItem, halving           |
 * | all webhooks                      | Query WEBHOOKS                                   |
 * | a webhook with its lane           | BatchGetItem                                     |
 * | what is due at an endpoint        | Query LANE#<id>, sk up to WAITING#<now>          |
 * | last attempts, those since a time | Query LOG#<id>                                   |
 */
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

const WAITING = 'WAITING#';

export const FEED = 'FEED';
export const entrySort = (entry: number): string => String(entry).padStart(12, '0');
export const entryKey = (entry: number) => key(FEED, entrySort(entry));
export const markKey = () => key('FEED-MARK', 'MARK');
export const WEBHOOKS = 'WEBHOOKS';
export const webhookKey = (id: string) => key(WEBHOOKS, id);
export const lanePartition = (id: string): string => `LANE#${id}`;
export const laneKey = (id: string) => key(lanePartition(id), 'LANE');
export const waitingKey = (id: string, dueAt: string, event: string) =>
  key(lanePartition(id), `${WAITING}${dueAt}#${event}`);
/** All that wait have sort keys between these two. */
export const FIRST_WAITING = WAITING;
export const waitingUntil = (instant: string): string => `${WAITING}${instant}$`;
export const LAST_WAITING = 'WAITING$';
export const logPartition = (id: string): string => `LOG#${id}`;
export const roundKey = (id: string, at: string, unique: string) => key(logPartition(id), `${at}#${unique}`);

export const DAY_S = 24 * 60 * 60;
