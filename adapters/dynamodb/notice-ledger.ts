/** Remembers who was told what, so that a second delivery of an event tells nobody again. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { NoticeChannel } from '../../core/domain/messages/notice-policy.ts';
import type { Time } from '../../core/ports.ts';
import type { GatheredLine, Ledger, NoticeRecord } from '../../core/ports-notices.ts';
import { insist } from './insist.ts';
import type { Item } from './item.ts';
import { hashOf } from './notice-contacts.ts';
import { DAY_S, lineKey, linesOf, NOTICE, noticeIdOf, noticeKey } from './notice-table.ts';
import { queryAll } from './query-all.ts';
import { nowSeconds } from './ticket-commit.ts';
import { transact, type Write } from './transact.ts';

const LEASE_S = 120; // longer than the function may run
/** Longer than a queue and its dead letters keep a message together. */
const KEPT_DAYS = 30;

export interface NoticePorts {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly noticeTable: string;
}

/** Nobody is at it, and it has not been sent: new, given back, left by the dead, come back from its address, or waiting until now. */
const FREE =
  'attribute_not_exists(pk) OR leasedUntil < :now OR #state = :bounced OR (#state = :waiting AND #until <= :instant)';
const NAMES = { '#state': 'state', '#until': 'until' };

type Values = Readonly<Record<string, unknown>>;

export const createLedger = (ports: NoticePorts): Ledger => {
  const { client, time, noticeTable: TableName } = ports;
  const free = (due: boolean) => ({
    // The clock of who looked may be ahead of ours: what is said to be due is due.
    ':instant': due ? '9' : time.now(),
    ...{ ':now': nowSeconds(time), ':bounced': 'bounced', ':waiting': 'waiting' },
  });
  const update = (id: string, set: Values, remove: readonly string[], condition: string, values: Values) =>
    updateOf(TableName, id, { ...set, at: time.now(), expiresAt: nowSeconds(time) + KEPT_DAYS * DAY_S }, remove, {
      condition,
      values,
    });
  /** What was begun by the caller. */
  const note = async (id: string, set: Values, remove: readonly string[] = ['leasedUntil']): Promise<void> => {
    const write = new UpdateItemCommand(update(id, set, remove, '#state = :begun', { ':begun': 'begun' }));
    await insist(time, () => client.send(write));
  };
  const taken = (error: unknown): 'busy' | 'over' | 'failed' => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item?.leasedUntil) return 'busy';
    return error.Item?.state?.S === 'failed' ? 'failed' : 'over';
  };
  return {
    begin: async (id, due) => {
      const set = { state: 'begun', leasedUntil: nowSeconds(time) + LEASE_S };
      const input = update(id, set, ['until'], FREE, free(due));
      try {
        const { Attributes } = await client.send(new UpdateItemCommand({ ...input, ReturnValues: 'ALL_NEW' }));
        return { refused: (Attributes?.refused?.SS ?? []) as NoticeChannel[] };
      } catch (error) {
        return taken(error);
      }
    },
    sent: (id, { address, ...by }) =>
      note(id, { state: 'sent', ...by, ...(address !== undefined && { address: hashOf(address) }) }),
    release: (id, refused) => note(id, { leasedUntil: 0, ...refusedOf(refused) }, []),
    end: (id, state, refused) => note(id, { state, ...refusedOf(refused) }),
    putOff: (id, until, refused) => note(id, { state: 'waiting', until, ...refusedOf(refused) }),
    wait: async (id, until, due) => {
      try {
        await client.send(
          new UpdateItemCommand(update(id, { state: 'waiting', until }, ['leasedUntil'], FREE, free(due))),
        );
        return 'waits';
      } catch (error) {
        const state = taken(error);
        return state === 'busy' ? 'busy' : 'over';
      }
    },
    gather: async (id, group, line) => {
      const { ReturnValuesOnConditionCheckFailure: _, ...notice } = update(
        id,
        { state: 'gathered' },
        ['leasedUntil', 'until'],
        FREE,
        free(false),
      );
      const Item = {
        ...lineKey(group, id),
        ...marshall({ ...line, expiresAt: nowSeconds(time) + KEPT_DAYS * DAY_S }),
      };
      const failed = await transact(ports, [
        { role: 'notice', item: { Update: notice as typeof notice & { UpdateExpression: string } } },
        { role: 'line', item: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } } },
      ] satisfies Write<'notice' | 'line'>[]);
      if (failed.length === 0) return 'gathered';
      return (await isLeased(ports, id)) ? 'busy' : 'over';
    },
    gathered: async (group) => {
      const { pk, begin } = linesOf(group);
      const lines = (await all(ports, pk, begin)).map((item) => unmarshall(item) as GatheredLine);
      return lines.map(({ id, at, text }) => ({ id, at, text })).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    },
    ofTicket: async (ticketId) => (await all(ports, ticketId, NOTICE)).map(recordOf),
    read: async (id) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: noticeKey(id), ConsistentRead: true }));
      return Item && recordOf(Item);
    },
    bounced: async (id, channel) => {
      const values = { ':sent': 'sent', ':gone': new Set([channel]) };
      const { UpdateExpression, ...input } = update(id, { state: 'bounced' }, [], '#state = :sent', values);
      try {
        await client.send(
          new UpdateItemCommand({ ...input, UpdateExpression: `${UpdateExpression} ADD refused :gone` }),
        );
        return true;
      } catch (error) {
        taken(error);
        return false;
      }
    },
  };
};

const refusedOf = (refused: readonly NoticeChannel[]): Values =>
  refused.length > 0 ? { refused: new Set(refused) } : {};

const updateOf = (
  TableName: string,
  id: string,
  set: Values,
  remove: readonly string[],
  { condition, values }: { readonly condition: string; readonly values: Values },
) => {
  const names = Object.fromEntries([...Object.keys(set), ...remove].map((name) => [`#${name}`, name]));
  const sets = Object.keys(set).map((name) => `#${name} = :new_${name}`);
  const gone = remove.map((name) => `#${name}`);
  return {
    TableName,
    Key: noticeKey(id),
    UpdateExpression: `SET ${sets.join(', ')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: { ...names, ...named(condition) },
    ExpressionAttributeValues: marshall({
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:new_${name}`, value])),
      ...values,
    }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies UpdateItemCommandInput;
};

/** Those of `NAMES` that an expression has: DynamoDB refuses names that are not used. */
const named = (expression: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(NAMES).filter(([name]) => expression.includes(name)));

/** Of a transaction that was refused nothing is told but that: whether somebody is at it has to be read. */
const isLeased = async (ports: NoticePorts, id: string): Promise<boolean> => {
  const { pk, sk } = noticeKey(id);
  const [item] = await all(ports, pk.S, sk.S);
  return item?.leasedUntil !== undefined;
};

const all = ({ client, noticeTable: TableName }: NoticePorts, pk: string, begin: string): Promise<readonly Item[]> =>
  queryAll(client, {
    TableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':begin': { S: begin } },
    ConsistentRead: true,
  });

const recordOf = (item: Item): NoticeRecord => {
  const { pk, sk, leasedUntil: _, expiresAt: __, refused = [], ...rest } = unmarshall(item);
  return { ...(rest as Pick<NoticeRecord, 'state' | 'at'>), id: noticeIdOf(pk, sk), refused: [...refused] };
};
