import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, NOON, openS3, type S3Stage } from './stage.ts';

const EVENTS = { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } };

let stage: S3Stage;
beforeEach(async () => {
  stage = await openS3(EVENTS);
});
afterEach(() => stage.close());

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  stage.client().send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const text = async (Key: string, more: object = {}): Promise<string> =>
  (await (
    await stage.client().send(new GetObjectCommand({ Bucket, Key, ...more }))
  ).Body?.transformToString()) as string;
const failure = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    ({ name, $metadata }) => [name, $metadata.httpStatusCode],
  );
const files = (): string[] => readdirSync(join(stage.folder, 'objects'));

describe('an object', () => {
  it('is what was put, byte for byte, with what was said of it', async () => {
    const bytes = randomBytes(3 * 1024 * 1024); // more than one chunk, and more than the SDK sends unasked
    await put('a/1', bytes, { ContentType: 'image/png', Metadata: { of: 'me' } });
    const found = await stage.client().send(new GetObjectCommand({ Bucket, Key: 'a/1' }));
    expect(Buffer.from(await found.Body!.transformToByteArray()).equals(bytes)).toBe(true);
    expect(found).toMatchObject({
      ContentType: 'image/png',
      ContentLength: bytes.length,
      Metadata: { of: 'me' },
      LastModified: new Date(NOON),
    });
    const head = await stage.client().send(new HeadObjectCommand({ Bucket, Key: 'a/1' }));
    expect(head).toMatchObject({ ContentLength: bytes.length, ETag: found.ETag });
  });

  it('is read in parts', async () => {
    await put('a', '0123456789');
    expect(await text('a', { Range: 'bytes=2-4' })).toBe('234');
    expect(await text('a', { Range: 'bytes=8-100' })).toBe('89');
    expect(await text('a', { Range: 'bytes=-3' })).toBe('789');
    expect(await failure(text('a', { Range: 'bytes=10-' }))).toEqual(['InvalidRange', 416]);
  });

  it('has any name', async () => {
    const name = '凭证/a b+c&d=%25?#.png';
    await put(name, 'x');
    expect(await text(name)).toBe('x');
    expect(JSON.parse(stage.told[0]!.detail).object.key).toBe(name);
  });

  it('takes the place of the one before, whose file goes away', async () => {
    await put('a', 'one');
    await put('a', 'two');
    expect(await text('a')).toBe('two');
    stage = await stage.again();
    expect(files()).toHaveLength(1);
    expect(await text('a')).toBe('two');
  });

  it('is copied with what was said of it', async () => {
    const ChecksumSHA256 = createHash('sha256').update('x').digest('base64');
    await put('in/a', 'x', { ContentType: 'text/plain', ChecksumSHA256 });
    await stage.client().send(new CopyObjectCommand({ Bucket, Key: 'out/a', CopySource: `${Bucket}/in/a` }));
    const copy = await stage.client().send(new HeadObjectCommand({ Bucket, Key: 'out/a', ChecksumMode: 'ENABLED' }));
    expect(copy).toMatchObject({
      ContentType: 'text/plain',
      ChecksumSHA256,
    });
    expect(await text('out/a')).toBe('x');
  });

  it('is gone when it is deleted; what is not there can be deleted, too', async () => {
    await put('a', 'x');
    for (let time = 0; time < 2; time += 1) await stage.client().send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(await failure(text('a'))).toEqual(['AccessDenied', 403]);
    stage = await stage.again();
    expect(files()).toEqual([]);
  });

  it('outlives the process; what one that was killed had not finished does not', async () => {
    await put('a', 'x');
    writeFileSync(join(stage.folder, 'objects', '0000.part'), 'half');
    writeFileSync(join(stage.folder, 'objects', '1111'), 'whole, and not yet an object');
    stage = await stage.again();
    expect(await text('a')).toBe('x');
    expect(files()).toHaveLength(1);
  });

  it('is told of with its bucket, key and size, and so is its end', async () => {
    await put('a', 'four');
    await stage.client().send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(stage.told.map(({ source, detailType, resources }) => [source, detailType, resources])).toEqual([
      ['aws.s3', 'Object Created', ['arn:aws:s3:::files']],
      ['aws.s3', 'Object Deleted', ['arn:aws:s3:::files']],
    ]);
    const [created, deleted] = stage.told.map(({ detail }) => JSON.parse(detail));
    expect(created).toMatchObject({ bucket: { name: Bucket }, object: { key: 'a', size: 4 }, reason: 'PutObject' });
    expect(deleted).toMatchObject({ object: { key: 'a' }, reason: 'DeleteObject' });
    expect(deleted.object.sequencer > created.object.sequencer).toBe(true);
  });

  it('is billed by what was done and how much it is', async () => {
    await put('a', Buffer.alloc(1024 ** 2));
    await text('a', { Range: 'bytes=0-0' });
    expect(stage.billed).toEqual({ 's3.puts': 1, 's3.gets': 1, 's3.gbMonths': 1 / 1024 });
  });
});

describe('S3 refuses', () => {
  it('refuses what does not have the checksum that came with it, and keeps nothing of it', async () => {
    const wrong = { ChecksumSHA256: `${'A'.repeat(43)}=` };
    expect(await failure(put('a', 'x', wrong))).toEqual(['BadDigest', 400]);
    expect(await failure(put('a', 'x', { ChecksumCRC32: 'AAAAAA==' }))).toEqual(['BadDigest', 400]);
    expect(await failure(put('a', 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).toEqual(['BadDigest', 400]);
    expect(files()).toEqual([]);
    expect(stage.told).toEqual([]);
  });

  it('refuses what the role does not allow', async () => {
    await put('a', 'x');
    for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) stage.denied.add(action);
    const reader = stage.client('reader');
    const copy = new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` });
    expect(await failure(reader.send(new GetObjectCommand({ Bucket, Key: 'a' })))).toEqual(['AccessDenied', 403]);
    expect(await failure(reader.send(new HeadObjectCommand({ Bucket, Key: 'a' })))).toEqual(['Unknown', 403]);
    expect(await failure(reader.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'y' })))).toEqual([
      'AccessDenied',
      403,
    ]);
    expect(await failure(reader.send(new DeleteObjectCommand({ Bucket, Key: 'a' })))).toEqual(['AccessDenied', 403]);
    expect(await failure(reader.send(copy))).toEqual(['AccessDenied', 403]);
    expect(await text('a')).toBe('x');
  });

  it('refuses callers, buckets and requests that it does not know, by name', async () => {
    const get = new GetObjectCommand({ Bucket, Key: 'a' });
    expect(await failure(stage.client('stranger').send(get))).toEqual(['UnrecognizedClientException', 403]);
    const elsewhere = new GetObjectCommand({ Bucket: 'other', Key: 'a' });
    expect(await failure(stage.client().send(elsewhere))).toEqual(['NoSuchBucket', 404]);
    expect(await failure(stage.client().send(new ListObjectsV2Command({ Bucket })))).toEqual(['NotImplemented', 501]);
    expect(await failure(put('a', 'x', { Tagging: 'a=b' }))).toEqual(['NotImplemented', 501]);
  });

  it.each([
    [{ VersioningConfiguration: { Status: 'Enabled' } }, 'VersioningConfiguration'],
    [{ NotificationConfiguration: { QueueConfigurations: [] } }, 'QueueConfigurations'],
    [{ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [] }] } }, 'Transitions'],
  ])('refuses a bucket with %o: it would not do that', async (properties, name) => {
    await expect(openS3(properties)).rejects.toThrow(name);
  });
});
