/**
 * Looks at a file that has come into quarantine, lets it out or takes it away, and writes the verdict down. Database operations: one
 * read of the ticket; once, those of a command.
 */
import type { Attachment } from '../domain/attachment.ts';
import type { Arrived, Content, FileRef, Quarantine, Scanner } from '../ports-files.ts';
import { type ChangePorts, changeTicket } from './change-ticket.ts';
import { isRefused } from './refused.ts';
import { attachmentNotFound } from './request-upload.ts';

export interface CheckUploadPorts extends ChangePorts {
  readonly quarantine: Quarantine;
  readonly content: Content;
  readonly scanner: Scanner;
}

type Verdict = { readonly verdict: 'clean' } | { readonly verdict: 'refused'; readonly because: Problem };
type Problem = 'type' | 'size' | 'checksum' | 'harmful';

const CHECKER = { kind: 'system', id: 'upload-check', roles: ['system'] } as const;

/**
 * May be called as often as one likes. The file is let out before the verdict is written, so that what is called clean can be read;
 * the one in quarantine goes away last, so that whoever dies in between is followed by another.
 */
export const checkUpload = async (
  ports: CheckUploadPorts,
  { file, correlation }: { readonly file: FileRef; readonly correlation: string },
): Promise<Verdict['verdict'] | 'unknown' | 'done'> => {
  const { quarantine, tickets } = ports;
  const found = await tickets.read(file.ticketId);
  const attachment = found?.ticket.attachments.find(({ id }) => id === file.attachment);
  if (!attachment || attachment.state === 'refused') {
    await quarantine.forget(file);
    return attachment ? 'done' : 'unknown';
  }
  if (attachment.state === 'clean') return 'done';
  const verdict = await verdictOf(ports, file, attachment, await quarantine.look(file));
  if (verdict.verdict === 'clean') await quarantine.release(file);
  const changed = await changeTicket(ports, {
    idOrCode: file.ticketId,
    command: async ({ attachments }) =>
      attachments.some(({ id }) => id === file.attachment)
        ? { command: { type: 'checkAttachment', id: file.attachment, ...verdict } }
        : attachmentNotFound,
    actor: CHECKER,
    correlation,
  });
  if (!isRefused(changed)) {
    if (verdict.verdict === 'refused') await quarantine.forget(file);
    return verdict.verdict;
  }
  // It was taken off the ticket meanwhile, perhaps before it was let out.
  if (changed.refused !== attachmentNotFound.refused) throw new Error(`The verdict was refused: ${changed.refused}.`);
  await quarantine.forget(file);
  return 'unknown';
};

const verdictOf = async (
  { content, scanner }: CheckUploadPorts,
  file: FileRef,
  { type, size, sha256 }: Attachment,
  arrived: Arrived,
): Promise<Verdict> => {
  const refused = (because: Problem): Verdict => ({ verdict: 'refused', because });
  if (arrived.size !== size) return refused('size');
  if (arrived.sha256 !== sha256) return refused('checksum');
  if (!(await content.fits(type, arrived.firstBytes))) return refused('type');
  return (await scanner.scan(file)) === 'clean' ? { verdict: 'clean' } : refused('harmful');
};
