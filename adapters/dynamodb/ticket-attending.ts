/** Who has a ticket before them: one item of the ticket, an attribute for each person, which ends by itself. */
import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toMs } from '../../core/domain/time.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Attending, Time } from '../../core/ports.ts';
import type { Item } from './item.ts';
import type { ReadItem } from './item-reads.ts';
import { presentKey } from './ticket-table.ts';

interface AttendingPorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Pick<Time, 'now'>;
  readonly ticketTable: string;
  readonly readItem: ReadItem;
}

/** TTL deletes it late: what has ended is left out when it is read. */
const KEPT_S = 3600;

/** With one write. A word that is older than what stands is left out: requests may overtake each other. */
export const attend = async (
  ports: AttendingPorts,
  id: TicketId,
  { agent, state, until }: Attending,
): Promise<readonly Attending[]> => {
  const { client, ticketTable: TableName } = ports;
  try {
    const { Attributes = {} } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: presentKey(id),
        UpdateExpression: 'SET #agent = :word, expiresAt = :gone',
        ConditionExpression: 'attribute_not_exists(#agent) OR #agent.#until <= :until',
        ExpressionAttributeNames: { '#agent': agent, '#until': 'until' },
        ExpressionAttributeValues: {
          ':word': { M: { state: { S: state }, until: { S: until } } },
          ':until': { S: until },
          ':gone': { N: String(Math.ceil(toMs(until) / 1000) + KEPT_S) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return attendingIn(Attributes, ports);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return attending(ports, id);
    throw error;
  }
};

export const attending = async (ports: Omit<AttendingPorts, 'client'>, id: string): Promise<readonly Attending[]> => {
  const item = await ports.readItem(ports.ticketTable, presentKey(id));
  return item ? attendingIn(item, ports) : [];
};

const attendingIn = (item: Item, { time }: Pick<AttendingPorts, 'time'>): readonly Attending[] => {
  const now = time.now();
  return Object.entries(item).flatMap(([agent, { M }]) => {
    const [state, until] = [M?.state?.S, M?.until?.S];
    return state !== undefined && until !== undefined && until > now
      ? [{ agent, state: state as Attending['state'], until }]
      : [];
  });
};
