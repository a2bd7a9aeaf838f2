/** What may be attached to a ticket, and for how long it is waited for. */
import type { Attachment } from './attachment.ts';
import type { Instant } from './time.ts';
import { toMs } from './time.ts';

/** What customers and agents send each other: pictures, papers, lists, recordings. Nothing that a browser would run. */
export const FILE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/heic',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'video/mp4',
  'video/quicktime',
  'audio/mpeg',
  'audio/mp4',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** A file that has not come after so long is not waited for any more. */
const AWAITED_MS = 24 * 60 * 60_000;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LETTERS = 10;

export const isFileType = (type: string): type is FileType => FILE_TYPES.some((known) => known === type);

/** Epoch ms: an attachment's id is a ULID, which begins with the moment it was made. */
const announcedAt = ({ id }: Pick<Attachment, 'id'>): number =>
  [...id.slice('att_'.length).slice(0, TIME_LETTERS)].reduce(
    (time, letter) => time * CROCKFORD.length + CROCKFORD.indexOf(letter),
    0,
  );

/** Announced a day ago and never sent: no longer shown, nor counted. Nobody has to clear it away. */
export const isForgotten = (attachment: Pick<Attachment, 'id' | 'state'>, now: Instant): boolean =>
  attachment.state === 'awaited' && announcedAt(attachment) + AWAITED_MS <= toMs(now);
