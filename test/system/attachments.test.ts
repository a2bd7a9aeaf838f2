/** Files of tickets, from the link to the bytes and back. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem } from '../../client/api-problem.ts';
import { attachFile, fetchFile, sendFile } from '../../client/attach-file.ts';
import { run } from '../../client/cli/run.ts';
import type { World } from '../../client/cli/terminal.ts';
import type { DeskClient } from '../../client/desk-client.ts';
import { type Original, originalAssembly, withoutSchedules } from '../support/altered-assembly.ts';
import { minutes, type System, startSystem } from '../support/system.ts';

const bytesOf = (content: string, encoding: 'utf8' | 'base64' = 'utf8') =>
  new Uint8Array(Buffer.from(content, encoding));
const PNG = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const HTML = bytesOf('<!doctype html><script>alert(1)</script>');
const NAME = '签收 "凭证".png';
/** Of a file: two changes of the ticket, each with its event, head and indexes, and with what hears of it. */
const MOST_WRITE_UNITS = 24;
const HOURS_24 = minutes(24 * 60);

let original: Original;
let assembly: string;
let folder: string;
let system: System;
let lin: DeskClient;
let luo: DeskClient;

/** Tokens end: whoever has waited for a day signs in again. */
const signIn = async (): Promise<void> => {
  lin = await system.desk('agt_lin', 'agent');
  luo = await system.desk('agt_luo', 'supervisor');
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-attachments-'));
  original = originalAssembly();
  assembly = original.altered(withoutSchedules); // days pass here
  system = await startSystem(folder, { assembly });
  await system.hire('agt_luo', 'logistics', { roles: ['supervisor'], presence: 'offline' });
  await system.hire('agt_lin', 'logistics', { capacity: 100 });
  await system.hire('agt_xu', 'complaints');
});
beforeEach(signIn);
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  original.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (): Promise<string> => (await system.post('订单超时未派送')).id;
const announcement = (bytes: Uint8Array, more: object = {}) => ({
  name: NAME,
  type: 'image/png',
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...more,
});
const attach = async (id: string, bytes = PNG, type = 'image/png'): Promise<string> => {
  const { id: attachment } = await attachFile(lin, id, { name: NAME, type, bytes });
  await system.runtime.settle();
  return attachment;
};
const stateOf = async (id: string, attachment: string): Promise<string | undefined> =>
  (await lin.listAttachments({ id })).items.find((each) => each.id === attachment)?.state;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      return error.code ?? String(error.status);
    },
  );
const lastEvents = async (id: string): Promise<unknown[]> =>
  (await luo.getTimeline({ id, query: { limit: 100 } })).items.slice(-2).map(({ type, data }) => [type, data.verdict]);
/** How many files the store holds. */
const files = (): number => readdirSync(join(folder, 'objects')).length;

