/** The rules of a Map and of what it is made of. */
import { isExpression } from './expressions.ts';
import { JSONPATH_FIELDS, PROCESSOR_CONFIG_FIELDS } from './fields.ts';
import { isObject, type Json, type Report, reportUnknownFields } from './problem.ts';
import { number } from './validate-number.ts';

export function validateMap(state: Json, report: Report): void {
  if (!isObject(state.ItemProcessor)) report('ItemProcessor', 'is required, an object');
  if (state.Items !== undefined && !Array.isArray(state.Items) && !isExpression(state.Items)) {
    report('Items', 'must be an array or a JSONata expression');
  }
  validateReading(state, report);
  number(state, 'MaxConcurrency', 0, Number.MAX_SAFE_INTEGER, report);
  number(state, 'ToleratedFailureCount', 0, Number.MAX_SAFE_INTEGER, report);
  number(state, 'ToleratedFailurePercentage', 0, 100, report, false);
  validateProcessorConfig(state, report);
}

/** The parts of a distributed Map are written in JSONata, too. */
function validateReading(state: Json, report: Report): void {
  for (const field of ['ItemReader', 'ItemBatcher', 'ResultWriter']) {
    const part = state[field];
    if (part === undefined) continue;
    if (!isObject(part)) {
      report(field, 'is not an object');
      continue;
    }
    const config = isObject(part.ReaderConfig) ? part.ReaderConfig : {};
    for (const [at, names] of [
      [field, Object.keys(part)],
      [`${field}/ReaderConfig`, Object.keys(config)],
    ] as const) {
      for (const name of names)
        if (JSONPATH_FIELDS.has(name)) report(`${at}/${name}`, 'belongs to JSONPath; this state is in JSONata');
    }
  }
}

function validateProcessorConfig(state: Json, report: Report): void {
  const config = isObject(state.ItemProcessor) ? state.ItemProcessor.ProcessorConfig : undefined;
  const mode = isObject(config) ? (config.Mode ?? 'INLINE') : 'INLINE';
  if (config !== undefined && !isObject(config)) report('ItemProcessor/ProcessorConfig', 'is not an object');
  else if (config)
    reportUnknownFields(config, PROCESSOR_CONFIG_FIELDS, JSONPATH_FIELDS, report, 'ItemProcessor/ProcessorConfig/');
  if (mode !== 'INLINE' && mode !== 'DISTRIBUTED')
    report('ItemProcessor/ProcessorConfig/Mode', 'is INLINE or DISTRIBUTED');
  if (mode === 'DISTRIBUTED') {
    const type = isObject(config) ? config.ExecutionType : undefined;
    if (type !== 'STANDARD' && type !== 'EXPRESS') {
      report('ItemProcessor/ProcessorConfig/ExecutionType', 'is required with DISTRIBUTED: STANDARD or EXPRESS');
    }
  }
  if (isObject(config) && mode === 'INLINE') {
    for (const field of ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label']) {
      if (state[field] !== undefined) report(field, 'is for the DISTRIBUTED mode only');
    }
  }
  if (
    state.Label !== undefined &&
    (typeof state.Label !== 'string' || !/^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{C}]{1,40}$/u.test(state.Label))
  ) {
    report(
      'Label',
      'has at most 40 characters, without white space or any of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` "',
    );
  }
}
