/**
 * Facts per ticket, and in the same transaction what they add to the sums: a fact that is delivered twice or late changes
 * nothing. Facts that are recorded side by side, as by the records of one batch, go together: the sums are items that all of
 * them move, and each then once.
 */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import DataLoader from 'dataloader';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Fact, Insight } from '../../core/ports-insight.ts';
import { numberWrites } from './day-numbers.ts';
import { factKey } from './insight-table.ts';
import type { ReadItem } from './item-reads.ts';
import { lessonWrites } from './learned.ts';
import { qualityWrites } from './review-numbers.ts';
import { type Transactions, transact, type Write } from './transact.ts';

interface FactPorts extends Transactions {
  readonly insightTable: string;
  readonly readItem: ReadItem;
}

/** A fact, and the one in whose place it stands. */
interface Replacement {
  readonly fact: Fact;
  readonly before: Fact | undefined;
}

type Outcome = Awaited<ReturnType<Insight['record']>>;

// Each is at most five items, itself, two sums and two tallies, and as a rule one more of a review; a transaction takes a hundred.
const TOGETHER = 15;

export const facts = (ports: FactPorts): Pick<Insight, 'fact' | 'record'> => {
  const records = new DataLoader((list: readonly Replacement[]) => recordAll(ports, list), { cache: false });
  return {
    fact: async (ticketId) => {
      const item = await ports.readItem(ports.insightTable, factKey(ticketId));
      return item && (unmarshall(item) as Fact);
    },
    record: (fact, before) => records.load({ fact, before }),
  };
};

const recordAll = async (ports: FactPorts, list: readonly Replacement[]): Promise<readonly (Outcome | Error)[]> => {
  const latest = new Map<TicketId, Replacement>();
  for (const each of list) {
    const known = latest.get(each.fact.ticketId);
    if (!known || known.fact.version < each.fact.version) latest.set(each.fact.ticketId, each);
  }
  const all = [...latest.values()];
  const outcomes = new Map<TicketId, Outcome | Error>();
  // One after the other: they move the same sums, and would only be in each other's way.
  for (let at = 0; at < all.length; at += TOGETHER)
    for (const [id, outcome] of await outcomesOf(ports, all.slice(at, at + TOGETHER))) outcomes.set(id, outcome);
  return list.map(({ fact }) => outcomes.get(fact.ticketId) as Outcome | Error);
};

/** What one item of a transaction brings about, and what smaller ones may escape. */
const OF_ITEMS: ReadonlySet<string> = new Set(['TransactionCanceledException', 'ValidationException']);

/** By ticket. All in one transaction; each in its own when one of them stands in its way, so that no fact fails for another. */
const outcomesOf = async (
  ports: FactPorts,
  list: readonly Replacement[],
): Promise<ReadonlyMap<TicketId, Outcome | Error>> => {
  const outcome = await together(ports, list);
  if (list.length === 1 || outcome === 'recorded' || (outcome instanceof Error && !OF_ITEMS.has(outcome.name)))
    return new Map(list.map(({ fact }) => [fact.ticketId, outcome] as const));
  const outcomes = new Map<TicketId, Outcome | Error>();
  for (const each of list) outcomes.set(each.fact.ticketId, await together(ports, [each]));
  return outcomes;
};

const together = async (ports: FactPorts, list: readonly Replacement[]): Promise<Outcome | Error> => {
  const { insightTable } = ports;
  const writes = [
    ...list.map((each) => factWrite(insightTable, each)),
    ...numberWrites(insightTable, list),
    ...lessonWrites(insightTable, list),
    ...qualityWrites(insightTable, list),
  ].map((item): Write<'fact'> => ({ role: 'fact', item }));
  try {
    return (await transact(ports, writes)).length === 0 ? 'recorded' : 'stale';
  } catch (error) {
    return error as Error;
  }
};

const factWrite = (TableName: string, { fact, before }: Replacement): TransactWriteItem => ({
  Put: {
    TableName,
    Item: { ...factKey(fact.ticketId), ...marshall(fact, { removeUndefinedValues: true }) },
    ...(before
      ? { ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': { N: String(before.version) } } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});
