/** Where conditions on fields look at something that is not there. */
import { checkValue, isNumeric } from '../core/domain/forms/check.ts';
import type { Field, FieldCondition, Form } from '../core/domain/forms/form.ts';
import type { Finding } from './findings.ts';

type Path = Finding['path'];

/** Of one field of a form. */
export const conditionChecks = (path: Path, field: Field, form: Form): readonly Finding[] => {
  const { when } = field;
  if (!when) return [];
  if (reaches(field.name, when, form))
    return [{ path, message: `${field.name} would be asked only because of its own value` }];
  return lookedAt(path, when, form);
};

/** Whether the conditions lead back to the field. */
const reaches = (name: string, when: FieldCondition, form: Form, seen: readonly string[] = []): boolean => {
  if (when.field === name) return true;
  if (seen.includes(when.field)) return false;
  const next = form.fields.find((each) => each.name === when.field)?.when;
  return next !== undefined && reaches(name, next, form, [...seen, when.field]);
};

/** Whether the form has the field that the condition is on, and values of that kind. */
export const lookedAt = (path: Path, when: FieldCondition, form: Pick<Form, 'fields'>): readonly Finding[] => {
  const other = form.fields.find(({ name }) => name === when.field);
  if (!other) {
    const names = form.fields.map(({ name }) => name).join(', ') || 'none';
    return [{ path, message: `It depends on ${when.field}, which this form has not; there are ${names}` }];
  }
  if ('atLeast' in when || 'atMost' in when)
    return isNumeric(other) ? [] : [{ path, message: `${other.name} is no number: compare it with is or given` }];
  const wrong = 'is' in when ? when.is.filter((value) => checkValue(other, value).length > 0) : [];
  return wrong.map((value) => ({
    path,
    message: `${JSON.stringify(value)} is no value of ${other.name}${allowed(other)}`,
  }));
};

const allowed = (field: Field): string =>
  field.type === 'choice' ? `; there are ${field.options.map(({ name }) => name).join(', ')}` : '';
