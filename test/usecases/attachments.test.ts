/** What happens to files when something comes in between; the store of files is replaced at its port. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ulidAttachments } from '../../adapters/attachment-ids.ts';
import { sniffedContent } from '../../adapters/file-content.ts';
import type { AttachmentId } from '../../core/domain/attachment.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketId } from '../../core/domain/vocabulary.ts';
import type { FileRef } from '../../core/ports-files.ts';
import { changeTicket } from '../../core/usecases/change-ticket.ts';
import { checkUpload } from '../../core/usecases/check-upload.ts';
import { forgetFiles } from '../../core/usecases/forget-files.ts';
import { listAttachments, readAttachment } from '../../core/usecases/read-attachment.ts';
import { isRefused } from '../../core/usecases/refused.ts';
import { requestUpload } from '../../core/usecases/request-upload.ts';
import { actorOf, openRoutingDesk, type RoutingDesk } from '../routing/support/desk.ts';

const TEXT = new Uint8Array(Buffer.from('签收'));
const SHA256 = createHash('sha256').update(TEXT).digest('hex');
const FILE = { name: 'a.txt', type: 'text/plain', size: TEXT.length, sha256: SHA256 };
const LUO = actorOf('agt_luo', 'supervisor');
const CUSTOMER = { kind: 'customer', id: 'c-1', roles: ['customer'] } as const;

let desk: RoutingDesk;
let ticketId: TicketId;
beforeEach(async () => {
  desk = await openRoutingDesk();
  ticketId = (await desk.open({ priority: 'P3' })) as TicketId;
});
afterEach(() => desk.close());

const until = async () => ({ url: 'https://store.example', expiresAt: desk.now() });
const links = { upload: async () => ({ method: 'PUT', headers: {}, ...(await until()) }) as const, download: until };
const correlation = 'test';
const announce = async (actor: typeof LUO | typeof CUSTOMER = LUO, more: object = {}): Promise<FileRef> => {
  const ports = { ...desk.ports, links, ids: ulidAttachments };
  const requested = await requestUpload(ports, { ticket: ticketId, actor, correlation, file: { ...FILE, ...more } });
  if (isRefused(requested)) throw new Error(requested.detail);
  return { ticketId, attachment: requested.attachment.id };
};
const remove = (id: AttachmentId) =>
  changeTicket(desk.ports, { idOrCode: ticketId, command: { type: 'removeAttachment', id }, actor: LUO, correlation });
/** A store with `bytes` in quarantine, and what is done to it in order. */
const storeOf = (bytes: Uint8Array = TEXT, during: () => Promise<unknown> = async () => {}) => {
  const done: string[] = [];
  return {
    done,
    ports: {
      ...desk.ports,
      content: sniffedContent,
      scanner: { scan: async () => 'clean' as 'clean' | 'harmful' },
      quarantine: {
        look: async () => {
          done.push('look');
          await during();
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          return { size: bytes.length, sha256, firstBytes: bytes };
        },
        release: async () => void done.push('release'),
        forget: async () => void done.push('forget'),
      },
    },
  };
};
const stateOf = async ({ attachment }: FileRef) =>
  (await desk.ports.tickets.read(ticketId))?.ticket.attachments.find(({ id }) => id === attachment)?.state;

describe('a check', () => {
  it('lets a file out once, however often it is told of it', async () => {
    const file = await announce();
    const { ports, done } = storeOf();
    expect(await checkUpload(ports, { file, correlation })).toBe('clean');
    expect(await checkUpload(ports, { file, correlation })).toBe('done');
    expect(done).toEqual(['look', 'release']);
    expect(await stateOf(file)).toBe('clean');
  });

  it('takes away what nobody announced', async () => {
    const { ports, done } = storeOf();
    const file = { ticketId, attachment: ulidAttachments.attachmentId() };
    expect(await checkUpload(ports, { file, correlation })).toBe('unknown');
    expect(done).toEqual(['forget']);
  });

  it('takes away what was removed while it was looked at, though it was let out', async () => {
    const file = await announce();
    const { ports, done } = storeOf(TEXT, () => remove(file.attachment));
    expect(await checkUpload(ports, { file, correlation })).toBe('unknown');
    expect(done).toEqual(['look', 'release', 'forget']);
  });

  it('writes nothing while the scanner cannot tell', async () => {
    const file = await announce();
    const { ports, done } = storeOf();
    const scan = async (): Promise<never> => Promise.reject(new Error('The scanner sleeps.'));
    await expect(checkUpload({ ...ports, scanner: { scan } }, { file, correlation })).rejects.toThrow('sleeps');
    expect(done).toEqual(['look']);
    expect(await stateOf(file)).toBe('awaited');
  });

  it.each([
    ['size', new Uint8Array(Buffer.from('签收了')), 'clean'],
    ['checksum', new Uint8Array(Buffer.from('签发')), 'clean'],
    ['harmful', TEXT, 'harmful'],
  ] as const)('refuses by %s, and takes the file away', async (because, bytes, verdict) => {
    const file = await announce();
    const { ports, done } = storeOf(bytes);
    const scanner = { scan: async () => verdict };
    expect(await checkUpload({ ...ports, scanner }, { file, correlation })).toBe('refused');
    expect(done).toEqual(['look', 'forget']);
    const { items } = await desk.ports.tickets.timeline(ticketId, 0, 100);
    expect(items.at(-1)).toMatchObject({
      type: 'ticket.attachment-checked',
      actor: { kind: 'system', id: 'upload-check' },
      data: { id: file.attachment, verdict: 'refused', because },
    });
    expect(await checkUpload({ ...ports, scanner }, { file, correlation })).toBe('done');
  });
});

