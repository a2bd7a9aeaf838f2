/** The two headers that every command takes. */
import type { InputErrors } from './validation.ts';

export interface Preconditions {
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
}

const STRONG_TAG = /^"([1-9][0-9]{0,9})"$/;
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** `If-Match: "7"` or `*` (any version); `Idempotency-Key` of 1 to 255 printable characters. Adds what is wrong to `errors`. */
export const preconditionsOf = (
  headers: Readonly<Record<string, string | undefined>>,
  errors: InputErrors,
): Preconditions => {
  const [tag, key] = [headers['if-match']?.trim(), headers['idempotency-key']];
  const version = tag === undefined ? undefined : STRONG_TAG.exec(tag)?.[1];
  if (tag !== undefined && tag !== '*' && version === undefined)
    errors.push({ path: 'If-Match', message: 'Send the ETag of the ticket as it came, e.g. "7", or *' });
  if (key !== undefined && !KEY.test(key))
    errors.push({ path: 'Idempotency-Key', message: 'A key has 1 to 255 printable ASCII characters' });
  return {
    ...(version !== undefined && { ifMatch: Number(version) }),
    ...(key !== undefined && { idempotencyKey: key }),
  };
};

export const etagOf = (version: number): string => `"${version}"`;
