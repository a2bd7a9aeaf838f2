import { addressesIn } from './addresses.ts';
import { bankCardsIn, idCardsIn } from './cards.ts';
import { digitsOf } from './digits.ts';
import { fold } from './fold.ts';
import { apart, type Found } from './found.ts';
import { type KnownNames, knownNamesIn, NO_NAMES } from './known-names.ts';
import { foreignPhonesIn, landlinesIn, localPhonesIn } from './landlines.ts';
import { mobilesIn } from './mobiles.ts';
import { namesIn } from './names.ts';
import { writtenIn } from './written.ts';

export type { Found } from './found.ts';

/**
 * Personal data in a text, in the order of the text, none overlapping another. Finds what is disguised by full-width or Chinese
 * digits, separators, emoji, letters that look like digits and the like; numbers of orders and parcels are not personal.
 * `known`: names that are found wherever they stand. Takes time in proportion to the length of the text.
 */
export const findPersonalData = (text: string, known: KnownNames = NO_NAMES): readonly Found[] => {
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
  return apart([
    ...writtenIn(fold(text), text),
    ...numbers,
    ...addressesIn(text),
    ...namesIn(text),
    ...knownNamesIn(text, known),
  ]);
};

/** Of digits that make a number of a person. */
const FEWEST = 7;