describe('a file', () => {
  it('is announced, sent, checked, and read as it was, under its name', async () => {
    const id = await open();
    const { attachment, upload } = await lin.requestUpload({ id, body: announcement(PNG, { shown: true }) });
    expect(attachment).toMatchObject({ name: NAME, state: 'awaited', shown: true, by: 'agt_lin' });
    expect(upload.url).not.toContain('.png');
    expect(await codeOf(lin.readAttachment({ id, attachment: attachment.id }))).toBe('attachment-awaited');
    await sendFile(upload, PNG);
    await system.runtime.settle();
    expect(await stateOf(id, attachment.id)).toBe('clean');
    expect(await lastEvents(id)).toEqual([
      ['ticket.attachment-added', undefined],
      ['ticket.attachment-checked', 'clean'],
    ]);

    const found = await luo.readAttachment({ id, attachment: attachment.id });
    expect(Buffer.from(await fetchFile(found)).equals(PNG)).toBe(true);
    const { headers } = await fetch(found.url);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="__ ____.png"; filename*=UTF-8''${encodeURIComponent(NAME)}`,
    );
    expect(headers.get('content-type')).toBe('image/png');
  });

  it('is read by a link of a minute, and sent by one of five', async () => {
    const id = await open();
    const found = await lin.readAttachment({ id, attachment: await attach(id) });
    const { upload } = await lin.requestUpload({ id, body: announcement(HTML, { type: 'text/plain' }) });
    await system.runtime.advance(minutes(1) + 1000);
    expect((await fetch(found.url)).status).toBe(403);
    await system.runtime.advance(minutes(4));
    expect(await codeOf(sendFile(upload, HTML))).toBe('403');
  });

  it('may be announced again as long as it is awaited: it stays one', async () => {
    const id = await open();
    const first = await lin.requestUpload({ id, body: announcement(PNG) });
    await system.runtime.advance(minutes(6));
    const second = await lin.requestUpload({ id, body: announcement(PNG) });
    expect(second.attachment).toEqual(first.attachment);
    await sendFile(second.upload, PNG);
    await system.runtime.settle();
    expect((await lin.listAttachments({ id })).items.map(({ state }) => state)).toEqual(['clean']);
    const keyed = () => lin.requestUpload({ id, body: announcement(HTML) }, { idempotencyKey: 'once' });
    expect((await keyed()).attachment).toEqual((await keyed()).attachment);
  });

  it('outlives the process, checked or not', async () => {
    const id = await open();
    const checked = await attach(id);
    const { attachment, upload } = await lin.requestUpload({ id, body: announcement(HTML, { type: 'text/plain' }) });
    await sendFile(upload, HTML);
    await system[Symbol.asyncDispose]();
    system = await startSystem(folder, { assembly });
    await signIn();
    await system.runtime.settle();
    expect([await stateOf(id, checked), await stateOf(id, attachment.id)]).toEqual(['clean', 'clean']);
    expect(Buffer.from(await fetchFile(await lin.readAttachment({ id, attachment: checked }))).equals(PNG)).toBe(true);
  });

  it('that nobody sends is not waited for after a day', async () => {
    const id = await open();
    const { attachment } = await lin.requestUpload({ id, body: announcement(PNG) });
    await system.runtime.advance(HOURS_24 - minutes(1));
    await signIn();
    expect(await stateOf(id, attachment.id)).toBe('awaited');
    await system.runtime.advance(minutes(1));
    await signIn();
    expect(await stateOf(id, attachment.id)).toBeUndefined();
    expect(await codeOf(lin.readAttachment({ id, attachment: attachment.id }))).toBe('attachment-not-found');
  });

  it('goes away with its place on the ticket, and out of quarantine within two days', async () => {
    const before = files();
    const id = await open();
    const attachment = await attach(id);
    const found = await lin.readAttachment({ id, attachment });
    const { upload, attachment: late } = await lin.requestUpload({ id, body: announcement(HTML) });
    await lin.removeAttachment({ id, attachment });
    await lin.removeAttachment({ id, attachment: late.id });
    await system.runtime.settle();
    expect((await lin.listAttachments({ id })).items).toEqual([]);
    expect((await fetch(found.url)).status).toBe(403);
    await sendFile(upload, HTML); // its link is still good
    await system.runtime.settle();
    expect(await stateOf(id, late.id)).toBeUndefined();
    await system.runtime.advance(2 * HOURS_24);
    await signIn();
    expect(files()).toBeLessThanOrEqual(before);
  });
});

describe('a file of another content than was announced', () => {
  it.each([
    ['a page that calls itself a picture', HTML, 'image/png'],
    ['a picture that calls itself a text', PNG, 'text/plain'],
    ['a picture that calls itself another one', PNG, 'image/jpeg'],
    ['a text that is none', bytesOf('a\0b'), 'text/csv'],
  ])('is refused when it is %s, and nobody can read it', async (_, bytes, type) => {
    const id = await open();
    const before = files();
    const attachment = await attach(id, bytes, type);
    expect(await stateOf(id, attachment)).toBe('refused');
    expect((await lastEvents(id)).at(-1)).toEqual(['ticket.attachment-checked', 'refused']);
    expect(await codeOf(lin.readAttachment({ id, attachment }))).toBe('attachment-refused');
    expect(files()).toBe(before);
  });

  it('is not taken by the store when size or checksum are others', async () => {
    const id = await open();
    const { upload } = await lin.requestUpload({ id, body: announcement(PNG) });
    expect(await codeOf(sendFile(upload, PNG.slice(1)))).toBe('403');
    expect(
      await codeOf(
        sendFile(
          upload,
          PNG.map((byte) => byte ^ 1),
        ),
      ),
    ).toBe('400');
    expect(await codeOf(sendFile({ ...upload, headers: { 'content-type': 'text/html' } }, PNG))).toBe('403');
  });
});

describe('the command line', () => {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>([['/in/签收.png', PNG]]);
  const gongdan = async (...args: string[]) => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const token = await system.runtime.token('agt_lin', ['gongdan/agent']);
    const files: World['files'] = {
      read: (path) => {
        const found = kept.get(path);
        if (!found) throw new Error(path);
        return found;
      },
      write: (path, bytes, overwrites) => {
        if (kept.has(path) && !overwrites) throw Object.assign(new Error(path), { code: 'EEXIST' });
        kept.set(path, new Uint8Array(bytes));
      },
    };
    const world = { out: say, err: say, colours: false, timeZone: 'Asia/Shanghai', readFile: () => '', files };
    const code = await run(['--url', system.runtime.url, '--lang', 'zh', ...args], {
      ...world,
      env: { GONGDAN_TOKEN: token },
    });
    return [code, said.join('\n')] as const;
  };

  it('attaches a file, lists it, and saves it', async () => {
    const id = await open();
    const [attached] = await gongdan('attach', id, '/in/签收.png', '--shown');
    await system.runtime.settle();
    expect(attached).toBe(0);
    const [, listed] = await gongdan('attachments', id);
    expect(listed.split('\n')[1]).toMatch(/^1 {2}签收.png {2}可下载 +是 +agt_lin +att_\w{26} +70 B$/);
    expect(await gongdan('download', id, '1')).toEqual([0, '签收.png  70 B']);
    expect(kept.get('签收.png')).toEqual(PNG);
    expect(await gongdan('download', id, '#1', '-o', '/out/a.png')).toEqual([0, '/out/a.png  70 B']);
    expect(kept.get('/out/a.png')).toEqual(PNG);
  });

  it('refuses what it cannot tell, read, find or overwrite, with its exit code', async () => {
    const id = await open();
    kept.set('/in/what', PNG).set('签收.png', PNG);
    expect(await gongdan('attach', id, '/in/what')).toEqual([2, expect.stringContaining('--type')]);
    expect(await gongdan('attach', id, '/in/none.png')).toEqual([2, expect.stringContaining('cannot be read')]);
    expect(await gongdan('attach', id, '/in/what', '--type', 'text/html')).toEqual([
      1,
      expect.stringContaining('[file-type-not-allowed]'),
    ]);
    expect(await gongdan('download', id, '7')).toEqual([2, expect.stringContaining('no attachment 7')]);
    expect(await gongdan('download', id, 'att_x')).toEqual([1, expect.stringContaining('[attachment-not-found]')]);
    await gongdan('attach', id, '/in/签收.png');
    await system.runtime.settle();
    expect(await gongdan('download', id, '1')).toEqual([2, expect.stringContaining('is there already')]);
  });
});

describe('the desk refuses', () => {
  it('refuses what is too large, of another kind, or too many, with a code of its own', async () => {
    const id = await open();
    const ask = (more: object) => codeOf(lin.requestUpload({ id, body: announcement(PNG, more) }));
    expect(await ask({ size: 20 * 1024 * 1024 + 1 })).toBe('file-too-large');
    expect(await ask({ type: 'image/svg+xml' })).toBe('file-type-not-allowed');
    expect(await ask({ type: 'text/html' })).toBe('file-type-not-allowed');
    for (const more of [{ size: 0 }, { sha256: 'x' }, { name: '../a.png' }, { name: 'a\u202Egnp.exe' }, { by: 'me' }])
      expect(await ask(more)).toBe('invalid-request');
    for (let count = 0; count < 10; count += 1) expect(await ask({ name: `${count}.png` })).toBe('nothing');
    expect(await ask({ name: '10.png' })).toBe('too-many');
  });

  it('refuses those who may not see or change the ticket', async () => {
    const id = await open();
    const attachment = await attach(id);
    const xu = await system.desk('agt_xu', 'agent');
    const bai = await system.desk('agt_bai', 'reviewer');
    const auditor = await system.desk('agt_audit', 'auditor');
    expect(await codeOf(xu.listAttachments({ id }))).toBe('not-your-team');
    expect(await codeOf(xu.readAttachment({ id, attachment }))).toBe('not-your-team');
    expect(await codeOf(xu.requestUpload({ id, body: announcement(PNG) }))).toBe('not-your-team');
    expect(await codeOf(xu.removeAttachment({ id, attachment }))).toBe('not-the-assignee');
    expect(await codeOf(bai.requestUpload({ id, body: announcement(PNG) }))).toBe('403');
    expect(await codeOf(bai.readAttachment({ id, attachment }))).toBe('nothing');
    expect(await codeOf(auditor.readAttachment({ id, attachment }))).toBe('nothing');
    expect(await codeOf(auditor.removeAttachment({ id, attachment }))).toBe('403');
  });

  it('refuses attachments of other tickets, tickets that are not there, and versions that have passed', async () => {
    const [id, other] = [await open(), await open()];
    const attachment = await attach(other);
    expect(await codeOf(lin.readAttachment({ id, attachment }))).toBe('attachment-not-found');
    expect(await codeOf(lin.removeAttachment({ id, attachment }))).toBe('unknown-attachment');
    expect(await codeOf(lin.listAttachments({ id: 'AAAAAAAA' }))).toBe('ticket-not-found');
    expect(await codeOf(lin.requestUpload({ id: 'AAAAAAAA', body: announcement(PNG) }))).toBe('ticket-not-found');
    expect(await codeOf(lin.requestUpload({ id, body: announcement(PNG) }, { ifMatch: 1 }))).toBe('stale-version');
  });
});

it('costs a ticket few write units, and the bill knows what the store does', async () => {
  const id = await open();
  const units = () => system.runtime.meter.ofTicket(id)['dynamodb.writeUnits'] ?? 0;
  const before = units();
  const attachment = await attach(id);
  expect(units() - before).toBeLessThanOrEqual(MOST_WRITE_UNITS);
  await fetchFile(await lin.readAttachment({ id, attachment }));
  const bill = system.runtime.meter.totals();
  expect(bill['s3.puts']).toBeGreaterThan(0);
  expect(bill['s3.gets']).toBeGreaterThan(0);
  expect(bill['s3.gbOut']).toBeGreaterThan(0);
});
