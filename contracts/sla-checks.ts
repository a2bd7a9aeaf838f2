/** Where the promises of a policy file contradict themselves, each other, or the rest of the file. */
import { CLOCKS, type ClockName } from '../core/domain/clocks/clock.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import { duplicates, type Finding, unknown } from './findings.ts';
import { matchChecks } from './name-checks.ts';
import { calendarNames } from './policy-calendars.ts';
import type { SoundParts } from './policy-file.ts';
import { neverHolds } from './shadowed-rules.ts';
import { type Entry, entriesOf, isTable, type Located, locatedRules, priorityOf } from './sla-entries.ts';
import { STANDARD } from './sla-file.ts';

export const slaChecks = (file: SoundParts): readonly Finding[] => {
  const rules = locatedRules(file);
  return [
    ...duplicates(['sla'], file.sla),
    ...reserved(file),
    ...rules.flatMap((rule) => [
      ...matchChecks([...rule.path, 'when'], rule.part.when, file),
      ...unknown([...rule.path, 'calendar'], rule.part.calendar, 'calendar', calendarNames(file)),
      ...entriesOf(rule).flatMap((entry) => entryChecks(entry, file)),
      ...span(rule),
      ...responses(rule, rules),
    ]),
    ...neverHolds(rules),
    ...raised(rules.find(isTable)),
  ];
};

const reserved = ({ sla = [] }: SoundParts): Finding[] =>
  sla.flatMap(({ name }, index) =>
    name === STANDARD
      ? [{ path: ['sla', index, 'name'], message: `${STANDARD} is the name of the table of targets: choose another` }]
      : [],
  );

const RESCUED: readonly ClockName[] = ['accept', 'handle'];

const entryChecks = ({ path, clock, target }: Entry, file: SoundParts): Finding[] => [
  ...unknown([...path, 'calendar'], target.calendar, 'calendar', calendarNames(file)),
  ...(target.warnings ?? []).flatMap((warning, index) =>
    'minutesBefore' in warning && warning.minutesBefore >= target.within
      ? [{ path: [...path, 'warnings', index], message: 'The warning would come before the start of its target' }]
      : [],
  ),
  ...(target.rescue && !RESCUED.includes(clock)
    ? [{ path: [...path, 'rescue'], message: `A ticket is rescued from ${RESCUED.join(' and ')} alone` }]
    : []),
];

/** Of rules and promotions alike. */
const span = ({ part: { from, until }, path }: Located): Finding[] =>
  from !== undefined && until !== undefined && until <= from
    ? [{ path: [...path, 'until'], message: 'It ends before it begins: it would never hold' }]
    : [];

const RESPONSES = { firstResponse: 'first', nextResponse: 'next' } as const;

const responses = (rule: Located, all: readonly Located[]): Finding[] =>
  PRIORITIES.flatMap((priority) =>
    (['firstResponse', 'nextResponse'] as const).flatMap((response): Finding[] => {
      const own = priorityOf(rule, response, priority);
      const ends = priorityOf(rule, 'resolution', priority);
      const first = own ?? usual(rule, response, priority, all);
      const last = ends ?? usual(rule, 'resolution', priority, all);
      const at = own ?? ends;
      if (!at || !first || !last || first.calendar !== last.calendar || first.within <= last.within) return [];
      // One that is alike for all priorities is told once.
      if (at.priority === undefined && priority !== 'P0') return [];
      return [{ path: at.path, message: `The ${RESPONSES[response]} response is due after the resolution` }];
    }),
  );

/** What the table says, as long as no other rule may say it instead. */
const usual = ({ part }: Located, clock: ClockName, priority: Priority, all: readonly Located[]) => {
  const others = all.filter((other) => other.part !== part && other.part.targets[clock]);
  const [only] = others;
  return others.length === 1 && only && isTable(only) ? priorityOf(only, clock, priority) : undefined;
};

/** Otherwise raising a priority would give a ticket more time. */
const raised = (table: Located | undefined): Finding[] =>
  table
    ? PRIORITIES.flatMap((priority, index) =>
        CLOCKS.flatMap((clock) => {
          const above = PRIORITIES[index - 1];
          const [faster, slower] = [above && priorityOf(table, clock, above), priorityOf(table, clock, priority)];
          return faster && slower && faster.calendar === slower.calendar && faster.within > slower.within
            ? [{ path: slower.path, message: `${priority} may not be faster than ${above}` }]
            : [];
        }),
      )
    : [];
