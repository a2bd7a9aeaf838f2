/** Client tokens: a transaction that is sent again within ten minutes has happened once. */
import { hash } from 'node:crypto';
import { AwsError } from '../aws.ts';
import type { Engine } from './engine.ts';
import type { Body } from './requests.ts';

const TOKEN_MS = 10 * 60 * 1000;
/** Of digests as they are made here. One that an older version left cannot be compared, and is taken for the same. */
const FORM = '2.';

/** Whether the transaction of this token has happened in the last ten minutes. */
export function wasDone({ store, clock }: Engine, token: string, digest: string): boolean {
  const known = store.get<{ digest: string }>(
    'SELECT digest FROM dynamodb_tokens WHERE token = ? AND expires > ?',
    token,
    clock.now(),
  );
  if (known?.digest.startsWith(FORM) && known.digest !== digest)
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  return known !== undefined;
}

export const remember = ({ store, clock }: Engine, token: string, digest: string): unknown =>
  store.run(
    'INSERT OR REPLACE INTO dynamodb_tokens (token, digest, expires) VALUES (?, ?, ?)',
    token,
    digest,
    clock.now() + TOKEN_MS,
  );

export const sweepTokens = ({ store, clock }: Engine): unknown =>
  store.run('DELETE FROM dynamodb_tokens WHERE expires <= ?', clock.now());

/** The order of members does not matter to the service. */
export const digestOf = (value: unknown): string => FORM + hash('sha256', canonical(value), 'base64');

/**
 * One text for equal values, and another for others: what has no fixed length is led by its length, so that nothing needs quotes,
 * which take most of the time of JSON.
 */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `${value};`;
  if (Array.isArray(value)) {
    let text = `a${value.length}:`;
    for (const member of value) text += canonical(member);
    return text;
  }
  const names = Object.keys(value);
  if (names.length > 1) names.sort();
  let text = '{';
  for (const name of names) {
    const member = (value as Body)[name];
    if (member !== undefined) text += `${name.length}:${name}${canonical(member)}`;
  }
  return `${text}}`;
}
