/** The rules of one set of states: it starts somewhere, every transition has a target, every state is reached, one ends. */
import { isObject, type Json, type Report } from './problem.ts';

const ENDS = new Set(['Succeed', 'Fail']);
const BRANCHES = 'Choice';

/** `at` is the path of the set within the field that holds it, e.g. `Branches[0]/`. */
export function validateFlow(scope: Json, at: string, report: Report): void {
  const { StartAt: start, States: states } = scope;
  if (typeof start !== 'string') report(`${at}StartAt`, 'is required, the name of a state');
  if (!isObject(states) || Object.keys(states).length === 0) {
    report(`${at}States`, 'is required, an object with at least one state');
    return;
  }
  if (typeof start === 'string' && !Object.hasOwn(states, start))
    report(`${at}StartAt`, `there is no state '${start}'`);
  const reached = new Set(typeof start === 'string' ? [start] : []);
  let ends = false;
  for (const name of reached) {
    const state = states[name];
    if (!isObject(state)) continue;
    ends ||= ENDS.has(String(state.Type)) || state.End === true;
    for (const target of targets(state)) reached.add(target);
  }
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    validateEnd(name, state, at, report);
    for (const target of targets(state)) {
      if (!Object.hasOwn(states, target)) report(`${at}States/${name}`, `goes to '${target}', which is not there`);
    }
    if (typeof start === 'string' && !reached.has(name)) report(`${at}States/${name}`, 'can not be reached');
  }
  if (!ends && typeof start === 'string') report(`${at}States`, 'no state ends the flow');
}

function validateEnd(name: string, state: Json, at: string, report: Report): void {
  const { Type: type, Next: next, End: end } = state;
  const place = `${at}States/${name}`;
  if (end !== undefined && typeof end !== 'boolean') report(`${place}/End`, 'must be true');
  if (next !== undefined && typeof next !== 'string') report(`${place}/Next`, 'must be the name of a state');
  if (type === BRANCHES || ENDS.has(String(type))) return;
  if (next !== undefined && end === true) report(place, 'has both Next and End');
  if (next === undefined && end !== true) report(place, 'needs Next or End');
}

function targets(state: Json): string[] {
  const rules = [state, ...list(state.Choices), ...list(state.Catch)];
  const names = rules.map((rule) => (isObject(rule) ? rule.Next : undefined));
  return [...names, state.Type === BRANCHES ? state.Default : undefined].filter((name) => typeof name === 'string');
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
