import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignature, signedHeaders } from '../../contracts/signature.ts';
import { environmentOf } from '../../functions/shared/environment.ts';

describe('the signature of a channel', () => {
  const parts = {
    method: 'post',
    path: '/v1/tickets?trace=1',
    timestamp: '1772413200',
    nonce: 'nonce-0001',
    body: '{"subject":"退款"}',
  };

  it('is what the recipe says, step by step', () => {
    const digest = createHash('sha256').update(Buffer.from(parts.body, 'utf8')).digest('hex');
    const text = ['POST', parts.path, parts.timestamp, parts.nonce, digest].join('\n');
    const signature = createHmac('sha256', 'the key').update(text).digest('hex');
    expect(signedHeaders('shop', 'the key', parts)).toEqual({
      'x-gongdan-channel': 'shop',
      'x-gongdan-timestamp': parts.timestamp,
      'x-gongdan-nonce': parts.nonce,
      'x-gongdan-signature': signature,
    });
    expect(isSignature('the key', parts, signature)).toBe(true);
    expect(isSignature('the key', parts, signature.toUpperCase())).toBe(true);
  });

  it('refuses any other method, path, time, nonce, body or key', () => {
    const signature = signedHeaders('shop', 'the key', parts)['x-gongdan-signature'] ?? '';
    for (const [name, other] of Object.entries({ method: 'PUT', path: '/v1', timestamp: '1', nonce: 'n', body: '' }))
      expect(isSignature('the key', { ...parts, [name]: other }, signature), name).toBe(false);
    expect(isSignature('another key', parts, signature)).toBe(false);
    for (const wrong of ['', 'x', signature.slice(1), `${signature}0`])
      expect(isSignature('the key', parts, wrong)).toBe(false);
  });
});

describe('the environment of a function', () => {
  it('refuses to start without its variables, and names them all', () => {
    expect(() => environmentOf('analytics', { TICKET_TABLE: '' })).toThrow(
      'analytics lacks TICKET_TABLE, INSIGHT_TABLE.',
    );
  });

  it('holds what the contract lists and nothing else', () => {
    const all = { TICKET_TABLE: 'a', INSIGHT_TABLE: 'b', OTHER: 'c' };
    expect(environmentOf('analytics', all)).toEqual({ TICKET_TABLE: 'a', INSIGHT_TABLE: 'b' });
  });
});
