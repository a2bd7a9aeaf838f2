import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUCKET as Bucket, openS3, type S3Stage } from './stage.ts';

const CORS = {
  CorsConfiguration: {
    CorsRules: [
      {
        AllowedOrigins: ['https://desk.example.com'],
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['content-type'],
        MaxAge: 60,
      },
    ],
  },
};
const BODY = '您好，附件';
const LENGTH = Buffer.byteLength(BODY);
const SHA256 = createHash('sha256').update(BODY).digest('base64');

let stage: S3Stage;
beforeEach(async () => {
  stage = await openS3(CORS);
});
afterEach(() => stage.close());

/** Signed at the time of the stage's clock. */
const linkTo = (command: GetObjectCommand | PutObjectCommand, principal = 'writer', expiresIn = 300): Promise<string> =>
  getSignedUrl(stage.signer(principal), command as PutObjectCommand, {
    expiresIn,
    signingDate: new Date(stage.clock.now()),
    signableHeaders: new Set(['host', 'content-type', 'content-length']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
const upload = (principal?: string): Promise<string> =>
  linkTo(
    new PutObjectCommand({
      Bucket,
      Key: 'a',
      ContentType: 'text/plain',
      ContentLength: LENGTH,
      ChecksumSHA256: SHA256,
    }),
    principal,
  );
const HEADERS = { 'content-type': 'text/plain', 'x-amz-checksum-sha256': SHA256 };
const send = async (url: string, body: string = BODY, headers: Record<string, string> = HEADERS) => {
  const answer = await fetch(url, { method: 'PUT', body, headers });
  return [answer.status, /<Code>(.*)<\/Code>/.exec(await answer.text())?.[1]];
};
const read = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, init);
  const body = await answer.text();
  return { status: answer.status, code: /<Code>(.*)<\/Code>/.exec(body)?.[1], body, headers: answer.headers };
};

describe('a signed link', () => {
  it('lets exactly the file be put that it was signed for, and the object be read as the signer says', async () => {
    expect(await send(await upload())).toEqual([200, undefined]);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent('凭证.txt')}`;
    const link = await linkTo(new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition: disposition }));
    const { status, body, headers } = await read(link);
    expect([status, body]).toEqual([200, BODY]);
    expect(headers.get('content-disposition')).toBe(disposition);
    expect(headers.get('content-length')).toBe(String(LENGTH));
    expect(stage.billed['s3.gbOut']).toBeGreaterThan(0);
  });

  it('is good to its last second, and after a new start', async () => {
    const link = await upload();
    stage.clock.moveTo(stage.clock.now() + 300_000);
    expect(await send(link)).toEqual([200, undefined]);
    stage.clock.moveTo(stage.clock.now() + 1000);
    expect(await send(link)).toEqual([403, 'AccessDenied']);
  });

  it('is refused for another size, type, checksum, method, key or host', async () => {
    const link = await upload();
    expect(await send(link, `${BODY}!`)).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(link, BODY, { ...HEADERS, 'content-type': 'text/html' })).toEqual([403, 'SignatureDoesNotMatch']);
    const other = createHash('sha256').update('other').digest('base64');
    expect(await send(link, BODY, { ...HEADERS, 'x-amz-checksum-sha256': other })).toEqual([
      403,
      'SignatureDoesNotMatch',
    ]);
    expect(await send(link, BODY, { 'content-type': 'text/plain' })).toEqual([403, 'SignatureDoesNotMatch']);
    expect((await read(link)).code).toBe('SignatureDoesNotMatch');
    expect(await send(link.replace('/files/a?', '/files/b?'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(link.replace('127.0.0.1', 'localhost'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(link.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(link, BODY, { ...HEADERS, 'x-amz-acl': 'public-read' })).toEqual([403, 'AccessDenied']);
  });

  it('is refused when the bytes are not those of the signed checksum', async () => {
    const changed = BODY.replace('好', '们');
    expect(Buffer.byteLength(changed)).toBe(LENGTH);
    expect(await send(await upload(), changed)).toEqual([400, 'BadDigest']);
  });

  it('is refused when somebody made it up, or signed for another', async () => {
    const link = await upload();
    expect(await send(link.replace('writer', 'reader'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await send(await upload('stranger'))).toEqual([403, 'InvalidAccessKeyId']);
    expect(await send(link.replace(/X-Amz-Signature=.*?&/, 'X-Amz-Signature=00&'))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ]);
    expect(await send(link.replace(/X-Amz-Date=\w+&/, ''))).toEqual([400, 'AuthorizationQueryParametersError']);
    expect((await read(link.split('?')[0]!)).code).toBe('AccessDenied');
    expect((await read(link.split('?')[0]!, { headers: { authorization: 'AWS4 Credential=operator/' } })).code).toBe(
      'AccessDenied',
    );
  });

  it('does what its signer may do, and no more', async () => {
    stage.denied.add('s3:PutObject');
    expect(await send(await upload('reader'))).toEqual([403, 'AccessDenied']);
    expect(await send(await upload('writer'))).toEqual([200, undefined]);
  });

  it('leads nowhere when there is nothing, without saying so', async () => {
    expect(await read(await linkTo(new GetObjectCommand({ Bucket, Key: 'b' })))).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
  });
});

describe('a page of another origin', () => {
  const ask = (url: string, origin: string, method: string, headers: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });

  it('may do what the rules of the bucket say, and learns it beforehand', async () => {
    const answer = await ask(await upload(), 'https://desk.example.com', 'PUT', 'content-type');
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://desk.example.com',
    ]);
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it.each([
    ['https://evil.example.com', 'PUT', 'content-type'],
    ['https://desk.example.com', 'DELETE', 'content-type'],
    ['https://desk.example.com', 'PUT', 'x-amz-acl'],
  ])('refuses %s to %s with %s', async (origin, method, headers) => {
    const answer = await ask(await upload(), origin, method, headers);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('may read the answer, also when it is a refusal', async () => {
    const origin = 'https://desk.example.com';
    const answer = await fetch(await upload(), { method: 'PUT', body: 'x', headers: { ...HEADERS, origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, origin]);
  });
});
