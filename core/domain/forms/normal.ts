/** Values in one form, however people write them: `￥1,299.00` is 1299, `138 1234 5678` is 13812345678. */
import type { Field, FieldValues, Form, GivenValues } from './form.ts';

/** The values with each known one in its normal form; what cannot be read as its type stays as it is, for the check to refuse. */
export const normalised = (form: Form, values: GivenValues): GivenValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = form.fields.find((each) => each.name === name);
      return [name, field ? normalValue(field, value) : value];
    }),
  );

/** Those that are not empty, once `checkFields` has found nothing wrong with them. */
export const filledIn = (form: Form, values: GivenValues): FieldValues =>
  Object.fromEntries(
    Object.entries(normalised(form, values)).filter(([, value]) => value !== null && value !== undefined),
  ) as FieldValues;

/** One value of a field in its normal form. An empty text is null: nothing is there. */
export const normalValue = (field: Field, value: unknown): unknown => {
  if (typeof value === 'string') return fromText(field, value.trim());
  return field.type === 'money' && typeof value === 'number' ? inCents(value) : value;
};

const fromText = (field: Field, text: string): unknown => {
  // A letter may become a space and an accent.
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  switch (field.type) {
    case 'number':
      return numberOf(plain, NUMBER);
    case 'money':
      return inCents(numberOf(plain, MONEY));
    case 'date':
      return dateOf(plain);
    case 'phone':
      return phoneOf(plain);
    case 'orderNumber':
      return plain.replace(/\s+/g, '');
    case 'trackingNumber':
      return plain.replace(/\s+/g, '').toUpperCase();
    case 'choice':
      return optionOf(field, plain);
    case 'text':
    case 'photo':
      return text;
  }
};

const NUMBER = /^([+-]?)([0-9][0-9,]*(?:\.[0-9]+)?)$/;
/** With the sign or the word of the currency on either side. */
const MONEY = /^(?:[¥$€£]|RMB|CNY)? ?([+-]?)([0-9][0-9,]*(?:\.[0-9]+)?) ?(?:元|块|RMB|CNY)?$/i;

const numberOf = (text: string, form: RegExp): number | string => {
  const [, sign, digits] = form.exec(text) ?? [];
  return digits === undefined || !/^\d{1,3}(,\d{3})*(\.|$)|^\d+(\.|$)/.test(digits)
    ? text
    : Number(`${sign}${digits.replaceAll(',', '')}`);
};

/** What adding has left behind the second decimal is taken away: 0.1 + 0.2 is 0.3. More decimals are not lost. */
const inCents = <T>(value: T): T | number => {
  if (typeof value !== 'number') return value;
  const cents = Math.round(value * 100);
  return Math.abs(value * 100 - cents) < 1e-6 ? cents / 100 : value;
};

const dateOf = (text: string): string => {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined || month === undefined || day === undefined
    ? text
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Digits alone; a country code only where one is given, and never that of China before a mobile. */
const phoneOf = (text: string): string => {
  const digits = text.replace(/[\s()-]/g, '').replace(/^00(?=[1-9])/, '+');
  const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  return mobile ?? digits;
};

/** By its name, or by what people read of it. */
const optionOf = ({ options }: Extract<Field, { type: 'choice' }>, text: string): string => {
  const folded = text.toLowerCase();
  const found = options.find(({ name, title }) =>
    [name, title.zh, title.en].some((each) => each.normalize('NFKC').toLowerCase() === folded),
  );
  return found?.name ?? text;
};
