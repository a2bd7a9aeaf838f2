import { createHash, randomBytes } from 'node:crypto';

const checksum = (text: string): string =>
  createHash('sha256').update(`task token ${text}`).digest('base64url').slice(0, 16);

/** A new task token: unguessable, and recognisable as one of ours. */
export function newToken(): string {
  const secret = randomBytes(48).toString('base64url');
  return `AQC${secret}${checksum(secret)}`;
}

/** Whether the text can ever have been a token. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('AQC') && checksum(text.slice(3, -16)) === text.slice(-16);
}
