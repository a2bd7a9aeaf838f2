/** Reads of the ticket table by key: a ticket, its timeline, what a request became. */
import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Recorded, TicketOpened } from '../../core/domain/events.ts';
import type { RememberedCommand, Tickets, Time } from '../../core/ports.ts';
import type { Place } from './batch-get.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';
import type { ReadAhead } from './read-ahead.ts';
import { attending } from './ticket-attending.ts';
import { nowSeconds } from './ticket-commit.ts';
import { eventOf } from './ticket-events.ts';
import { ticketOf } from './ticket-head.ts';
import {
  AFTER_EVENTS,
  codeKey,
  commandKey,
  eventKey,
  eventSort,
  headKey,
  intakeKey,
  presentKey,
} from './ticket-table.ts';

interface ReadPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly ticketTable: string;
  readonly readItem: ReadItem;
  readonly readOr?: ReadAhead['readOr'];
}

type Reads = Pick<Tickets, 'read' | 'current' | 'readWithEvent' | 'lookAt' | 'findIntake' | 'opening' | 'timeline'>;

const TICKET_ID = /^tkt_[0-9A-HJKMNP-TV-Z]{26}$/;
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

export const ticketReads = (ports: ReadPorts): Reads => {
  const { client, time, ticketTable: TableName, readItem } = ports;
  const get = async (Key: Item): Promise<Item | undefined> =>
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;

  const readOr = ports.readOr ?? ((_, alone) => alone());
  const headOf = (id: string): Promise<Item | undefined> => {
    const Key = headKey(id);
    return readOr({ TableName, Key }, () => get(Key));
  };

  const idOf = async (idOrCode: string): Promise<string | undefined> => {
    if (TICKET_ID.test(idOrCode)) return idOrCode;
    const code = idOrCode.toUpperCase();
    return CODE.test(code) ? (await get(codeKey(code)))?.ticketId?.S : undefined;
  };

  return {
    read: async (idOrCode, key) => {
      const id = await idOf(idOrCode);
      if (id === undefined) return undefined;
      const [head, command] = await Promise.all([headOf(id), key && get(commandKey(key))]);
      if (!head) return undefined;
      const remembered = command && rememberedOf(command, nowSeconds(time));
      return { ticket: ticketOf(head), ...(remembered && { command: remembered }) };
    },
    current: async (id) => {
      const head = await readItem(TableName, headKey(id));
      return head && ticketOf(head);
    },
    readWithEvent: async (idOrCode, seq) => {
      const id = await idOf(idOrCode);
      if (id === undefined) return undefined;
      const [head, event] = await Promise.all([
        readItem(TableName, headKey(id)),
        readItem(TableName, eventKey(id, seq)),
      ]);
      return head && { ticket: ticketOf(head), ...(event && { event: eventOf(event) }) };
    },
    lookAt: async (idOrCode) => {
      const id = await idOf(idOrCode);
      if (id === undefined) return undefined;
      const [head, opening, present] = await Promise.all([
        readItem(TableName, headKey(id)),
        readItem(TableName, eventKey(id, 1)),
        attending(ports, id),
      ]);
      if (!head) return undefined;
      if (!opening) throw new Error(`${id} has no opening.`);
      return { ticket: ticketOf(head), opening: eventOf(opening) as Recorded<TicketOpened>, attending: present };
    },
    findIntake: async (channel, uniqueId) => {
      const item = await get(intakeKey(channel, uniqueId));
      return item && (unmarshall(item) as NonNullable<Awaited<ReturnType<Tickets['findIntake']>>>);
    },
    opening: async (id) => {
      const item = await get(eventKey(id, 1));
      if (!item) throw new Error(`${id} has no opening.`);
      return eventOf(item) as Recorded<TicketOpened>;
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
  };
};

/** What a command, a reply or a view of a ticket reads in any case, for read-ahead.ts. A code says nothing of where its ticket is. */
export const placesOf = (TableName: string, idOrCode: string, act: 'command' | 'reply' | 'view'): readonly Place[] => {
  if (!TICKET_ID.test(idOrCode)) return [];
  const keys = [
    headKey(idOrCode),
    ...(act === 'view' ? [eventKey(idOrCode, 1)] : []),
    ...(act === 'command' ? [] : [presentKey(idOrCode)]),
  ];
  return keys.map((Key) => ({ TableName, Key }));
};

const rememberedOf = (item: Item, now: number): RememberedCommand | undefined => {
  const { bodyHash, answer, expiresAt } = unmarshall(item);
  return expiresAt < now ? undefined : { bodyHash, answer };
};
