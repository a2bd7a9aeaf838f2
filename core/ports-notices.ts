/** What sending notices needs from outside; adapters/ fills it. */
import type { NoticeChannel } from './domain/messages/notice-policy.ts';
import type { Instant } from './domain/time.ts';
import type { Language } from './domain/vocabulary.ts';

/** `tag`: comes back with what the provider reports of it later; 64 letters of A–Z, a–z, 0–9, `-` and `_`, about. */
export type OutgoingMessage =
  | {
      readonly kind: 'mail';
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      readonly html: string;
      readonly language: Language;
      /** Beside those that every mail has: of its thread, and how to be told no more. */
      readonly headers: Readonly<Record<string, string>>;
      readonly tag: string;
    }
  | {
      readonly kind: 'sms';
      readonly to: string;
      readonly text: string;
      /** By name, and what stands in its places: providers know texts by templates alone. */
      readonly template: string;
      readonly facts: Readonly<Record<string, string>>;
      readonly tag: string;
    }
  | {
      readonly kind: 'robot';
      /** By its name in the policy. */
      readonly robot: string;
      readonly title: string;
      readonly markdown: string;
      readonly tag: string;
    }
  | { readonly kind: 'hook'; readonly hook: string; readonly body: object; readonly id: string };

/** `refused`: for good, by this channel; which of them says why. */
export type SendResult =
  | { readonly sent: true /** As the provider calls it. */; readonly id?: string }
  | { readonly refused: 'address' | 'content' | 'unknown'; readonly detail: string };

/** The provider takes no more at the moment. */
export class Throttled extends Error {
  /** Seconds, as the provider says. */
  readonly retryAfterS: number | undefined;

  constructor(message: string, retryAfterS?: number) {
    super(message);
    this.name = 'Throttled';
    this.retryAfterS = retryAfterS;
  }
}

export interface Channel {
  /** Rejects, with Throttled or any other error, when the same message may be taken another time. */
  send(message: OutgoingMessage): Promise<SendResult>;
}

/** How somebody is reached, as far as that differs from what the policy says. */
export interface Contact {
  /** What they want to be told by, before all others. */
  readonly preferred?: NoticeChannel;
  /** By which they cannot be reached at the addresses that were asked about: it was refused, came back, or they complained. */
  readonly unreachable: readonly NoticeChannel[];
  /** Hours in which they are not disturbed, in the place of those of the policy: `22:00`. */
  readonly quiet?: { readonly from: string; readonly to: string };
}

export type Addresses = Readonly<Partial<Record<NoticeChannel, string>>>;

/** `recipient`: id of a customer as their channel gives it, or of an agent. */
export interface Contacts {
  /** Undefined when nothing is known. `addresses`: those that would be used. */
  read(recipient: string, addresses: Addresses): Promise<Contact | undefined>;
  /** `address`: another one is tried again; only its hash is kept, and may be given. One write. */
  markUnreachable(
    recipient: string,
    channel: NoticeChannel,
    address: string | { readonly hash: string },
    because: string,
  ): Promise<void>;
  /** What they wish, in the place of what they wished before; what is left out is as the policy says. One write. */
  prefer(recipient: string, wish: Pick<Contact, 'preferred' | 'quiet'>): Promise<void>;
}

/** How far one notice has come. */
export interface NoticeRecord {
  /** `<eventId>#<occasion>#<recipient>` */
  readonly id: string;
  /** gathered: it is a line of a message that comes later; dropped: when its time came there was nothing to say any more. */
  readonly state: 'begun' | 'waiting' | 'gathered' | 'sent' | 'bounced' | 'failed' | 'dropped';
  /** Of this state. */
  readonly at: Instant;
  /** By which it was sent, to which address (a hash), and how the provider calls it. */
  readonly channel?: NoticeChannel;
  readonly address?: string;
  readonly providerId?: string;
  /** Id of whom it was for, among the contacts. */
  readonly contact?: string;
  /** Its provider says that it arrived. */
  readonly deliveredAt?: Instant;
  /** When what waits is looked at again. */
  readonly until?: Instant;
  /** By which it could not be sent. */
  readonly refused: readonly NoticeChannel[];
}

