import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { fileOf, incomingKey, keptKey } from '../../adapters/s3/file-keys.ts';
import { createFileLinks, dispositionOf } from '../../adapters/s3/file-links.ts';
import type { FileRef } from '../../core/ports-files.ts';
import fc from '../support/properties.ts';

const FILE: FileRef = {
  ticketId: 'tkt_01KAN2Z5T7F0W8Q4S1B6M9C3DE',
  attachment: 'att_01KAN3B7Q2M5X8Z1C4V6N9S0DE',
};
const client = new S3Client({ region: 'local', credentials: { accessKeyId: 'files', secretAccessKey: 'none' } });
const links = createFileLinks({ client, bucket: 'files', time: { now: () => '2026-03-02T01:00:00.000Z' } });

describe('the name that a file is saved under', () => {
  it('comes through any header, whatever it is', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(name, (text) => {
        const value = dispositionOf(text);
        expect(value).toMatch(/^attachment; filename="[ !#-$&-.0-[\]-~]*"; filename\*=UTF-8''[\w.!~%-]+$/);
        expect(decodeURIComponent(value.split("UTF-8''")[1]!)).toBe(text);
      }),
    );
  });
});

describe('a link', () => {
  it('to send a file is signed for its type, size and checksum, and goes into quarantine for five minutes', async () => {
    const { url, headers, expiresAt } = await links.upload(FILE, {
      type: 'image/png',
      size: 5,
      sha256: '00'.repeat(32),
    });
    const { pathname, searchParams } = new URL(url);
    expect(pathname).toBe(`/${incomingKey(FILE)}`);
    expect(searchParams.get('X-Amz-Expires')).toBe('300');
    expect(searchParams.get('X-Amz-Date')).toBe('20260302T010000Z');
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host;x-amz-checksum-sha256');
    expect(headers).toEqual({ 'content-type': 'image/png', 'x-amz-checksum-sha256': `${'A'.repeat(43)}=` });
    expect(expiresAt).toBe('2026-03-02T01:05:00.000Z');
  });

  it('to read a file leads out of quarantine, for a minute, and says that it is to be saved', async () => {
    const { url, expiresAt } = await links.download(FILE, { name: 'a.png', type: 'image/png' });
    const { pathname, searchParams } = new URL(url);
    expect(pathname).toBe(`/${keptKey(FILE)}`);
    expect(searchParams.get('X-Amz-Expires')).toBe('60');
    expect(searchParams.get('response-content-disposition')).toMatch(/^attachment;/);
    expect(expiresAt).toBe('2026-03-02T01:01:00.000Z');
  });
});

describe('a key', () => {
  it('tells whose file it is, as long as it is in quarantine', () => {
    expect(fileOf(incomingKey(FILE))).toEqual(FILE);
  });

  it.each([keptKey(FILE), 'incoming/tkt_1/', 'incoming/tkt_1/att_1/x', 'x/incoming/tkt_1/att_1'])(
    'refuses %s',
    (key) => {
      expect(fileOf(key)).toBeUndefined();
    },
  );
});
