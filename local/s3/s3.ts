/**
 * S3 on one machine, in the place of fauxqs' (which has no notifications, no permission and not our clock): single objects of
 * private buckets, put, read, copied and deleted by functions of the template, or by whoever holds a link that one of them signed.
 * No versions, lists, access lists or uploads in parts: a request for them is refused by name.
 */
import { randomUUID } from 'node:crypto';
import { type Authorize, AwsError, type Principal } from '../aws.ts';
import type { ResourceKind, ResourceKinds } from '../resources.ts';
import { addressOf, bucketArn, objectArn, sourceOf } from './address.ts';
import { type BucketProperties, bucketProperties } from './bucket-properties.ts';
import { xml } from './documents.ts';
import { announcedLength, checkedDigests, keptHeaders, refuseUnknown, textOf } from './incoming.ts';
import { Lifecycle } from './lifecycle.ts';
import type { Bytes } from './object-files.ts';
import type { StoredObject } from './object-rows.ts';
import { GIB, Objects, type ObjectsDeps } from './objects.ts';
import { opened, type S3Answer, shown } from './outgoing.ts';
import type { SignedRequest } from './presigned.ts';

export interface S3Deps extends Omit<ObjectsDeps, 'tells'> {
  readonly authorize: Authorize;
  /** As `authorize`, in silence. */
  readonly allows: (principal: Principal, action: string, resource: string) => boolean;
}

export interface S3Request extends SignedRequest {
  readonly body: Bytes;
}

const MAX_BYTES = 5 * 1024 ** 3; // of one PUT
/** What may stand in a query; any other parameter asks for something that is not here. */
const PARAMETERS = /^(x-id|response-.+|x-amz-.+)$/i;

type Action = 'PutObject' | 'CopyObject' | 'GetObject' | 'HeadObject' | 'DeleteObject';

export class S3 {
  readonly kinds: ResourceKinds;
  readonly #deps: S3Deps;
  readonly #buckets = new Map<string, BucketProperties>();
  readonly #objects: Objects;
  readonly #lifecycle: Lifecycle;

