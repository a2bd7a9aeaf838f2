/** Forms and values of any kind, for properties. */

import type { Field, FieldCondition, Form } from '../../core/domain/forms/form.ts';
import { REQUIRED } from '../../core/domain/forms/form.ts';
import fc from '../support/properties.ts';

const titled = (text: string) => ({ zh: text, en: text });

/** A field of a form that asks for nothing but what the test says. */
export const field = (over: Partial<Field> & Pick<Field, 'name' | 'type'>): Field =>
  ({
    title: titled(over.name),
    required: 'never',
    fromText: false,
    ...(over.type === 'text' && { minLength: 0, maxLength: 200 }),
    ...((over.type === 'number' || over.type === 'money') && { min: 0, max: 10_000 }),
    ...(over.type === 'number' && { whole: false }),
    ...(over.type === 'money' && { currency: 'CNY' }),
    ...(over.type === 'choice' && { options: [] }),
    ...over,
  }) as Field;

export const form = (...fields: readonly Field[]): Form => ({
  name: 'refund',
  intro: titled('Please tell us:'),
  fields,
  layout: [{ title: titled('General'), rows: fields.map(({ name }) => [name]) }],
});

export const options = (...names: readonly string[]) =>
  names.map((name) => ({ name, title: titled(name.toUpperCase()) }));

const DATES = ['2026-01-31', '2026-02-28', '2026-02-29', '2026-11-22', '2027-03-01'] as const;

const bounds = <T>(value: fc.Arbitrary<T>) =>
  fc.tuple(value, value).map(([a, b]) => (a < b ? { min: a, max: b } : { min: b, max: a }));

const kind: fc.Arbitrary<Pick<Field, 'type'> & object> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), minLength: fc.nat(3), maxLength: fc.integer({ min: 3, max: 8 }) }),
  fc.record({ type: fc.constant('text' as const), pattern: fc.constantFrom('[A-Z]{2}\\d+', 'a|b?c', '.{2,3}') }),
  fc.record({
    type: fc.constant('number' as const),
    whole: fc.boolean(),
    range: bounds(fc.integer({ min: -50, max: 50 })),
  }),
  fc.record({ type: fc.constant('money' as const), range: bounds(fc.nat(20_000).map((cents) => cents / 100)) }),
  fc.record({ type: fc.constant('date' as const), range: fc.option(bounds(fc.constantFrom(...DATES)), { nil: {} }) }),
  fc.constant({ type: 'choice' as const, options: options('one', 'two', 'three') }),
  fc.constantFrom(...(['orderNumber', 'trackingNumber', 'phone', 'photo'] as const)).map((type) => ({ type })),
);

const NAMES = ['f0', 'f1', 'f2', 'f3', 'constructor'] as const;

/** Conditions look at fields before the own one alone, so that they never go round. */
const condition = (names: readonly string[]): fc.Arbitrary<FieldCondition> =>
  fc
    .record({
      field: fc.constantFrom(...names),
      rest: fc.oneof(
        fc.constantFrom({ is: ['one', 'two'] }, { is: [5, 'AB1'] }, { given: true as const }),
        fc.record({ atLeast: fc.integer({ min: -50, max: 50 }) }),
        fc.record({ atMost: fc.integer({ min: -50, max: 50 }) }),
      ),
    })
    .map(({ field, rest }) => ({ field, ...rest }));

export const anyForm: fc.Arbitrary<Form> = fc
  .tuple(
    ...NAMES.map((name, index) =>
      fc.record({
        name: fc.constant(name),
        required: fc.constantFrom(...REQUIRED),
        kind,
        when: index === 0 ? fc.constant(undefined) : fc.option(condition(NAMES.slice(0, index)), { nil: undefined }),
      }),
    ),
  )
  .map((parts) =>
    form(
      ...parts.map(({ name, required, when, kind: { type, ...rest } }) => {
        const { range, ...rules } = rest as { range?: object };
        return field({ name, type, required, ...(when && { when }), ...rules, ...range });
      }),
    ),
  );

const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 9 }),
  fc.constantFrom(
    'one',
    'TWO',
    'three',
    'AB12',
    'b c',
    'a',
    'bc',
    '😀😀😀',
    '￥12.5',
    '１２',
    '1,234.50元',
    '2026/2/28',
    '2026年11月22日',
  ),
  fc.constantFrom(...DATES, 'SF1390027745518', '138 1234 5678', '+86 13812345678', 'att_01JD', 'E20261118004217'),
  fc.integer({ min: -60, max: 60 }),
  fc.integer({ min: -600, max: 21_000 }).map((cents) => cents / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(null, true, '', [], {}),
);

export const anyValues = fc.dictionary(fc.constantFrom(...NAMES, 'unknown'), anyValue, { maxKeys: 6 });
