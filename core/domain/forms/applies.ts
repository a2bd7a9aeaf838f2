/** Which fields of a form are asked at all. */
import type { Field, FieldCondition, FieldValue, Form, GivenValues } from './form.ts';

/** Whether the field is asked: its condition holds, and so do those of the fields that it looks at. Values in their normal form. */
export const applies = (form: Pick<Form, 'fields'>, { when }: Field, values: GivenValues): boolean =>
  when === undefined || holds(form, when, values);

/** A condition on a field that the form has not, or that is not asked, holds for nothing. */
export const holds = (form: Pick<Form, 'fields'>, when: FieldCondition, values: GivenValues): boolean => {
  const other = form.fields.find(({ name }) => name === when.field);
  const value = valueIn(values, when.field);
  return other !== undefined && value !== undefined && fulfils(when, value) && applies(form, other, values);
};

const fulfils = (when: FieldCondition, value: FieldValue): boolean => {
  if ('is' in when) return when.is.includes(value);
  if ('given' in when) return true;
  if (typeof value !== 'number') return false;
  return 'atLeast' in when ? value >= when.atLeast : value <= when.atMost;
};

/** Undefined when the field is empty. */
export const valueIn = (values: GivenValues, name: string): FieldValue | undefined => {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};
