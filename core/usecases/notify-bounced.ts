/**
 * What a provider reports of a message after it took it: it came back, or its reader complained. What came back is told by the next
 * channel; who complained has read it.
 * Database operations: two writes, one more for what is told again.
 */
import type { Time } from '../ports.ts';
import type { Contacts, DuePlaces, Ledger } from '../ports-notices.ts';
import { idOfTag, partsOf } from './notify-ids.ts';
import { NOTICE_DUE } from './notify-of-event.ts';

export interface BouncePorts {
  readonly ledger: Pick<Ledger, 'read' | 'bounced'>;
  readonly contacts: Pick<Contacts, 'markUnreachable'>;
  readonly duePlaces: DuePlaces;
  readonly time: Pick<Time, 'now'>;
}

export interface Bounce {
  /** As the message carried it. */
  readonly tag: string;
  readonly what: 'bounce' | 'complaint';
  /** One word of the provider, e.g. `Permanent`. */
  readonly because: string;
}

/** `unknown`: no message of ours, or one that is kept no longer. Told twice it is noted once. */
export const noteBounce = async (
  { ledger, contacts, duePlaces, time }: BouncePorts,
  { tag, what, because }: Bounce,
): Promise<'noted' | 'unknown'> => {
  const id = idOfTag(tag);
  const parts = id === undefined ? undefined : partsOf(id);
  if (id === undefined || !parts) return 'unknown';
  const record = await ledger.read(id);
  if (!record?.channel) return 'unknown';
  const { channel, address, contact } = record;
  const { about, number, occasion, whom } = parts;
  if (address !== undefined && contact !== undefined)
    await contacts.markUnreachable(contact, channel, { hash: address }, because);
  if (what === 'complaint' || record.state !== 'sent') return 'noted';
  // Before it is noted, so that it is not lost between the two: for what was sent nothing is due.
  if (about.startsWith('tkt_')) {
    const data = { ticketId: about, seq: Number(number), occasion, whom };
    await duePlaces.put(time.now(), { kind: NOTICE_DUE, id, data });
  }
  await ledger.bounced(id, channel);
  return 'noted';
};
