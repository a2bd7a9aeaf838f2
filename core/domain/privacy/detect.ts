import { addressesIn } from './addresses.ts';
import { bankCardsIn, idCardsIn } from './cards.ts';
import { digitsOf } from './digits.ts';
import { fold } from './fold.ts';
import type { Found } from './found.ts';
import { foreignPhonesIn, landlinesIn, localPhonesIn } from './landlines.ts';
import { mobilesIn } from './mobiles.ts';
import { namesIn } from './names.ts';
import { writtenIn } from './written.ts';

export type { Found } from './found.ts';

/**
 * Personal data in a text, in the order of the text, none overlapping another. Finds what is disguised by full-width or Chinese
 * digits, separators, emoji, letters that look like digits and the like; numbers of orders and parcels are not personal.
 * Takes time in proportion to the length of the text.
 */
export const findPersonalData = (text: string): readonly Found[] => {
  const digits = digitsOf(text);
  const numbers =
    digits.length < FEWEST
      ? []
      : [
          ...idCardsIn(text, digits),
          ...bankCardsIn(text, digits),
          ...mobilesIn(text, digits),
          ...landlinesIn(text, digits),
          ...localPhonesIn(text, digits),
          ...foreignPhonesIn(text),
        ];
  return apart([...writtenIn(fold(text), text), ...numbers, ...addressesIn(text), ...namesIn(text)]);
};

/** Of digits that make a number of a person. */
const FEWEST = 7;

/** The surer one stays where two overlap; of two that are as sure, the longer. */
const apart = (found: readonly Found[]): readonly Found[] => {
  const taken: Found[] = [];
  const byRank = [...found].sort((a, b) => b.confidence - a.confidence || length(b) - length(a) || a.at[0] - b.at[0]);
  const covered = new Set<number>();
  for (const one of byRank) {
    const [start, end] = one.at;
    let isFree = true;
    for (let place = start; place < end && isFree; place += 1) isFree = !covered.has(place);
    if (!isFree) continue;
    for (let place = start; place < end; place += 1) covered.add(place);
    taken.push(one);
  }
  return taken.sort((a, b) => a.at[0] - b.at[0]);
};

const length = ({ at }: Found): number => at[1] - at[0];
