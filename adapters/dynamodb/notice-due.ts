/** What falls due at a minute, by the hour, and how far the look over it has come. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { addMs, MINUTE_MS, toInstant, toMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { Due, DueLook, DuePlaces } from '../../core/ports-notices.ts';
import { afterMinute, cursorKey, DAY_S, dueHour, dueKey } from './notice-table.ts';

/**
 * Whoever puts something at a minute is done a minute before it: no function that does runs longer than 30 s. So whoever looks at a
 * minute sees all of the next one as well.
 */
const SOONEST_MS = 90_000;
const HOUR_MS = 60 * MINUTE_MS;
const KEPT_DAYS = 30;
const PAGE = 500;

interface DueTable {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly noticeTable: string;
}

export const createDuePlaces = ({
  client,
  time,
  noticeTable: TableName,
}: DueTable & { readonly time: Pick<Time, 'now'> }): DuePlaces => ({
  put: async (at, due) => {
    const soonest = toMs(time.now()) + SOONEST_MS;
    const minute = toInstant(Math.ceil(Math.max(toMs(at), soonest) / MINUTE_MS) * MINUTE_MS);
    const expiresAt = Math.floor(toMs(minute) / 1000) + KEPT_DAYS * DAY_S;
    const put = new PutItemCommand({
      TableName,
      Item: { ...dueKey(minute, due.kind, due.id), ...marshall({ ...due, expiresAt }) },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await client.send(put).catch(unlessThere);
    return minute;
  },
});

const unlessThere = (error: unknown): void => {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
};

export const createDueLook = ({ client, noticeTable: TableName }: DueTable): DueLook => ({
  cursor: async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: cursorKey, ConsistentRead: true }));
    return Item?.position?.S;
  },
  before: afterMinute,
  page: async (from, to) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :hour AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':hour': { S: dueHour(from) },
          // A position is behind its item, and no item has this for a name.
          ':from': { S: `${from} ` },
          ':to': { S: afterMinute(addMs(to, MINUTE_MS)) },
        },
        ConsistentRead: true,
        Limit: PAGE,
      }),
    );
    const found = Items.filter(({ sk }) => (sk?.S as string) < afterMinute(to));
    const due = found.map((item): Due => {
      const { kind, id, data } = unmarshall(item);
      return { kind, id, data };
    });
    const isLater = found.length < Items.length;
    if (LastEvaluatedKey && !isLater) return { due, next: LastEvaluatedKey.sk?.S ?? from, ended: false };
    const isLastHour = dueHour(from) === dueHour(to);
    if (!isLastHour) return { due, next: nextHour(from), ended: false };
    const coming = addMs(to, MINUTE_MS);
    const isQuiet = !isLater && dueHour(coming) === dueHour(to); // what stands in the next hour was not looked at
    return { due, next: afterMinute(to), ended: true, ...(isQuiet && { quietUntil: coming }) };
  },
  move: async (from, to) => {
    const put = new PutItemCommand({
      TableName,
      Item: { ...cursorKey, position: { S: to } },
      ...(from === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: '#position = :from', ExpressionAttributeValues: { ':from': { S: from } } }),
      ...(from !== undefined && { ExpressionAttributeNames: { '#position': 'position' } }),
    });
    try {
      await client.send(put);
      return true;
    } catch (error) {
      unlessThere(error);
      return false;
    }
  },
});

/** The first position of the next hour: before all that falls due in it. */
const nextHour = (position: string): string => addMs(`${position.slice(0, 13)}:00:00.000Z`, HOUR_MS);