describe('the name of a file', () => {
  it('is masked wherever it is read, with the names that the ticket knows', async () => {
    const file = await announce(CUSTOMER, { name: '王小明 13812345678.txt' });
    const { ports } = storeOf();
    await checkUpload(ports, { file, correlation });
    const { ticket } = (await desk.ports.tickets.read(ticketId)) as { ticket: Ticket };
    const tickets = {
      ...desk.ports.tickets,
      read: async () => ({ ticket: { ...ticket, customer: { ...ticket.customer, name: '王小明' } } }),
    };
    let downloaded: string | undefined;
    const download = async (_: FileRef, { name }: { readonly name: string }) => {
      downloaded = name;
      return until();
    };
    const of = { ticket: ticketId, actor: LUO };
    const listed = await listAttachments({ ...desk.ports, tickets }, of);
    expect(!isRefused(listed) && listed.attachments.map(({ name }) => name)).toEqual(['王*明 138****5678.txt']);
    const read = await readAttachment(
      { ...desk.ports, tickets, links: { download } },
      { ...of, attachment: file.attachment },
    );
    expect(read).toMatchObject({ name: '王*明 138****5678.txt' });
    expect(downloaded).toBe('王*明 138****5678.txt');
  });
});

describe('files of customers', () => {
  it('are theirs to see; those of the desk are not, unless they are shown', async () => {
    const theirs = await announce(CUSTOMER, { name: 'theirs.txt' });
    await announce(LUO, { name: 'ours.txt' });
    await announce(LUO, { name: 'shown.txt', shown: true });
    const listed = async (actor: typeof LUO | typeof CUSTOMER) => {
      const found = await listAttachments(desk.ports, { ticket: ticketId, actor });
      return isRefused(found) ? found.refused : found.attachments.map(({ name }) => name);
    };
    expect(await listed(CUSTOMER)).toEqual(['theirs.txt', 'shown.txt']);
    expect(await listed(LUO)).toEqual(['theirs.txt', 'ours.txt', 'shown.txt']);
    await checkUpload(storeOf().ports, { file: theirs, correlation });
    const read = (attachment: string) =>
      readAttachment({ ...desk.ports, links }, { ticket: ticketId, attachment, actor: CUSTOMER });
    expect(await read(theirs.attachment)).toMatchObject({ name: 'theirs.txt', url: 'https://store.example' });
  });

  it('refuses a customer the files that are not shown to them', async () => {
    const { attachment } = await announce(LUO);
    const asked = { ticket: ticketId, attachment, actor: CUSTOMER };
    expect(await readAttachment({ ...desk.ports, links }, asked)).toMatchObject({ refused: 'attachment-not-found' });
  });

  it('refuses a channel the tickets of another', async () => {
    const actor = { kind: 'channel', id: 'app', roles: ['channel'] } as const;
    const ports = { ...desk.ports, links, ids: ulidAttachments };
    const asked = { ticket: ticketId, actor, correlation, file: FILE, channel: 'app' };
    expect(await requestUpload(ports, asked)).toMatchObject({ refused: 'ticket-not-found' });
  });
});

it('forgets the file that an event let go of, and nothing for any other event', async () => {
  const file = await announce();
  await remove(file.attachment);
  const version = (await desk.ports.tickets.read(ticketId))?.ticket.version ?? 0;
  const gone: FileRef[] = [];
  const ports = { tickets: desk.ports.tickets, files: { forget: async (each: FileRef) => void gone.push(each) } };
  expect(await forgetFiles(ports, { ticketId, seq: version })).toEqual([file.attachment]);
  expect(await forgetFiles(ports, { ticketId, seq: version - 1 })).toEqual([]);
  expect(gone).toEqual([file]);
});
