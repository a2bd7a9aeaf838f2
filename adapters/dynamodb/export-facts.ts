/** Which tickets were opened on a day: the keys of its facts (insight-table.ts), shard after shard. */
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { OpenedTickets } from '../../core/ports-exports.ts';
import type { Insight } from '../../core/ports-insight.ts';
import { FACT_SHARDS, factsKey } from './insight-table.ts';

interface FactPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly insightTable: string;
  readonly insight: Pick<Insight, 'day'>;
}

export const createOpenedTickets = (ports: FactPorts): OpenedTickets => ({
  openedOn: async (day, from, limit) => {
    const items: TicketId[] = [];
    let { shard, after } = placeOf(from);
    while (shard < FACT_SHARDS && items.length < limit) {
      const page = await idsOf(ports, factsKey(day, shard), after, limit - items.length);
      items.push(...page.ids);
      after = page.ended ? undefined : (page.ids.at(-1) ?? after);
      if (page.ended) shard += 1;
    }
    return shard < FACT_SHARDS ? { items, next: `${shard}${after === undefined ? '' : `#${after}`}` } : { items };
  },
  // What is merged was opened, too; parts of the work are tickets of their own.
  countOf: async (day) => (await ports.insight.day(day)).reduce((sum, { created }) => sum + created, 0),
});

/** `<shard>` or `<shard>#<ticketId>`. */
const placeOf = (from: string | undefined): { shard: number; after: TicketId | undefined } => {
  const [shard = '0', after] = from?.split('#') ?? [];
  return { shard: Number(shard), after: after as TicketId | undefined };
};

const idsOf = async (
  { client, insightTable: TableName }: FactPorts,
  facts: string,
  after: TicketId | undefined,
  Limit: number,
): Promise<{ readonly ids: readonly TicketId[]; readonly ended: boolean }> => {
  const values: Record<string, AttributeValue> = { ':facts': { S: facts } };
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: after === undefined ? 'pk = :facts' : 'pk = :facts AND sk > :after',
      ExpressionAttributeValues: after === undefined ? values : { ...values, ':after': { S: after } },
      ProjectionExpression: 'sk',
      Limit,
    }),
  );
  return { ids: Items.map(({ sk }) => sk?.S as TicketId), ended: LastEvaluatedKey === undefined };
};
