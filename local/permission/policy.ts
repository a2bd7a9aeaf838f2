/** IAM policy documents: their shape, and whether one statement speaks of a request. */
import { z } from 'zod';
import { CONDITION_KEYS, type Context, holds } from './conditions.ts';
import { like } from './like.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const principal = z.union([
  z.literal('*').transform(() => ({ AWS: ['*'], Service: ['*'] })),
  z.strictObject({ AWS: oneOrMany.default([]), Service: oneOrMany.default([]) }),
]);

const condition = z.record(
  z
    .string()
    .refine(
      (operator) => CONDITION_KEYS.has(operator.replace(/^For(AllValues|AnyValue):/, '').replace(/IfExists$/, '')),
      {
        error: 'this condition operator is not supported',
      },
    ),
  z.record(
    z.string(),
    z
      .union([z.string(), z.boolean(), z.number(), z.array(z.string())])
      .transform((value) => [value].flat().map(String)),
  ),
);

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: condition.optional(),
});

export const documentSchema = z.strictObject({
  Version: z.literal('2012-10-17').optional(),
  Id: z.string().optional(),
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});

export type Statement = z.output<typeof statementSchema>;

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Whether the statement speaks of the action and the resource; its condition and principal are left aside. */
export function concerns(statement: Statement, { action, resource }: Request): boolean {
  const actions = statement.Action
    ? statement.Action.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()))
    : !(statement.NotAction ?? []).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()));
  if (!actions) return false;
  if (statement.Resource) return statement.Resource.some((pattern) => like(pattern, resource));
  return !(statement.NotResource ?? []).some((pattern) => like(pattern, resource));
}

/** Whether every operator of the statement's condition holds. */
export const permits = (statement: Statement, context: Context): boolean =>
  Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, valuesOf(context, key))),
  );

// Condition keys are written in any case.
function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const found = context[key] ?? Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return found === undefined ? undefined : [found].flat();
}
