/** Checks every JSONata string of a field: brackets, syntax, and parts of `$states` that the field cannot see. */
import { type Compile, isExpression, textOfExpression } from './expressions.ts';
import { isObject, type Report } from './problem.ts';

/** The parts of `$states` that exist only at certain places. */
export interface Visible {
  readonly result?: boolean;
  readonly errorOutput?: boolean;
}

/** Walks `value`; `field` is the path shown in a report. */
export function validateTemplate(
  value: unknown,
  field: string,
  visible: Visible,
  compile: Compile,
  report: Report,
): void {
  if (typeof value === 'string') validateString(value, field, visible, compile, report);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      validateTemplate(item, `${field}[${index}]`, visible, compile, report);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key.endsWith('.$')) report(`${field}/${key}`, 'a key that ends with .$ belongs to JSONPath');
      validateTemplate(item, `${field}/${key}`, visible, compile, report);
    }
  }
}

function validateString(text: string, field: string, visible: Visible, compile: Compile, report: Report): void {
  const bracketed: boolean = isExpression(text);
  if (!bracketed) {
    if (text.startsWith('{%') || text.endsWith('%}'))
      report(field, 'a JSONata expression begins with {% and ends with %}');
    return;
  }
  const source = textOfExpression(text);
  try {
    for (const part of statesParts(compile(source).ast)) {
      if ((part === 'result' || part === 'errorOutput') && !visible[part])
        report(field, `$states.${part} is not available here`);
    }
  } catch (error) {
    report(field, `'${source}' is not JSONata: ${(error as Error).message}`);
  }
}

/** The names that follow `$states` anywhere in a syntax tree. */
function statesParts(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const item of node) statesParts(item, found);
  else if (isObject(node)) {
    const [first, second] = Array.isArray(node.steps) ? node.steps : [];
    if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name') found.push(second.value);
    for (const item of Object.values(node)) if (typeof item === 'object') statesParts(item, found);
  }
  return found;
}
