/**
 * Keys of the insight table.
 *
 * | item    | pk                  | sk                          | note                                                  |
 * |---------|---------------------|-----------------------------|-------------------------------------------------------|
 * | fact    | FACTS#<day>#<shard> | <ticketId>                  | what the ticket contributes, gated on its version     |
 * | numbers | DAY#<day>           | CATEGORY#<category>#<shard> | sums of the facts; 4 shards against hot items         |
 * | learned | LEARNED#<team>      | <category>#<agentId>        | what the agent has closed of the category             |
 * | states  | QUEUES              | STATES                      | load and colour of all queues as last looked at       |
 * | episode | ALARMS              | <alarm>                     | the last time that the alarm was on                   |
 * | quality | QUALITY#<day>       | <agent>#<reviewer or ->     | sums of the facts' reviews                            |
 * | task    | REVIEWS#<kind>      | <since>#<ticketId>#<seq>    | a dispute or calibration that waits for a second one  |
 * | look    | LOOKS#<ticketId>    | <10 min>#<who>              | who has read it, from where; TTL                      |
 * | liked   | SATISFACTION#<day>  | <category>#<agentId>        | surveys asked and answered, by the day of the solution |
 * | article | ARTICLES#<month>    | <article>                   | how often customers found it useful, or not           |
 *
 * | question                                | answered by                                        |
 * |-----------------------------------------|----------------------------------------------------|
 * | numbers of a day                        | Query DAY#<day>                                    |
 * | what a team has learned of a category   | Query LEARNED#<team>, sk begins with <category>#   |
 * | load of queues, fact of a ticket        | BatchGetItem; the id of a ticket tells the day     |
 * | alarms                                  | Query ALARMS                                       |
 * | facts of a day                          | Query FACTS#<day>#<shard>, one shard after another |
 * | reviews of a day                        | Query QUALITY#<day>                                |
 * | what waits for a second reviewer        | Query REVIEWS#<kind>, oldest first                 |
 * | who has looked at a ticket              | Query LOOKS#<ticketId>                             |
 * | satisfaction of a day, of articles      | Query SATISFACTION#<day>, Query ARTICLES#<month>   |
 */
import { decodeTime } from 'ulid';
import type { QualityPlace, ReviewTask } from '../../core/domain/review/quality.ts';

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

export const factKey = (ticketId: string) => key(factsKey(dayOfId(ticketId), shardOf(ticketId, FACT_SHARDS)), ticketId);
export const factsKey = (day: string, shard: number): string => `FACTS#${day}#${shard}`;
export const dayKey = (day: string): string => `DAY#${day}`;
export const numbersKey = (day: string, category: string, ticketId: string) =>
  key(dayKey(day), `CATEGORY#${category}#${shardOf(ticketId, SHARDS)}`);
export const learnedKey = (team: string): string => `LEARNED#${team}`;
export const learnedSort = (category: string): string => `${category}#`;
export const tallyKey = (team: string, category: string, agentId: string) =>
  key(learnedKey(team), `${learnedSort(category)}${agentId}`);
export const QUEUE_STATES = key('QUEUES', 'STATES');
export const looksOf = (ticketId: string): string => `LOOKS#${ticketId}`;
export const lookKey = (ticketId: string, slot: string, who: string) => key(looksOf(ticketId), `${slot}#${who}`);
export const qualityDay = (day: string): string => `QUALITY#${day}`;
export const qualityKey = ({ day, agent, reviewer = NOBODY }: QualityPlace) =>
  key(qualityDay(day), `${agent}#${reviewer}`);
export const reviewTasks = (kind: ReviewTask['kind']): string => `REVIEWS#${kind}`;
const reviewTaskSort = ({ at, ticketId, seq }: Pick<ReviewTask, 'at' | 'ticketId' | 'seq'>): string =>
  `${at}#${ticketId}#${seq}`;
export const reviewTaskKey = (task: ReviewTask) => key(reviewTasks(task.kind), reviewTaskSort(task));
const NOBODY = '-';
export const ALARMS = 'ALARMS';
export const episodeKey = (alarm: string) => key(ALARMS, alarm);
export const satisfactionKey = (day: string): string => `SATISFACTION#${day}`;
export const satisfactionOf = (row: { readonly day: string; readonly category: string; readonly agent: string }) =>
  key(satisfactionKey(row.day), `${row.category}#${row.agent}`);
export const articlesKey = (month: string): string => `ARTICLES#${month}`;
export const articleKey = (month: string, article: string) => key(articlesKey(month), article);

const SHARDS = 4;
/** A fact is written with every event of its ticket, 2 units each: 50 tickets a second with 12 events are 1,200 units. */
export const FACT_SHARDS = 8;

/** Spreads tickets evenly: the last characters of a ULID are random. */
const shardOf = (ticketId: string, shards: number): number => {
  let sum = 0;
  for (let at = ticketId.length - 4; at < ticketId.length; at += 1) sum += ticketId.charCodeAt(at);
  return sum % shards;
};

const SHANGHAI_MS = 8 * 60 * 60 * 1000; // no summer time since 1991

/** The date in Asia/Shanghai on which the id was made, which is when the ticket was opened. Throws on an id of another kind. */
const dayOfId = (ticketId: string): string =>
  new Date(decodeTime(ticketId.slice('tkt_'.length)) + SHANGHAI_MS).toISOString().slice(0, 10);
