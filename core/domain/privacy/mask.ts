/** Personal data as it is shown: enough to recognise, not enough to use. */
import type { Customer } from '../vocabulary.ts';

/** `张三` → `张*`, `王小明` → `王*明`, `John Smith` → `J********h`. */
export const maskName = (name: string): string => {
  const letters = [...name];
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
};

/** Keeps the first three digits and the last two: `138 1234 5678` → `138 **** **78`. */
export const maskPhone = (phone: string): string => {
  const digits = phone.match(/[0-9]/g)?.length ?? 0;
  let seen = 0;
  return phone.replace(/[0-9]/g, (digit) => {
    seen += 1;
    return digits > 5 && (seen <= 3 || seen > digits - 2) ? digit : '*';
  });
};

/** `lin@example.com` → `l***@example.com`. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${[...email][0]}***${email.slice(at)}`;
};

const EMAIL = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g;
/** Of a Chinese identity card: six digits of the place, date of birth, four more. */
const IDENTITY =
  /(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])/g;
/** Chinese mobiles with or without +86, landlines with their area code, and international numbers with a plus. */
const PHONE =
  /(?<![0-9A-Za-z])(?:(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|0[1-9][0-9]{1,2}[ -][0-9]{7,8}|\+[1-9][0-9]{0,2}(?:[ -]?[0-9]{2,4}){2,4})(?![0-9A-Za-z])/g;

/** Masks e-mail addresses, phone and identity numbers wherever they stand in a text; all else stays as it is. */
export const maskText = (text: string): string =>
  text
    .replace(EMAIL, maskEmail)
    .replace(IDENTITY, (id) => `${id.slice(0, 3)}${'*'.repeat(13)}${id.slice(-2)}`)
    .replace(PHONE, maskPhone);

export const maskCustomer = (customer: Customer): Customer => ({
  id: customer.id,
  tier: customer.tier,
  ...(customer.name !== undefined && { name: maskName(customer.name) }),
  ...(customer.phone !== undefined && { phone: maskPhone(customer.phone) }),
  ...(customer.email !== undefined && { email: maskEmail(customer.email) }),
});

/** Fields of events that hold what people wrote. */
const TEXTS: ReadonlySet<string> = new Set(['subject', 'description', 'text', 'remarks', 'reason', 'note']);

/** The data of an event with what people wrote and who they are masked. */
export const maskData = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (name === 'customer') return [name, maskCustomer(value as Customer)];
      return [name, TEXTS.has(name) && typeof value === 'string' ? maskText(value) : value];
    }),
  );
