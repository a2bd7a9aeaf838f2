/** Personal data as it is shown: enough to recognise, not enough to use. */
import type { Customer } from '../vocabulary.ts';
import { findPersonalData } from './detect.ts';
import { apart, type Found, type Personal } from './found.ts';
import { type KnownNames, knownNamesIn, NO_NAMES } from './known-names.ts';
import { maskAddress, maskCard, maskEmail, maskIp, maskName, maskPhone } from './shapes.ts';

export { maskEmail, maskName, maskPhone } from './shapes.ts';

const MASKS: Record<Personal, (value: string) => string> = {
  phone: maskPhone,
  landline: maskPhone,
  idCard: (value) => maskCard(value, 3, 2),
  bankCard: (value) => maskCard(value, 0, 4),
  passport: (value) => maskCard(value, 1, 2),
  plate: (value) => maskCard(value, 2, 2),
  account: (value) => maskCard(value, 1, 1),
  email: maskEmail,
  address: maskAddress,
  name: maskName,
  ip: maskIp,
};

/**
 * Masks personal data wherever it stands in a text, and the names that its ticket knows; all else stays as it is. To mask what is
 * masked changes nothing.
 */
export const maskText = (text: string, known: KnownNames = NO_NAMES): string =>
  untilStill(text, (each) => maskFound(each, findPersonalData(each, known)));

/** Masks these names alone. */
export const maskNames = (text: string, known: KnownNames): string =>
  untilStill(text, (each) => maskFound(each, apart(knownNamesIn(each, known))));

/** Of a text that people write the second reading finds nothing more; one that is made to be read again and again takes no more time. */
const MOST_READINGS = 12;

/** What is masked may leave another reading of its neighbours: it is read again until nothing is found any more. */
const untilStill = (text: string, mask: (text: string) => string): string => {
  let masked = text;
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const next = mask(masked);
    if (next === masked) return masked;
    masked = next;
  }
  return masked;
};

/** Masks what was found in a text, and leaves the letters between as they are. */
const maskFound = (text: string, found: readonly Found[]): string => {
  let masked = '';
  let from = 0;
  for (const { type, value, at } of found) {
    masked += text.slice(from, at[0]) + MASKS[type](value);
    from = at[1];
  }
  return masked + text.slice(from);
};

export const maskCustomer = (customer: Customer): Customer => ({
  id: customer.id,
  tier: customer.tier,
  ...(customer.name !== undefined && { name: maskName(customer.name) }),
  ...(customer.phone !== undefined && { phone: maskPhone(customer.phone) }),
  ...(customer.email !== undefined && { email: maskEmail(customer.email) }),
});
