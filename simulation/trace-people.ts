/** Who works in a trace: the groups, the agents of each, and what they know from what they have resolved. */
import type { AgentProfile } from '../core/domain/routing/agent.ts';
import type { Incident } from './trace-file.ts';

const CAPACITY = 8;
const FURTHER = 2; // groups that are asked after the first one
const LEVELS = [1, 3, 10, 30, 100]; // incidents of a category resolved, for levels 1 to 5

/** By group, the teams that serve it: itself, and those where its incidents ended most often. */
export const groupsOf = (incidents: readonly Incident[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(incidents, ({ firstGroup }) => firstGroup)].map(([group, list]) => [
      group,
      [
        group,
        ...mostFrequent(list.map(({ lastGroup }) => lastGroup).filter((last) => last !== group)).slice(0, FURTHER),
      ],
    ]),
  );

/** Those named in `busy`, with what they did in all of the trace. Everybody belongs to the group that they resolved most for. */
export const peopleOf = (busy: readonly Incident[], all: readonly Incident[]): readonly AgentProfile[] => {
  const named = new Set(
    busy.flatMap(({ firstAgent, lastAgent }) => [firstAgent, lastAgent]).filter((name) => name !== ''),
  );
  const begun = Map.groupBy(all, ({ firstAgent }) => firstAgent);
  const ended = Map.groupBy(all, ({ lastAgent }) => lastAgent);
  return [...named].toSorted().map((name): AgentProfile => {
    const groups = [
      ...(begun.get(name) ?? []).map(({ firstGroup }) => firstGroup),
      ...(ended.get(name) ?? []).map(({ lastGroup }) => lastGroup),
    ];
    const categories = Map.groupBy(ended.get(name) ?? [], ({ category }) => category);
    return {
      id: `agt_${name}`,
      name,
      team: mostFrequent(groups)[0] ?? '',
      roles: ['agent'],
      capacity: CAPACITY,
      skills: Object.fromEntries([...categories].map(([category, list]) => [category, levelOf(list.length)])),
      languages: [],
      regions: [],
      seniority: 0,
      leave: [],
    };
  });
};

const levelOf = (resolved: number): number => LEVELS.filter((least) => resolved >= least).length;

/** The most frequent first; of equals the first in the alphabet. */
const mostFrequent = (names: readonly string[]): readonly string[] =>
  [...Map.groupBy(names, (name) => name)]
    .toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([name]) => name);
