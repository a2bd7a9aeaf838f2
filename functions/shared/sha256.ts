/**
 * Replaces the SDK's own SHA-256 in the signing of calls: it gives Node the key of an HMAC as bytes, for which Node 24 takes 15 µs
 * instead of the 3 µs with a KeyObject (measured): a sixth of the work of a call.
 */
import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** What the SDK takes as `sha256`: a hash, or with a secret an HMAC. */
export class Sha256 {
  readonly #secret: Bytes | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Bytes) {
    this.#secret = secret;
    this.#hash = this.#begun();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#begun();
  }

  #begun(): Hash | Hmac {
    if (this.#secret === undefined) return createHash('sha256');
    return createHmac('sha256', createSecretKey(bytesOf(this.#secret)));
  }
}

const bytesOf = (secret: Bytes): Uint8Array => {
  if (typeof secret === 'string') return Buffer.from(secret);
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
};
