/** Checks a definition as AWS does when a state machine is created. Only JSONata is taken; JSONPath is refused by name. */
import { type Compile, isExpression } from './expressions.ts';
import {
  BRANCH_FIELDS,
  COMMON_FIELDS,
  JSONPATH_FIELDS,
  MACHINE_FIELDS,
  NOT_EMULATED,
  PROCESSOR_FIELDS,
  STATE_FIELDS,
} from './fields.ts';
import { isObject, type Json, type Problem, type Report, reportUnknownFields } from './problem.ts';
import { parseResource } from './resource.ts';
import { validateExpress } from './validate-express.ts';
import { validateTemplate } from './validate-expressions.ts';
import { validateFaults } from './validate-faults.ts';
import { validateFlow } from './validate-flow.ts';
import { MOST_SECONDS, number } from './validate-number.ts';
import { STATE_RULES } from './validate-state.ts';
import { validateVariables } from './validate-variables.ts';

export type MachineType = 'STANDARD' | 'EXPRESS';

const LONGEST_NAME = 80;
/** Fields whose strings are no templates. */
const PLAIN = new Set([
  'Type',
  'Comment',
  'QueryLanguage',
  'Next',
  'End',
  'Resource',
  'Default',
  'Retry',
  'Branches',
  'Label',
]);

/** All problems of a parsed definition; none means that AWS would take it. */
export function validate(definition: unknown, compile: Compile, type: MachineType = 'STANDARD'): Problem[] {
  const problems: Problem[] = [];
  if (!isObject(definition)) return [{ state: '', field: '', reason: 'a definition must be a JSON object' }];
  const report: Report = (field, reason) => problems.push({ state: '', field, reason });
  reportUnknownFields(definition, MACHINE_FIELDS, new Set(), report);
  if (isExpression(definition.TimeoutSeconds)) report('TimeoutSeconds', 'must be a number');
  else number(definition, 'TimeoutSeconds', 1, MOST_SECONDS, report);
  if (definition.Version !== undefined && typeof definition.Version !== 'string') report('Version', 'must be a string');
  const language = definition.QueryLanguage === undefined ? 'JSONPath' : definition.QueryLanguage;
  if (language !== 'JSONata' && language !== 'JSONPath') report('QueryLanguage', 'is JSONata or JSONPath');
  const names = new Set<string>();
  const visit = (scope: Json, at: string, outer: Report): void => {
    validateFlow(scope, at, outer);
    for (const [name, state] of Object.entries(isObject(scope.States) ? scope.States : {})) {
      const here: Report = (field, reason) => problems.push({ state: name, field, reason });
      if (names.has(name)) here('', 'another state has the same name');
      if (name.length > LONGEST_NAME) here('', `a name has at most ${LONGEST_NAME} characters`);
      names.add(name);
      if (!isObject(state)) here('', 'a state must be an object');
      else validateState(state, String(language), type, compile, here, visit);
    }
  };
  visit(definition, '', report);
  validateVariables(definition, new Set(), (state, field, reason) => problems.push({ state, field, reason }));
  return problems;
}

function validateState(
  state: Json,
  language: string,
  type: MachineType,
  compile: Compile,
  report: Report,
  visit: (scope: Json, at: string, report: Report) => void,
): void {
  const own = state.QueryLanguage;
  if (own !== undefined && own !== 'JSONata' && own !== 'JSONPath') report('QueryLanguage', 'is JSONata or JSONPath');
  if (own === 'JSONPath' && language === 'JSONata')
    report('QueryLanguage', 'can not be JSONPath when the machine is in JSONata');
  else if ((own ?? language) !== 'JSONata')
    report('QueryLanguage', 'JSONPath is not supported: write the state in JSONata');
  const kind = String(state.Type);
  const known = Object.hasOwn(STATE_FIELDS, kind) ? STATE_FIELDS[kind] : undefined;
  if (!known) {
    report('Type', `is one of ${Object.keys(STATE_FIELDS).join(', ')}`);
    return;
  }
  reportUnknownFields(state, [...COMMON_FIELDS, ...known], JSONPATH_FIELDS, report);
  STATE_RULES[kind]?.(state, report);
  validateFaults(state, report);
  if (type === 'EXPRESS') validateExpress(state, report);
  const result = kind === 'Task' || kind === 'Parallel' || kind === 'Map';
  for (const [field, value] of Object.entries(state)) {
    if (PLAIN.has(field) || !known.includes(field)) continue;
    if (field === 'Catch') validateTemplate(value, field, { errorOutput: true }, compile, report);
    else if (field === 'ItemProcessor') continue;
    else
      validateTemplate(value, field, { result: result && (field === 'Output' || field === 'Assign') }, compile, report);
  }
  for (const [index, branch] of (Array.isArray(state.Branches) ? state.Branches : []).entries()) {
    validateInner(branch, `Branches[${index}]`, BRANCH_FIELDS, report, visit);
  }
  if (kind === 'Map' && isObject(state.ItemProcessor)) {
    validateInner(state.ItemProcessor, 'ItemProcessor', PROCESSOR_FIELDS, report, visit);
  }
}

function validateInner(
  scope: unknown,
  at: string,
  fields: readonly string[],
  report: Report,
  visit: (scope: Json, at: string, report: Report) => void,
): void {
  if (!isObject(scope)) {
    report(at, 'is not an object');
    return;
  }
  reportUnknownFields(scope, fields, JSONPATH_FIELDS, report, `${at}/`);
  visit(scope, `${at}/`, report);
}

/** What of a valid definition this runtime does not do: refused when it is declared, never skipped. */
export function unsupported(definition: Json): Problem[] {
  const problems: Problem[] = [];
  for (const [name, state] of Object.entries(definition.States as Record<string, any>)) {
    const report: Report = (field, reason) => problems.push({ state: name, field, reason });
    for (const field of NOT_EMULATED) if (state[field] !== undefined) report(field, 'is not emulated');
    if (state.Type === 'Task' && !parseResource(state.Resource))
      report('Resource', `'${state.Resource}' is not emulated`);
    if (state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED')
      report('ItemProcessor', 'the DISTRIBUTED mode is not emulated');
    for (const inner of [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])]) {
      problems.push(...unsupported(inner));
    }
  }
  return problems;
}
