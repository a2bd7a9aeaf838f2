/** An object as it is answered to a GET or HEAD. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { AwsError } from '../aws.ts';
import { textOf } from './incoming.ts';
import type { StoredObject } from './object-rows.ts';
import type { SignedRequest } from './presigned.ts';
import { type Range, rangeOf } from './range.ts';

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FilePart;
}

/** Bytes of a file, nothing of it open yet. */
interface FilePart {
  readonly file: string;
  /** All of it without. */
  readonly range: Range | undefined;
}

export const opened = ({ file, range }: FilePart): Readable =>
  createReadStream(file, range && { start: range.first, end: range.last });

/** `file`: where what it holds is. Throws AwsError InvalidRange or PreconditionFailed. */
export function shown(
  object: StoredObject,
  file: string,
  { query, headers }: Pick<SignedRequest, 'query' | 'headers'>,
): S3Answer {
  const { size, etag, contentType, checksums, modified } = object;
  const always = { etag: `"${etag}"`, 'last-modified': new Date(modified).toUTCString(), 'accept-ranges': 'bytes' };
  if (textOf(headers['if-none-match']) === always.etag) return { status: 304, headers: always, body: '' };
  const wanted = textOf(headers['if-match']);
  if (wanted !== undefined && wanted !== always.etag)
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  const range = rangeOf(textOf(headers.range), size);
  // A checksum is one of the whole: a client would hold it against the part that it got.
  const checked = range === undefined && textOf(headers['x-amz-checksum-mode']) === 'ENABLED';
  return {
    status: range ? 206 : 200,
    headers: {
      ...always,
      'content-type': contentType,
      ...object.headers,
      ...overrides(query),
      ...(checked && checksums),
      ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${size}` }),
      'content-length': String(range ? range.last - range.first + 1 : size),
    },
    body: { file, range },
  };
}

/** `response-content-type=…` and the like: how whoever signed the link wants it answered. */
const overrides = (query: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(query)].flatMap(([name, value]) =>
      name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [],
    ),
  );