  constructor(deps: S3Deps) {
    this.#deps = deps;
    this.#objects = new Objects({
      ...deps,
      tells: (bucket) =>
        this.#buckets.get(bucket)?.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled === true,
    });
    this.#lifecycle = new Lifecycle({
      clock: deps.clock,
      rows: this.#objects.rows,
      rulesOf: () =>
        [...this.#buckets].map(([name, { LifecycleConfiguration }]) => [name, LifecycleConfiguration.Rules]),
      expire: (object) => this.#objects.forget(object, 'Lifecycle Expiration'),
    });
    this.kinds = {
      'AWS::S3::Bucket': {
        identify: (id, property) => {
          const name = String(property('BucketName') ?? id.toLowerCase());
          return { ref: name, attributes: { Arn: bucketArn(name) } };
        },
        schema: bucketProperties,
        declare: (id, properties) => {
          this.#buckets.set(properties.BucketName ?? id.toLowerCase(), properties);
        },
      } satisfies ResourceKind<BucketProperties>,
    };
  }

  start(): void {
    this.#lifecycle.start();
  }

  stop(): void {
    this.#lifecycle.stop();
  }

  corsOf(path: string): BucketProperties['CorsConfiguration']['CorsRules'] {
    return this.#buckets.get(addressOf(path).bucket)?.CorsConfiguration.CorsRules ?? [];
  }

  /** What the request asks for. Throws AwsError NotImplemented. */
  actionOf({ method, path, query, headers }: Omit<SignedRequest, 'body'>): Action {
    const unknown = [...new URLSearchParams(query).keys()].find((name) => !PARAMETERS.test(name));
    const put = headers['x-amz-copy-source'] === undefined ? 'PutObject' : 'CopyObject';
    const action = { PUT: put, GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] as
      | Action
      | undefined;
    if (action && unknown === undefined && addressOf(path).key !== '') return action;
    throw new AwsError(
      'NotImplemented',
      `${method} ${path} ${unknown ?? ''} is not supported by the local runtime.`,
      501,
    );
  }

  /** `outside`: the answer leaves the cloud, which is billed. Rejects with AwsError in S3's words. */
  async answer(request: S3Request, principal: Principal, outside: boolean): Promise<S3Answer> {
    const action = this.actionOf(request);
    const { bucket, key } = addressOf(request.path);
    if (!this.#buckets.has(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    refuseUnknown(request.headers);
    switch (action) {
      case 'PutObject':
        return this.#put(bucket, key, request, principal);
      case 'CopyObject':
        return this.#copy(bucket, key, request, principal);
      case 'DeleteObject': {
        this.#authorize(principal, 's3:DeleteObject', objectArn(bucket, key));
        const object = this.#objects.rows.find(bucket, key);
        if (object) this.#objects.forget(object, 'DeleteObject');
        return { status: 204, headers: {}, body: '' };
      }
      default:
        return this.#show(action, bucket, key, request, principal, outside);
    }
  }

  #show(
    action: Action,
    bucket: string,
    key: string,
    { query, headers }: S3Request,
    principal: Principal,
    outside: boolean,
  ): S3Answer {
    this.#authorize(principal, 's3:GetObject', objectArn(bucket, key));
    this.#deps.count('s3.gets', 1, bucket);
    const object = this.#existing(bucket, key, principal);
    const answer = shown(object, this.#objects.files.path(object.file), { query, headers });
    if (action === 'HeadObject') return { ...answer, body: '' };
    if (outside) this.#deps.count('s3.gbOut', Number(answer.headers['content-length']) / GIB, bucket);
    return answer;
  }

  async #put(bucket: string, key: string, { headers, body }: S3Request, principal: Principal): Promise<S3Answer> {
    this.#authorize(principal, 's3:PutObject', objectArn(bucket, key));
    if (announcedLength(headers) > MAX_BYTES)
      throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    this.#deps.count('s3.puts', 1, bucket);
    const written = await this.#objects.files.write(body);
    try {
      const checksums = checkedDigests(headers, written);
      const contentType = textOf(headers['content-type']) ?? 'application/octet-stream';
      const object = this.#kept(
        { bucket, key, contentType, checksums, headers: keptHeaders(headers) },
        written,
        'PutObject',
      );
      return { status: 200, headers: { etag: `"${object.etag}"`, ...checksums }, body: '' };
    } catch (error) {
      await this.#objects.files.remove(written.file);
      throw error;
    }
  }

  async #copy(bucket: string, key: string, { headers }: S3Request, principal: Principal): Promise<S3Answer> {
    const source = sourceOf(String(headers['x-amz-copy-source']));
    if (textOf(headers['x-amz-metadata-directive']) === 'REPLACE')
      throw new AwsError('NotImplemented', 'The local runtime copies objects with their metadata alone.', 501);
    this.#authorize(principal, 's3:GetObject', objectArn(source.bucket, source.key));
    this.#authorize(principal, 's3:PutObject', objectArn(bucket, key));
    this.#deps.count('s3.puts', 1, bucket);
    const from = this.#existing(source.bucket, source.key, principal);
    const written = await this.#objects.files.write(
      opened({ file: this.#objects.files.path(from.file), range: undefined }),
    );
    const { etag, modified } = this.#kept({ ...from, bucket, key }, written, 'CopyObject');
    const body = xml('CopyObjectResult', { ETag: `"${etag}"`, LastModified: new Date(modified).toISOString() });
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  }

  #kept(...object: Parameters<Objects['keep']>): StoredObject {
    const kept = this.#objects.keep(...object);
    this.#lifecycle.arm();
    return kept;
  }

  /** That there is no such object is only told to those who may list the bucket; to others it is as if they might not. */
  #existing(bucket: string, key: string, principal: Principal): StoredObject {
    const object = this.#objects.rows.find(bucket, key);
    if (object) return object;
    if (this.#deps.allows(principal, 's3:ListBucket', bucketArn(bucket)))
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }

  #authorize(principal: Principal, action: string, resource: string): void {
    try {
      this.#deps.authorize(principal, action, resource);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'AccessDeniedException')
        throw new AwsError('AccessDenied', error.message, 403);
      throw error;
    }
  }
}

/** An error as S3 tells it; a HEAD has no body to tell it in. */
export const s3Refusal = ({ code, message, status }: AwsError, method: string): S3Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: method === 'HEAD' ? '' : xml('Error', { Code: code, Message: message, RequestId: randomUUID() }),
});
