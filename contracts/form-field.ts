/** The shape of a field of a form in a policy file. */
import * as z from 'zod';
import { FIELD_TYPES, type Field, type FieldCondition, type FieldType, REQUIRED } from '../core/domain/forms/form.ts';
import { isDate } from '../core/domain/forms/value-forms.ts';
import { name } from './common.ts';
import { LONGEST_MATCHED, patternProblem } from './form-pattern.ts';
import { readAs, section, titles } from './policy-parts.ts';

const LONGEST_TEXT = 2000;
/** Beyond these a number of the platform is no longer exact to the second decimal. */
const MOST_MONEY = 10_000_000;
const MOST_NUMBER = 1_000_000_000_000;

const required = z.enum(REQUIRED, `Write one of these: ${REQUIRED.join(', ')}`);
const bound = z.number('Write a number').min(-MOST_NUMBER).max(MOST_NUMBER);
const date = z.string('Write a date such as 2026-11-22').refine(isDate, 'Write a date such as 2026-11-22');

const CONDITIONS = 'is: [VALUE, …], given: true, atLeast: NUMBER or atMost: NUMBER';
/** `{ field: wanted, is: [refund] }`, `{ field: amount, atLeast: 200 }`. */
export const fieldCondition = section({
  field: z.string(),
  is: z
    .array(z.union([z.string(), z.number()]), 'Write a list such as [a, b]')
    .min(1)
    .optional(),
  given: z.literal(true, 'Write true, or leave it out').optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
}).transform(({ field, ...rest }, check): FieldCondition => {
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  if (said.length === 1) return { field, ...Object.fromEntries(said) } as FieldCondition;
  check.addIssue(`Write exactly one of these beside field: ${CONDITIONS}`);
  return z.NEVER;
});

/** What every field may say, and an entry of a form say differently. */
export const DIFFERENT = {
  required: required.optional(),
  when: fieldCondition.optional(),
  help: titles.optional(),
  question: titles.optional(),
};

const COMMON = { name, type: z.enum(FIELD_TYPES), title: titles, ...DIFFERENT, fromText: z.boolean().default(false) };

const pattern = z.string().superRefine((given, check) => {
  const wrong = patternProblem(given);
  if (wrong !== undefined) check.addIssue(wrong);
});

const option = section({ name, title: titles });

const SHAPES: Readonly<Record<FieldType, z.ZodType<Partial<Field>>>> = {
  text: section({
    ...COMMON,
    minLength: z.int().min(0).default(0),
    maxLength: z.int().min(1).max(LONGEST_TEXT).default(LONGEST_MATCHED),
    pattern: pattern.optional(),
  }) as never,
  number: section({
    ...COMMON,
    min: bound.default(-MOST_NUMBER),
    max: bound.default(MOST_NUMBER),
    whole: z.boolean().default(false),
  }) as never,
  money: section({
    ...COMMON,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Write a currency such as CNY')
      .default('CNY'),
    min: bound.min(0, 'Money is not less than 0').default(0),
    max: bound.max(MOST_MONEY, `Money is at most ${MOST_MONEY}`).default(MOST_MONEY),
  }) as never,
  date: section({ ...COMMON, min: date.optional(), max: date.optional() }) as never,
  choice: section({ ...COMMON, options: z.array(option).min(1, 'Name at least one option').max(100) }) as never,
  orderNumber: section(COMMON) as never,
  trackingNumber: section(COMMON) as never,
  phone: section(COMMON) as never,
  photo: section(COMMON) as never,
};

const typed = z.looseObject({ type: z.enum(FIELD_TYPES, `Write one of these: ${FIELD_TYPES.join(', ')}`) });

/** One of the library: what is allowed beside the common parts depends on its type. */
export const field = z.unknown().transform((given, check): Field => {
  const { type } = readAs(typed, given, check) ?? {};
  if (type === undefined) return z.NEVER;
  const read = readAs(SHAPES[type], given, check);
  return typeof read === 'object' && read !== null ? asField(read) : z.NEVER;
});

const asField = (given: object): Field =>
  ({
    required: 'never',
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }) as Field;
