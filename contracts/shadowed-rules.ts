/** Rules that no ticket can ever fall under, because one before them is for all that they are for. */
import { CLOCKS } from '../core/domain/clocks/clock.ts';
import type { SlaMatch } from '../core/domain/clocks/sla.ts';
import { PRIORITIES } from '../core/domain/vocabulary.ts';
import type { Finding } from './findings.ts';
import { type Located, priorityOf } from './sla-entries.ts';

export const neverHolds = (rules: readonly Located[]): readonly Finding[] =>
  rules.flatMap((rule, index) => {
    if (rule.path[0] !== 'sla') return [];
    const cells = PRIORITIES.flatMap((priority) =>
      CLOCKS.flatMap((clock) => (priorityOf(rule, clock, priority) ? [{ clock, priority }] : [])),
    );
    if (cells.length === 0)
      return [{ path: rule.path, message: 'It never holds: it has no target for the priorities that it is for' }];
    const before = rules.slice(0, index).filter((earlier) => covers(earlier, rule));
    const shadows = cells.map(({ clock, priority }) => before.find((earlier) => priorityOf(earlier, clock, priority)));
    if (shadows.includes(undefined)) return [];
    const names = [...new Set(shadows.map((earlier) => earlier?.part.name))].join(', ');
    return [{ path: rule.path, message: `It never holds: ${names} before it is for all that it is for` }];
  });

const FIELDS = ['category', 'tier', 'channel', 'queue', 'stepTaken'] as const satisfies readonly (keyof SlaMatch)[];

/** At any time at which the later one is in force, and for all of its tickets but for their priority. */
const covers = ({ part: earlier }: Located, { part: later }: Located): boolean =>
  (earlier.from === undefined || (later.from !== undefined && earlier.from <= later.from)) &&
  (earlier.until === undefined || (later.until !== undefined && later.until <= earlier.until)) &&
  FIELDS.every((field) => {
    const wide: readonly string[] | undefined = earlier.when[field];
    return wide === undefined || (later.when[field]?.every((value) => wide.includes(value)) ?? false);
  }) &&
  // Of none of these: the fewer it names, the more it is for.
  (earlier.when.stepNotTaken?.every((step) => later.when.stepNotTaken?.includes(step) ?? false) ?? true);
