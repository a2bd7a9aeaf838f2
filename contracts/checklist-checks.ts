/** Where checklists and resolution codes of a policy file contradict themselves, each other, or the rest of the file. */
import { type ChecklistsPart, type StepPart, stepsFor } from './checklist-file.ts';
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import { commonForm, formFor } from './form-checks.ts';
import { lookedAt } from './form-conditions.ts';
import { unknownIn } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';
import type { ResolutionPart } from './resolution-file.ts';

type Path = Finding['path'];

export const checklistChecks = (file: SoundParts): readonly Finding[] => {
  const { checklists, forms, categories } = file;
  if (!checklists) return [];
  const common = forms && commonForm(forms);
  return [
    ...stepsChecks(['checklists', 'default'], checklists.default, common, file),
    ...Object.entries(checklists.categories).flatMap(([name, steps]) => {
      const path = ['checklists', 'categories', name];
      return [
        ...unknown(path, name, 'category', categories),
        ...stepsChecks(path, steps, formFor(file, name), file, name),
      ];
    }),
  ];
};

const stepsChecks = (
  path: Path,
  steps: readonly StepPart[],
  form: ReturnType<typeof commonForm> | undefined,
  { channels, resolutionCodes }: SoundParts,
  category?: string,
): readonly Finding[] => [
  ...duplicates(path, steps),
  ...steps.flatMap(({ required }, index) => {
    if (typeof required !== 'object') return [];
    const at = [...path, index, 'required'];
    const codes = resolutionCodes?.filter((code) => category === undefined || isFor(code, category));
    return [
      ...unknownIn([...at, 'channel'], required.channel, 'channel', channels),
      ...unknownIn([...at, 'resolution'], required.resolution, 'resolution code of it', codes),
      ...(required.field && form ? lookedAt([...at, 'field'], required.field, form) : []),
    ];
  }),
];

export const isFor = ({ category }: { readonly category?: readonly string[] | undefined }, name: string): boolean =>
  category?.includes(name) ?? true;

export const resolutionChecks = (file: SoundParts): readonly Finding[] => {
  const { resolutionCodes = [], categories = [] } = file;
  const without =
    resolutionCodes.length > 0
      ? categories.filter(({ name }) => !resolutionCodes.some((code) => isFor(code, name))).map(({ name }) => name)
      : [];
  return [
    ...duplicates(['resolutionCodes'], resolutionCodes),
    ...resolutionCodes.flatMap((code, index) => codeChecks(['resolutionCodes', index], code, file)),
    ...(without.length > 0
      ? [
          {
            path: ['resolutionCodes'],
            message: `Tickets of ${without.join(', ')} could never be solved: give them a code`,
          },
        ]
      : []),
  ];
};

const codeChecks = (path: Path, code: ResolutionPart, file: SoundParts): readonly Finding[] => {
  const { categories, checklists } = file;
  const names = namesOf(code, file);
  return [
    ...unknownIn([...path, 'category'], code.category, 'category', categories),
    ...repeated([...path, 'category'], code.category ?? [], (name) => `The category ${name}`),
    ...code.needs.steps.flatMap((step, index) =>
      checklists
        ? lacking([...path, 'needs', 'steps', index], `the step ${step}`, without(names, step, checklists))
        : [],
    ),
    ...code.needs.fields.flatMap((field, index) =>
      lacking([...path, 'needs', 'fields', index], `the field ${field}`, withoutField(names, field, file)),
    ),
  ];
};

/** The categories that a code or macro is for; those that there are not are told of elsewhere. */
export const namesOf = (part: Pick<ResolutionPart, 'category'>, { categories = [] }: SoundParts): readonly string[] =>
  categories.map(({ name }) => name).filter((name) => isFor(part, name));

const without = (categories: readonly string[], step: string, checklists: ChecklistsPart): readonly string[] =>
  categories.filter((category) => !stepsFor(checklists, category).some(({ name }) => name === step));

/** Those of the categories whose form has no such field. */
export const withoutField = (categories: readonly string[], field: string, file: SoundParts): readonly string[] => {
  return categories.filter((category) => formFor(file, category)?.fields.every(({ name }) => name !== field));
};

export const lacking = (path: Path, what: string, categories: readonly string[]): readonly Finding[] =>
  categories.length > 0 ? [{ path, message: `There is no such thing as ${what} in ${categories.join(', ')}` }] : [];
