/** The rules of variables: their names, and that an inner scope does not assign what an outer one does. */
import { isObject, type Json } from './problem.ts';

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const LONGEST_NAME = 80;

type Report = (state: string, field: string, reason: string) => void;

/** `outer`: the names that the scopes around this one assign. */
export function validateVariables(scope: Json, outer: ReadonlySet<string>, report: Report): void {
  if (!isObject(scope.States)) return;
  const own = new Set(outer);
  for (const [state, body] of Object.entries(scope.States)) {
    if (!isObject(body)) continue;
    for (const [field, assign] of assigns(body)) {
      if (!isObject(assign)) report(state, field, 'must be an object');
      for (const name of isObject(assign) ? Object.keys(assign) : []) {
        if (name === 'states') report(state, `${field}/${name}`, 'the name states is reserved');
        else if (name.length > LONGEST_NAME || !NAME.test(name)) {
          if (!name.endsWith('.$')) report(state, `${field}/${name}`, 'is not the name of a variable');
        } else if (outer.has(name)) report(state, `${field}/${name}`, 'an outer scope has a variable of this name');
        own.add(name);
      }
    }
  }
  for (const body of Object.values(scope.States)) {
    if (!isObject(body)) continue;
    const branches = Array.isArray(body.Branches) ? body.Branches : [];
    for (const inner of [...branches, body.ItemProcessor]) if (isObject(inner)) validateVariables(inner, own, report);
  }
}

function* assigns(state: Json): Generator<[string, unknown]> {
  if (state.Assign !== undefined) yield ['Assign', state.Assign];
  for (const field of ['Choices', 'Catch']) {
    const rules = state[field];
    for (const [index, rule] of (Array.isArray(rules) ? rules : []).entries()) {
      if (isObject(rule) && rule.Assign !== undefined) yield [`${field}[${index}]/Assign`, rule.Assign];
    }
  }
}
