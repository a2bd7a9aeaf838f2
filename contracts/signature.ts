/** How a channel signs a request: one recipe, for the door and for the client. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADERS = {
  channel: 'x-gongdan-channel',
  timestamp: 'x-gongdan-timestamp',
  nonce: 'x-gongdan-nonce',
  signature: 'x-gongdan-signature',
} as const;

/** How far the clocks may be apart. */
export const MAX_SKEW_SECONDS = 300;
export const NONCE = /^[\x21-\x7e]{8,64}$/;

export interface SignedParts {
  readonly method: string;
  /** With the query, e.g. `/v1/tickets?x=1`. */
  readonly path: string;
  /** Epoch seconds. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Exactly as it goes over the wire; empty for none. */
  readonly body: string | Uint8Array;
}

/** Hex HMAC-SHA256 under the channel's key of method, path, timestamp, nonce and hex SHA-256 of the body, one a line. */
const signatureOf = (key: string, { method, path, timestamp, nonce, body }: SignedParts): string => {
  const digest = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', key)
    .update(`${method.toUpperCase()}\n${path}\n${timestamp}\n${nonce}\n${digest}`)
    .digest('hex');
};

/** In constant time, whatever was sent. */
export const isSignature = (key: string, parts: SignedParts, signature: string): boolean => {
  const expected = Buffer.from(signatureOf(key, parts));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** The headers of a signed request. */
export const signedHeaders = (channel: string, key: string, parts: SignedParts): Record<string, string> => ({
  [SIGNATURE_HEADERS.channel]: channel,
  [SIGNATURE_HEADERS.timestamp]: parts.timestamp,
  [SIGNATURE_HEADERS.nonce]: parts.nonce,
  [SIGNATURE_HEADERS.signature]: signatureOf(key, parts),
});

/** HMAC-SHA256 of the purpose under the master secret, hex: keys are derived, so that one that leaks does not open the others. */
export const deriveKey = (master: string, purpose: string): string =>
  createHmac('sha256', master).update(purpose).digest('hex');

/** What a channel signs its requests with, hex; operators hand it to the channel. */
export const channelKey = (master: string, channel: string): string => deriveKey(master, `channel:${channel}`);
