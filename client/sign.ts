/** Signs a request as a channel does, with what browsers and Node both have. The recipe is that of contracts/signature.ts. */
import type { SIGNATURE_HEADERS, SignedParts } from '../contracts/signature.ts';

const HEADERS: typeof SIGNATURE_HEADERS = {
  channel: 'x-gongdan-channel',
  timestamp: 'x-gongdan-timestamp',
  nonce: 'x-gongdan-nonce',
  signature: 'x-gongdan-signature',
};

const bytesOf = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The four headers of a request. */
export const signedRequest = async (
  channel: string,
  key: string,
  { method, path, timestamp, nonce, body }: SignedParts & { readonly body: string },
): Promise<Record<string, string>> => {
  const { subtle } = crypto;
  const digest = hex(await subtle.digest('SHA-256', bytesOf(body)));
  const secret = await subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const text = `${method.toUpperCase()}\n${path}\n${timestamp}\n${nonce}\n${digest}`;
  return {
    [HEADERS.channel]: channel,
    [HEADERS.timestamp]: timestamp,
    [HEADERS.nonce]: nonce,
    [HEADERS.signature]: hex(await subtle.sign('HMAC', secret, bytesOf(text))),
  };
};
