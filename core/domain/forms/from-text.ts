/** Fills a form from what the customer wrote. */
import type { Extracted } from '../extraction/extracted.ts';
import { checkValue } from './check.ts';
import type { Field, FieldValue, Form, GivenValues } from './form.ts';
import { normalValue } from './normal.ts';

const KINDS: Readonly<Partial<Record<Field['type'], Extracted['kind']>>> = {
  orderNumber: 'orderNumber',
  trackingNumber: 'trackingNumber',
  phone: 'phone',
  money: 'amount',
  date: 'date',
};

/** Types of fields that can be filled from a text. */
export const TELLING: readonly Field['type'][] = Object.keys(KINDS) as Field['type'][];

/** A fact that is less certain is left to people. */
const CERTAIN = 0.6;

/**
 * The values that the text gives to empty fields of the form, in their normal form. A field takes the most certain fact of its
 * kind, if there is no other one as certain, and only if it is a value that a person might have typed. `typed`: the values that
 * stand in the form now; they stay.
 */
export const fieldsFrom = (
  form: Form,
  extracted: readonly Extracted[],
  typed: GivenValues,
): Readonly<Record<string, { readonly value: FieldValue; readonly from: 'text' }>> =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      if (!field.fromText || isFilled(typed, field.name)) return [];
      const value = best(candidates(field, extracted));
      return value === undefined ? [] : [[field.name, { value, from: 'text' }]];
    }),
  );

const isFilled = (typed: GivenValues, name: string): boolean =>
  Object.hasOwn(typed, name) && typed[name] !== undefined && typed[name] !== null;

interface Candidate {
  readonly value: FieldValue;
  readonly confidence: number;
}

const candidates = (field: Field, extracted: readonly Extracted[]): readonly Candidate[] =>
  extracted.flatMap((fact): Candidate[] => {
    if (fact.kind !== KINDS[field.type] || fact.confidence < CERTAIN) return [];
    if (field.type === 'money' && fact.kind === 'amount' && fact.currency !== field.currency) return [];
    const value = normalValue(field, fact.value);
    return (typeof value === 'string' || typeof value === 'number') && checkValue(field, value).length === 0
      ? [{ value, confidence: fact.confidence }]
      : [];
  });

const best = (found: readonly Candidate[]): FieldValue | undefined => {
  const top = Math.max(...found.map(({ confidence }) => confidence));
  const values = new Set(found.filter(({ confidence }) => confidence === top).map(({ value }) => value));
  return values.size === 1 ? [...values][0] : undefined;
};
