/** The forms of the pages: what a browser sends, all of it text. `nonce` makes a form that is sent twice count once. */
import * as z from 'zod/mini';
import { language, text } from './common.ts';

const nonce = z.optional(z.string().check(z.regex(/^[0-9A-Za-z-]{8,80}$/)));

/** A browser sends the line ends of a text as CR LF. */
const written = (longest: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((value: string) => value.replaceAll('\r\n', '\n').trim()),
    ),
    text(longest),
  );

export const plain = z.strictObject({ nonce });
export const answer = z.strictObject({ nonce, text: written(10_000) });
export const reason = z.strictObject({ nonce, reason: written(1000) });
export const rating = z.strictObject({
  nonce,
  stars: z.pipe(
    z.enum(['1', '2', '3', '4', '5']),
    z.transform((value: '1' | '2' | '3' | '4' | '5') => Number(value) as 1 | 2 | 3 | 4 | 5),
  ),
  comment: z.optional(written(1000)),
});
export const file = z.strictObject({ nonce, file: z.instanceof(File) });

/** `done`: what the page has just been sent. */
export const shown = z.strictObject({
  lang: z.optional(language),
  done: z.optional(z.enum(['answer', 'urge', 'confirm', 'reopen', 'rate', 'attach'])),
});
