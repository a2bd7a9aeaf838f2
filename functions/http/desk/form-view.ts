/** What the policy asks of a category, as it is answered. */
import type { FormView } from '../../../contracts/desk-views.ts';
import type { Field, Form } from '../../../core/domain/forms/form.ts';
import { jsonSchemaOf } from '../../../core/domain/forms/json-schema.ts';
import { formOf } from '../../../core/domain/handling/resolution.ts';
import type { Category, Policy } from '../../../core/domain/policy.ts';
import { type Refusal, refuse } from '../../../core/domain/refusals.ts';

export const formView = ({ name, title }: Category, form: Form): FormView => ({
  ...{ category: name, title, intro: form.intro },
  schema: { ...jsonSchemaOf(form) },
  layout: form.layout.map((section) => ({ title: section.title, rows: section.rows.map((row) => [...row]) })),
  fields: form.fields.map(fieldView),
});

const fieldView = (field: Field): FormView['fields'][number] => ({
  ...{ name: field.name, type: field.type, title: field.title },
  ...(field.help && { help: field.help }),
  ...(field.question && { question: field.question }),
  required: field.required,
  ...(field.when && { when: { ...field.when } }),
  fromText: field.fromText,
  ...(field.type === 'money' && { currency: field.currency }),
  ...(field.type === 'choice' && { options: field.options.map((option) => ({ ...option })) }),
});

export const formSummaries = (policy: Policy) =>
  policy.categories.map(({ name, title }) => ({ category: name, title, fields: formOf(policy, name).fields.length }));

/** The category of this name, or why there is none. */
export const categoryOf = ({ categories }: Policy, name: string): Category | Refusal =>
  categories.find((category) => category.name === name) ??
  refuse(
    'unknown-category',
    `There is no category ${name}. The categories are: ${categories.map((each) => each.name).join(', ')}.`,
  );