/** Sent by this; `to`: the address, if it has one, and whose it is. */
interface SentBy {
  readonly channel: NoticeChannel;
  readonly providerId?: string;
  readonly address?: string;
  readonly contact?: string;
}

/** Every notice once, whatever is delivered twice. `due`: of what waits, now is its time. Each is one write, `gather` four. */
export interface Ledger {
  /**
   * Takes a notice to send it. `busy`: somebody is at it, or died at it less than a lease ago: come again. `over`: it was sent, or
   * waits for its time. `failed`: by none of its channels.
   */
  begin(id: string, due: boolean): Promise<{ readonly refused: readonly NoticeChannel[] } | 'busy' | 'over' | 'failed'>;
  /** It is out: if this is not noted, it goes out again. */
  sent(id: string, by: SentBy): Promise<void>;
  /** It is not out: whoever comes next may begin at once, and knows by which it was refused. */
  release(id: string, refused: readonly NoticeChannel[]): Promise<void>;
  /** What was begun will not be sent. */
  end(id: string, state: 'failed' | 'dropped', refused: readonly NoticeChannel[]): Promise<void>;
  /** What was begun waits. Who calls it has said before that it falls due then. */
  putOff(id: string, until: Instant, refused: readonly NoticeChannel[]): Promise<void>;
  /** What nobody has begun waits, as `putOff`. */
  wait(id: string, until: Instant, due: boolean): Promise<'waits' | 'busy' | 'over'>;
  /** Makes what nobody has sent a line of a group, both at once. */
  gather(id: string, group: string, line: GatheredLine): Promise<'gathered' | 'busy' | 'over'>;
  /** All lines of a group, the earliest first. */
  gathered(group: string): Promise<readonly GatheredLine[]>;
  /** Of a ticket, with what became of each. */
  ofTicket(ticketId: string): Promise<readonly NoticeRecord[]>;
  read(id: string): Promise<NoticeRecord | undefined>;
  /** What was sent has come back: it may be begun again, by another channel. False when it was not sent, or has come back already. */
  bounced(id: string, channel: NoticeChannel): Promise<boolean>;
}

/** What a message that gathers several says of each. */
export interface GatheredLine {
  readonly id: string;
  readonly at: Instant;
  /** One line, masked. */
  readonly text: string;
}

/** Something that is done at a minute to come. `id` tells those of one kind apart: put twice for a minute it is there once. */
export interface Due {
  readonly kind: string;
  readonly id: string;
  /** Ids, enums and numbers alone: it goes through a queue. */
  readonly data: Readonly<Record<string, string | number>>;
}

export interface DuePlaces {
  /** Answers the minute at which it comes: not before `at`, and a minute and a half from now at least. One write. */
  put(at: Instant, due: Due): Promise<Instant>;
}

/** For the one who looks each minute. A position is a text that grows with time. */
export interface DueLook {
  /** Everything before was sent. Undefined before the first look. */
  cursor(): Promise<string | undefined>;
  /** A position before all that falls due after a time. */
  before(at: Instant): string;
  /** What falls due behind a position and not after `to`, in order, and where that ends. */
  page(from: string, to: Instant): Promise<DuePage>;
  /** False when somebody else has moved it. */
  move(from: string | undefined, to: string): Promise<boolean>;
}

interface DuePage {
  readonly due: readonly Due[];
  readonly next: string;
  /** There is no more until `to`. */
  readonly ended: boolean;
  /** Nothing falls due after `to` until then, and nothing can be put there any more. */
  readonly quietUntil?: Instant;
}

export interface NoticeQueue {
  send(due: readonly Due[]): Promise<void>;
}

export interface Bursts {
  /** Whether a notice is one of the first `most` of a person in a window; asked again, the answer is the same. One write. */
  admit(person: string, window: Instant, id: string, most: number): Promise<boolean>;
}
