/** Where S3 stands here, and what an address in it means: `/_s3/<bucket>/<key>`, beside the API of the desk. */
import { AwsError, PARTITION } from '../aws.ts';

/** On the port that people use, so that a browser that reaches the desk reaches its files. */
export const S3_PATH = '/_s3/';

/** Buckets are named all over the world: their ARNs have neither account nor region. */
export const bucketArn = (bucket: string): string => `arn:${PARTITION}:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string): string => `${bucketArn(bucket)}/${key}`;

export interface Address {
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
}

/** `path`: as it was sent, without the query. Throws AwsError InvalidURI. */
export const addressOf = (path: string): Address => parted(path.slice(S3_PATH.length));

/** `source`: of a copy, `bucket/key` with escapes. Throws AwsError InvalidURI. */
export const sourceOf = (source: string): Address => parted(source.replace(/^\//, ''));

function parted(text: string): Address {
  const slash = text.indexOf('/');
  const [bucket, key] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  try {
    return { bucket, key: decodeURIComponent(key) };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}
