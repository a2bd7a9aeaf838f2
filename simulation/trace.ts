/** The busiest days of a trace, as arrivals, people and work. */
import type { Policy } from '../core/domain/policy.ts';
import type { Queue, RoutingRule } from '../core/domain/routing/routing-policy.ts';
import { MINUTE_MS } from '../core/domain/time.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import { NEEDED_LEVELS } from './needed-levels.ts';
import { drawOf, pickFrom, type Random, randomFrom } from './random.ts';
import type { Arrival, Presence, Scenario } from './scenario.ts';
import type { Incident } from './trace-file.ts';
import { groupsOf, peopleOf } from './trace-people.ts';
import { truthOf } from './truth.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** When those who were active on a day are at work: nineteen of twenty incidents come in these hours. */
const HOURS = { from: 7, to: 19 };
/** A trace says how long a ticket was open, not how long somebody worked on it: longer than a day's work is none. */
const LONGEST = (HOURS.to - HOURS.from) * 60;
/** Share of the time at work that the work takes when everything goes well; the minutes of the trace are scaled to it. */
const OCCUPANCY = 0.6;

/** The days stand next to each other: what is left of one goes on the next. */
export const tracedDays = (
  desk: Policy,
  incidents: readonly Incident[],
  { seed, days }: { readonly seed: number; readonly days: number },
): Scenario => {
  const byDay = Map.groupBy(incidents, ({ openedAt }) => Math.floor(openedAt / DAY_MS));
  const busiest = [...byDay]
    .toSorted(([a, some], [b, others]) => others.length - some.length || a - b)
    .slice(0, days)
    .toSorted(([a], [b]) => a - b);
  const start = (busiest[0]?.[0] ?? 0) * DAY_MS;
  const groups = groupsOf(incidents);
  const policy = policyOf(desk, groups, incidents);
  const agents = peopleOf(
    busiest.flatMap(([, list]) => list),
    incidents,
  );
  const presences = busiest.flatMap(([, list], day) => {
    const active = new Set(list.flatMap(({ firstAgent, lastAgent }) => [firstAgent, lastAgent]));
    return agents
      .filter(({ name }) => active.has(name))
      .map(({ id }): Presence => ({ agent: id, from: start + hour(day, HOURS.from), to: start + hour(day, HOURS.to) }));
  });
  const minutes = minutesOf(incidents, randomFrom(`${seed}/trace`));
  const drawn = busiest.flatMap(([date, list], day) =>
    list.map((incident) => ({
      incident,
      at: start + day * DAY_MS + (incident.openedAt - date * DAY_MS),
      minutes: minutes(incident.priority),
    })),
  );
  const present = presences.reduce((sum, { from, to }) => sum + (to - from) / MINUTE_MS, 0);
  const scale = (OCCUPANCY * present) / drawn.reduce((sum, each) => sum + each.minutes, 0);
  return {
    policy,
    agents,
    presences,
    arrivals: drawn
      .map(({ incident, at, minutes: open }) => arrivalOf(incident, at, open * scale, seed))
      .toSorted((a, b) => a.at - b.at),
    outcomeOf: truthOf(seed),
    end: start + busiest.length * DAY_MS,
  };
};

const hour = (day: number, of: number): number => day * DAY_MS + of * 60 * MINUTE_MS;

const priorityOf = (priority: number): Priority => PRIORITIES[priority - 1] as Priority;

/** One of those that incidents of the priority took. */
const minutesOf = (incidents: readonly Incident[], random: Random): ((priority: number) => number) => {
  const known = Map.groupBy(
    incidents.filter(({ minutes }) => minutes !== undefined),
    ({ priority }) => priority,
  );
  return (priority) => {
    const list = known.get(priority) ?? [];
    const { minutes = 0 } = list[Math.floor(random() * list.length)] ?? {};
    return Math.min(LONGEST, Math.max(1, minutes));
  };
};

const arrivalOf = (incident: Incident, at: number, minutes: number, seed: number): Arrival => ({
  id: incident.id,
  at,
  category: nameOf(incident),
  skill: incident.category,
  subject: wordOf(priorityOf(incident.priority)),
  customer: { id: `c-${incident.id}`, tier: 'standard' },
  language: 'en',
  impact: 'one',
  minutes,
  level: Number(pickFrom(NEEDED_LEVELS[priorityOf(incident.priority)], drawOf(`${seed}/${incident.id}/level`))),
});

/** What comes to another group is another category here: the queue of a ticket follows from its category. */
const nameOf = ({ category, firstGroup }: Incident): string => `${category}@${firstGroup}`;

const wordOf = (priority: Priority): string => `priority ${priority}`;

const policyOf = (
  desk: Policy,
  groups: ReadonlyMap<string, readonly string[]>,
  incidents: readonly Incident[],
): Policy => {
  const queues = [...groups].map(
    ([group, teams]): Queue => ({ ...desk.queues[0]!, name: group, title: { zh: group, en: group }, teams }),
  );
  const names = new Map(incidents.map((incident) => [nameOf(incident), incident.firstGroup]));
  const categories = [...names].map(([name, queue]) => ({
    name,
    title: { zh: name, en: name },
    queue,
    priority: 'P2' as const,
    keywords: { zh: [], en: [] },
  }));
  return {
    ...desk,
    queues,
    categories,
    defaultCategory: categories[0]?.name ?? '',
    priorityRules: PRIORITIES.map((priority) => ({ anyOf: [wordOf(priority)], priority })),
    routing: {
      ...desk.routing,
      rules: rulesOf(incidents),
      repeats: { ...desk.routing.repeats, queue: queues[0]?.name ?? '' },
    },
  };
};

/** Some knowledge of its category is asked for, and more of it while nobody has to wait for that. */
const rulesOf = (incidents: readonly Incident[]): readonly RoutingRule[] =>
  [...Map.groupBy(incidents, ({ category }) => category)].map(([skill, list]) => ({
    name: skill,
    when: { category: [...new Set(list.map(nameOf))] },
    // biome-ignore lint/suspicious/noThenProperty: the word of a routing rule
    then: {
      skills: [
        { skill, level: 1, tier: 1 },
        { skill, level: 3, tier: 3 },
      ],
    },
  }));
