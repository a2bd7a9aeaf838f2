/**
 * What a provider tells of a message after it took it: it arrived, it came back, or its reader complained. What came back is told by
 * the next channel; who complained has read it, and is neither asked nor invited any more. Told twice it is noted once.
 * Database operations: one write for what arrived; one read and up to three writes for what came back, some more for a complaint.
 */
import type { Time } from '../ports.ts';
import type { Arrivals, MessageNumbers } from '../ports-deliveries.ts';
import type { Contacts, Due, DuePlaces, Ledger, NoticeRecord } from '../ports-notices.ts';
import { idOfTag, type NoticeParts, partsOf } from './notify-ids.ts';
import { ALARM_DUE } from './notify-of-alarm.ts';
import { NOTICE_DUE } from './notify-of-event.ts';

export interface DeliveryPorts {
  readonly ledger: Pick<Ledger, 'read' | 'bounced'>;
  readonly contacts: Pick<Contacts, 'markUnreachable'>;
  readonly duePlaces: DuePlaces;
  readonly arrivals: Arrivals;
  readonly numbers: Pick<MessageNumbers, 'tagOf'>;
  /** Ends surveys and invitations for a customer. Without it nobody complains. */
  readonly askNoMore?: (customer: string) => Promise<unknown>;
  readonly time: Pick<Time, 'now'>;
}

export interface DeliveryReport {
  /** As the message carried it; undefined: its provider's number has to tell. */
  readonly tag?: string;
  readonly providerId: string;
  readonly fate: 'delivered' | 'bounced' | 'complained';
  /** The address is none any more; without it the next notice is tried there again. */
  readonly lasting: boolean;
  /** One word of the provider, e.g. `Permanent`. */
  readonly because: string;
}

/** It was heard of before it was noted that it was sent: to be told again later. */
class ToldTooEarly extends Error {
  constructor(id: string) {
    super(`${id} is being sent.`);
    this.name = 'ToldTooEarly';
  }
}

/** `unknown`: no message of ours, one that is kept no longer, or one in whose place another was sent since. Rejects with ToldTooEarly. */
export const recordDelivery = async (ports: DeliveryPorts, report: DeliveryReport): Promise<'noted' | 'unknown'> => {
  const { providerId, fate } = report;
  const tag = report.tag ?? (await ports.numbers.tagOf(providerId));
  const id = tag === undefined ? undefined : idOfTag(tag);
  const parts = id === undefined ? undefined : partsOf(id);
  if (id === undefined || !parts) return 'unknown';
  if (fate === 'delivered') {
    const arrived = await ports.arrivals.arrived(id, providerId);
    if (arrived === 'early') throw new ToldTooEarly(id);
    return arrived === 'noted' ? 'noted' : 'unknown';
  }
  const record = await ports.ledger.read(id);
  if (record?.state === 'begun' && record.providerId !== providerId) throw new ToldTooEarly(id);
  if (!record?.channel || record.providerId !== providerId) return 'unknown';
  await noteAddress(ports, parts, record, report);
  if (fate === 'bounced' && record.state === 'sent') await tellOtherwise(ports, record, parts);
  return 'noted';
};

const noteAddress = async (
  { contacts, askNoMore }: DeliveryPorts,
  { whom }: NoticeParts,
  { channel, address, contact }: NoticeRecord,
  { fate, lasting, because }: DeliveryReport,
): Promise<void> => {
  if (contact === undefined) return;
  if (lasting && channel !== undefined && address !== undefined)
    await contacts.markUnreachable(contact, channel, { hash: address }, because);
  if (fate === 'complained' && whom === CUSTOMER) await askNoMore?.(contact);
};

const CUSTOMER = 'customer';

/** It is due before it is noted that it came back, so that it is not lost between the two: for what was sent nothing is done. */
const tellOtherwise = async (
  { ledger, duePlaces, time }: DeliveryPorts,
  { id, channel }: NoticeRecord,
  parts: NoticeParts,
): Promise<void> => {
  const again = againOf(id, parts);
  if (again) await duePlaces.put(time.now(), again);
  if (channel !== undefined) await ledger.bounced(id, channel);
};

/** Undefined: of what is told by mail alone. */
const againOf = (id: string, { about, number, occasion, whom }: NoticeParts): Due | undefined => {
  const [kind, alarm] = about.split(':');
  if (about.startsWith('tkt_'))
    return { kind: NOTICE_DUE, id, data: { ticketId: about, seq: Number(number), occasion, whom } };
  return kind === 'ALARM' && alarm !== undefined
    ? { kind: ALARM_DUE, id, data: { alarm, number: Number(number), occasion, whom } }
    : undefined;
};
