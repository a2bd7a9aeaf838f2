/** The promises of a policy file as the domain knows them: one rule where all priorities are alike, else one for each. */
import { CLOCKS } from '../core/domain/clocks/clock.ts';
import type { SlaRule, SlaTarget } from '../core/domain/clocks/sla.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import type { SoundParts } from './policy-file.ts';
import { locatedRules } from './sla-entries.ts';
import type { RulePart, TargetPart } from './sla-file.ts';

/** In the order in which they are asked: promotions, those of the higher precedence first, then the rules, then the table. */
export const toSla = (file: SoundParts): readonly SlaRule[] => locatedRules(file).flatMap(({ part }) => toRules(part));

const ANY_TIME = 'always';

const toRules = (part: RulePart): readonly SlaRule[] => {
  const priorities = PRIORITIES.filter((priority) => part.when.priority?.includes(priority) ?? true);
  if (isUniform(part)) return [toRule(part, part.when, 'P0')];
  return priorities.flatMap((priority) => {
    const rule = toRule(part, { ...part.when, priority: [priority] }, priority);
    return Object.keys(rule.targets).length > 0 ? [rule] : [];
  });
};

/** `4 h` for all priorities is one and the same target of each of them. */
const isUniform = ({ targets }: RulePart): boolean =>
  CLOCKS.every((clock) => PRIORITIES.every((priority) => targets[clock]?.[priority] === targets[clock]?.P0));

const toRule = (part: RulePart, when: SlaRule['when'], priority: Priority): SlaRule => ({
  name: part.name,
  when,
  ...(part.from !== undefined && { from: part.from }),
  ...(part.until !== undefined && { until: part.until }),
  ...(part.promotion !== undefined && { promotion: part.promotion }),
  targets: Object.fromEntries(
    CLOCKS.flatMap((clock) => {
      const target = part.targets[clock]?.[priority];
      return target ? [[clock, toTarget(target, part.calendar)]] : [];
    }),
  ),
});

const toTarget = ({ within, calendar, warnings, rescue }: TargetPart, usual: string = ANY_TIME): SlaTarget => ({
  minutes: within,
  calendar: calendar ?? usual,
  ...(warnings && { warnings }),
  ...(rescue && { rescue }),
});
