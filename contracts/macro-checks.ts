/** Where the macros of a policy file do what nobody could do, or what only a person may do. */
import { checkValue } from '../core/domain/forms/check.ts';
import type { Field } from '../core/domain/forms/form.ts';
import { normalValue } from '../core/domain/forms/normal.ts';
import type { MacroAction } from '../core/domain/handling/macro.ts';
import { isFor, lacking, namesOf, withoutField } from './checklist-checks.ts';
import { stepsFor } from './checklist-file.ts';
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import { formsByCategory } from './form-checks.ts';
import { type MacroPart, textsOf } from './macro-file.ts';
import { textChecks } from './macro-texts.ts';
import { unknownIn } from './name-checks.ts';
import type { SoundParts } from './policy-file.ts';

type Path = Finding['path'];

export const macroChecks = (file: SoundParts): readonly Finding[] => {
  const { macros = [], categories } = file;
  return [
    ...duplicates(['macros'], macros),
    ...macros.flatMap((macro, index) => {
      const path = ['macros', index];
      const names = namesOf(macro, file);
      return [
        ...unknownIn([...path, 'category'], macro.category, 'category', categories),
        ...repeated([...path, 'inputs'], macro.inputs, (name) => `The field ${name}`),
        ...macro.inputs.flatMap((name, at) =>
          lacking([...path, 'inputs', at], `the field ${name}`, withoutField(names, name, file)),
        ),
        ...last([...path, 'actions'], macro.actions),
        ...macro.actions.flatMap((action, at) => {
          const place = [...path, 'actions', at];
          return [
            ...actionChecks([...place, action.do], action, macro, names, file),
            ...textsOf(action).flatMap(({ path: under, text }) =>
              textChecks([...place, ...under], text, names, formsByCategory(file)),
            ),
          ];
        }),
      ];
    }),
  ];
};

/** They end what an agent does with the ticket: what comes after them would be refused, and with it the whole macro. */
const ENDS: readonly MacroAction['do'][] = ['hold', 'transfer', 'resolve'];

const last = (path: Path, actions: readonly MacroAction[]): readonly Finding[] =>
  actions.slice(0, -1).flatMap((action, index) =>
    ENDS.includes(action.do)
      ? [
          {
            path: [...path, index, action.do],
            message: `${action.do} stands last: nothing is done with the ticket after it`,
          },
        ]
      : [],
  );

const actionChecks = (
  path: Path,
  action: MacroAction,
  macro: MacroPart,
  names: readonly string[],
  file: SoundParts,
): readonly Finding[] => {
  switch (action.do) {
    case 'setFields':
      return Object.entries(action.fields).flatMap(([name, value]) => [
        ...lacking([...path, name], `the field ${name}`, withoutField(names, name, file)),
        ...settingChecks([...path, name], name, value, macro, file),
      ]);
    case 'takeStep':
      return stepChecks(path, action.step, names, file);
    case 'transfer':
      return unknown([...path, 'queue'], action.queue, 'queue', file.queues);
    case 'resolve': {
      const codes = file.resolutionCodes?.filter((code) => names.every((name) => isFor(code, name)));
      return file.resolutionCodes?.length
        ? unknown([...path, 'code'], action.code, 'resolution code for all its categories', codes)
        : [];
    }
    case 'reply':
    case 'note':
    case 'tag':
    case 'hold':
      return [];
  }
};

const settingChecks = (
  path: Path,
  name: string,
  value: string | number,
  { inputs }: MacroPart,
  { forms }: SoundParts,
): readonly Finding[] => {
  const field: Field | undefined = forms?.fields.find((each) => each.name === name);
  if (!field) return [];
  if (field.type === 'money')
    return [{ path, message: `Only a person says how much: name ${name} under inputs instead` }];
  if (inputs.includes(name)) return [{ path, message: `${name} is an input already` }];
  return checkValue(field, normalValue(field, value)).map(({ en }) => ({ path, message: en }));
};

const stepChecks = (
  path: Path,
  step: string,
  names: readonly string[],
  { checklists }: SoundParts,
): readonly Finding[] => {
  if (!checklists) return [];
  const found = names.map((name) => stepsFor(checklists, name).find((each) => each.name === step));
  return [
    ...lacking(
      path,
      `the step ${step}`,
      names.filter((_, index) => found[index] === undefined),
    ),
    ...(found.some((each) => each?.evidence)
      ? [{ path, message: `${step} is taken with evidence, which a macro cannot attach` }]
      : []),
  ];
};
