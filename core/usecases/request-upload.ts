/**
 * Announces a file of a ticket, and says how to send it. Database operations: one read of the ticket; then, unless the same person
 * announced the same file before and it is still awaited, those of a command.
 */
import type { Attachment } from '../domain/attachment.ts';
import { isFileType, isForgotten, MOST_FILE_BYTES } from '../domain/attachment-limits.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { AttachmentIds, FileFacts, FileLinks, Upload } from '../ports-files.ts';
import { type ChangeInput, type ChangePorts, changeTicket } from './change-ticket.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';

export interface RequestUploadPorts extends ChangePorts {
  readonly links: Pick<FileLinks, 'upload'>;
  readonly ids: AttachmentIds;
}

export interface RequestUpload
  extends Pick<ChangeInput, 'correlation' | 'ifMatch' | 'idempotency' | 'nonce' | 'channel'> {
  /** Id or code. */
  readonly ticket: string;
  readonly actor: Actor;
  /** `shown`: the customer may see it; what a customer or their channel sends, they may in any case. */
  readonly file: FileFacts & { readonly name: string; readonly shown?: boolean };
}

export interface Requested {
  readonly attachment: Attachment;
  readonly upload: Upload;
  /** Of the ticket. */
  readonly version: number;
}

/** Refuses with `file-too-large`, `file-type-not-allowed`, or as the command `attach` does. */
export const requestUpload = async (
  ports: RequestUploadPorts,
  { ticket: idOrCode, file, ...input }: RequestUpload,
): Promise<Requested | Refused> => {
  const refusal = refusalOf(file);
  if (refusal) return refusal;
  const { actor } = input;
  const found = await ports.tickets.read(idOrCode);
  if (!found || (input.channel !== undefined && found.ticket.channel !== input.channel)) return ticketNotFound;
  const { id: ticketId, version } = found.ticket;
  const linked = async (attachment: Attachment, at: number): Promise<Requested> => ({
    attachment,
    upload: await ports.links.upload({ ticketId, attachment: attachment.id }, file),
    version: at,
  });

  const before = sameFile(found.ticket, file, actor);
  if (before?.state === 'awaited' && !isForgotten(before, ports.time.now())) return linked(before, version);
  const { name, type, size, sha256 } = file;
  const shown = file.shown === true || actor.kind === 'customer' || actor.kind === 'channel';
  const attachment = { id: ports.ids.attachmentId(), name, type, size, sha256, shown };
  const changed = await changeTicket(ports, { ...input, idOrCode: ticketId, command: { type: 'attach', attachment } });
  if (isRefused(changed)) return changed;
  if (!changed.replayed) return linked({ ...attachment, state: 'awaited', by: actor.id }, changed.outcome.version);
  // The same Idempotency-Key again: what was made then is the answer.
  return before ? linked(before, changed.outcome.version) : attachmentNotFound;
};

const refusalOf = ({ type, size }: FileFacts): Refused | undefined => {
  if (!isFileType(type))
    return {
      refused: 'file-type-not-allowed',
      detail: 'Files of this type cannot be attached: send a picture, PDF, text, table, sound or film.',
    };
  if (size <= MOST_FILE_BYTES) return undefined;
  return { refused: 'file-too-large', detail: 'A file may have 20 MB: send a smaller one, or several parts.' };
};

/** The last one, should there be several. */
const sameFile = ({ attachments }: Ticket, file: RequestUpload['file'], { id }: Actor): Attachment | undefined =>
  attachments.findLast(
    ({ name, type, sha256, by }) => name === file.name && type === file.type && sha256 === file.sha256 && by === id,
  );

export const attachmentNotFound: Refused = {
  refused: 'attachment-not-found',
  detail: 'The ticket has no such attachment. List them again.',
};
