/** What people do with a ticket beside bringing it to its end. */
import type { Attachment, AttachmentId } from './attachment.ts';
import type { DeskEvent } from './desk-events.ts';
import type { Addressee } from './escalation/addressee.ts';
import type { FieldValue } from './forms/form.ts';
import type { OnwardFacts } from './onward.ts';
import type { Awaited, Link, Party, PartyId, Reference, SubTicket } from './relations.ts';
import type { Ticket } from './ticket.ts';
import type { Assignee, Phase } from './vocabulary.ts';

export type DeskCommand =
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'follow'; readonly who: Addressee }
  | { readonly type: 'unfollow'; readonly who: Addressee }
  | ({ readonly type: 'setFields'; readonly fields: Readonly<Record<string, FieldValue | null>> } & OnwardFacts)
  | {
      readonly type: 'takeStep';
      readonly step: string;
      readonly note?: string;
      readonly knowledge?: string;
      readonly evidence?: readonly AttachmentId[];
    }
  | ({
      readonly type: 'runMacro';
      readonly macro: string;
      readonly inputs: Readonly<Record<string, FieldValue>>;
    } & OnwardFacts)
  | { readonly type: 'attach'; readonly attachment: Omit<Attachment, 'state' | 'by'> }
  | ({ readonly type: 'checkAttachment' } & Extract<DeskEvent, { type: 'ticket.attachment-checked' }>['data'])
  | { readonly type: 'removeAttachment'; readonly id: AttachmentId }
  /** Back to the one who handed it over. */
  | { readonly type: 'sendBack'; readonly to: Assignee; readonly reason: string }
  /** To somebody outside the desk; the ticket waits for them. */
  | { readonly type: 'askParty'; readonly party: Omit<Party, 'askedAt' | 'answeredAt'>; readonly text: string }
  | { readonly type: 'answerAsParty'; readonly party: PartyId; readonly text: string }
  | { readonly type: 'openSub'; readonly sub: Reference & Pick<SubTicket, 'title'>; readonly queue: string }
  | ({ readonly type: 'subChanged' } & Extract<DeskEvent, { type: 'ticket.sub-changed' }>['data'])
  /** How many of its sub-tickets have to be done. */
  | { readonly type: 'awaitSubs'; readonly subs: Awaited }
  | { readonly type: 'split'; readonly seq: number; readonly into: Reference }
  | { readonly type: 'link'; readonly to: Link }
  | { readonly type: 'unlink'; readonly to: Reference }
  /** Into another ticket, which takes `absorb` in the same transaction. */
  | { readonly type: 'merge'; readonly into: Reference; readonly reason?: string }
  | { readonly type: 'absorb'; readonly other: Ticket }
  /** `messages`: what the customer wrote to the other ticket in between. `gone`: who had it is no longer at the desk. */
  | { readonly type: 'unmerge'; readonly messages: readonly { readonly text: string }[]; readonly gone?: true }
  | { readonly type: 'release'; readonly ticket: Reference }
  | { readonly type: 'reveal'; readonly fields: readonly string[]; readonly reason: string }
  /** `events`: those from which the caller has taken the value, with this command in one transaction. */
  | { readonly type: 'redact'; readonly value: string; readonly events: readonly number[]; readonly reason: string }
  | { readonly type: 'erase'; readonly afterDays: number }
  | { readonly type: 'holdForLaw'; readonly on: boolean; readonly reason: string }
  | { readonly type: 'revokeLink'; readonly reason?: string }
  /** `reasons` and `useful` (by article) as the survey asks for them; whether they are its own, the caller has looked. */
  | {
      readonly type: 'rate';
      readonly stars: 1 | 2 | 3 | 4 | 5;
      readonly comment?: string;
      readonly reasons?: readonly string[];
      readonly useful?: Readonly<Record<string, boolean>>;
    };

const OPEN: readonly Phase[] = ['queued', 'handling', 'paused', 'onHold'];
export const UNSOLVED: readonly Phase[] = [...OPEN, 'approval', 'review'];
const LIVE: readonly Phase[] = [...UNSOLVED, 'resolved'];
/** All but what is sealed, or goes on in another ticket. */
export const KEPT: readonly Phase[] = [...LIVE, 'closed'];
const ANY: readonly Phase[] = [...KEPT, 'archived', 'merged'];

export const DESK_TRANSITIONS: Readonly<Record<DeskCommand['type'], readonly Phase[]>> = {
  tag: KEPT,
  follow: KEPT,
  unfollow: KEPT,
  setFields: UNSOLVED,
  takeStep: UNSOLVED,
  runMacro: ['handling', 'paused', 'onHold'],
  attach: LIVE,
  checkAttachment: ANY,
  removeAttachment: KEPT,
  sendBack: ['handling'],
  askParty: ['handling'],
  answerAsParty: UNSOLVED,
  openSub: OPEN,
  subChanged: KEPT,
  awaitSubs: OPEN,
  split: LIVE,
  link: KEPT,
  unlink: KEPT,
  merge: OPEN,
  absorb: OPEN,
  unmerge: ['merged'],
  release: KEPT,
  reveal: ANY,
  redact: ANY,
  erase: ['archived', 'merged'],
  holdForLaw: ANY,
  revokeLink: ANY,
  rate: ['resolved', 'closed'],
};
