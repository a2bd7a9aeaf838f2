/** Files of a ticket, as far as somebody may see them. Database operations: one read of the ticket, two by code. */
import type { Attachment } from '../domain/attachment.ts';
import { isForgotten } from '../domain/attachment-limits.ts';
import { type Actor, mayNot, withAuthority } from '../domain/permissions.ts';
import { namesOf } from '../domain/privacy/known-names.ts';
import { maskText } from '../domain/privacy/mask.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Download, FileLinks } from '../ports-files.ts';
import type { ChangePorts } from './change-ticket.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';
import { attachmentNotFound } from './request-upload.ts';

/** `actor`: of the desk, or the customer of this very ticket, or their channel: whoever asks has made sure of that. */
export interface AttachmentsOf {
  /** Id or code. */
  readonly ticket: string;
  readonly actor: Actor;
}

/** In the order in which they came, without those that never did, their names masked. Refuses as reading the ticket does. */
export const listAttachments = async (
  { tickets, policies, time }: ChangePorts,
  { ticket: idOrCode, actor }: AttachmentsOf,
): Promise<{ readonly ticketId: TicketId; readonly attachments: readonly Attachment[] } | Refused> => {
  const [found, policy] = await Promise.all([tickets.read(idOrCode), policies.active()]);
  if (!found) return ticketNotFound;
  const { ticket } = found;
  const refusal = isFromOutside(actor) ? undefined : mayNot(withAuthority(actor, policy), 'read', ticket, policy);
  return refusal ?? { ticketId: ticket.id, attachments: seenBy(actor, ticket, time.now()) };
};

/** Refuses with `attachment-not-found`, `attachment-awaited` or `attachment-refused`, or as reading the ticket does. */
export const readAttachment = async (
  { links, ...ports }: ChangePorts & { readonly links: Pick<FileLinks, 'download'> },
  { attachment: id, ...of }: AttachmentsOf & { readonly attachment: string },
): Promise<
  (Pick<Attachment, 'id' | 'name' | 'type' | 'size'> & Download & { readonly ticketId: TicketId }) | Refused
> => {
  const listed = await listAttachments(ports, of);
  if (isRefused(listed)) return listed;
  const found = listed.attachments.find((each) => each.id === id);
  if (!found) return attachmentNotFound;
  const { name, type, size, state } = found;
  if (state !== 'clean') return NOT_YET[state];
  const download = await links.download({ ticketId: listed.ticketId, attachment: found.id }, { name, type });
  return { ticketId: listed.ticketId, id: found.id, name, type, size, ...download };
};

const isFromOutside = ({ kind }: Actor): boolean => kind === 'customer' || kind === 'channel';

const seenBy = (actor: Actor, ticket: Ticket, now: string): readonly Attachment[] =>
  ticket.attachments
    .filter((each) => !isForgotten(each, now) && (each.shown || !isFromOutside(actor)))
    .map((each) => ({ ...each, name: maskText(each.name, namesOf(ticket)) }));

const NOT_YET: Readonly<Record<'awaited' | 'refused', Refused>> = {
  awaited: {
    refused: 'attachment-awaited',
    detail: 'The file has not come yet, or is still being checked. Ask again in a few seconds.',
  },
  refused: {
    refused: 'attachment-refused',
    detail: 'The file was not what it was announced as, or may do harm: nobody can read it. Ask for another one.',
  },
};
