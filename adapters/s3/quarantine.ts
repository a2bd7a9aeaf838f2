import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Quarantine } from '../../core/ports-files.ts';
import { incomingKey, keptKey } from './file-keys.ts';

const FIRST_BYTES = 64 * 1024; // a document that is an archive tells what it is in its first entries

/** What is asked costs two reads to look, one copy to release, nothing to forget. */
export const createQuarantine = ({
  client,
  bucket: Bucket,
}: {
  readonly client: Pick<S3Client, 'send'>;
  readonly bucket: string;
}): Quarantine => ({
  look: async (file) => {
    const Key = incomingKey(file);
    const [head, first] = await Promise.all([
      client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' })),
      client.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=0-${FIRST_BYTES - 1}` })),
    ]);
    const firstBytes = await first.Body?.transformToByteArray();
    if (head.ContentLength === undefined || !firstBytes) throw new Error('The store told neither size nor content.');
    const { ContentLength: size, ChecksumSHA256 } = head;
    const sha256 = ChecksumSHA256 === undefined ? undefined : Buffer.from(ChecksumSHA256, 'base64').toString('hex');
    return { size, sha256, firstBytes };
  },
  release: async (file) => {
    const CopySource = `${Bucket}/${incomingKey(file)}`; // ids alone: nothing to escape
    await client.send(new CopyObjectCommand({ Bucket, Key: keptKey(file), CopySource }));
  },
  forget: async (file) => {
    await Promise.all(
      [incomingKey(file), keptKey(file)].map((Key) => client.send(new DeleteObjectCommand({ Bucket, Key }))),
    );
  },
});
