/** Whether a value is one of its kind, by the rules of those who hand it out. */
import { digitsOf } from './digits.ts';
import { isHongKongId, isTaiwanId } from './other-id-cards.ts';

/** The digits of a value that is nothing but digits and separators, `X` at the end of an identity number; else nothing. */
const bareDigits = (value: string): string | undefined => {
  const digits = digitsOf(value);
  if (digits.length === 0 || digits.some(({ gap }, index) => index > 0 && gap !== 'none' && gap !== 'thin')) return;
  const around = value.slice(0, digits[0]!.start) + value.slice(digits.at(-1)!.end);
  return /^[\s(（+＋)）]*$/.test(around) ? digits.map((digit) => digit.value).join('') : undefined;
};

/** A mobile number of the mainland, with or without its country code. */
export const isPhone = (value: string): boolean => /^(?:(?:00)?86)?1[3-9][0-9]{9}$/.test(bareDigits(value) ?? '');

/** Two first digits of an identity number: provinces (GB/T 2260), 81 to 83 and 91 to 93 of residents from outside the mainland. */
const PLACES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92 93'.split(
    ' ',
  ),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Place and date of birth are possible. Takes 15 or 18 digits, the last of 18 may be `X`. */
export const isIdShaped = (digits: string): boolean => {
  if (!/^[1-9][0-9]{16}[0-9X]$|^[1-9][0-9]{14}$/.test(digits) || !PLACES.has(digits.slice(0, 2))) return false;
  const born = digits.length === 18 ? digits.slice(6, 14) : `19${digits.slice(6, 12)}`;
  return isDay(Number(born.slice(0, 4)), Number(born.slice(4, 6)), Number(born.slice(6)));
};

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1880 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);

const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The check digit of 18 digits (GB 11643, ISO 7064 MOD 11-2). */
export const hasIdCheck = (digits: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] === digits[17];
};

/** An identity number: 18 digits with their check digit, the 15 of before 1999, or one of Hong Kong or Taiwan. */
export const isIdCard = (value: string): boolean => {
  const written = value.trim().normalize('NFKC').toUpperCase();
  const digits = bareDigits(written)?.toUpperCase() ?? '';
  if (isIdShaped(digits)) return digits.length === 15 || hasIdCheck(digits);
  return isHongKongId(written) || isTaiwanId(written);
};

/** ISO/IEC 7812: the sum of all digits, every second from the right doubled, ends with 0. */
export const hasLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** The networks of cards by their first digits and lengths: UnionPay, Visa, Mastercard, American Express, Discover, JCB, Diners. */
export const isCardShaped = (digits: string): boolean =>
  /^(?:62[0-9]{14,17}|4[0-9]{15}|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}|3[47][0-9]{13}|(?:6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12}|35(?:2[89]|[3-8][0-9])[0-9]{12}|3(?:0[0-5]|[68][0-9])[0-9]{11})$/.test(
    digits,
  );

/** A bank card: 13 to 19 digits that add up, not all the same. */
export const isBankCard = (value: string): boolean => {
  const digits = bareDigits(value) ?? '';
  return /^[0-9]{13,19}$/.test(digits) && !/^(.)\1*$/.test(digits) && hasLuhn(digits);
};

const MAILBOX =
  /^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;

/** An e-mail address of at most 254 letters, 64 of them before the @. */
export const isEmail = (value: string): boolean =>
  value.length <= 254 && value.lastIndexOf('@') <= 64 && MAILBOX.test(value.normalize('NFKC'));

export const isIpv4 = (value: string): boolean =>
  /^(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}$/.test(value) &&
  value.split('.').every((part) => Number(part) <= 255);
