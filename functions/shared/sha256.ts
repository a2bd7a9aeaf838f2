/**
 * Replaces the SDK's own SHA-256 in the signing of calls: it makes an object of Node's for each of the two hashes and two HMACs of a
 * call and gives the key as bytes. A hash at one go and an HMAC with a key that is kept take half as long (measured), and hashing is a
 * fifth of the work of a call.
 */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** What the SDK takes as `sha256`: a hash, or with a secret an HMAC. */
export class Sha256 {
  readonly #secret: Bytes | undefined;
  #chunks: Uint8Array[] = [];

  constructor(secret?: Bytes) {
    this.#secret = secret;
  }

  update(data: Uint8Array): void {
    this.#chunks.push(data);
  }

  async digest(): Promise<Uint8Array> {
    const [first] = this.#chunks;
    const data = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    if (this.#secret === undefined) return hash('sha256', data, 'buffer');
    return createHmac('sha256', keyOf(this.#secret)).update(data).digest();
  }

  reset(): void {
    this.#chunks = [];
  }
}

/** The SDK keeps the key of a day, and gives it as the same bytes each time. */
const keys = new WeakMap<object, KeyObject>();
/** The secret of the credentials in force: the only text that comes at each call. */
let last: { readonly secret: string; readonly key: KeyObject } | undefined;

const keyOf = (secret: Bytes): KeyObject => {
  if (typeof secret === 'string') {
    if (last?.secret !== secret) last = { secret, key: createSecretKey(secret, 'utf8') };
    return last.key;
  }
  const key = keys.get(secret) ?? createSecretKey(bytesOf(secret));
  keys.set(secret, key);
  return key;
};

const bytesOf = (secret: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
