/** How each kind of personal data looks when it is masked. To mask a masked one changes nothing. */

import { digitsOf } from './digits.ts';
import { lastDistrict } from './places.ts';

/** `张三` → `张*`, `王小明` → `王*明`, `John Smith` → `J********h`. */
export const maskName = (name: string): string => {
  const letters = [...name];
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
};

/**
 * Keeps three digits after the country code and the last four: `138****5678`, `+86 138-****-5678`, `010-****5678`. Of short numbers
 * two and two, of what has less than seven digits nothing. Digits in disguise are masked with all that disguises them.
 */
export const maskPhone = (phone: string): string => {
  const places = digitPlaces(phone);
  const { length } = places;
  if (length < 7) return phone.replace(/[\p{L}\p{N}]/gu, '*');
  const [first, last] = length >= 11 ? [length - 8, 4] : [2, 2];
  return starred(phone, places.slice(first, length - last));
};

type Place = readonly [start: number, end: number];

/** Where the digits of a number stand, and the stars in the place of some. */
const digitPlaces = (value: string): readonly Place[] => {
  const stars = [...value.matchAll(/\*/g)].map(({ index }): Place => [index, index + 1]);
  const digits = digitsOf(value).map(({ start, end }): Place => [start, end]);
  return [...stars, ...digits].sort(([a], [b]) => a - b);
};

const starred = (value: string, places: readonly Place[]): string => {
  let masked = '';
  let from = 0;
  for (const [start, end] of places) {
    masked += `${value.slice(from, start)}*`;
    from = end;
  }
  return masked + value.slice(from);
};

/** Keeps so many of the first and last letters and digits. */
export const maskCard = (value: string, first: number, last: number): string => {
  const places: Place[] = [];
  let start = 0;
  for (const letter of value) {
    const end = start + letter.length;
    if (/[\p{L}\p{N}*]/u.test(letter)) places.push([start, end]);
    // What follows a digit without a width of its own is part of it.
    else if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(letter) && places.at(-1)?.[1] === start)
      places[places.length - 1] = [places.at(-1)![0], end];
    start = end;
  }
  return starred(value, places.slice(first, Math.max(first, places.length - last)));
};

/** `lin@example.com` → `l***@example.com`; an address that is written otherwise keeps its first letter alone. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  if (at >= 1) return `${[...email][0]}***${email.slice(at)}`;
  return at < 0 && /^[A-Za-z0-9]/.test(email) && !/^.\*{3}$/.test(email) && email.length > 12
    ? `${email[0]}***`
    : '***';
};

/** `192.168.1.100` → `192.168.*.*`; of an IPv6 address the first group stays. */
export const maskIp = (ip: string): string =>
  ip.includes(':') ? `${ip.split(':')[0]}:***` : ip.replace(/^([^.]+\.[^.]+)\..*$/, '$1.*.*');

/** All below the district goes: `北京市海淀区中关村南大街 5 号` → `北京市海淀区****`. */
export const maskAddress = (address: string): string => {
  const kept = address.slice(0, lastDistrict(address));
  return kept === address ? address : `${kept}****`;
};
