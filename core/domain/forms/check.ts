/** Whether what somebody has filled in is a form that can be taken. */
import { applies } from './applies.ts';
import type { Field, FieldProblem, FieldValue, Form, FormMoment, GivenValues, Required } from './form.ts';
import { normalised } from './normal.ts';
import { problem } from './problems.ts';
import { hasShape, isDate, shapeOf } from './value-forms.ts';

/**
 * All that is wrong with the values, in the order of the form, unknown fields last. They may be written as people do, see
 * `normalised`. At a change only what is given counts; otherwise they are the whole form, and what is required must be there.
 */
export const checkFields = (form: Form, values: GivenValues, moment: FormMoment): readonly FieldProblem[] => {
  const normal = normalised(form, values);
  const known = form.fields.flatMap((field) => {
    const value = Object.hasOwn(normal, field.name) ? normal[field.name] : undefined;
    if (value !== undefined && value !== null) return checkValue(field, value);
    return isRequired(field, moment) && applies(form, field, normal) ? [problem(field, 'missing')] : [];
  });
  const names = new Set(form.fields.map(({ name }) => name));
  const unknown = Object.keys(normal).filter((name) => !names.has(name));
  return [...known, ...unknown.map((name) => problem({ name }, 'unknown-field'))];
};

/**
 * The values in their normal form, ready to be kept when there are no problems; null: the field is left empty. The same checks as
 * `checkFields`.
 */
export const readFields = (
  form: Form,
  values: GivenValues,
  moment: FormMoment,
): {
  readonly values: Readonly<Record<string, FieldValue | null>>;
  readonly problems: readonly FieldProblem[];
} => ({
  values: normalised(form, values) as Readonly<Record<string, FieldValue | null>>,
  problems: checkFields(form, values, moment),
});

const NEEDED: Readonly<Record<FormMoment, readonly Required[]>> = {
  creation: ['atCreation'],
  change: [],
  resolution: ['atCreation', 'atResolution'],
};

export const isRequired = ({ required }: Field, moment: FormMoment): boolean => NEEDED[moment].includes(required);

/** What is wrong with one value in its normal form. */
export const checkValue = (field: Field, value: unknown): readonly FieldProblem[] => {
  if (isNumeric(field)) return typeof value === 'number' ? checkNumber(field, value) : [problem(field, 'wrong-type')];
  return typeof value === 'string' ? checkText(field, value) : [problem(field, 'wrong-type')];
};

type Numeric = Extract<Field, { type: 'number' | 'money' }>;

export const isNumeric = (field: Field): field is Numeric => field.type === 'number' || field.type === 'money';

const checkNumber = (field: Numeric, value: FieldValue & number): readonly FieldProblem[] => {
  if (!Number.isFinite(value)) return [problem(field, 'wrong-type')];
  const wrong =
    value < field.min
      ? 'too-small'
      : value > field.max
        ? 'too-large'
        : isPrecise(field, value)
          ? undefined
          : 'too-precise';
  return wrong ? [problem(field, wrong)] : [];
};

/** Money was brought to cents before: what is not a number of them now has more decimals. */
const isPrecise = (field: Numeric, value: number): boolean =>
  field.type === 'money'
    ? Math.abs(value * 100 - Math.round(value * 100)) < 1e-6
    : !field.whole || Number.isInteger(value);

const checkText = (field: Exclude<Field, Numeric>, value: string): readonly FieldProblem[] => {
  if (!value.isWellFormed()) return [problem(field, 'wrong-form')];
  if (field.type === 'choice')
    return field.options.some(({ name }) => name === value) ? [] : [problem(field, 'not-an-option')];
  if (field.type === 'date') return checkDate(field, value);
  if (field.type === 'text') {
    const length = [...value].length;
    if (length < field.minLength) return [problem(field, 'too-short')];
    if (length > field.maxLength) return [problem(field, 'too-long')];
  }
  const shape = shapeOf(field);
  return shape === undefined || hasShape(shape, value) ? [] : [problem(field, 'wrong-form')];
};

const checkDate = (field: Extract<Field, { type: 'date' }>, value: string): readonly FieldProblem[] => {
  if (!isDate(value)) return [problem(field, 'wrong-form')];
  if (field.min !== undefined && value < field.min) return [problem(field, 'too-small')];
  return field.max !== undefined && value > field.max ? [problem(field, 'too-large')] : [];
};
