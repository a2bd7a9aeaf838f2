/** What a macro does to a ticket, as the commands that a person would give. */
import { checkFields } from '../forms/check.ts';
import type { FieldProblem, FieldValues, GivenValues } from '../forms/form.ts';
import { filledIn } from '../forms/normal.ts';
import { problem } from '../forms/problems.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Titles } from '../vocabulary.ts';
import type { Macro, MacroAction, MacroCommand } from './macro.ts';
import { fill, type Telling } from './placeholders.ts';
import { formOf, isFor, valuesOf } from './resolution.ts';

/** `inputs`: what the person gives for the fields that the macro asks for, by their name. */
export interface Running {
  readonly now: Instant;
  readonly policy: Policy;
  readonly inputs: GivenValues;
}

export type Expanded = { readonly commands: readonly MacroCommand[] } | { readonly problems: readonly FieldProblem[] };

/**
 * The commands in their order, inputs first, or all that stands against it: whoever runs them does so wholly or not at all. What
 * is so already is left out, texts are in the language of the ticket.
 *
 * Example: `expandMacro(macro, ticket, { now, policy, inputs: { 'refund-amount': 99.5 } })`
 */
export const expandMacro = (macro: Macro, ticket: Ticket, { now, policy, inputs }: Running): Expanded => {
  if (!isFor(macro, ticket.category)) return { problems: [problem(macro, 'not-for-category')] };
  const form = formOf(policy, ticket.category);
  const problems = inputProblems(macro, form, inputs);
  if (problems.length > 0) return { problems };
  const literal = macro.actions.flatMap((action) => (action.do === 'setFields' ? [action.fields] : []));
  const set = filledIn(form, Object.assign({}, ...literal, inputs));
  const values: FieldValues = { ...(valuesOf(ticket.fields) as FieldValues), ...set };
  const telling: Telling = { ticket, form, values, now, policy, language: ticket.language };
  const steps = macro.actions.map((action) => commandOf(action, telling));
  const wrong = steps.flatMap((step) => ('problems' in step ? step.problems : []));
  if (wrong.length > 0) return { problems: wrong };
  return {
    commands: [
      ...changing(ticket, filledIn(form, inputs)),
      ...steps.flatMap((step) => ('commands' in step ? step.commands : [])),
    ],
  };
};

/** Every input is given by the person who runs it, and nothing else is. */
const inputProblems = (macro: Macro, form: ReturnType<typeof formOf>, inputs: GivenValues): readonly FieldProblem[] => {
  const others = Object.keys(inputs).filter((name) => !macro.inputs.includes(name));
  const given = filledIn(form, inputs);
  const missing = macro.inputs.filter((name) => !Object.hasOwn(given, name));
  const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => macro.inputs.includes(name)));
  const titled = (name: string) => form.fields.find((field) => field.name === name) ?? { name };
  return [
    ...checkFields(form, known, 'change'),
    ...missing.map((name) => problem(titled(name), 'missing')),
    ...others.map((name) => problem({ name }, 'unknown-input')),
  ];
};

/** Values that a person has set already are not set again. */
const changing = (ticket: Ticket, fields: FieldValues): readonly MacroCommand[] => {
  const changed = Object.entries(fields).filter(([name, value]) => {
    const stands = Object.hasOwn(ticket.fields, name) ? ticket.fields[name] : undefined;
    return stands?.value !== value || stands.from !== 'person';
  });
  return changed.length > 0 ? [{ type: 'setFields', fields: Object.fromEntries(changed) }] : [];
};

const commandOf = (action: MacroAction, telling: Telling): Expanded => {
  const { ticket } = telling;
  switch (action.do) {
    case 'setFields':
      return { commands: changing(ticket, filledIn(telling.form, action.fields)) };
    case 'tag': {
      const add = action.add.filter((tag) => !ticket.tags.includes(tag));
      const remove = action.remove.filter((tag) => ticket.tags.includes(tag));
      return { commands: add.length + remove.length > 0 ? [{ type: 'tag', add, remove }] : [] };
    }
    case 'reply':
    case 'note':
      return written(action.text, telling, (text) => ({ type: action.do, text }));
    case 'takeStep':
      if (ticket.steps.includes(action.step)) return { commands: [] };
      return maybeWritten(action.note, telling, (note) => ({
        type: 'takeStep',
        step: action.step,
        ...(note !== undefined && { note }),
      }));
    case 'hold':
      return maybeWritten(action.reason, telling, (reason) => ({
        type: 'hold',
        for: action.for,
        ...(reason !== undefined && { reason }),
      }));
    case 'transfer':
      return written(action.reason, telling, (reason) => ({ type: 'transfer', queue: action.queue, reason }));
    case 'resolve':
      return written(action.text, telling, (text) => ({ type: 'resolve', code: action.code, text }));
  }
};

const written = (text: Titles, telling: Telling, command: (text: string) => MacroCommand): Expanded => {
  const filled = fill(text[telling.language], telling);
  return 'text' in filled
    ? { commands: [command(filled.text)] }
    : { problems: filled.unavailable.map((inside) => problem({ name: `{${inside}}` }, 'unavailable')) };
};

const maybeWritten = (
  text: Titles | undefined,
  telling: Telling,
  command: (text: string | undefined) => MacroCommand,
): Expanded => (text ? written(text, telling, command) : { commands: [command(undefined)] });
