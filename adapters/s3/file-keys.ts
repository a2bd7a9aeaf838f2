/**
 * The keys of the file bucket. They hold ids alone: nothing of a name or a person is in a log line of S3.
 *
 * | object | key | who puts it | who reads it | how it goes |
 * |---|---|---|---|---|
 * | a file in quarantine | `incoming/<ticketId>/<attachmentId>` | whoever has the link | the check | by the check, else after a day by the lifecycle rule |
 * | a file that is clean | `kept/<ticketId>/<attachmentId>` | the check | whoever has the link | when it is removed, or its ticket erased |
 */

import { INCOMING, KEPT } from '../../contracts/files.ts';
import type { AttachmentId } from '../../core/domain/attachment.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { FileRef } from '../../core/ports-files.ts';

export const incomingKey = ({ ticketId, attachment }: FileRef): string => `${INCOMING}${ticketId}/${attachment}`;

export const keptKey = ({ ticketId, attachment }: FileRef): string => `${KEPT}${ticketId}/${attachment}`;

/** Whose file in quarantine it is; undefined when the key is none of ours. */
export const fileOf = (key: string): FileRef | undefined => {
  const [, ticketId, attachment] = /^incoming\/(tkt_\w+)\/(att_\w+)$/.exec(key) ?? [];
  return ticketId === undefined || attachment === undefined
    ? undefined
    : { ticketId: ticketId as TicketId, attachment: attachment as AttachmentId };
};
