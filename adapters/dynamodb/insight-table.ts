/**
 * Keys of the insight table.
 *
 * | item    | pk             | sk                            | note                                                  |
 * |---------|----------------|-------------------------------|-------------------------------------------------------|
 * | fact    | <ticketId>     | FACT                          | what the ticket contributes, gated on its version     |
 * | numbers | DAY#<day>      | CATEGORY#<category>#<shard>   | sums of the facts; 4 shards against hot items         |
 *
 * A day is one query of its partition.
 */
export const factKey = (ticketId: string) => ({ pk: { S: ticketId }, sk: { S: 'FACT' } });
export const dayKey = (day: string): string => `DAY#${day}`;
export const numbersKey = (day: string, category: string, shard: number) => ({
  pk: { S: dayKey(day) },
  sk: { S: `CATEGORY#${category}#${shard}` },
});
