/** How a ticket stands to other tickets, and to people outside the desk. */
import type { Instant } from './time.ts';
import type { Language, TicketId } from './vocabulary.ts';

/** Another ticket, as people name it. */
export interface Reference {
  readonly id: TicketId;
  readonly code: string;
}

export const LINK_KINDS = ['related', 'duplicate', 'problem', 'incident'] as const;
/** What the other ticket is to this one; `problem`: this one is an incident of it. */
export type LinkKind = (typeof LINK_KINDS)[number];

export interface Link extends Reference {
  readonly as: LinkKind;
}

/** What this ticket is to the other one, when that is `as` to it. */
export const inverseOf = (as: LinkKind): LinkKind => INVERSE[as];

const INVERSE: Readonly<Record<LinkKind, LinkKind>> = {
  related: 'related',
  duplicate: 'duplicate',
  problem: 'incident',
  incident: 'problem',
};

/** A part of the work that another team does in a ticket of its own. */
export interface SubTicket extends Reference {
  readonly title: string;
  /** Version of it that was heard of last: older news changes nothing. */
  readonly seen: number;
  readonly done?: true;
}

/** How many of its sub-tickets a ticket waits for. */
export type Awaited = 'all' | 'any' | number;

/** A ticket that this one has absorbed, with what it brought: so that it can be given back. */
export interface Absorbed extends Reference {
  readonly orders: readonly string[];
  readonly tags: readonly string[];
  readonly fields: readonly string[];
  /** The earliest message that waited for an answer: of this ticket before, and with the other one's. */
  readonly unanswered?: { readonly before?: Instant; readonly since: Instant };
}

export const PARTY_KINDS = ['courier', 'supplier', 'other'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export type PartyId = `pty_${string}`;

/** Somebody outside who is asked, and answers by a link, without an account. */
export interface Party {
  readonly id: PartyId;
  readonly kind: PartyKind;
  readonly name: string;
  readonly email?: string;
  readonly language: Language;
  readonly askedAt: Instant;
  /** Their link is good until then. */
  readonly expiresAt: Instant;
  /** None while the desk waits for them. */
  readonly answeredAt?: Instant;
}
