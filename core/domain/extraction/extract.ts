import { findPersonalData } from '../privacy/detect.ts';
import { digitsOf } from '../privacy/digits.ts';
import { fold } from '../privacy/fold.ts';
import type { Found } from '../privacy/found.ts';
import { amountsIn } from './amounts.ts';
import { datesIn } from './dates.ts';
import type { Extracted, When } from './extracted.ts';
import { numbersIn } from './numbers.ts';

/**
 * Facts that a text tells, in its order, none overlapping another: numbers of orders and parcels, phones, amounts of money, dates.
 * A number is one thing only: a waybill is no phone. Days without a year or counted from today follow from `when`; without it no
 * date is told.
 */
export const extract = (text: string, when?: When): readonly Extracted[] => {
  const { text: plain, place } = fold(text);
  const inPlace = (facts: readonly Extracted[]) => facts.map((fact) => ({ ...fact, at: place(...fact.at) }));
  const personal = findPersonalData(text);
  const phones = personal.flatMap(phoneOf);
  const taken = personal.filter(({ type }) => !FREE.has(type)).map(({ at }) => at);
  const numbers = inPlace(numbersIn(plain));
  const others = [...numbers, ...inPlace(amountsIn(plain)), ...(when ? inPlace(datesIn(plain, when)) : [])].filter(
    ({ at }) => !taken.some((one) => overlap(one, at)),
  );
  return apart([...phones, ...others]);
};

/** Names and places may have numbers beside them that are no part of them. */
const FREE: ReadonlySet<Found['type']> = new Set(['name']);

const phoneOf = ({ type, value, at, confidence }: Found): Extracted[] =>
  type === 'phone' || type === 'landline' ? [{ kind: 'phone', value: dialled(value), at, confidence }] : [];

/** Digits alone; another country's code with its plus. */
const dialled = (value: string): string => {
  const digits = digitsOf(value)
    .map((digit) => digit.value)
    .join('');
  const mobile = /^(?:00)?(?:86)?(1[3-9][0-9]{9})$/.exec(digits)?.[1];
  return mobile ?? (/^[\s(（]*[+＋]/.test(value) ? `+${digits}` : digits);
};

type Place = Extracted['at'];
const overlap = (a: Place, b: Place): boolean => a[0] < b[1] && b[0] < a[1];

const apart = (facts: readonly Extracted[]): readonly Extracted[] => {
  const length = ({ at }: Extracted) => at[1] - at[0];
  const byRank = [...facts].sort((a, b) => b.confidence - a.confidence || length(b) - length(a) || a.at[0] - b.at[0]);
  const kept: Extracted[] = [];
  for (const fact of byRank) if (!kept.some(({ at }) => overlap(at, fact.at))) kept.push(fact);
  return kept.sort((a, b) => a.at[0] - b.at[0]);
};
