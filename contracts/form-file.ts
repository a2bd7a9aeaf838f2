/** The shape of the forms (表单) in a policy file: a library of fields, and which of them a category asks for. */
import * as z from 'zod';
import type { Field, Form, FormSection } from '../core/domain/forms/form.ts';
import type { Titles } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { DIFFERENT, field } from './form-field.ts';
import { section, shortOrLong, titles } from './policy-parts.ts';

/** A field of the library, and what is different of it here. */
export interface EntryPart {
  readonly field: string;
  readonly required?: Field['required'] | undefined;
  readonly when?: Field['when'] | undefined;
  readonly help?: Titles | undefined;
  readonly question?: Titles | undefined;
  /** Here only people of the desk fill it in: nobody asks the customer, and what they write is no value of it. */
  readonly byDesk?: true | undefined;
}

const ENTRY = 'Write the name of a field, or { field: NAME, required: …, when: … }';
const entry = shortOrLong<EntryPart, EntryPart>(
  z.string(ENTRY).transform((field): EntryPart => ({ field })),
  section({ field: z.string(), ...DIFFERENT, byDesk: z.literal(true, 'Write true, or leave it out').optional() }),
);

const layout = z.array(section({ title: titles, rows: z.array(z.array(name).min(1)).min(1) })).min(1);

const formPart = section({
  intro: titles.optional(),
  fields: z.array(entry).default([]),
  layout: layout.optional(),
});
export type FormPart = z.infer<typeof formPart>;

export const forms = section({
  /** What can be asked at all: a name means the same in all categories. */
  fields: z.array(field).default([]),
  /** What every category asks for. */
  default: formPart.prefault({}),
  categories: z.record(z.string(), formPart).default({}),
}).prefault({});
export type FormsPart = z.infer<typeof forms>;

const INTRO: Titles = {
  zh: '为了尽快处理，请补充以下信息：',
  en: 'To help you quickly we need to know:',
};
const GENERAL: Titles = { zh: '基本信息', en: 'General' };

interface Given {
  readonly categories?: readonly { readonly name: string; readonly title: Titles }[];
  readonly forms?: FormsPart;
}

/** By category. Parts that are not there have something wrong with them, which is told elsewhere. */
export const toForms = ({ categories = [], forms: part }: Given): Readonly<Record<string, Form>> =>
  part ? Object.fromEntries(categories.map((category) => [category.name, toForm(category, part)])) : {};

const toForm = (category: { readonly name: string; readonly title: Titles }, part: FormsPart): Form => {
  const own = Object.hasOwn(part.categories, category.name) ? part.categories[category.name] : undefined;
  return {
    name: category.name,
    intro: own?.intro ?? part.default.intro ?? INTRO,
    fields: entriesOf(part, own).flatMap((entry) => fieldOf(entry, part.fields)),
    layout: [
      ...layoutOf(part.default, part.default.fields, GENERAL),
      ...layoutOf(own, addedBy(part, own), category.title),
    ],
  };
};

/** Those of the default form first; one that the category names again is as the category has it, at its first place. */
const entriesOf = ({ default: usual }: FormsPart, own: FormPart | undefined): readonly EntryPart[] => [
  ...usual.fields.map((entry) => own?.fields.find(({ field }) => field === entry.field) ?? entry),
  ...addedBy({ default: usual }, own),
];

export const addedBy = (
  { default: usual }: Pick<FormsPart, 'default'>,
  own: FormPart | undefined,
): readonly EntryPart[] =>
  (own?.fields ?? []).filter(({ field }) => !usual.fields.some((each) => each.field === field));

const fieldOf = ({ field: name, byDesk, ...different }: EntryPart, library: readonly Field[]): readonly Field[] => {
  const found = library.find((each) => each.name === name);
  if (!found) return [];
  const said = Object.fromEntries(Object.entries(different).filter(([, value]) => value !== undefined));
  if (!byDesk) return [{ ...found, ...said }];
  const { question: _, ...typed } = { ...found, ...said };
  return [{ ...typed, fromText: false } as Field];
};

/** As it is written; without a word each field has a row of its own. */
const layoutOf = (part: FormPart | undefined, entries: readonly EntryPart[], title: Titles): readonly FormSection[] =>
  part?.layout ?? (entries.length > 0 ? [{ title, rows: entries.map(({ field }) => [field]) }] : []);
