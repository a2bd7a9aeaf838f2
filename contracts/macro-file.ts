/** The shape of macros (快捷操作) in a policy file. */
import * as z from 'zod';
import type { Macro, MacroAction } from '../core/domain/handling/macro.ts';
import { HOLD_REASONS, type Titles } from '../core/domain/vocabulary.ts';
import { name } from './common.ts';
import { readAs, section, titles } from './policy-parts.ts';

const LONGEST_TAG = 40;
const tag = z.string().min(1).max(LONGEST_TAG);
const tags = z.array(tag).default([]);

/** By the one key that an action has. */
const ACTIONS = {
  setFields: z
    .record(z.string(), z.union([z.string(), z.number()], 'Write a text or a number'))
    .transform((fields): MacroAction => ({ do: 'setFields', fields })),
  reply: titles.transform((text): MacroAction => ({ do: 'reply', text })),
  note: titles.transform((text): MacroAction => ({ do: 'note', text })),
  tag: section({ add: tags, remove: tags })
    .refine(({ add, remove }) => add.length + remove.length > 0, 'Name tags to add or to remove')
    .transform((given): MacroAction => ({ do: 'tag', ...given })),
  takeStep: z
    .union([
      z.string().transform((step) => ({ step, note: undefined })),
      section({ step: name, note: titles.optional() }),
    ])
    .transform(({ step, note }): MacroAction => ({ do: 'takeStep', step, ...(note && { note }) })),
  hold: section({ for: z.enum(HOLD_REASONS), reason: titles.optional() }).transform(
    ({ reason, ...given }): MacroAction => ({ do: 'hold', ...given, ...(reason && { reason }) }),
  ),
  transfer: section({ queue: name, reason: titles }).transform((given): MacroAction => ({ do: 'transfer', ...given })),
  resolve: section({ code: name, text: titles }).transform((given): MacroAction => ({ do: 'resolve', ...given })),
} as const satisfies Record<MacroAction['do'], z.ZodType<MacroAction>>;

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly MacroAction['do'][];
const DOES = `Write exactly one of these: ${ACTION_NAMES.join(', ')}`;

const action = z.unknown().transform((given, check): MacroAction => {
  const [[does, value] = [], ...others] =
    typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  if (does === undefined || others.length > 0 || !Object.hasOwn(ACTIONS, does)) {
    check.addIssue(DOES);
    return z.NEVER;
  }
  const read = z.object({ [does]: ACTIONS[does as MacroAction['do']] });
  return (readAs(read as never, { [does]: value }, check) as Readonly<Record<string, MacroAction>>)?.[
    does
  ] as MacroAction;
});

const macro = section({
  name,
  title: titles,
  category: z.array(name, 'Write a list such as [refund, invoice]').min(1).optional(),
  inputs: z.array(name).default([]),
  actions: z.array(action).min(1, 'A macro does something: name at least one action').max(20),
});
export type MacroPart = z.infer<typeof macro>;

export const macros = z.array(macro).default([]);

export const toMacro = ({ category, ...macro }: MacroPart): Macro => ({ ...macro, ...(category && { category }) });

/** The texts of an action with the key that each of them stands under. */
export const textsOf = (
  action: MacroAction,
): readonly { readonly path: readonly string[]; readonly text: Titles }[] => {
  switch (action.do) {
    case 'reply':
    case 'note':
      return [{ path: [action.do], text: action.text }];
    case 'takeStep':
      return action.note ? [{ path: ['takeStep', 'note'], text: action.note }] : [];
    case 'hold':
      return action.reason ? [{ path: ['hold', 'reason'], text: action.reason }] : [];
    case 'transfer':
      return [{ path: ['transfer', 'reason'], text: action.reason }];
    case 'resolve':
      return [{ path: ['resolve', 'text'], text: action.text }];
    case 'setFields':
    case 'tag':
      return [];
  }
};
