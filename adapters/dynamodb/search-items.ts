/** What the search table holds, as items and back. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { CHUNK } from '../../core/domain/search/segments.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { Claim, KeptDoc, PackedDoc } from '../../core/ports-search.ts';
import type { Item } from './item.ts';
import { freshKey, packedKey } from './search-table.ts';

const fields = ({ seq, at, about, said, tags, past }: KeptDoc): Item =>
  marshall({
    ...{ seq, at, about },
    ...(said && { said }),
    ...(tags.length > 0 && { tags }),
    ...(past.length > 0 && { past }),
  });

export const freshItem = (doc: KeptDoc): Item => ({ ...freshKey(doc.ticketId), ...fields(doc) });
export const packedItem = (doc: PackedDoc): Item => ({
  ...packedKey(doc.ticketId),
  ...fields(doc),
  number: { N: String(doc.number) },
});

export const freshDoc = (item: Item): KeptDoc => {
  const { sk, seq, at, about, said = '', tags = [], past = [] } = unmarshall(item);
  return { ticketId: sk, seq, at, about, said, tags, past };
};

/** Undefined for one whose text was taken back. */
export const packedDoc = (item: Item): PackedDoc | undefined => {
  const { pk, seq, at, about, said = '', tags = [], past = [], number } = unmarshall(item);
  if (number === undefined) return undefined;
  return { ticketId: pk.slice(pk.indexOf('#') + 1), seq, at, about, said, tags, past, number };
};

/** 16 bytes of the ULID and 4 of the seq for each of the 128; zeroes where nobody is. */
const MEMBER_BYTES = 20;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID_LENGTH = 26;

const ulidNumber = (ulid: string): bigint =>
  [...ulid].reduce((sum, character) => sum * 32n + BigInt(ALPHABET.indexOf(character)), 0n);

const ulidText = (value: bigint): string => {
  let [left, text] = [value, ''];
  for (let at = 0; at < ULID_LENGTH; at += 1) {
    text = ALPHABET[Number(left % 32n)] + text;
    left /= 32n;
  }
  return text;
};

export const chunkBytes = (claim: Claim): Uint8Array => {
  const bytes = Buffer.alloc(CHUNK * MEMBER_BYTES);
  claim.forEach((member, at) => {
    if (!member) return;
    const id = ulidNumber(member.ticketId.slice('tkt_'.length));
    bytes.writeBigUInt64BE(id >> 64n, at * MEMBER_BYTES);
    bytes.writeBigUInt64BE(id & 0xffff_ffff_ffff_ffffn, at * MEMBER_BYTES + 8);
    bytes.writeUInt32BE(member.seq, at * MEMBER_BYTES + 16);
  });
  return bytes;
};

/** The member at one place of a chunk. */
export const memberAt = (bytes: Uint8Array, at: number): Claim[number] => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seq = view.readUInt32BE(at * MEMBER_BYTES + 16);
  if (seq === 0) return undefined;
  const id = (view.readBigUInt64BE(at * MEMBER_BYTES) << 64n) | view.readBigUInt64BE(at * MEMBER_BYTES + 8);
  return { ticketId: `tkt_${ulidText(id)}` as TicketId, seq };
};

export const withoutMember = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy.fill(0, at * MEMBER_BYTES, (at + 1) * MEMBER_BYTES);
  return copy;
};

export const claimOf = (bytes: Uint8Array): Claim => Array.from({ length: CHUNK }, (_, at) => memberAt(bytes, at));
