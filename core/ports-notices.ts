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
  | { readonly sent: true; /** As the provider calls it. */ readonly id?: string }
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

/** How somebody outside is reached, as far as that differs from what the policy says. */
export interface Contact {
  /** What they want to be told by, before all others. */
  readonly preferred?: NoticeChannel;
  /** By which they cannot be reached: it was refused, came back, or they complained. */
  readonly unreachable: readonly NoticeChannel[];
  /** Hours in which they are not disturbed, in the place of those of the policy: `22:00`. */
  readonly quiet?: { readonly from: string; readonly to: string };
}

export interface Contacts {
  /** `recipient`: id of a customer as their channel gives it, or of an agent. Undefined when nothing is known. */
  read(recipient: string): Promise<Contact | undefined>;
  /** `address`: which it was, so that another one is tried; only its hash is kept. */
  markUnreachable(recipient: string, channel: NoticeChannel, because: string): Promise<void>;
  /** What the customer wishes, in the place of what they wished before; `preferred` or `quiet` left out: as the policy says. */
  prefer(recipient: string, wish: Pick<Contact, 'preferred' | 'quiet'>): Promise<void>;
}

/** How far one notice has come. */
export interface NoticeRecord {
  /** `<eventId>#<occasion>#<recipient>` */
  readonly id: string;
  /** gathered: it is a line of a message that comes later; dropped: when its time came there was nothing to say any more. */
  readonly state: 'begun' | 'waiting' | 'gathered' | 'sent' | 'bounced' | 'failed' | 'dropped';
  readonly at: Instant;
  /** By which it was sent. */
  readonly channel?: NoticeChannel;
  readonly providerId?: string;
  /** When what waits is looked at again. */
  readonly until?: Instant;
  /** By which it could not be sent. */
  readonly refused?: readonly NoticeChannel[];
}

/** Every notice once, whatever is delivered twice. */
export interface Ledger {
  /**
   * Takes a notice to send it. `busy`: somebody is at it, or died at it less than a lease ago: come again. `over`: it was sent, or
   * waits for its time. One write.
   */
  begin(id: string): Promise<{ readonly refused: readonly NoticeChannel[] } | 'busy' | 'over'>;
  /** It is out: if this is not noted, it goes out again. One write. */
  sent(id: string, by: { readonly channel: NoticeChannel; readonly id?: string }): Promise<void>;
  /** It is not out: whoever comes next may begin at once, and knows by which it was refused. One write. */
  release(id: string, refused: readonly NoticeChannel[]): Promise<void>;
  /** It will not be sent. One write. */
  end(id: string, state: 'failed' | 'dropped', refused: readonly NoticeChannel[]): Promise<void>;
  /** Lets it wait, unless it has been sent or waits already; it may have been begun by the caller. `due` must have been put before. */
  wait(id: string, until: Instant, begun: boolean): Promise<'waits' | 'over'>;
  /** Makes it a line of a group, both at once, unless it has been sent, waits or is gathered already. */
  gather(id: string, group: string, line: GatheredLine): Promise<'gathered' | 'over'>;
  gathered(group: string): Promise<readonly GatheredLine[]>;
  read(id: string): Promise<NoticeRecord | undefined>;
  /** Of a ticket, with what became of each. */
  ofTicket(ticketId: string): Promise<readonly NoticeRecord[]>;
  /** What was sent has come back; it may be sent by another channel then. False when it was not sent, or has come back already. */
  bounced(id: string, detail: string): Promise<NoticeRecord | false>;
}

/** What a message that gathers several says of each. */
export interface GatheredLine {
  readonly id: string;
  readonly at: Instant;
  /** One line, masked. */
  readonly text: string;
  readonly link?: string;
}

/** Something that is done at a minute to come. `id` tells those of one kind apart: the same one for the same minute is put once. */
export interface Due {
  readonly kind: string;
  readonly id: string;
  /** Ids, enums and numbers alone: it goes through a queue. */
  readonly data: Readonly<Record<string, string | number>>;
}

export interface DuePlaces {
  /** Rounded up to a minute that no look has passed yet: at least one and a half from now. Answers that minute. One write. */
  put(at: Instant, due: Due): Promise<Instant>;
}

/** For the one who looks each minute. */
export interface DueLook {
  /** Minute up to which everything has been sent, or undefined. */
  cursor(): Promise<Instant | undefined>;
  /** What falls due after `from` and until `to`, in order, and where the next page begins: another `from`. */
  page(from: string, to: Instant): Promise<{ readonly due: readonly Due[]; readonly next?: string }>;
  move(from: string | undefined, to: string): Promise<void>;
}

export interface Bursts {
  /** Whether the notice is one of the first `most` of a person within a window; asked again, the answer is the same. One write. */
  admit(person: string, window: Instant, id: string, most: number): Promise<boolean>;
}
