/**
 * Keys as bytes: owner (2) · length of the hash (2) · hash · range. Their order as blobs is DynamoDB's order within a hash
 * value, so every Query is one range of one SQLite index. The owner is the number of a table or of a secondary index.
 */
import { AwsError } from '../aws.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { orderedBytes } from './decimal.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** Hash, then range if there is one. */
export type KeySchema = readonly KeyAttribute[];

const piece = (value: AttributeValue, type: KeyAttribute['type']): Buffer =>
  type === 'S' ? Buffer.from(value.S) : type === 'N' ? orderedBytes(value.N) : Buffer.from(value.B, 'base64');

const invalid = (text: string) =>
  new AwsError('ValidationException', `One or more parameter values were invalid: ${text}`);

/** Bytes before the range key: all items of one hash value share them. Refuses a hash of more than 2,048 bytes. */
export function hashBytes(owner: number, schema: KeySchema, value: AttributeValue): Buffer {
  const hash = piece(value, schema[0]!.type);
  if (hash.length > 2048) throw invalid('Size of hashkey has exceeded the maximum size limit of2048 bytes'); // sic
  const head = Buffer.allocUnsafe(4);
  head.writeUInt16BE(owner, 0);
  head.writeUInt16BE(hash.length, 2);
  return Buffer.concat([head, hash]);
}

/** Refuses a range of more than 1,024 bytes. */
export function rangeBytes(schema: KeySchema, value: AttributeValue): Buffer {
  const range = piece(value, schema[1]!.type);
  if (range.length > 1024) throw invalid('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
  return range;
}

/** The whole key of an item that is known to have it. */
export function keyBytes(owner: number, schema: KeySchema, item: Item): Buffer {
  const hash = hashBytes(owner, schema, item[schema[0]!.name]!);
  const range = schema[1];
  return range ? Buffer.concat([hash, rangeBytes(schema, item[range.name]!)]) : hash;
}

/** The key in an index, or undefined when the item lacks one of its attributes: indexes are sparse. */
export function indexKeyBytes(owner: number, schema: KeySchema, item: Item): Buffer | undefined {
  for (const { name } of schema) if (item[name] === undefined) return undefined;
  return keyBytes(owner, schema, item);
}

export const pickKey = (schema: KeySchema, item: Item): Item =>
  Object.fromEntries(schema.map(({ name }) => [name, item[name]!]));

/** All keys of one owner: from its two bytes to those of the next. */
export function ownerRange(owner: number): [Buffer, Buffer] {
  const [low, high] = [Buffer.allocUnsafe(2), Buffer.allocUnsafe(2)];
  low.writeUInt16BE(owner);
  high.writeUInt16BE(owner + 1);
  return [low, high];
}

/** The first key after `key`. */
export const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.alloc(1)]);

/** The first key that does not begin with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end -= 1;
  const next = Buffer.from(prefix.subarray(0, end));
  next[end - 1]! += 1;
  return next;
}
