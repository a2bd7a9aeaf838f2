/** The token issuer of the local environment: a key in the store, and tokens for whoever asks on this machine. */
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';
import type { Clock } from './clock.ts';
import type { Values } from './values.ts';

const ALGORITHM = 'RS256';
const KEY_ID = 'local';
const LIFETIME_S = 12 * 60 * 60; // a working day

export interface Issuer {
  /** Signs a token for `subject` (e.g. `agt_…`) with `scopes`, valid for 12 hours of the runtime's clock. */
  token(subject: string, scopes: readonly string[], audience: { issuer: string; audience: string }): Promise<string>;
  readonly key: JWTVerifyGetKey;
  readonly lifetimeSeconds: number;
}

/** Makes the key at the first start and finds it again at the next. */
export async function openIssuer(values: Values, clock: Clock): Promise<Issuer> {
  let kept = values.get('issuer.key');
  if (!kept) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    kept = JSON.stringify(await exportJWK(privateKey));
    values.set('issuer.key', kept);
  }
  const jwk = JSON.parse(kept) as JWK & { n: string; e: string };
  const privateKey = await importJWK(jwk, ALGORITHM);
  const publicKey: JWK = { kty: 'RSA', n: jwk.n, e: jwk.e, alg: ALGORITHM, kid: KEY_ID };
  return {
    key: createLocalJWKSet({ keys: [publicKey] }),
    lifetimeSeconds: LIFETIME_S,
    token(subject, scopes, { issuer, audience }) {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ scope: scopes.join(' ') })
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME_S)
        .sign(privateKey);
    },
  };
}
