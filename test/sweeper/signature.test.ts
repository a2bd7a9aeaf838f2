import { expect, it } from 'vitest';
import { signed } from '../../adapters/sweeper/signature.ts';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

it('signs as the published test suite of AWS says (post-vanilla)', () => {
  const when = { service: 'service', region: 'us-east-1', epochMs: Date.parse('2015-08-30T12:36:00Z') };
  const headers = signed({ host: 'example.amazonaws.com', path: '/', headers: {}, body: '' }, CREDENTIALS, when);
  expect(headers).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  });
});

it('signs target, body and the token of a role, as the signer of the SDK does', () => {
  const post = {
    host: 'sqs.eu-west-1.amazonaws.com',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessageBatch' },
    body: '{"QueueUrl":"x","中":1}',
  };
  const when = { service: 'sqs', region: 'eu-west-1', epochMs: Date.parse('2026-03-02T01:00:00Z') };
  const { authorization, ...rest } = signed(post, { ...CREDENTIALS, sessionToken: 'tok' }, when);
  // Computed with @smithy/signature-v4.
  expect(authorization).toMatch(/Signature=ee7ac15e1eec2775f1195f4e89ecdc12e0ff8bfdb5d79a4b64e99513589c81f5$/);
  expect(rest).toEqual({ ...post.headers, 'x-amz-date': '20260302T010000Z', 'x-amz-security-token': 'tok' });
});
