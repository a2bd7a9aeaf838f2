/** What a bucket tells EventBridge, on the default bus, when the template asks it to. */
import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../aws.ts';
import type { Entry } from '../events/envelope.ts';
import { bucketArn } from './address.ts';
import type { StoredObject } from './object-rows.ts';

export type Happening =
  | { readonly type: 'Object Created'; readonly reason: 'PutObject' | 'CopyObject' }
  | { readonly type: 'Object Deleted'; readonly reason: 'DeleteObject' | 'Lifecycle Expiration' };

/** `sequence`: later ones of a key sort after earlier ones. */
export function objectEvent(
  { bucket, key, size, etag }: StoredObject,
  { type, reason }: Happening,
  sequence: number,
): Entry {
  const detail = {
    version: '0',
    bucket: { name: bucket },
    object: {
      key,
      ...(type === 'Object Created' && { size, etag }),
      sequencer: sequence.toString(16).toUpperCase().padStart(18, '0'),
    },
    'request-id': randomUUID(),
    requester: reason === 'Lifecycle Expiration' ? 's3.amazonaws.com' : ACCOUNT,
    ...(type === 'Object Deleted' && { 'deletion-type': 'Permanently Deleted' }),
    reason,
  };
  return { source: 'aws.s3', detailType: type, detail: JSON.stringify(detail), resources: [bucketArn(bucket)] };
}
