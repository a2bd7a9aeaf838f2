/** Whether what a page answers is a page of ours: whole, harmless, and kept by nobody. */
import type { FuzzAnswer } from './judge.ts';
import { faultOf } from './markup.ts';

const CSS = 'text/css; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
/** Said to the mail reader that has unsubscribed somebody, which shows it to nobody. */
const PLAIN = 'text/plain; charset=utf-8';

/** What is wrong with it; undefined: nothing. */
export const wrongWithPage = (name: string, answer: FuzzAnswer): string | undefined => {
  const { status, headers, text } = answer;
  if (status >= 500) return `status ${status}`;
  const type = String(headers['content-type'] ?? '');
  // By the gateway, in its own words.
  if (type === 'application/json') return status < 400 ? `content-type ${type}` : gateway(text);
  if (name === 'showStyle' && status === 200) return type === CSS ? undefined : `content-type ${type}`;
  const header = HEADERS.find(([each, holds]) => !holds(String(headers[each] ?? '')));
  if (header) return `header ${header[0]}: ${headers[header[0]]}`;
  if (status === 303) return LOCATION.test(String(headers.location)) ? undefined : `location ${headers.location}`;
  if (type === PLAIN && name === 'sendWishes') return undefined;
  return type === HTML ? faultOf(text) : `content-type ${type}`;
};

const gateway = (text: string): string | undefined =>
  /^\{"message":"[^"<>]*"\}$/.test(text) ? undefined : 'not the words of the gateway';

const HEADERS: readonly (readonly [name: string, holds: (value: string) => boolean])[] = [
  ['cache-control', (value) => value === 'no-store'],
  ['referrer-policy', (value) => value === 'no-referrer'],
  ['x-content-type-options', (value) => value === 'nosniff'],
  ['content-security-policy', (value) => value.startsWith("default-src 'none'") && !/unsafe|script-src/.test(value)],
];
/** Back to a page of ours, or to a file in the store. */
const LOCATION = /^(?:\/[tpsua]\/[0-9A-Za-z_.-]+(?:\?[a-z=&]*)?|https?:\/\/[^\s<>"']+)$/;
