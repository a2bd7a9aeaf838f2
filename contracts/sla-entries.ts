/** The rules of a policy file with the places where they stand in it, in the order in which they are asked. */
import { CLOCKS, type ClockName } from '../core/domain/clocks/clock.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import type { Finding } from './findings.ts';
import type { SoundParts } from './policy-file.ts';
import { promotionRule } from './promotion-file.ts';
import { type RulePart, type TargetPart, tableRule } from './sla-file.ts';

export interface Located {
  readonly part: RulePart;
  readonly path: Finding['path'];
}

export interface Entry {
  readonly clock: ClockName;
  /** None: for all of them. */
  readonly priority: Priority | undefined;
  readonly target: TargetPart;
  readonly path: Finding['path'];
}

export const locatedRules = ({ promotions = [], sla = [], targets }: SoundParts): readonly Located[] => [
  ...promotions
    .map((promotion, index) => ({ precedence: promotion.precedence, index, part: promotionRule(promotion) }))
    .toSorted((a, b) => b.precedence - a.precedence)
    .map(({ part, index }) => ({ part, path: ['promotions', index] })),
  ...sla.map((part, index) => ({ part, path: ['sla', index] })),
  ...(targets ? [{ part: tableRule(targets), path: ['targets'] }] : []),
];

/** Every target as it is written: one that is for all priorities once. */
export const entriesOf = (rule: Located): readonly Entry[] =>
  CLOCKS.flatMap((clock) => {
    const targets = rule.part.targets[clock] ?? {};
    const uniform = targets.P0 !== undefined && PRIORITIES.every((priority) => targets[priority] === targets.P0);
    return (uniform ? [undefined] : PRIORITIES).flatMap((priority) => {
      const target = targets[priority ?? 'P0'];
      return target ? [{ clock, priority, target, path: pathOf(rule, clock, priority) }] : [];
    });
  });

/** The last rule, which is written by priority. */
export const isTable = ({ path }: Located): boolean => path[0] === 'targets';

const pathOf = (rule: Located, clock: ClockName, priority: Priority | undefined): Finding['path'] =>
  isTable(rule)
    ? [...rule.path, priority as Priority, clock]
    : [...rule.path, 'targets', clock, ...(priority === undefined ? [] : [priority])];

/** The target of one priority, with the calendar that it is counted in. */
export const priorityOf = (rule: Located, clock: ClockName, priority: Priority) => {
  const { when, calendar = 'always' } = rule.part;
  if (!(when.priority?.includes(priority) ?? true)) return undefined;
  const entry = entriesOf(rule).find((each) => each.clock === clock && (each.priority ?? priority) === priority);
  if (!entry) return undefined;
  const { path, target } = entry;
  return { path, priority: entry.priority, within: target.within, calendar: target.calendar ?? calendar };
};
