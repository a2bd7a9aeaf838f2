/** Signature v3 of Tencent Cloud, TC3-HMAC-SHA256. https://cloud.tencent.com/document/api/213/30654 */
import { createHash, createHmac } from 'node:crypto';

export interface Tc3Request {
  /** `sms`, as in the host of the service. */
  readonly service: string;
  /** Those that are signed, by their names in small letters and in their order; `host` and `content-type` are wanted. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Seconds of Unix, at most five minutes off. */
  readonly timestamp: number;
}

export interface Tc3Key {
  readonly id: string;
  readonly secret: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const signedOf = ({ headers }: Tc3Request): string => Object.keys(headers).join(';');
/** By UTC. */
const dayOf = ({ timestamp }: Tc3Request): string => new Date(timestamp * 1000).toISOString().slice(0, 10);
const scopeOf = (request: Tc3Request): string => `${dayOf(request)}/${request.service}/tc3_request`;

/** Of a POST to `/`. Header values are signed in small letters. */
export const tc3StringToSign = (request: Tc3Request): string => {
  const lines = Object.entries(request.headers).map(([name, value]) => `${name}:${value.toLowerCase()}\n`);
  const canonical = ['POST', '/', '', lines.join(''), signedOf(request), sha256(request.body)].join('\n');
  return ['TC3-HMAC-SHA256', request.timestamp, scopeOf(request), sha256(canonical)].join('\n');
};

export const tc3SigningKey = (secret: string, request: Tc3Request): Buffer =>
  hmac(hmac(hmac(`TC3${secret}`, dayOf(request)), request.service), 'tc3_request');

export const tc3Signature = (signingKey: Buffer, stringToSign: string): string =>
  hmac(signingKey, stringToSign).toString('hex');

/** The header Authorization. */
export const signTc3 = (request: Tc3Request, key: Tc3Key): string => {
  const signature = tc3Signature(tc3SigningKey(key.secret, request), tc3StringToSign(request));
  return `TC3-HMAC-SHA256 Credential=${key.id}/${scopeOf(request)}, SignedHeaders=${signedOf(request)}, Signature=${signature}`;
};
