/** How timelines are sealed (core/domain/audit.ts) when they are written: with neither a read nor a write more. */
import { createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Crypto, genesis, type Sealed, sealOf } from '../../core/domain/audit.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketChange } from '../../core/ports.ts';
import type { Item } from './item.ts';

/** 192 bits of them: nobody finds another text with the same, and a head stays within its write unit. */
const SEAL_BYTES = 24;

export const crypto: Crypto = {
  sha256: (text) => createHash('sha256').update(text).digest().subarray(0, SEAL_BYTES).toString('base64'),
  // As a KeyObject: of plain bytes Node 24 needs five times as long (measured).
  hmac: (key, text) => createHmac('sha256', createSecretKey(key, 'base64')).update(text).digest('base64'),
};

const SALT_BYTES = 16;
export const newSalt = (): string => randomBytes(SALT_BYTES).toString('base64');

const bytes = (base64: string) => ({ B: Buffer.from(base64, 'base64') });
/** What goes onto an event's item. */
export const saltAttribute = (salt: string): Item => ({ salt: bytes(salt) });
const sealAttribute = (seal: string): Item => ({ seal: bytes(seal) });

/** The items of a change's events and of its head get these. */
export interface Seals {
  /** In the order of the events. */
  readonly events: readonly Item[];
  readonly head: Item;
  readonly last: string;
}

/** `replaced`: what a redaction among the events has left of others. */
export const sealsOf = ({ before, after, events }: TicketChange, replaced?: Sealed['replaced']): Seals => {
  let seal = before ? sealKnownOf(before) : genesis(after.id, crypto);
  const items = events.map((event): Item => {
    const salt = newSalt();
    const tells = replaced && event.type === 'ticket.redacted' ? replaced : undefined;
    seal = sealOf(seal, event, salt, crypto, tells);
    return { ...sealAttribute(seal), ...saltAttribute(salt), ...(tells && marshall({ replaced: tells })) };
  });
  return { events: items, head: sealAttribute(seal), last: seal };
};

/** Not a part of what a ticket is, but of how it is kept: by the ticket as it was read, or was written here. */
const seals = new WeakMap<Ticket, string>();

/** Answers the same ticket. `item`: its head. */
export const withSeal = (ticket: Ticket, item: Item): Ticket => {
  seals.set(ticket, base64Of(item.seal?.B) ?? genesis(ticket.id, crypto));
  return ticket;
};
export const rememberSeal = (ticket: Ticket, { last }: Seals): void => {
  seals.set(ticket, last);
};

export const sealKnownOf = (ticket: Ticket): string => {
  const seal = seals.get(ticket);
  if (seal === undefined) throw new Error(`${ticket.id} was changed by somebody who has not read it.`);
  return seal;
};

export const base64Of = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('base64');
