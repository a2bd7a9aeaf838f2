import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { addMs } from '../../core/domain/time.ts';
import type { Time } from '../../core/ports.ts';
import type { FileLinks } from '../../core/ports-files.ts';
import { incomingKey, keptKey } from './file-keys.ts';

const UPLOAD_SECONDS = 300;
const DOWNLOAD_SECONDS = 60;

/** Signing asks nobody: a link may do what the function that signed it may do, when it is used. */
export const createFileLinks = ({
  client,
  bucket: Bucket,
  time,
}: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly time: Pick<Time, 'now'>;
}): FileLinks => ({
  upload: async (file, { type, size, sha256 }) => {
    const checksum = Buffer.from(sha256, 'hex').toString('base64');
    const now = time.now();
    const command = new PutObjectCommand({
      Bucket,
      Key: incomingKey(file),
      ContentType: type,
      ContentLength: size,
      ChecksumSHA256: checksum,
    });
    const url = await getSignedUrl(client, command, {
      expiresIn: UPLOAD_SECONDS,
      signingDate: new Date(now),
      signableHeaders: new Set(['host', 'content-type', 'content-length']),
      // Left to itself the signer would put it into the link, where S3 does not hold it against the body.
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    });
    return {
      method: 'PUT',
      url,
      // Whoever sends a body adds its length by themselves; a browser lets nobody else do it.
      headers: { 'content-type': type, 'x-amz-checksum-sha256': checksum },
      expiresAt: addMs(now, UPLOAD_SECONDS * 1000),
    };
  },
  download: async (file, { name, type }) => {
    const now = time.now();
    const command = new GetObjectCommand({
      Bucket,
      Key: keptKey(file),
      ResponseContentDisposition: dispositionOf(name),
      ResponseContentType: type,
      ResponseCacheControl: 'private, no-store',
    });
    const url = await getSignedUrl(client, command, { expiresIn: DOWNLOAD_SECONDS, signingDate: new Date(now) });
    return { url, expiresAt: addMs(now, DOWNLOAD_SECONDS * 1000) };
  },
});

/** To be saved, never shown in place: RFC 6266 with the name by RFC 5987, and a plain one for those who do not know that. */
export const dispositionOf = (name: string): string => {
  const plain = name.replace(/[^ -~]|["\\%/]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
