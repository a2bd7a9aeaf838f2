/**
 * Sends one notice to one person, robot or hook, once, by the first of its channels that takes it. It goes out twice only when the
 * process dies between sending and noting it.
 * Database operations: two writes; one more where a channel fails or refuses an address.
 */
import type { NoticeChannel } from '../domain/messages/notice-policy.ts';
import { addMs, type Instant, msBetween } from '../domain/time.ts';
import type { Time } from '../ports.ts';
import {
  type Addresses,
  type Channel,
  type Contacts,
  type Due,
  type DuePlaces,
  type Ledger,
  type OutgoingMessage,
  Throttled,
} from '../ports-notices.ts';

export interface SendPorts {
  readonly ledger: Ledger;
  readonly duePlaces: DuePlaces;
  readonly contacts: Contacts;
  readonly channel: Channel;
  readonly time: Pick<Time, 'now'>;
}

export interface Notice {
  readonly id: string;
  /** In the order in which they are tried; at least one. */
  readonly channels: readonly NoticeChannel[];
  readonly addresses: Addresses;
  readonly contact?: string;
  /** Nothing: it cannot be said by this channel. */
  readonly message: (channel: NoticeChannel) => Promise<OutgoingMessage | undefined>;
  /** When what it tells happened. */
  readonly since: Instant;
  /** Does it again, later. */
  readonly again: Due;
}

export interface Delivery {
  /** It was put off, and its time has come. */
  readonly due: boolean;
  /** It will not be delivered again: a channel that fails gives way to the next one. */
  readonly last: boolean;
}

/** unreached: by none of the channels · over: it was sent before, or waits for its time */
export type Outcome = 'sent' | 'waits' | 'over' | 'unreached';

/** Somebody else is sending this notice, or died at it a moment ago: deliver the event again later. */
export class NoticeInProgress extends Error {
  constructor(id: string) {
    super(`${id} is being sent.`);
    this.name = 'NoticeInProgress';
  }
}

const PATIENCE_MS = 24 * 60 * 60_000;

/** Rejects, with what the channel said, when it has to be delivered again. */
export const sendNotice = async (ports: SendPorts, notice: Notice, { due, last }: Delivery): Promise<Outcome> => {
  const { ledger, channel: provider } = ports;
  const begun = await ledger.begin(notice.id, due);
  if (begun === 'busy') throw new NoticeInProgress(notice.id);
  if (begun === 'over') return 'over';
  if (begun === 'failed') return 'unreached';
  const refused = new Set(begun.refused);
  let failure: unknown;
  for (const channel of notice.channels.filter((each) => !refused.has(each))) {
    const message = await notice.message(channel);
    if (!message) continue;
    try {
      const result = await provider.send(message);
      if ('sent' in result) {
        await noteSent(ports, notice, channel, result.id);
        return 'sent';
      }
      refused.add(channel);
      if (result.refused === 'address') await noteUnreachable(ports, notice, channel, result.detail);
    } catch (error) {
      failure ??= error;
      if (!last) break;
    }
  }
  if (failure === undefined) {
    await ledger.end(notice.id, 'failed', [...refused]);
    return 'unreached';
  }
  if (await putOff(ports, notice, failure, [...refused])) return 'waits';
  await ledger.release(notice.id, [...refused]);
  throw failure;
};

const noteSent = (
  { ledger }: SendPorts,
  { id, addresses, contact }: Notice,
  channel: NoticeChannel,
  providerId: string | undefined,
): Promise<void> => {
  const address = addresses[channel];
  return ledger.sent(id, {
    channel,
    ...(providerId !== undefined && { providerId }),
    ...(address !== undefined && { address }),
    ...(contact !== undefined && { contact }),
  });
};

const noteUnreachable = async (
  { contacts }: SendPorts,
  { addresses, contact }: Notice,
  channel: NoticeChannel,
  because: string,
): Promise<void> => {
  const address = addresses[channel];
  if (contact !== undefined && address !== undefined)
    await contacts.markUnreachable(contact, channel, address, because);
};

/** Whoever says when to come again is asked again then, for a day: that wears out no delivery. */
const putOff = async (
  { ledger, duePlaces, time }: SendPorts,
  { id, since, again }: Notice,
  failure: unknown,
  refused: readonly NoticeChannel[],
): Promise<boolean> => {
  const now = time.now();
  if (!(failure instanceof Throttled) || failure.retryAfterS === undefined) return false;
  if (msBetween(since, now) > PATIENCE_MS) return false;
  const minute = await duePlaces.put(addMs(now, failure.retryAfterS * 1000), again);
  await ledger.putOff(id, minute, refused);
  return true;
};
