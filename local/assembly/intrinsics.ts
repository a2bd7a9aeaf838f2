/** The intrinsic functions of CloudFormation, resolved against one stack. */

/** What a stack knows; every member throws an Error of one line for a name it does not have. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  imported(name: string): unknown;
  condition(name: string): boolean;
  mapped(map: string, first: string, second: string): unknown;
}

/** The value of `AWS::NoValue`: the property or list item that holds it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Arguments = readonly unknown[];

const FUNCTIONS: Readonly<Record<string, (argument: any, scope: Scope) => unknown>> = {
  Ref: (name: string, scope) => scope.ref(name),
  'Fn::GetAtt': (argument: string | [string, string], scope) => {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : argument;
    return scope.attribute(id as string, path.join('.'));
  },
  'Fn::Join': ([separator, parts]: Arguments, scope) => (resolve(parts, scope) as unknown[]).join(separator as string),
  'Fn::Sub': (argument: string | [string, Record<string, unknown>], scope) => {
    const [text, values] = typeof argument === 'string' ? [argument, {}] : argument;
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in values) return String(resolve(values[name], scope));
      const [id = '', ...path] = name.split('.');
      return String(path.length ? scope.attribute(id, path.join('.')) : scope.ref(name));
    });
  },
  'Fn::Select': ([index, list]: Arguments, scope) => {
    const chosen = (resolve(list, scope) as unknown[])[Number(resolve(index, scope))];
    if (chosen === undefined) throw new Error(`Fn::Select has no item ${index}`);
    return chosen;
  },
  'Fn::Split': ([separator, text]: Arguments, scope) => String(resolve(text, scope)).split(separator as string),
  'Fn::ImportValue': (name: unknown, scope) => scope.imported(String(resolve(name, scope))),
  'Fn::FindInMap': (keys: Arguments, scope) => {
    const [map, first, second] = resolve(keys, scope) as [string, string, string];
    return scope.mapped(map, first, second);
  },
  'Fn::If': ([name, yes, no]: Arguments, scope) => resolve(scope.condition(name as string) ? yes : no, scope),
  'Fn::Equals': ([left, right]: Arguments, scope) => resolve(left, scope) === resolve(right, scope),
  'Fn::And': (list: Arguments, scope) => list.every((item) => resolve(item, scope) === true),
  'Fn::Or': (list: Arguments, scope) => list.some((item) => resolve(item, scope) === true),
  'Fn::Not': ([item]: Arguments, scope) => resolve(item, scope) !== true,
  Condition: (name: string, scope) => scope.condition(name),
};

/** Resolves every intrinsic function in `value` (JSON). Throws an Error of one line for what it does not know. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? ['', undefined];
  if (entries.length === 1 && isIntrinsic(name, argument)) {
    const apply = FUNCTIONS[name];
    if (!apply) throw new Error(`the intrinsic function ${name} is not supported`);
    return applied(name, () => apply(argument, scope));
  }
  return Object.fromEntries(
    entries.map(([key, item]) => [key, resolve(item, scope)]).filter(([, item]) => item !== NO_VALUE),
  );
}

/** The functions above trust the form of their arguments; here a wrong one gets a sentence of its own. */
function applied(name: string, apply: () => unknown): unknown {
  try {
    return apply();
  } catch (error) {
    if (error instanceof TypeError) throw new Error(`the arguments of ${name} do not have the form that it takes`);
    throw error;
  }
}

/** The logical ids (and pseudo parameters) that `value` refers to. */
export function references(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) references(item, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') found.add(item);
      else if (key === 'Fn::GetAtt') found.add(typeof item === 'string' ? (item.split('.')[0] ?? '') : item[0]);
      else if (key === 'Fn::Sub') {
        const [text, values] = Array.isArray(item) ? item : [item, {}];
        for (const [, name = ''] of String(text).matchAll(/\$\{([^}!]+)\}/g)) found.add(name.split('.')[0] ?? '');
        references(values, found);
      } else references(item, found);
    }
  }
  return found;
}

// A policy statement has a member `Condition` beside others, and may hold it alone only as an object.
function isIntrinsic(name: string, argument: unknown): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
}
