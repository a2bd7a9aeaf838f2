import { hash } from 'node:crypto';
import { attributeDigest } from './attribute-digest.ts';
import type { MessageRow } from './message-rows.ts';
import { receiptHandle } from './receipt.ts';
import { systemAttributes } from './system-attributes.ts';

/** A message as ReceiveMessage answers it, with the attributes that were asked for by name or `All`. */
export function asMessage(row: MessageRow, wanted: { system: readonly string[]; own: readonly string[] }): object {
  const named = (names: readonly string[], all: object) =>
    Object.entries(all).filter(([name]) => names.includes('All') || names.includes('.*') || names.includes(name));
  const system = named(wanted.system, systemAttributes(row));
  const own = named(wanted.own, row.attributes ? JSON.parse(row.attributes) : {});
  return {
    MessageId: row.message_id,
    ReceiptHandle: receiptHandle(row, row.message_id),
    MD5OfBody: hash('md5', row.body),
    Body: row.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(own.length > 0 && {
      MessageAttributes: Object.fromEntries(own),
      MD5OfMessageAttributes: attributeDigest(Object.fromEntries(own)),
    }),
  };
}
