/** Lists of tickets, each by one index of the ticket table; a list is never a scan. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Page, TicketSummary, Tickets, Time } from '../../core/ports.ts';
import { shared } from '../shared.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';
import { ticketOf } from './ticket-head.ts';
import { AFTER_DONE, headKey, OPEN } from './ticket-table.ts';

interface ListPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly ticketTable: string;
  readonly readItem: ReadItem;
}

type Lists = Pick<
  Tickets,
  'queue' | 'heldBy' | 'ofCustomer' | 'ofOrder' | 'earlier' | 'waiting' | 'firstWaiting' | 'held' | 'backlog'
>;

const KEYS = {
  byQueue: ['queueKey', 'queueSort'],
  byAssignee: ['assigneeKey', 'assigneeSort'],
  byCustomer: ['customerKey', 'customerSort'],
  byOrder: ['orderKey', 'orderSort'],
} as const;
type Index = keyof typeof KEYS;

interface Range {
  readonly limit: number;
  /** Sort keys on one side of this. */
  readonly beyond?: readonly [comparison: '<' | '>', sort: string];
  readonly descending?: boolean;
}

export const ticketLists = (ports: ListPorts): Lists => {
  const { client, ticketTable: TableName, readItem } = ports;
  const query = async (index: Index, of: string, { limit, beyond, descending = false }: Range): Promise<Item[]> => {
    const [key, sort] = KEYS[index];
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: index,
        KeyConditionExpression: beyond ? `#key = :of AND #sort ${beyond[0]} :beyond` : '#key = :of',
        ExpressionAttributeNames: { '#key': key, ...(beyond && { '#sort': sort }) },
        ExpressionAttributeValues: { ':of': { S: of }, ...(beyond && { ':beyond': { S: beyond[1] } }) },
        ScanIndexForward: !descending,
        Limit: limit,
      }),
    );
    return Items;
  };

  /** By urgency; the index carries what a list shows. */
  const urgent = async (index: 'byQueue' | 'byAssignee', of: string, after: string | undefined, limit: number) => {
    const beyond = after === undefined ? {} : { beyond: ['>', after] as const };
    const items = await query(index, of, { limit: limit + 1, ...beyond });
    return items.map((item) => ({ sort: sortOf(index, item), summary: summaryOf(item) }));
  };

  /** Newest first, as long as their keys begin so; the index carries keys alone, and one batch brings the heads. */
  const newest = async (
    index: 'byCustomer' | 'byOrder',
    of: string,
    after: string | undefined,
    limit: number,
    beginning = '',
  ): Promise<Page<Ticket>> => {
    const beyond = after === undefined ? {} : { beyond: ['<', after] as const };
    const all = await query(index, of, { limit: limit + 1, descending: true, ...beyond });
    const items = all.filter((item) => sortOf(index, item).startsWith(beginning));
    const shown = items.slice(0, limit);
    const found = new Map((await headItems(shown.map(idOf))).map((item) => [idOf(item), ticketOf(item)]));
    const last = shown.at(-1);
    return {
      items: shown.flatMap((item) => found.get(idOf(item)) ?? []),
      ...(items.length > limit && last && { next: sortOf(index, last) }),
    };
  };

  /** Whole, as they are now, in any order; an index may be a moment behind. */
  const tickets = async (found: readonly Item[]): Promise<readonly Ticket[]> => {
    const ids = [...new Set(found.map(idOf))];
    return (await headItems(ids)).map(ticketOf);
  };

  const mostUrgent = shared(
    ({ queue, limit }: { readonly queue: string; readonly limit: number }) => query('byQueue', queue, { limit }),
    ({ queue, limit }) => `${limit} ${queue}`,
  );

  const headItems = async (ids: readonly TicketId[]): Promise<readonly Item[]> => {
    const items = await Promise.all(ids.map((id) => readItem(TableName, headKey(id))));
    return items.filter((item) => item !== undefined);
  };

  return {
    queue: async (name, after, limit) => pageOf(await urgent('byQueue', name, after, limit), limit),
    heldBy: async (agent, after, limit) => pageOf(await urgent('byAssignee', agent, after, limit), limit),
    // What is open sorts above what is done.
    ofCustomer: (customerId, after, limit, only) =>
      only === 'closed'
        ? newest('byCustomer', customerId, after ?? AFTER_DONE, limit)
        : newest('byCustomer', customerId, after, limit, only === 'open' ? OPEN : undefined),
    ofOrder: (order, after, limit) => newest('byOrder', order, after, limit),
    earlier: async (customerId, order, limit) => {
      const found = await Promise.all([
        query('byCustomer', customerId, { limit, descending: true }),
        order === undefined ? [] : query('byOrder', order, { limit, descending: true }),
      ]);
      return (await tickets(found.flat())).toSorted((a, b) => (a.id < b.id ? 1 : -1));
    },
    waiting: async (queues, limit) =>
      tickets((await Promise.all(queues.map((queue) => mostUrgent({ queue, limit })))).flat()),
    firstWaiting: async (queues, limit) => {
      const found = await Promise.all(
        queues.map(async (queue) =>
          (await mostUrgent({ queue, limit })).map((item) => ({
            ...{ id: idOf(item), queue, sort: sortOf('byQueue', item) },
          })),
        ),
      );
      return found.flat().toSorted((a, b) => (a.sort < b.sort ? -1 : 1));
    },
    held: async (agent, limit) => tickets(await query('byAssignee', agent, { limit })),
    backlog: (name) => count(ports, name),
  };
};

/** How many stand in a queue: DynamoDB counts, page by page of 1 MB. */
const count = async ({ client, ticketTable: TableName }: ListPorts, queue: string): Promise<number> => {
  let sum = 0;
  let ExclusiveStartKey: Item | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byQueue',
        Select: 'COUNT',
        KeyConditionExpression: 'queueKey = :queue',
        ExpressionAttributeValues: { ':queue': { S: queue } },
        ExclusiveStartKey,
      }),
    );
    sum += Count;
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return sum;
};

const idOf = (item: Item): TicketId => item.pk?.S as TicketId;
const sortOf = (index: Index, item: Item): string => item[KEYS[index][1]]?.S ?? '';

interface Listed {
  readonly sort: string;
  readonly summary: TicketSummary;
}

const pageOf = (found: readonly Listed[], limit: number): Page<TicketSummary> => {
  const sorted = found.toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(({ summary }) => summary), ...(sorted.length > limit && last && { next: last.sort }) };
};

const summaryOf = (item: Item): TicketSummary => {
  const { pk, code, phase, version, channel, subject, category, priority, queue, level, assignee, openedAt, ...rest } =
    unmarshall(item);
  return {
    ...{ id: pk, code, phase, version, channel, subject, category, priority, queue, level, openedAt },
    ...(assignee && { assignee }),
    firstResponseDueAt: rest.firstResponseDueAt,
    resolutionDueAt: rest.resolutionDueAt,
  } as TicketSummary;
};
