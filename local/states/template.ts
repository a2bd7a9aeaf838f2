/** A JSON value of a definition in which any string may be a JSONata expression. */
import { type Bindings, type Compile, isExpression, textOfExpression, unexpectedType } from './expressions.ts';

export interface Template {
  /** The whole value without evaluation, when it holds no expression. */
  readonly constant: { readonly value: unknown } | undefined;
  /** Throws EvaluationFailure. */
  evaluate(bindings: Bindings): Promise<unknown>;
  /** The text of the expression, when the whole value is one. */
  readonly text: string | undefined;
  readonly field: string;
}

/** `field` is the path that causes name, e.g. `Output/result`. Throws jsonata's error when an expression does not parse. */
export function compileTemplate(value: unknown, field: string, compile: Compile): Template {
  if (isExpression(value)) {
    const expression = compile(textOfExpression(value));
    return {
      constant: undefined,
      field,
      text: expression.text,
      evaluate: (bindings) => expression.evaluate(bindings, field),
    };
  }
  if (value === null || typeof value !== 'object') return constantTemplate(value, field);
  const parts = Array.isArray(value)
    ? value.map((item, index) => [index, compileTemplate(item, `${field}[${index}]`, compile)] as const)
    : Object.entries(value).map(([key, item]) => [key, compileTemplate(item, `${field}/${key}`, compile)] as const);
  if (parts.every(([, part]) => part.constant)) return constantTemplate(value, field);
  return {
    constant: undefined,
    field,
    text: undefined,
    evaluate: async (bindings) => {
      const result: any = Array.isArray(value) ? [] : {};
      for (const [key, part] of parts) {
        result[key] = part.constant ? part.constant.value : await part.evaluate(bindings);
      }
      return result;
    },
  };
}

function constantTemplate(value: unknown, field: string): Template {
  return { constant: { value }, field, text: undefined, evaluate: async () => value };
}

/** The template's value when `accepts` takes it; else the failure that names the expected type. */
export async function evaluateAs<T>(
  template: Template,
  bindings: Bindings,
  expected: string,
  accepts: (value: unknown) => value is T,
): Promise<T> {
  const value = template.constant ? template.constant.value : await template.evaluate(bindings);
  if (accepts(value)) return value;
  throw unexpectedType(template.text ?? JSON.stringify(value), template.field, expected, value);
}
