/** Whether a ticket may be solved with a code: the code, the steps and the fields that the policy asks for. */
import { holds, valueIn } from '../forms/applies.ts';
import { checkFields } from '../forms/check.ts';
import type { FieldProblem, Form, GivenValues } from '../forms/form.ts';
import { problem } from '../forms/problems.ts';
import type { Policy } from '../policy.ts';
import type { Filled, Ticket } from '../ticket.ts';
import type { ChecklistStep, ResolutionCode, StepCondition } from './checklist.ts';

export type Handled = Pick<Ticket, 'category' | 'priority' | 'channel' | 'fields' | 'steps'> & {
  readonly customer: Pick<Ticket['customer'], 'tier'>;
};

/** A category that the policy has no longer, or that has nothing of its own, asks for nothing. */
export const formOf = ({ forms }: Pick<Policy, 'forms'>, category: string): Form =>
  (Object.hasOwn(forms, category) ? forms[category] : undefined) ?? {
    name: category,
    intro: { zh: '', en: '' },
    fields: [],
    layout: [],
  };

export const checklistOf = ({ checklists }: Pick<Policy, 'checklists'>, category: string): readonly ChecklistStep[] =>
  (Object.hasOwn(checklists, category) ? checklists[category] : undefined) ?? [];

/** Those with which a ticket of the category may be solved; none at all when the policy names none: then any will do. */
export const codesOf = (
  { resolutionCodes }: Pick<Policy, 'resolutionCodes'>,
  category: string,
): readonly ResolutionCode[] => resolutionCodes.filter((code) => isFor(code, category));

export const isFor = ({ category }: Pick<ResolutionCode, 'category'>, name: string): boolean =>
  category?.includes(name) ?? true;

/** The values of a ticket's form by the name of their field. */
export const valuesOf = (fields: Readonly<Record<string, Filled>>): GivenValues =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

/** All that stands against solving the ticket with this code; `field` of a problem is `code`, or the name of a step or field. */
export const checkResolution = (ticket: Handled, code: string, policy: Policy): readonly FieldProblem[] => {
  const found = policy.resolutionCodes.find(({ name }) => name === code);
  if (!found && policy.resolutionCodes.length > 0) return [problem(CODE, 'unknown-code')];
  if (found && !isFor(found, ticket.category)) return [problem(CODE, 'not-for-category')];
  return [...stepProblems(ticket, code, found, policy), ...fieldProblems(ticket, found, policy)];
};

const CODE = { name: 'code', title: { zh: '解决代码', en: 'Resolution code' } };

const stepProblems = (
  ticket: Handled,
  code: string,
  found: ResolutionCode | undefined,
  policy: Policy,
): readonly FieldProblem[] => {
  const form = formOf(policy, ticket.category);
  return checklistOf(policy, ticket.category)
    .filter((step) => found?.needs.steps.includes(step.name) || isRequired(step, ticket, code, form))
    .filter(({ name }) => !ticket.steps.includes(name))
    .map((step) => problem(step, 'step-missing'));
};

/** Whether the policy asks for the step of a ticket that is solved with this code. */
const isRequired = ({ required }: ChecklistStep, ticket: Handled, code: string, form: Form): boolean =>
  typeof required === 'boolean' ? required : meets(required, ticket, code, form);

const meets = (when: StepCondition, ticket: Handled, code: string, form: Form): boolean =>
  (when.resolution?.includes(code) ?? true) &&
  (when.priority?.includes(ticket.priority) ?? true) &&
  (when.tier?.includes(ticket.customer.tier) ?? true) &&
  (when.channel?.includes(ticket.channel) ?? true) &&
  (when.field === undefined || holds(form, when.field, valuesOf(ticket.fields)));

/** A code needs its fields whatever their conditions say. What stands in fields of another form, because the ticket was classified anew, is kept and not looked at. */
const fieldProblems = (
  { category, fields }: Handled,
  found: ResolutionCode | undefined,
  policy: Policy,
): readonly FieldProblem[] => {
  const form = formOf(policy, category);
  const names = new Set(form.fields.map(({ name }) => name));
  const values = Object.fromEntries(Object.entries(valuesOf(fields)).filter(([name]) => names.has(name)));
  const problems = checkFields(form, values, 'resolution');
  const needed = form.fields.filter(
    (field) =>
      found?.needs.fields.includes(field.name) &&
      valueIn(values, field.name) === undefined &&
      !problems.some((each) => each.field === field.name),
  );
  return [...problems, ...needed.map((field) => problem(field, 'missing'))];
};

/** Whether a step may be taken: it is of the checklist, and comes with evidence where that is asked for. */
export const checkStep = (
  { category }: Pick<Ticket, 'category'>,
  taken: { readonly step: string; readonly evidence?: readonly string[] },
  policy: Policy,
): readonly FieldProblem[] => {
  const step = checklistOf(policy, category).find(({ name }) => name === taken.step);
  if (!step) return [problem({ name: taken.step }, 'unknown-step')];
  return step.evidence && (taken.evidence?.length ?? 0) === 0 ? [problem(step, 'evidence-missing')] : [];
};
