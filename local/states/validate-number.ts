import { isExpression } from './expressions.ts';
import type { Json, Report } from './problem.ts';

/** The largest number of seconds that any field takes (about three years). */
export const MOST_SECONDS = 99_999_999;

/** A number in [least, most], or an expression that will give one. */
export function number(
  value: Json,
  field: string,
  least: number,
  most: number,
  report: Report,
  whole = true,
  at = '',
): void {
  const given = value[field];
  if (given === undefined || isExpression(given)) return;
  if (typeof given !== 'number' || given < least || given > most || (whole && !Number.isInteger(given))) {
    report(at + field, `must be ${whole ? 'a whole' : 'a'} number from ${least} to ${most}`);
  }
}
