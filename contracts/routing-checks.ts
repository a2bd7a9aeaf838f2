/** Where what a policy file says of routing contradicts itself, or the rest of the file. */
import type { Match } from '../core/domain/routing/routing-policy.ts';
import { minutesOf } from '../core/domain/routing/zone.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

export const routingChecks = (file: SoundParts): readonly Finding[] => [
  ...pools(file),
  ...rules(file),
  ...weights(file),
  ...urgency(file),
  ...unknown(['routing', 'repeats', 'queue'], file.routing?.repeats?.queue, 'queue', file.queues),
  ...overflow(file),
];

type Rule = NonNullable<NonNullable<SoundParts['routing']>['rules']>[number];

const rules = (file: SoundParts): Finding[] => {
  const all = file.routing?.rules ?? [];
  const teams = file.queues?.flatMap((queue) => queue.teams.map((name) => ({ name })));
  const catchAll = all.findIndex(matchesAll);
  return [
    ...duplicates(['routing', 'rules'], all),
    ...all.flatMap((rule, index) => {
      const path = ['routing', 'rules', index];
      return [
        ...values([...path, 'when', 'category'], rule.when.category, 'category', file.categories),
        ...values([...path, 'when', 'channel'], rule.when.channel, 'channel', file.channels),
        ...effects([...path, 'then'], rule.then, file.queues, teams),
        ...hours([...path, 'during'], rule),
        ...(catchAll >= 0 && index > catchAll
          ? [{ path, message: `It never holds: the rule ${all[catchAll]?.name} before it is for every ticket` }]
          : []),
      ];
    }),
  ];
};

const matchesAll = ({ when, during }: Rule): boolean =>
  Object.values(when).every((match) => match === undefined) && !during;

type Named = readonly { readonly name: string }[] | undefined;

const effects = (path: Finding['path'], { queue, teams = [], skills }: Rule['then'], queues: Named, known: Named) => [
  ...unknown([...path, 'queue'], queue, 'queue', queues),
  ...teams.flatMap((team, at) => unknown([...path, 'teams', at], team, 'team of a queue', known)),
  ...repeated([...path, 'teams'], teams, (team) => `The team ${team}`),
  ...repeated(
    [...path, 'skills'],
    skills.map(({ skill }) => skill),
    (skill) => `The skill ${skill}`,
  ),
];

const values = (path: Finding['path'], match: Match | undefined, what: string, known: Named): Finding[] => {
  if (match === undefined) return [];
  const [names, at]: [readonly string[], Finding['path']] = Array.isArray(match)
    ? [match, path]
    : 'not' in match
      ? [match.not, [...path, 'not']]
      : [[], path];
  return names.flatMap((name, index) => unknown([...at, index], name, what, known));
};

const hours = (path: Finding['path'], { during }: Rule): Finding[] =>
  during && minutesOf(during.from) === minutesOf(during.to)
    ? [{ path: [...path, 'to'], message: 'It is the same time as from; leave during out for the whole day' }]
    : [];

const weights = ({ routing: { weights } = {} }: SoundParts): Finding[] => {
  if (!weights) return [];
  const path = ['routing', 'weights'];
  if (Object.values(weights).every((weight) => weight === 0))
    return [{ path, message: 'All weights are 0: nobody would suit better than anybody else' }];
  // Who has waited longest has a rest of 1: as long as that weighs as much, their turn comes whatever was learned of them.
  return weights.performance > weights.rest
    ? [{ path: [...path, 'performance'], message: 'It may not weigh more than rest, or slow agents would get no work' }]
    : [];
};

/** One value per priority that may not rise, or not fall, from one to the next less urgent one. */
const ordered = (
  path: Finding['path'],
  values: Readonly<Record<Priority, number>>,
  isWrong: (above: number, value: number) => boolean,
  message: (priority: Priority, above: Priority) => string,
): Finding[] =>
  PRIORITIES.flatMap((priority, index) => {
    const above = PRIORITIES[index - 1];
    return above && isWrong(values[above], values[priority])
      ? [{ path: [...path, priority], message: message(priority, above) }]
      : [];
  });

const pools = ({ queues = [] }: SoundParts): Finding[] =>
  queues.flatMap(({ pool }, index) =>
    ordered(
      ['queues', index, 'pool', 'limit'],
      pool.limit,
      (above, limit) => above > limit,
      (priority, above) => `${priority} may not leave the pool before ${above}`,
    ),
  );

const urgency = ({ routing: { urgency } = {}, categories }: SoundParts): Finding[] =>
  urgency
    ? [
        ...ordered(
          ['routing', 'urgency', 'priority'],
          urgency.priority,
          (above, minutes) => above < minutes,
          (priority, above) => `${priority} may not be more urgent than ${above}`,
        ),
        ...Object.keys(urgency.categories).flatMap((name) =>
          unknown(['routing', 'urgency', 'categories', name], name, 'category', categories),
        ),
      ]
    : [];

const overflow = ({ routing: { overflow } = {} }: SoundParts): Finding[] =>
  (['drain', 'oldest'] as const).flatMap((limit) =>
    overflow && overflow.red[limit] < overflow.yellow[limit]
      ? [{ path: ['routing', 'overflow', 'red', limit], message: 'Red may not come before yellow' }]
      : [],
  );
