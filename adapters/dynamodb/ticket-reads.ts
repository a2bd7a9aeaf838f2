/** Reads of the ticket table: by key and by index, never a scan. */
import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Recorded, TicketOpened } from '../../core/domain/events.ts';
import type { TicketId } from '../../core/domain/ticket.ts';
import type { Page, RememberedCommand, TicketSummary, Tickets, Time } from '../../core/ports.ts';
import { nowSeconds } from './ticket-commit.ts';
import { eventOf } from './ticket-events.ts';
import { type Item, ticketOf } from './ticket-head.ts';
import {
  AFTER_EVENTS,
  codeKey,
  commandKey,
  eventKey,
  eventSort,
  headKey,
  intakeKey,
  OPEN_PREFIX,
  queueKey,
  SHARDS,
} from './ticket-table.ts';

interface ReadPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly ticketTable: string;
}

type Reads = Pick<Tickets, 'read' | 'findIntake' | 'opening' | 'timeline' | 'queue' | 'heldBy' | 'openOf'>;

const TICKET_ID = /^tkt_[0-9A-HJKMNP-TV-Z]{26}$/;
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

export const ticketReads = ({ client, time, ticketTable: TableName }: ReadPorts): Reads => {
  const get = async (Key: Item): Promise<Item | undefined> =>
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;

  const idOf = async (idOrCode: string): Promise<string | undefined> => {
    if (TICKET_ID.test(idOrCode)) return idOrCode;
    const code = idOrCode.toUpperCase();
    return CODE.test(code) ? (await get(codeKey(code)))?.ticketId?.S : undefined;
  };

  const list = async (index: 'byQueue' | 'byAssignee', of: string, after: string | undefined, limit: number) => {
    const [key, sort] = index === 'byQueue' ? ['queueKey', 'queueSort'] : ['assigneeKey', 'assigneeSort'];
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: index,
        KeyConditionExpression: after === undefined ? '#key = :of' : '#key = :of AND #sort > :after',
        ExpressionAttributeNames: { '#key': key, ...(after !== undefined && { '#sort': sort }) },
        ExpressionAttributeValues: { ':of': { S: of }, ...(after !== undefined && { ':after': { S: after } }) },
        Limit: limit + 1,
      }),
    );
    return Items.map((item) => ({ sort: item[sort]?.S ?? '', summary: summaryOf(item) }));
  };

  return {
    read: async (idOrCode, key) => {
      const id = await idOf(idOrCode);
      if (id === undefined) return undefined;
      const [head, command] = await Promise.all([get(headKey(id)), key && get(commandKey(key))]);
      if (!head) return undefined;
      const remembered = command && rememberedOf(command, nowSeconds(time));
      return { ticket: ticketOf(head), ...(remembered && { command: remembered }) };
    },
    findIntake: async (channel, uniqueId) => {
      const item = await get(intakeKey(channel, uniqueId));
      return item && (unmarshall(item) as { ticketId: TicketId; bodyHash: string });
    },
    opening: async (id) => {
      const item = await get(eventKey(id, 1));
      if (!item) throw new Error(`${id} has no opening.`);
      return (eventOf(item) as Recorded<TicketOpened>).data;
    },
    timeline: async (id, afterSeq, limit) => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :id AND sk BETWEEN :after AND :end',
          ExpressionAttributeValues: {
            ':id': { S: id },
            ':after': { S: eventSort(afterSeq + 1) },
            ':end': { S: AFTER_EVENTS },
          },
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      const items = Items.map(eventOf);
      const last = items.at(-1);
      return { items, ...(LastEvaluatedKey && last && { next: String(last.seq) }) };
    },
    queue: async (name, after, limit) => {
      const shards = Array.from({ length: SHARDS }, (_, shard) => list('byQueue', queueKey(name, shard), after, limit));
      return pageOf((await Promise.all(shards)).flat(), limit);
    },
    heldBy: async (agent, after, limit) => pageOf(await list('byAssignee', agent, after, limit), limit),
    openOf: async (customerId, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byCustomer',
          KeyConditionExpression: 'customerKey = :customer AND begins_with(customerSort, :open)',
          ExpressionAttributeValues: { ':customer': { S: customerId }, ':open': { S: OPEN_PREFIX } },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map(({ pk }) => pk?.S as TicketId);
    },
  };
};

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

const rememberedOf = (item: Item, now: number): RememberedCommand | undefined => {
  const { bodyHash, answer, expiresAt } = unmarshall(item);
  return expiresAt < now ? undefined : { bodyHash, answer };
};
