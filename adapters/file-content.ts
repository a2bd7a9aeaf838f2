import type { FileType } from '../core/domain/attachment-limits.ts';
import type { Content } from '../core/ports-files.ts';

/** What the content of a type is recognised as, where that has another name; the first part of a recording does not tell whether there is a film to it. */
const RECOGNISED: Readonly<Partial<Record<FileType, readonly string[]>>> = {
  'image/heic': ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  'video/mp4': ['video/mp4', 'video/x-m4v', 'video/quicktime'],
  'audio/mp4': ['audio/mp4', 'audio/x-m4a', 'video/mp4'],
};
const TEXTS: ReadonlySet<string> = new Set(['text/plain', 'text/csv']);
/** As programs in China write text; the second is what Excel makes of a CSV. */
const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le'] as const;

/** By magic numbers; text, which has none, by whether it can be read as text. */
export const sniffedContent: Content = {
  fits: async (type, firstBytes) => {
    // Loaded with the first file: it knows some two hundred formats, and a cold start need not wait for it.
    const { fileTypeFromBuffer } = await import('file-type');
    const recognised = await fileTypeFromBuffer(firstBytes);
    if (TEXTS.has(type)) return recognised === undefined && isText(firstBytes);
    return (RECOGNISED[type as FileType] ?? [type]).includes(recognised?.mime ?? '');
  },
};

const isText = (bytes: Uint8Array): boolean => ENCODINGS.some((encoding) => readsAs(encoding, bytes));

function readsAs(encoding: (typeof ENCODINGS)[number], bytes: Uint8Array): boolean {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  if ((encoding === 'utf-16le') !== marked) return false; // without its mark anything could be UTF-16
  try {
    // A character may go on where the first bytes end.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none but these
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}
