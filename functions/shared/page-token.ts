/** Where the next page begins, sealed: a token leads on in the list it came from, for whom it was made, and nowhere else. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Rejected } from './rejected.ts';

/** `list` e.g. `queue:refund`. */
export interface PageOf {
  readonly list: string;
  readonly caller: string;
}

const seal = (key: string, { list, caller }: PageOf, text: string): string =>
  createHmac('sha256', key).update(`${list}\n${caller}\n${text}`).digest('base64url').slice(0, 22);

export const pageToken = (key: string, of: PageOf, after: string): string => {
  const text = Buffer.from(JSON.stringify({ after })).toString('base64url');
  return `${text}.${seal(key, of, text)}`;
};

/** Rejects a token that was tampered with, or that belongs to another list or caller. */
export const readPageToken = (key: string, of: PageOf, token: string): string => {
  const [text = '', given = '', ...rest] = token.split('.');
  const expected = seal(key, of, text);
  // Compared as bytes: a character beyond ASCII makes the lengths differ.
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  const genuine = rest.length === 0 && left.length === right.length && timingSafeEqual(left, right);
  if (!genuine)
    throw new Rejected('page-token-invalid', 'Use `next` of the page before as it came, or begin with the first page.');
  return (JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as { after: string }).after;
};
