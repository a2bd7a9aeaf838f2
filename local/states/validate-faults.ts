/** The rules of Retry and Catch. */
import { CATCHER_FIELDS, JSONPATH_FIELDS, RETRIER_FIELDS } from './fields.ts';
import { isObject, type Json, type Report, reportUnknownFields } from './problem.ts';
import { MOST_SECONDS, number } from './validate-number.ts';

export function validateFaults(state: Json, report: Report): void {
  for (const field of ['Retry', 'Catch'] as const) {
    const list = state[field];
    if (list === undefined) continue;
    if (!Array.isArray(list)) {
      report(field, 'must be an array');
      continue;
    }
    for (const [index, entry] of list.entries()) {
      const at = `${field}[${index}]`;
      if (!isObject(entry)) {
        report(at, 'is not an object');
        continue;
      }
      reportUnknownFields(
        entry,
        field === 'Retry' ? RETRIER_FIELDS : CATCHER_FIELDS,
        JSONPATH_FIELDS,
        report,
        `${at}/`,
      );
      validateNames(entry.ErrorEquals, index === list.length - 1, (reason) => report(`${at}/ErrorEquals`, reason));
      if (field === 'Retry') validateRetrier(entry, at, report);
      else if (typeof entry.Next !== 'string') report(`${at}/Next`, 'is required, the name of a state');
    }
  }
}

function validateNames(names: unknown, last: boolean, report: (reason: string) => void): void {
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) {
    report('is required, a list of names of errors');
  } else if (names.includes('States.ALL') && (names.length > 1 || !last)) {
    report('States.ALL must stand alone, in the last entry');
  }
}

function validateRetrier(retrier: Json, at: string, report: Report): void {
  // Retriers take plain numbers only: no expression is evaluated once a state has failed.
  const plain = (field: string, least: number, most: number, whole = true) => {
    if (typeof retrier[field] === 'string') report(`${at}/${field}`, 'must be a number');
    else number(retrier, field, least, most, report, whole, `${at}/`);
  };
  plain('IntervalSeconds', 1, MOST_SECONDS);
  plain('MaxAttempts', 0, MOST_SECONDS);
  plain('MaxDelaySeconds', 1, 31_622_400);
  plain('BackoffRate', 1, Number.MAX_SAFE_INTEGER, false);
  const { JitterStrategy: jitter, MaxDelaySeconds: longest, IntervalSeconds: interval } = retrier;
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE') report(`${at}/JitterStrategy`, 'is FULL or NONE');
  if (typeof longest === 'number' && longest <= (typeof interval === 'number' ? interval : 1)) {
    report(`${at}/MaxDelaySeconds`, 'must be greater than IntervalSeconds');
  }
}
