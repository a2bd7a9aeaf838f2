/** The sums of a day and category, and what a fact adds to them. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { DayNumbers, Fact } from '../../core/ports-insight.ts';
import { numbersKey } from './insight-table.ts';

const SUMS = [
  'created',
  'resolved',
  'merged',
  'firstResponseBreached',
  'resolutionBreached',
  'firstResponded',
  'firstResponseMs',
  'resolutionMs',
] as const satisfies readonly (keyof DayNumbers)[];

/** What is to be added to one of the shards of a day and category: that of the ticket. */
interface Move {
  readonly ticketId: TicketId;
  readonly numbers: DayNumbers;
}

/** What facts that take the place of others do to the sums: one update per item, however many facts move it. */
export const numberWrites = (
  TableName: string,
  facts: readonly { readonly fact: Fact; readonly before: Fact | undefined }[],
): readonly TransactWriteItem[] => {
  const moves = new Map<string, Move>();
  for (const { fact, before } of facts)
    for (const numbers of differences(before?.numbers, fact.numbers)) {
      const key = JSON.stringify(numbersKey(numbers.day, numbers.category, fact.ticketId));
      const known = moves.get(key);
      moves.set(key, { ticketId: fact.ticketId, numbers: known ? combine(known.numbers, numbers, 1) : numbers });
    }
  return [...moves.values()].filter(({ numbers }) => !isNothing(numbers)).map((move) => sumUpdate(TableName, move));
};

/** Shards of the same category added up. */
export const byCategory = (shards: readonly DayNumbers[]): readonly DayNumbers[] => {
  const sums = new Map<string, DayNumbers>();
  for (const numbers of shards) {
    const sum = sums.get(numbers.category);
    sums.set(numbers.category, sum ? combine(sum, numbers, 1) : combine(numbers, numbers, 0));
  }
  return [...sums.values()];
};

/** What has to be added where: in one place, or taken from one and added to the other when the category changed. */
const differences = (before: DayNumbers | undefined, after: DayNumbers): readonly DayNumbers[] => {
  if (!before) return [after];
  const nothing = combine(before, before, -1);
  return before.day === after.day && before.category === after.category
    ? [combine(after, before, -1)]
    : [combine(nothing, before, -1), after];
};

const isNothing = (numbers: DayNumbers): boolean => SUMS.every((name) => !numbers[name]);

/** `a + factor × b`, of the day and category of `a`. */
const combine = (a: DayNumbers, b: DayNumbers, factor: number): DayNumbers => {
  const sums = Object.fromEntries(SUMS.map((name) => [name, (a[name] ?? 0) + factor * (b[name] ?? 0)]));
  return { day: a.day, category: a.category, ...(sums as Pick<DayNumbers, (typeof SUMS)[number]>) };
};

const sumUpdate = (TableName: string, { ticketId, numbers }: Move): TransactWriteItem => {
  const changed = SUMS.filter((name) => numbers[name]);
  return {
    Update: {
      TableName,
      Key: numbersKey(numbers.day, numbers.category, ticketId),
      UpdateExpression: `SET #day = :day, category = :category ADD ${changed.map((name) => `${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: {
        ':day': { S: numbers.day },
        ':category': { S: numbers.category },
        ...Object.fromEntries(changed.map((name) => [`:${name}`, { N: String(numbers[name]) }])),
      },
    },
  };
};
