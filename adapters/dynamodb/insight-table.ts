/**
 * Keys of the insight table.
 *
 * | item    | pk               | sk                            | note                                                  |
 * |---------|------------------|-------------------------------|-------------------------------------------------------|
 * | fact    | <ticketId>       | FACT                          | what the ticket contributes, gated on its version     |
 * | numbers | DAY#<day>        | CATEGORY#<category>#<shard>   | sums of the facts; 4 shards against hot items         |
 * | learned | LEARNED#<team>   | <category>#<agentId>          | what the agent has closed of the category             |
 * | state   | QUEUE#<queue>    | STATE                         | load and colour of the queue as last looked at        |
 *
 * | question                                | answered by                                        |
 * |-----------------------------------------|----------------------------------------------------|
 * | numbers of a day                        | Query DAY#<day>                                    |
 * | what a team has learned of a category   | Query LEARNED#<team>, sk begins with <category>#   |
 * | load of queues, fact of a ticket        | BatchGetItem                                       |
 */
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

export const factKey = (ticketId: string) => key(ticketId, 'FACT');
export const dayKey = (day: string): string => `DAY#${day}`;
export const numbersKey = (day: string, category: string, ticketId: string) =>
  key(dayKey(day), `CATEGORY#${category}#${shardOf(ticketId)}`);
export const learnedKey = (team: string): string => `LEARNED#${team}`;
export const learnedSort = (category: string): string => `${category}#`;
export const tallyKey = (team: string, category: string, agentId: string) =>
  key(learnedKey(team), `${learnedSort(category)}${agentId}`);
export const queueStateKey = (queue: string) => key(`QUEUE#${queue}`, 'STATE');

const SHARDS = 4;

/** Spreads the tickets of a category evenly: the last characters of a ULID are random. */
const shardOf = (ticketId: string): number => {
  let sum = 0;
  for (let at = ticketId.length - 4; at < ticketId.length; at += 1) sum += ticketId.charCodeAt(at);
  return sum % SHARDS;
};
