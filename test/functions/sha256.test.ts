import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Sha256 } from '../../functions/shared/sha256.ts';
import fc from '../support/properties.ts';

const hex = async (sha: Sha256, ...parts: readonly string[]): Promise<string> => {
  for (const part of parts) sha.update(Buffer.from(part));
  return Buffer.from(await sha.digest()).toString('hex');
};

describe('the hash that signs calls', () => {
  it('gives the HMAC of RFC 4231, case 2', async () => {
    expect(await hex(new Sha256('Jefe'), 'what do ya want ', 'for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it("agrees with Node's own for secrets of every kind, and begins anew after a reset", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.string(), async (secret, text) => {
        const expected = createHmac('sha256', secret).update(text).digest('hex');
        const part = new Uint8Array([7, ...secret, 7]).subarray(1, -1);
        for (const given of [secret, part, Uint8Array.from(secret).buffer]) {
          const sha = new Sha256(given);
          sha.update(Buffer.from('something else'));
          sha.reset();
          expect(await hex(sha, text)).toBe(expected);
        }
        expect(await hex(new Sha256(), text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});
