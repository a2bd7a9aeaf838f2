/** The people of a generated desk, and what the rules ask of them. */
import type { Policy } from '../core/domain/policy.ts';
import type { AgentProfile } from '../core/domain/routing/agent.ts';
import type { RoutingRule } from '../core/domain/routing/routing-policy.ts';
import { type Team, WEEKDAYS } from '../core/domain/routing/team.ts';
import { PRIORITIES, type Priority } from '../core/domain/vocabulary.ts';
import { drawOf } from './random.ts';

/** The teams of policies/desk.yaml, as large as the work that comes to each. */
const SHARES: Readonly<Record<string, number>> = {
  logistics: 10,
  aftersales: 14,
  payments: 5,
  accounts: 3,
  presale: 4,
  complaints: 4,
};
const OTHER_TEAM = 4;
export const ZONE = 'Asia/Shanghai';
const CAPACITY = 8;

/** What a ticket asks for at first; what its tier says is dropped when nobody is found in time. */
const ASKED: Readonly<Record<Priority, { readonly level: number; readonly tier: 1 | 2 | 3 }>> = {
  P0: { level: 4, tier: 1 },
  P1: { level: 4, tier: 1 },
  P2: { level: 3, tier: 2 },
  P3: { level: 2, tier: 3 },
};

/** Every category is a skill: some knowledge of it is always asked for, and more of it the more is at stake. */
export const skillRules = ({ categories }: Pick<Policy, 'categories'>): readonly RoutingRule[] =>
  categories.flatMap(({ name }) =>
    PRIORITIES.map((priority) => ({
      name: `${name} ${priority}`,
      when: { category: [name], priority: [priority] },
      // biome-ignore lint/suspicious/noThenProperty: the word of a routing rule
      then: {
        skills: [
          { skill: name, level: 1, tier: 0 as const },
          { skill: name, ...ASKED[priority] },
        ],
      },
    })),
  );

export const agentsOf = (
  { queues, categories }: Policy,
  { seed, agents, levels }: { readonly seed: number; readonly agents: number; readonly levels: number },
): readonly AgentProfile[] => {
  const names = [...new Set(queues.flatMap(({ teams }) => teams.slice(0, 1)))];
  return placesOf(names, agents).map((team, index): AgentProfile => {
    const id = `agt_${String(index + 1).padStart(3, '0')}` as const;
    const draw = (what: string): number => drawOf(`${seed}/${id}/${what}`);
    const level = (category: Policy['categories'][number]): number => {
      const teams = queues.find(({ name }) => name === category.queue)?.teams ?? [];
      const [least, most] =
        team === 'complaints' || teams[0] === team ? [2, 5] : teams.includes(team) ? [1, 3] : [0, 1];
      const known = least + Math.floor(draw(category.name) * (most - least + 1));
      return known === 0 ? 0 : Math.min(5, known + levels);
    };
    const skills = categories.map((category) => [category.name, level(category)] as const);
    return {
      id,
      name: id,
      team,
      roles: ['agent'],
      capacity: CAPACITY,
      skills: Object.fromEntries(skills.filter(([, known]) => known > 0)),
      languages: draw('language') < 0.4 ? ['zh', 'en'] : ['zh'],
      regions: [],
      seniority: Math.floor(draw('seniority') * 4),
      leave: [],
    };
  });
};

/** The team of each agent: everybody has one, the larger share the more of them, team after team. */
const placesOf = (names: readonly string[], agents: number): readonly string[] => {
  const total = names.reduce((sum, name) => sum + (SHARES[name] ?? OTHER_TEAM), 0);
  let share = 0;
  return names.flatMap((name) => {
    const before = Math.round((share * agents) / total);
    share += SHARES[name] ?? OTHER_TEAM;
    return Array.from({ length: Math.round((share * agents) / total) - before }, () => name);
  });
};

const EARLY = { from: '08:00', to: '17:00' };
const LATE = { from: '14:00', to: '23:00' };
const NIGHT = { from: '23:00', to: '08:00' };
/** Everybody comes, and stays for twelve hours. */
const LONG_EARLY = { from: '08:00', to: '20:00' };
const LONG_LATE = { from: '12:00', to: '00:00' };
const AT_NIGHT = ['logistics', 'aftersales', 'payments'];

/**
 * Five days a week each, early and late in turn, one of the larger teams at night. `promotions`: dates on which nobody is off
 * and the days are long; on the day after nobody is off either.
 */
export const rosters = (
  agents: readonly AgentProfile[],
  promotions: readonly { readonly date: string; readonly next: string }[],
): readonly Team[] =>
  [...new Set(agents.map(({ team }) => team))].map((name) => {
    const members = agents.filter(({ team }) => team === name);
    const hours = members.map((_, index) =>
      AT_NIGHT.includes(name) && members.length > 2 && index === members.length - 1 ? NIGHT : index % 2 ? LATE : EARLY,
    );
    const long = (index: number) => (hours[index] === EARLY ? LONG_EARLY : hours[index] === LATE ? LONG_LATE : NIGHT);
    return {
      name,
      title: { zh: name, en: name },
      timeZone: ZONE,
      shifts: members.map(({ id }, index) => ({
        name: id,
        weekdays: WEEKDAYS.filter((_, day) => (day + 2 * index) % 7 > 1),
        agents: [id],
        ...hours[index]!,
      })),
      changes: promotions.flatMap(({ date, next }) =>
        members.flatMap(({ id }, index) => [
          { date, agents: [id], hours: [long(index)] },
          { date: next, agents: [id], hours: [hours[index]!] },
        ]),
      ),
    };
  });
