/** Who may get a ticket, and how well each of them suits. */
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { type Instant, MINUTE_MS, msBetween } from '../time.ts';
import type { AgentId } from '../vocabulary.ts';
import type { Agent } from './agent.ts';
import { capacityOf } from './capacity.ts';
import { type Absence, dutyOf } from './duty.ts';
import type { Reach } from './relaxation.ts';
import type { SkillNeed, Strategy } from './route.ts';
import { FACTORS, type Factor } from './routing-policy.ts';
import type { Team } from './team.ts';

export type Skip = Absence | 'notAnAgent' | 'full' | 'tooManyAtOnce' | 'excluded' | 'unskilled' | 'pausedWork';

export interface Assessment {
  readonly agent: Agent;
  /** Why they do not get it; undefined for a candidate. */
  readonly skipped?: Skip;
  /** Each 0 to 1. */
  readonly factors: Readonly<Record<Factor, number>>;
  /** Their weighted mean. */
  readonly score: number;
}

export interface Circumstances {
  readonly now: Instant;
  readonly policy: Policy;
  /** Units that the ticket takes. */
  readonly units: number;
  /** By name, as far as there is more to say of them than their agents. */
  readonly teams: ReadonlyMap<string, Team>;
  /** Performance on this category, 0 to 1, by agent; those who are missing are average. */
  readonly performance: ReadonlyMap<AgentId, number>;
}

/** In the order given; `reach` says what is asked of them. */
export const assess = (
  ticket: Ticket,
  reach: Pick<Reach, 'skills'>,
  agents: readonly Agent[],
  circumstances: Circumstances,
): readonly Assessment[] => {
  const skips = agents.map((agent) => skipOf(ticket, reach.skills, agent, circumstances));
  const longestRest = Math.max(...agents.map((agent, index) => (skips[index] ? 0 : restOf(agent, circumstances.now))));
  return agents.map((agent, index) => {
    const skipped = skips[index];
    const factors = factorsOf(ticket, agent, longestRest, circumstances);
    return { agent, ...(skipped && { skipped }), factors, score: scoreOf(factors, circumstances.policy) };
  });
};

const skipOf = (
  ticket: Ticket,
  skills: readonly SkillNeed[],
  agent: Agent,
  { now, policy, teams, units }: Circumstances,
): Skip | undefined => {
  if (!agent.roles.some((role) => role === 'agent' || role === 'temporary')) return 'notAnAgent';
  const { absence } = dutyOf(agent, teams.get(agent.team), now, policy.routing);
  if (absence) return absence;
  if (ticket.excluded.includes(agent.id)) return 'excluded';
  if (!hasSkills(agent, skills)) return 'unskilled';
  if (agent.paused > 0) return 'pausedWork';
  // Before the capacity, which an emergency may make room in: it is bound by the rate too.
  if (isRushed(agent, now, policy)) return 'tooManyAtOnce';
  return agent.load + units > capacityOf(agent, policy) ? 'full' : undefined;
};

export const hasSkills = ({ skills }: Pick<Agent, 'skills'>, needs: readonly SkillNeed[]): boolean =>
  needs.every(({ skill, level }) => (skills[skill] ?? 0) >= level);

/** They got as many as the policy allows in the stretch of time that ends now. */
const isRushed = ({ recent }: Pick<Agent, 'recent'>, now: Instant, { routing: { window } }: Policy): boolean =>
  recent.filter((at) => msBetween(at, now) < window.minutes * MINUTE_MS).length >= window.assignments;

const NEUTRAL = 0.5; // what says nothing for or against
const SENIOR = 3;

/** Milliseconds since they were last given a ticket; 0 for those who never were: they are compared with nobody. */
const restOf = ({ lastAssignedAt }: Agent, now: Instant): number =>
  lastAssignedAt === undefined ? 0 : Math.max(0, msBetween(lastAssignedAt, now));

/** `longestRest`: of the candidates; rest is measured by it, so that a turn comes at a quiet desk as at a busy one. */
const factorsOf = (
  ticket: Ticket,
  agent: Agent,
  longestRest: number,
  { now, policy, performance }: Circumstances,
): Record<Factor, number> => ({
  skill: skillMatch(ticket.route.skills, agent),
  language: agent.languages.length === 0 || agent.languages.includes(ticket.language) ? 1 : 0,
  region:
    ticket.customer.region === undefined || agent.regions.length === 0
      ? NEUTRAL
      : agent.regions.includes(ticket.customer.region)
        ? 1
        : 0,
  capacity: Math.max(0, capacityOf(agent, policy) - agent.load) / capacityOf(agent, policy),
  performance: performance.get(agent.id) ?? NEUTRAL,
  continuity: continuity(ticket.served.indexOf(agent.id)),
  seniority: ticket.customer.tier === 'vip' ? agent.seniority / SENIOR : NEUTRAL,
  rest: agent.lastAssignedAt === undefined || longestRest === 0 ? 1 : Math.min(1, restOf(agent, now) / longestRest),
});

/** Skills that were dropped still count for those who have them. */
const skillMatch = (needs: readonly SkillNeed[], { skills }: Agent): number =>
  needs.length === 0
    ? 1
    : needs.reduce((sum, { skill, level }) => sum + Math.min(1, (skills[skill] ?? 0) / level), 0) / needs.length;

const continuity = (place: number): number => (place < 0 ? 0 : place === 0 ? 1 : NEUTRAL);

const scoreOf = (factors: Readonly<Record<Factor, number>>, { routing: { weights } }: Policy): number => {
  const total = FACTORS.reduce((sum, factor) => sum + weights[factor], 0);
  return total === 0 ? 0 : FACTORS.reduce((sum, factor) => sum + weights[factor] * factors[factor], 0) / total;
};

type Order = (a: Assessment, b: Assessment) => number;

const byTie: Order = ({ agent: a }, { agent: b }) =>
  a.open - b.open || compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') || compare(a.id, b.id);

/** The best first; of equals who has least open, then who has rested longest. */
export const byScore: Order = (a, b) => b.score - a.score || byTie(a, b);

const ORDERS: Readonly<Record<Strategy, (ticket: Ticket) => Order>> = {
  bestMatch: () => byScore,
  leastLoaded: () => (a, b) => a.agent.load / a.agent.capacity - b.agent.load / b.agent.capacity || byTie(a, b),
  roundRobin: () => (a, b) => compare(a.agent.lastAssignedAt ?? '', b.agent.lastAssignedAt ?? '') || byTie(a, b),
  sticky: ({ served: [last] }) => {
    const first = ({ agent }: Assessment): number => (agent.id === last ? 0 : 1);
    return (a, b) => first(a) - first(b) || byScore(a, b);
  },
  // A ticket that leaves its pool is pushed to the best match.
  pool: () => byScore,
};

/** The candidates, best first; the same input gives the same order. */
export const ranked = (ticket: Ticket, strategy: Strategy, assessments: readonly Assessment[]): readonly Assessment[] =>
  assessments.filter(({ skipped }) => !skipped).toSorted(ORDERS[strategy](ticket));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
