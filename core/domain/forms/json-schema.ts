/** A form as JSON Schema 2020-12, for clients that check before they send; how it looks on a page is its `layout`. */
import type { Language } from '../vocabulary.ts';
import { isNumeric, isRequired } from './check.ts';
import type { Field, FieldCondition, Form, FormMoment } from './form.ts';
import { shapeOf } from './value-forms.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Reading {
  readonly moment?: FormMoment;
  /** Of titles and help. */
  readonly language?: Language;
}

/**
 * The schema of the values in their normal form, as `checkFields` takes them at that moment. What JSON Schema has no word for,
 * the range of a date, stands as `formatMinimum` and `formatMaximum`.
 */
export const jsonSchemaOf = (form: Form, { moment = 'creation', language = 'zh' }: Reading = {}): Schema => {
  const required = form.fields.filter((field) => isRequired(field, moment));
  const conditional = required.flatMap((field) => {
    const conditions = conditionsOf(form, field);
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema says it so, and nobody awaits a schema
    return conditions.length > 0 ? [{ if: together(conditions), then: { required: [field.name] } }] : [];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: form.name,
    type: 'object',
    properties: Object.fromEntries(form.fields.map((field) => [field.name, schemaOf(field, language)])),
    required: required.filter(({ when }) => when === undefined).map(({ name }) => name),
    additionalProperties: false,
    ...(conditional.length > 0 && { allOf: conditional }),
  };
};

const schemaOf = (field: Field, language: Language): Schema => ({
  title: field.title[language],
  ...(field.help && { description: field.help[language] }),
  ...rulesOf(field, language),
});

const rulesOf = (field: Field, language: Language): Schema => {
  if (isNumeric(field)) {
    const { min: minimum, max: maximum } = field;
    if (field.type === 'money')
      return { type: 'number', minimum, maximum, multipleOf: 0.01, 'x-currency': field.currency };
    return { type: field.whole ? 'integer' : 'number', minimum, maximum };
  }
  if (field.type === 'choice')
    return { type: 'string', oneOf: field.options.map(({ name, title }) => ({ const: name, title: title[language] })) };
  if (field.type === 'date')
    return {
      type: 'string',
      format: 'date',
      ...(field.min !== undefined && { formatMinimum: field.min }),
      ...(field.max !== undefined && { formatMaximum: field.max }),
    };
  const pattern = shapeOf(field);
  return {
    type: 'string',
    ...(field.type === 'text' && { minLength: field.minLength, maxLength: field.maxLength }),
    ...(pattern !== undefined && { pattern }),
  };
};

/** Its own, and those of the fields that it looks at. */
const conditionsOf = (form: Form, { when }: Field): readonly FieldCondition[] => {
  const other = when && form.fields.find(({ name }) => name === when.field);
  return when ? [when, ...(other ? conditionsOf(form, other) : [])] : [];
};

const together = (conditions: readonly FieldCondition[]): Schema => ({
  required: [...new Set(conditions.map(({ field }) => field))],
  allOf: conditions.map((when) => ({ properties: { [when.field]: meeting(when) } })),
});

const meeting = (when: FieldCondition): Schema => {
  if ('is' in when) return { enum: when.is };
  if ('given' in when) return {};
  return { type: 'number', ...('atLeast' in when ? { minimum: when.atLeast } : { maximum: when.atMost }) };
};
