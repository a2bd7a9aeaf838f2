/** What happens to a ticket at the desk beside its way from queue to archive: who talks, what belongs together, what is kept of it. */
import type { Attachment, AttachmentId } from './attachment.ts';
import type { Addressee } from './escalation/addressee.ts';
import type { FieldValue } from './forms/form.ts';
import type { Absorbed, Awaited, Link, Party, PartyId, Reference, SubTicket } from './relations.ts';
import type { Language } from './vocabulary.ts';

interface TicketTagged {
  readonly type: 'ticket.tagged';
  readonly data: { readonly add: readonly string[]; readonly remove: readonly string[] };
}
interface TicketFollowed {
  readonly type: 'ticket.followed';
  readonly data: { readonly who: Addressee };
}
interface TicketUnfollowed {
  readonly type: 'ticket.unfollowed';
  readonly data: { readonly who: Addressee };
}
interface TicketFieldsSet {
  readonly type: 'ticket.fields-set';
  /** `null`: it is empty from now on. */
  readonly data: { readonly fields: Readonly<Record<string, FieldValue | null>> };
}
interface TicketStepTaken {
  readonly type: 'ticket.step-taken';
  readonly data: {
    readonly step: string;
    readonly note?: string;
    /** Article of the knowledge base. */
    readonly knowledge?: string;
    readonly evidence?: readonly AttachmentId[];
  };
}
interface TicketMacroRun {
  readonly type: 'ticket.macro-run';
  /** What it does follows as events of its own. */
  readonly data: { readonly macro: string };
}
interface TicketAttachmentAdded {
  readonly type: 'ticket.attachment-added';
  readonly data: { readonly attachment: Omit<Attachment, 'state' | 'by'> };
}
interface TicketAttachmentChecked {
  readonly type: 'ticket.attachment-checked';
  readonly data: {
    readonly id: AttachmentId;
    readonly verdict: 'clean' | 'refused';
    /** Why it was refused. */
    readonly because?: 'type' | 'size' | 'checksum' | 'harmful' | 'missing';
  };
}
interface TicketAttachmentRemoved {
  readonly type: 'ticket.attachment-removed';
  readonly data: { readonly id: AttachmentId };
}
interface TicketPartyAsked {
  readonly type: 'ticket.party-asked';
  readonly data: { readonly party: Omit<Party, 'askedAt' | 'answeredAt'>; readonly text: string };
}
interface TicketPartyAnswered {
  readonly type: 'ticket.party-answered';
  readonly data: { readonly party: PartyId; readonly text: string };
}
interface TicketSubOpened {
  readonly type: 'ticket.sub-opened';
  readonly data: { readonly sub: Reference & Pick<SubTicket, 'title'>; readonly queue: string };
}
/** A sub-ticket was solved, or opened again. */
interface TicketSubChanged {
  readonly type: 'ticket.sub-changed';
  readonly data: Reference & {
    /** Its version. */
    readonly seen: number;
    readonly done: boolean;
    readonly resolution?: { readonly code: string; readonly text: string };
  };
}
interface TicketAwaits {
  readonly type: 'ticket.awaits';
  readonly data: { readonly subs: Awaited };
}
interface TicketSplit {
  readonly type: 'ticket.split';
  /** `seq`: of the message that has become a ticket of its own. */
  readonly data: { readonly seq: number; readonly into: Reference };
}
interface TicketLinked {
  readonly type: 'ticket.linked';
  readonly data: { readonly to: Link };
}
interface TicketUnlinked {
  readonly type: 'ticket.unlinked';
  readonly data: { readonly to: Reference };
}
interface TicketMerged {
  readonly type: 'ticket.merged';
  readonly data: { readonly into: Reference; readonly reason?: string };
}
interface TicketAbsorbed {
  readonly type: 'ticket.absorbed';
  readonly data: { readonly from: Absorbed; readonly fields: Readonly<Record<string, FieldValue>> };
}
interface TicketUnmerged {
  readonly type: 'ticket.unmerged';
  readonly data: { readonly from: Reference };
}
interface TicketReleased {
  readonly type: 'ticket.released';
  readonly data: { readonly ticket: Reference };
}
interface TicketRevealed {
  readonly type: 'ticket.revealed';
  /** Somebody has read personal data unmasked. */
  readonly data: { readonly fields: readonly string[]; readonly reason: string };
}
interface TicketRedacted {
  readonly type: 'ticket.redacted';
  /** Events from which the value is gone; what it was is not kept anywhere. */
  readonly data: { readonly events: readonly number[]; readonly reason: string };
}
interface TicketErased {
  readonly type: 'ticket.erased';
  /** All personal data is gone, the time for which it was kept is over. */
  readonly data: { readonly afterDays: number };
}
interface TicketLegalHold {
  readonly type: 'ticket.legal-hold';
  readonly data: { readonly on: boolean; readonly reason: string };
}
interface TicketLinkRevoked {
  readonly type: 'ticket.link-revoked';
  readonly data: { readonly reason?: string };
}
interface TicketRated {
  readonly type: 'ticket.rated';
  readonly data: {
    readonly stars: 1 | 2 | 3 | 4 | 5;
    readonly comment?: string;
    readonly language: Language;
    /** Names of those of the survey. */
    readonly reasons?: readonly string[];
    /** By article that the ticket cites. */
    readonly useful?: Readonly<Record<string, boolean>>;
  };
}

export type DeskEvent =
  | TicketTagged
  | TicketFollowed
  | TicketUnfollowed
  | TicketFieldsSet
  | TicketStepTaken
  | TicketMacroRun
  | TicketAttachmentAdded
  | TicketAttachmentChecked
  | TicketAttachmentRemoved
  | TicketPartyAsked
  | TicketPartyAnswered
  | TicketSubOpened
  | TicketSubChanged
  | TicketAwaits
  | TicketSplit
  | TicketLinked
  | TicketUnlinked
  | TicketMerged
  | TicketAbsorbed
  | TicketUnmerged
  | TicketReleased
  | TicketRevealed
  | TicketRedacted
  | TicketErased
  | TicketLegalHold
  | TicketLinkRevoked
  | TicketRated;
