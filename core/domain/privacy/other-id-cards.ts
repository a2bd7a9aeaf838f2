/** Identity numbers of Hong Kong and Taiwan, by their check digits. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** One or two letters, six digits and the check digit, in brackets or not: `A123456(3)`. */
export const isHongKongId = (value: string): boolean => {
  const [, letters, digits, check] = /^([A-Z]{1,2})([0-9]{6})\(?([0-9A])\)?$/.exec(value) ?? [];
  if (letters === undefined || digits === undefined || check === undefined) return false;
  // A missing first letter counts as a space, which is worth 36.
  const worth = [...letters.padStart(2, ' '), ...digits].map((one) =>
    one === ' ' ? 36 : LETTERS.includes(one) ? LETTERS.indexOf(one) + 10 : Number(one),
  );
  const sum = worth.reduce((total, one, place) => total + one * (9 - place), check === 'A' ? 10 : Number(check));
  return sum % 11 === 0;
};

/** In the order in which Taiwan numbers the places from 10 on. */
const PLACES = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** A letter for the place, 1 or 2 for the sex (8 or 9 of residents), seven digits and the check digit. */
export const isTaiwanId = (value: string): boolean => {
  if (!/^[A-Z][1289][0-9]{8}$/.test(value)) return false;
  const place = PLACES.indexOf(value[0]!) + 10;
  const digits = [...value.slice(1)].map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index === 8 ? 1 : 8 - index), 0);
  return (Math.floor(place / 10) + (place % 10) * 9 + sum) % 10 === 0;
};
