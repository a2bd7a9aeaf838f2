/** What is filled in of a ticket's form and checklist, by people and from what was written. */
import type { Context } from './context.ts';
import type { DeskCommand } from './desk-commands.ts';
import type { TicketEvent } from './events.ts';
import { extract } from './extraction/extract.ts';
import type { Extracted } from './extraction/extracted.ts';
import { checkFields } from './forms/check.ts';
import type { FieldProblem, FieldValue, GivenValues } from './forms/form.ts';
import { fieldsFrom } from './forms/from-text.ts';
import { filledIn, normalised } from './forms/normal.ts';
import { checklistOf, checkResolution, checkStep, formOf } from './handling/resolution.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Ticket } from './ticket.ts';

type Given<T extends DeskCommand['type']> = Extract<DeskCommand, { readonly type: T }>;
type Consequences = readonly TicketEvent[] | Refusal;

/** What is wrong with the form of a new request; its values are taken in their normal form afterwards. */
export const formProblems = (category: string, values: GivenValues, policy: Policy): readonly FieldProblem[] =>
  checkFields(formOf(policy, category), values, 'creation');

export const normalFields = (
  category: string,
  values: GivenValues,
  policy: Policy,
): Readonly<Record<string, FieldValue>> => filledIn(formOf(policy, category), values);

export const fieldsSet = (ticket: Ticket, { fields }: Given<'setFields'>, { policy }: Context): Consequences => {
  const form = formOf(policy, ticket.category);
  const problems = checkFields(form, fields, 'change');
  if (problems.length > 0) return notValid(problems);
  const normal = normalised(form, fields) as Readonly<Record<string, FieldValue | null>>;
  const changed = Object.entries(normal).filter(([name, value]) => {
    const stands = Object.hasOwn(ticket.fields, name) ? ticket.fields[name] : undefined;
    return value === null ? stands !== undefined : stands?.value !== value || stands.from !== 'person';
  });
  return changed.length === 0
    ? refuse('nothing-to-change', 'The fields have these values already.')
    : [{ type: 'ticket.fields-set', data: { fields: Object.fromEntries(changed) } }];
};

export const stepTaken = (
  ticket: Ticket,
  { type: _, ...data }: Given<'takeStep'>,
  { policy }: Context,
): Consequences => {
  const unknown = data.evidence?.find((id) => !ticket.attachments.some((each) => each.id === id));
  if (unknown) return refuse('unknown-attachment', `The ticket has no attachment ${unknown}: add it first.`);
  const problems = checkStep(ticket, data, policy);
  if (problems.length > 0) {
    const names = checklistOf(policy, ticket.category).map(({ name }) => name);
    const known = names.length === 0 ? 'There are none.' : `Steps of ${ticket.category}: ${names.join(', ')}.`;
    return { ...refuse('unknown-step', `${problems.map(({ en }) => en).join(' ')} ${known}`), problems };
  }
  return ticket.steps.includes(data.step) && data.note === undefined && data.knowledge === undefined && !data.evidence
    ? []
    : [{ type: 'ticket.step-taken', data }];
};

/** Why it cannot be resolved so yet. */
export const unresolvable = (ticket: Ticket, code: string, policy: Policy): Refusal | undefined => {
  const problems = checkResolution(ticket, code, policy);
  if (problems.length === 0) return undefined;
  const { zh, en } = problems[0] as FieldProblem;
  const refused = problems.some((problem) => problem.code === 'unknown-code' || problem.code === 'not-for-category')
    ? 'unknown-resolution-code'
    : problems.some((problem) => problem.code === 'step-missing')
      ? 'steps-missing'
      : 'fields-not-valid';
  return { ...refuse(refused, `${en} / ${zh}`), problems };
};

export const notValid = (problems: readonly FieldProblem[]): Refusal => ({
  ...refuse('fields-not-valid', problems.map(({ en }) => en).join(' ')),
  problems,
});

const ZONE = '+08:00'; // of what customers mean by yesterday

/** What a message tells beside its words, and what of the form follows from it. */
export const factsIn = (
  text: string,
  about: { readonly category: string; readonly fields: GivenValues },
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): { readonly extracted?: readonly Extracted[]; readonly found?: Readonly<Record<string, FieldValue>> } => {
  const extracted = extract(text, { now, zone: ZONE });
  if (extracted.length === 0) return {};
  const found = Object.entries(fieldsFrom(formOf(policy, about.category), extracted, about.fields));
  return {
    extracted,
    ...(found.length > 0 && { found: Object.fromEntries(found.map(([name, { value }]) => [name, value])) }),
  };
};
