/** What customers answer to a survey, as JSON and as a form, and what the desk asks about all of them. */
import * as z from 'zod/mini';
import { day, language, name, text } from './common.ts';

const LONGEST_COMMENT = 500;
const MOST_ARTICLES = 20;

const stars = z.literal([1, 2, 3, 4, 5]);
const reasons = z.array(name).check(
  z.maxLength(12),
  z.refine((names) => new Set(names).size === names.length, 'A reason stands here twice'),
);
const useful = z
  .record(text(200), z.boolean())
  .check(z.refine((all) => Object.keys(all).length <= MOST_ARTICLES, `There are at most ${MOST_ARTICLES} articles`));

export const answer = z.strictObject({
  stars,
  reasons: z.optional(reasons).check(z.describe('Names of those that the survey offers')),
  comment: z.optional(text(LONGEST_COMMENT)),
  useful: z.optional(useful).check(z.describe('By article that the survey names')),
});

const REASON = 'reason-';
const USEFUL = 'useful-';

/** A browser sends what is ticked alone: `reason-<name>`, and `useful-<place of the article>` as yes or no. */
const gathered = (form: Readonly<Record<string, string>>): Record<string, unknown> => {
  const { stars: given = '', comment, ...ticked } = form;
  const entries = Object.entries(ticked);
  const rest = entries.filter(([key]) => !key.startsWith(REASON) && !key.startsWith(USEFUL));
  return {
    stars: /^[1-5]$/.test(given) ? Number(given) : given,
    reasons: entries.filter(([key]) => key.startsWith(REASON)).map(([key]) => key.slice(REASON.length)),
    // A browser sends the line ends of a text as CR LF.
    ...(comment !== undefined && { comment: comment.replaceAll('\r\n', '\n').trim() }),
    useful: Object.fromEntries(
      entries
        .filter(([key, value]) => key.startsWith(USEFUL) && value !== '')
        .map(([key, value]) => [key.slice(USEFUL.length), value === 'yes']),
    ),
    ...Object.fromEntries(rest),
  };
};

/** `useful` by the place of the article in the survey, from 0. */
export const form = z.pipe(
  z.pipe(z.record(z.string(), z.string()), z.transform(gathered)),
  z.strictObject({ stars, reasons, comment: z.optional(text(LONGEST_COMMENT)), useful }),
);

export const shown = z.strictObject({ lang: z.optional(language), done: z.optional(z.enum(['sent', 'saved'])) });

export const lang = z.strictObject({
  lang: z.optional(language).check(z.describe('Without it, the language of the ticket')),
});

const MOST_DAYS = 92;
const DAY_MS = 24 * 60 * 60 * 1000;

export const satisfaction = z
  .strictObject({
    from: day.check(z.describe('Day of the solution, in Asia/Shanghai')),
    to: day.check(z.describe('The last one; at most 92 days')),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { error: 'It is before from', path: ['to'] }),
    z.refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
      error: `At most ${MOST_DAYS} days at once`,
      path: ['to'],
    }),
  );
