/** How people are reached. Addresses are kept as hashes: enough to see whether it is still the same one. */
import { createHash } from 'node:crypto';
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { NoticeChannel } from '../../core/domain/messages/notice-policy.ts';
import type { Time } from '../../core/ports.ts';
import type { Contacts } from '../../core/ports-notices.ts';
import { insist } from './insist.ts';
import type { ReadItem } from './item-reads.ts';
import { contactKey, DAY_S } from './notice-table.ts';
import { nowSeconds } from './ticket-commit.ts';

/** After the last write: an address that is still wrong by then is found out anew. */
const KEPT_DAYS = 400;
const HASH_LENGTH = 22; // base64url of 132 bits

export const hashOf = (address: string): string =>
  createHash('sha256').update(address.trim().toLowerCase()).digest('base64url').slice(0, HASH_LENGTH);

const expiryOf = (time: Time): number => nowSeconds(time) + KEPT_DAYS * DAY_S;

/** Attribute of a channel by which somebody cannot be reached: `lost_mail`, with the address's hash, why and since when. */
const LOST = 'lost_';

export const createContacts = ({
  client,
  time,
  readItem,
  noticeTable: TableName,
}: {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly time: Time;
  readonly readItem: ReadItem;
  readonly noticeTable: string;
}): Contacts => ({
  read: async (recipient, addresses) => {
    const item = await readItem(TableName, contactKey(recipient));
    if (!item) return undefined;
    const { preferred, quiet, ...rest } = unmarshall(item);
    const unreachable = Object.entries(rest).flatMap(([name, lost]): NoticeChannel[] => {
      const channel = name.slice(LOST.length) as NoticeChannel;
      const address = name.startsWith(LOST) ? addresses[channel] : undefined;
      return address !== undefined && lost.hash === hashOf(address) ? [channel] : [];
    });
    return { unreachable, ...(preferred && { preferred }), ...(quiet && { quiet }) };
  },
  markUnreachable: async (recipient, channel, address, because) => {
    const hash = typeof address === 'string' ? hashOf(address) : address.hash;
    const write = new UpdateItemCommand({
      TableName,
      Key: contactKey(recipient),
      UpdateExpression: 'SET #lost = :lost, expiresAt = :expiresAt',
      // The last one counts, and what was wished stands beside it.
      ConditionExpression: 'attribute_not_exists(#lost) OR #lost.#at <= :at',
      ExpressionAttributeNames: { '#lost': `${LOST}${channel}`, '#at': 'at' },
      ExpressionAttributeValues: marshall({
        ...{ ':lost': { hash, because, at: time.now() }, ':at': time.now() },
        ':expiresAt': expiryOf(time),
      }),
    });
    await insist(time, () => client.send(write));
  },
  prefer: async (recipient, { preferred, quiet }) => {
    const wishes = Object.entries({ preferred, quiet });
    const set = wishes.filter(([, wish]) => wish !== undefined);
    const gone = wishes.filter(([, wish]) => wish === undefined).map(([name]) => name);
    const write = new UpdateItemCommand({
      TableName,
      Key: contactKey(recipient),
      UpdateExpression: [
        `SET ${['wishedAt = :now', 'expiresAt = :expiresAt', ...set.map(([name]) => `${name} = :${name}`)].join(', ')}`,
        ...(gone.length > 0 ? [`REMOVE ${gone.join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: 'attribute_not_exists(wishedAt) OR wishedAt <= :now',
      ExpressionAttributeValues: marshall({
        ':now': time.now(),
        ':expiresAt': expiryOf(time),
        ...Object.fromEntries(set.map(([name, wish]) => [`:${name}`, wish])),
      }),
    });
    await insist(time, () => client.send(write));
  },
});
