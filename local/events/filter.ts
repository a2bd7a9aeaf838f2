import { z } from 'zod';
import { compile } from './pattern.ts';

export const filterCriteria = z
  .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).max(5) })
  .optional();

/** A record passes when any of the filters matches, or when there is none. Throws an Error when a pattern is not valid. */
export function compileFilter(criteria: z.infer<typeof filterCriteria>): (record: unknown) => boolean {
  const filters = (criteria?.Filters ?? []).map(({ Pattern }) => compile(Pattern, 'pipe'));
  return (record) => filters.length === 0 || filters.some((matches) => matches(record));
}
