/** What an object that is put says of itself, and whether that is true of what came. */
import { AwsError } from '../aws.ts';
import type { WrittenFile } from './object-files.ts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Given back with the object as they came. */
const KEPT = /^(cache-control|content-disposition|content-encoding|content-language|x-amz-meta-.+)$/;
/** Of Amazon's own headers: those that are honoured, and those that change nothing here. Any other is refused by name. */
const KNOWN =
  /^x-amz-(acl|algorithm|checksum-(crc32|sha256|algorithm|mode)|content-sha256|copy-source|date|expected-bucket-owner|meta-.+|metadata-directive|sdk-checksum-algorithm|security-token|server-side-encryption|storage-class|user-agent)$/;
const UNHASHED = 'UNSIGNED-PAYLOAD';

/** Throws AwsError NotImplemented. */
export function refuseUnknown(headers: Headers): void {
  const unknown = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !KNOWN.test(name));
  const chunked = textOf(headers['content-encoding'])?.includes('aws-chunked');
  if (unknown === undefined && !chunked) return;
  throw new AwsError(
    'NotImplemented',
    `The local runtime does not support ${unknown ?? 'bodies in signed chunks: send one whose length is known'}.`,
    501,
  );
}

export const keptHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      KEPT.test(name) && value !== undefined ? [[name, String(value)]] : [],
    ),
  );

/** The checksums that came with it and hold, by header. Throws AwsError BadDigest. */
export function checkedDigests(headers: Headers, written: WrittenFile): Record<string, string> {
  const claims: readonly [header: string, actual: string, algorithm: string][] = [
    ['x-amz-checksum-sha256', written.sha256.toString('base64'), 'SHA256'],
    ['x-amz-checksum-crc32', written.crc32.toString('base64'), 'CRC32'],
    ['content-md5', written.md5.toString('base64'), 'Content-MD5'],
  ];
  for (const [header, actual, algorithm] of claims) {
    const claimed = textOf(headers[header]);
    if (claimed === undefined || claimed === actual) continue;
    throw new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  const payload = textOf(headers['x-amz-content-sha256']);
  if (payload !== undefined && payload !== UNHASHED && payload !== written.sha256.toString('hex')) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return Object.fromEntries(
    claims.flatMap(([header, actual]) =>
      header !== 'content-md5' && headers[header] !== undefined ? [[header, actual]] : [],
    ),
  );
}

/** Bytes that are announced. Throws AwsError. */
export function announcedLength(headers: Headers): number {
  const length = textOf(headers['content-length']);
  if (length === undefined)
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
  return Number(length);
}

export const textOf = (value: Headers[string]): string | undefined => (value === undefined ? undefined : String(value));
