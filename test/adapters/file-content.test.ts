import { describe, expect, it } from 'vitest';
import { sniffedContent } from '../../adapters/file-content.ts';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))),
  );

/** One stored entry of a ZIP archive. */
const entry = (name: string, content: string): Uint8Array => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  return new Uint8Array(Buffer.concat([head, Buffer.from(name), Buffer.from(content)]));
};
const office = (main: string): Uint8Array =>
  entry(
    '[Content_Types].xml',
    `<?xml version="1.0"?><Types><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`,
  );
const ftyp = (brand: string): Uint8Array => bytes([0, 0, 0, 24], `ftyp${brand}`, [0, 0, 0, 0], `${brand}mif1`);
const GB_TEXT = new Uint8Array([0xb6, 0xa9, 0xb5, 0xa5, 0x2c, 0x31]); // 订单,1
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('content fits its type', () => {
  it.each([
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF\0')],
    ['image/gif', ascii('GIF89a\x01\x00\x01\x00')],
    ['image/webp', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8 ')],
    ['image/heic', ftyp('heic')],
    ['application/pdf', ascii('%PDF-1.7\n')],
    ['video/mp4', ftyp('isom')],
    ['video/quicktime', ftyp('qt  ')],
    ['audio/mp4', ftyp('M4A ')],
    ['audio/mpeg', bytes('ID3', [4, 0, 0, 0, 0, 0, 0], [0xff, 0xfb, 0x90, 0x64])],
    [DOCX, office('wordprocessingml.document')],
    [XLSX, office('spreadsheetml.sheet')],
    ['text/plain', new Uint8Array(Buffer.from('您好\r\n\t订单'))],
    ['text/plain', new Uint8Array(Buffer.from('订单')).slice(0, 5)], // the first bytes end within a character
    ['text/csv', GB_TEXT],
    ['text/csv', bytes([0xff, 0xfe, 0x2d, 0x4e])],
  ])('%s', async (type, content) => {
    expect(await sniffedContent.fits(type, content)).toBe(true);
  });
});

describe('content refuses', () => {
  it.each([
    ['a program that calls itself a text', 'text/plain', bytes('MZ', [0x90, 0, 3, 0, 0, 0])],
    ['an ELF program that calls itself a table', 'text/csv', bytes([0x7f], 'ELF', [2, 1, 1, 0])],
    ['bytes that are no text', 'text/plain', bytes('a', [0, 1, 2])],
    ['a sheet that calls itself a document', DOCX, office('spreadsheetml.sheet')],
    ['any archive that calls itself a document', DOCX, entry('a.exe', 'MZ')],
    ['a page that calls itself a PDF', 'application/pdf', ascii('<html>')],
    ['nothing at all that calls itself a picture', 'image/png', new Uint8Array()],
  ])('refuses %s', async (_, type, content) => {
    expect(await sniffedContent.fits(type, content)).toBe(false);
  });
});
