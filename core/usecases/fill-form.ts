/** The form of a request that is about to become a ticket: checked for every channel, before anything is written. */
import { classify } from '../domain/classify.ts';
import type { Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { factsIn, formProblems, normalFields, notValid } from '../domain/filling-in.ts';
import type { Refusal } from '../domain/refusals.ts';

type Asked = Pick<Open, 'subject' | 'description' | 'category' | 'fields'>;

/** The request with its fields in their normal form, or all that is wrong with them. What its text tells need not be filled in. */
export const withForm = <R extends Asked>(request: R, context: Pick<Context, 'now' | 'policy'>): R | Refusal => {
  const { policy } = context;
  const { fields = {}, subject, description } = request;
  const text = `${subject}\n${description}`;
  const { category } = classify(text, request.category, policy);
  const { found } = factsIn(text, { category, fields }, context);
  const problems = formProblems(category, { ...found, ...fields }, policy);
  if (problems.length > 0) return notValid(problems);
  return Object.keys(fields).length === 0 ? request : { ...request, fields: normalFields(category, fields, policy) };
};
