/** The JWT authorizer of the HTTP API. */
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { type Answer, message } from './answer.ts';
import type { AuthorizerProperties } from './kinds.ts';

export interface Verified {
  /** As functions get them: every value is text. */
  readonly claims: Record<string, string>;
  readonly scopes: readonly string[];
  /** Epoch seconds. */
  readonly expires: number;
}

const CACHE_SIZE = 500;

const unauthorized = (error?: string): Answer =>
  message(401, 'Unauthorized', { 'www-authenticate': error ? `Bearer error="${error}"` : 'Bearer' });

export class JwtAuthorizer {
  readonly #properties: AuthorizerProperties;
  readonly #key: JWTVerifyGetKey;
  readonly #clock: Clock;
  // A token is verified once: agents come with the same one all day.
  readonly #verified = new Map<string, Verified>();

  constructor(properties: AuthorizerProperties, key: JWTVerifyGetKey, clock: Clock) {
    this.#properties = properties;
    this.#key = key;
    this.#clock = clock;
  }

  /** The verified token, or the answer that refuses it: 401, or 403 when none of `wanted` scopes is in it. */
  async check(header: string | undefined, wanted: readonly string[]): Promise<Verified | Answer> {
    if (!header) return unauthorized();
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1] ?? header;
    let verified = this.#verified.get(token);
    if (!verified) {
      try {
        verified = await this.#verify(token);
      } catch {
        return unauthorized('invalid_token');
      }
      if (this.#verified.size >= CACHE_SIZE) this.#verified.clear();
      this.#verified.set(token, verified);
    }
    if (verified.expires * 1000 <= this.#clock.now()) return unauthorized('invalid_token');
    if (wanted.length && !wanted.some((scope) => verified.scopes.includes(scope))) return message(403, 'Forbidden');
    return verified;
  }

  async #verify(token: string): Promise<Verified> {
    const { Issuer, Audience } = this.#properties.JwtConfiguration;
    const { payload } = await jwtVerify(token, this.#key, {
      issuer: Issuer,
      audience: Audience,
      algorithms: ['RS256'], // HTTP APIs take RSA signatures only
      requiredClaims: ['exp'],
      currentDate: new Date(this.#clock.now()),
    });
    const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
    return { claims, scopes: scopesOf(payload), expires: payload.exp ?? 0 };
  }
}

const claimText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(' ')}]` : typeof value === 'object' ? JSON.stringify(value) : String(value);

function scopesOf({ scope, scp }: JWTPayload): string[] {
  const value = scope ?? scp;
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ').filter(Boolean) : [];
}
