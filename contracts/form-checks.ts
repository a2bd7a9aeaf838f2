/** Where the forms of a policy file contradict themselves, each other, or the rest of the file. */
import { isNumeric } from '../core/domain/forms/check.ts';
import type { Field, Form } from '../core/domain/forms/form.ts';
import { TELLING } from '../core/domain/forms/from-text.ts';
import { PLACEHOLDERS } from '../core/domain/handling/placeholders.ts';
import { duplicates, type Finding, unknown } from './findings.ts';
import { conditionChecks } from './form-conditions.ts';
import { addedBy, type EntryPart, type FormPart, type FormsPart, toForms } from './form-file.ts';
import { LONGEST_MATCHED } from './form-pattern.ts';
import type { SoundParts } from './policy-file.ts';

type Path = Finding['path'];

export const formChecks = (file: SoundParts): readonly Finding[] => {
  const { forms, categories } = file;
  if (!forms) return [];
  return [
    ...duplicates(['forms', 'fields'], forms.fields),
    ...forms.fields.flatMap((field, index) => fieldChecks(['forms', 'fields', index], field)),
    ...oneFormChecks(['forms', 'default'], forms.default, forms.default.fields, commonForm(forms), forms),
    ...Object.entries(forms.categories).flatMap(([name, part]) => {
      const path = ['forms', 'categories', name];
      const form = formFor(file, name);
      return form
        ? oneFormChecks(path, part, addedBy(forms, part), form, forms)
        : unknown(path, name, 'category', categories);
    }),
  ];
};

/** What every category asks for, as a form of its own. */
export const commonForm = (forms: FormsPart): Form => {
  const category = { name: '', title: { zh: '', en: '' } };
  return toForms({ categories: [category], forms: { ...forms, categories: {} } })[''] as Form;
};

const made = new WeakMap<SoundParts, Readonly<Record<string, Form>>>();

/** As they will be; made once for all checks of a file. */
export const formsByCategory = (file: SoundParts): Readonly<Record<string, Form>> => {
  const forms = made.get(file) ?? toForms(file);
  made.set(file, forms);
  return forms;
};

/** Of one of the categories; undefined when there is none of this name. */
export const formFor = (file: SoundParts, category: string): Form | undefined => {
  const forms = formsByCategory(file);
  return Object.hasOwn(forms, category) ? forms[category] : undefined;
};

const fieldChecks = (path: Path, field: Field): readonly Finding[] => [
  ...((PLACEHOLDERS as readonly string[]).includes(field.name)
    ? [{ path: [...path, 'name'], message: `{${field.name}} is a placeholder of macros already: choose another name` }]
    : []),
  ...(field.fromText && !TELLING.includes(field.type)
    ? [{ path: [...path, 'fromText'], message: `Only these are found in a text: ${TELLING.join(', ')}` }]
    : []),
  ...bounds(path, field),
  ...photo(path, field),
];

const bounds = (path: Path, field: Field): readonly Finding[] => {
  if (field.type === 'text')
    return [
      ...(field.minLength > field.maxLength
        ? [{ path: [...path, 'minLength'], message: 'It is more than maxLength' }]
        : []),
      ...(field.pattern !== undefined && field.maxLength > LONGEST_MATCHED
        ? [{ path: [...path, 'maxLength'], message: `A text with a pattern has at most ${LONGEST_MATCHED} characters` }]
        : []),
    ];
  if (field.type === 'choice') return duplicates([...path, 'options'], field.options);
  const crossed =
    (isNumeric(field) && field.min > field.max) ||
    (field.type === 'date' && field.min !== undefined && field.max !== undefined && field.min > field.max);
  return crossed ? [{ path: [...path, 'min'], message: 'It is more than max' }] : [];
};

/** A photo is uploaded to a ticket, so there is none before it. */
const photo = (path: Path, { type, required }: Pick<Field, 'type' | 'required'>): readonly Finding[] =>
  type === 'photo' && required === 'atCreation'
    ? [{ path: [...path, 'required'], message: 'A photo is added to a ticket that is there: write atResolution' }]
    : [];

const oneFormChecks = (
  path: Path,
  part: FormPart,
  added: readonly EntryPart[],
  form: Form,
  { fields: library }: FormsPart,
): readonly Finding[] => [
  ...part.fields.flatMap(({ field: name, required }, index) => {
    const at = [...path, 'fields', index];
    const field = form.fields.find((each) => each.name === name);
    return [
      ...unknown(at, name, 'field', library),
      ...(part.fields.findIndex((entry) => entry.field === name) < index
        ? [{ path: at, message: `The field ${name} stands here twice` }]
        : []),
      ...(field && required ? photo(at, field) : []),
      ...(field ? [...conditionChecks(at, field, form), ...secondOfText(at, field, form)] : []),
    ];
  }),
  ...(part.layout
    ? layoutChecks(
        [...path, 'layout'],
        part.layout,
        added.map(({ field }) => field),
      )
    : []),
];

/** Otherwise a number in the text would fill two fields. */
const secondOfText = (path: Path, field: Field, form: Form): readonly Finding[] => {
  const first = form.fields.find(({ type, fromText }) => fromText && type === field.type);
  return field.fromText && first && first.name !== field.name
    ? [{ path, message: `${first.name} of this form is filled from the text already: only one ${field.type} can be` }]
    : [];
};

const layoutChecks = (
  path: Path,
  layout: NonNullable<FormPart['layout']>,
  names: readonly string[],
): readonly Finding[] => {
  const placed = layout.flatMap(({ rows }, at) =>
    rows.flatMap((row, rowAt) => row.map((name, index) => ({ name, path: [...path, at, 'rows', rowAt, index] }))),
  );
  const missing = names.filter((name) => !placed.some((each) => each.name === name));
  return [
    ...placed.flatMap(({ name, path }, index) => [
      ...(names.includes(name)
        ? []
        : [{ path, message: `${name} is no field of this part of the form; there are ${names.join(', ') || 'none'}` }]),
      ...(placed.findIndex((each) => each.name === name) < index
        ? [{ path, message: `The field ${name} stands in the layout twice` }]
        : []),
    ]),
    ...(missing.length > 0 ? [{ path, message: `It has no place for ${missing.join(', ')}` }] : []),
  ];
};
