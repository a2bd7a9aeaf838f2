export type Verdict =
  | { readonly kind: 'agree' }
  | { readonly kind: 'disagree'; readonly reason: string }
  | { readonly kind: 'skip'; readonly reason: string };

export const agree: Verdict = { kind: 'agree' };
export const disagree = (reason: string): Verdict => ({ kind: 'disagree', reason });
export const skip = (reason: string): Verdict => ({ kind: 'skip', reason });

/** Whether every state of a definition, nested ones too, is written in JSONata. */
export function isJsonata(definition: any): boolean {
  if (definition?.QueryLanguage === 'JSONata') return true;
  const states = Object.values<any>(definition?.States ?? {});
  return (
    states.length > 0 && states.every((state) => state?.QueryLanguage === 'JSONata' && inner(state).every(isJsonata))
  );
}

const inner = (state: any): any[] => [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];

const PLACEHOLDER = /^(date|timestamp)$|<[^<>]+>/;

/**
 * Whether a value is the recorded one. Placeholders of the recorder stand for any text; strings that begin with `{` were parsed
 * by it and are parsed here; `wildcards` are the paths (`$.a.b`) whose value does not matter.
 */
export function matches(expected: any, actual: any, wildcards: readonly string[] = [], path = '$'): boolean {
  if (wildcards.includes(path)) return true;
  const wanted: any = parsed(expected);
  const given: any = parsed(actual);
  if (typeof wanted === 'string' && PLACEHOLDER.test(wanted)) return typeof given === 'string';
  if (typeof wanted !== 'object' || wanted === null) return wanted === given;
  if (typeof given !== 'object' || given === null || Array.isArray(given) !== Array.isArray(wanted)) return false;
  const keys = new Set([...Object.keys(wanted), ...Object.keys(given)]);
  return [...keys].every(
    (key) =>
      Object.hasOwn(wanted, key) &&
      Object.hasOwn(given, key) &&
      matches(wanted[key], given[key], wildcards, Array.isArray(wanted) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
