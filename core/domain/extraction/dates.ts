/** Days that a text tells. */
import { localOf } from '../routing/zone.ts';
import { COUNTED } from './counted-dates.ts';
import { dateText, dayOfDate } from './days.ts';
import type { Extracted, When } from './extracted.ts';
import { WRITTEN } from './written-dates.ts';

/** Years that somebody may mean who writes to a desk. */
const REACH_DAYS = 366 * 20;

export const datesIn = (text: string, { now, zone }: When): Extracted[] => {
  const today = dayOfDate(localOf(now, zone).date);
  return [...WRITTEN, ...COUNTED].flatMap(({ pattern, confidence, read }) =>
    [...text.matchAll(pattern)].flatMap((match): Extracted[] => {
      const end = match.index + match[0].length;
      const day = read([...match], today, text.slice(end, end + 12));
      if (day === undefined || !(Math.abs(day - today) <= REACH_DAYS)) return [];
      return [{ kind: 'date', value: dateText(day), at: [match.index, end], confidence }];
    }),
  );
};
