/** Whom a waiting ticket may go to by now: the longer it waits, the less it asks for and the more are asked. */
import type { Policy } from '../policy.ts';
import type { QueuedTicket, Ticket } from '../ticket.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../time.ts';
import type { SkillNeed, SkillTier, Strategy } from './route.ts';
import type { Colour, Queue } from './routing-policy.ts';

/** What one waiting time changes. */
export type Relaxation =
  | { readonly kind: 'dropSkills'; readonly tier: SkillTier }
  | { readonly kind: 'askTeam'; readonly team: string }
  | { readonly kind: 'lastResort' };

export interface Reach {
  /** How the queue, or the rule, chooses. */
  readonly strategy: Strategy;
  /** Whether somebody is chosen at all: not while it waits in a pool. */
  readonly pushed: boolean;
  /** In this order. */
  readonly teams: readonly string[];
  /** What an agent must still have. */
  readonly skills: readonly SkillNeed[];
  readonly lastResort: boolean;
  /** What has been relaxed so far. */
  readonly relaxed: readonly Relaxation[];
  /** What comes next, and when. */
  readonly next?: { readonly at: Instant; readonly what: Relaxation | { readonly kind: 'leavesPool' } };
}

/** A queue that the policy has no longer is served as the one of its default category, so that no ticket is stranded there. */
export const queueOf = (name: string, policy: Policy): Queue => {
  const fallback = policy.categories.find((category) => category.name === policy.defaultCategory)?.queue;
  const queue =
    policy.queues.find((each) => each.name === name) ??
    policy.queues.find((each) => each.name === fallback) ??
    policy.queues[0];
  if (!queue) throw new Error('The policy has no queues.');
  return queue;
};

/** The teams that serve a ticket, the primary one first. */
export const teamsOf = ({ queue, route }: Pick<Ticket, 'queue' | 'route'>, policy: Policy): readonly string[] =>
  route.teams ?? queueOf(queue, policy).teams;

export const strategyOf = ({ queue, route }: Pick<Ticket, 'queue' | 'route'>, policy: Policy): Strategy =>
  route.strategy ?? queueOf(queue, policy).strategy;

/** When a ticket in a pool is pushed; undefined in other queues. */
export const poolEnd = (ticket: QueuedTicket, policy: Policy): Instant | undefined =>
  strategyOf(ticket, policy) === 'pool'
    ? addMinutes(ticket.queuedAt, queueOf(ticket.queue, policy).pool.limitMinutes[ticket.priority])
    : undefined;

/** `colour`: of the queue, when it is known. */
export const reachOf = (ticket: QueuedTicket, now: Instant, policy: Policy, colour: Colour = 'green'): Reach => {
  const strategy = strategyOf(ticket, policy);
  const from = poolEnd(ticket, policy) ?? ticket.queuedAt;
  if (ticket.toLastResort) return lastResortOnly(strategy);
  const all = teamsOf(ticket, policy);
  const atOnce = colour === 'red' && policy.routing.overflow.onRed.includes('secondaryTeams');
  const steps = stepsOf(ticket, atOnce ? [] : all.slice(1));
  const minutes = relaxationMinutes(ticket, policy);
  const waited = msBetween(from, now);
  const taken = Math.min(Math.max(Math.floor(waited / (minutes * MINUTE_MS)), 0), steps.length);
  const relaxed = steps.slice(0, taken);
  const dropped = relaxed.flatMap((step) => (step.kind === 'dropSkills' ? [step.tier] : []));
  const asked = relaxed.flatMap((step) => (step.kind === 'askTeam' ? [step.team] : []));
  const what = steps[taken];
  return {
    strategy,
    pushed: waited >= 0,
    teams: atOnce ? all : [...all.slice(0, 1), ...asked],
    skills: ticket.route.skills.filter(({ tier }) => !dropped.includes(tier)),
    lastResort: relaxed.some(({ kind }) => kind === 'lastResort'),
    relaxed,
    ...(waited < 0
      ? { next: { at: from, what: { kind: 'leavesPool' } } }
      : what && { next: { at: addMinutes(from, (taken + 1) * minutes), what } }),
  };
};

const lastResortOnly = (strategy: Strategy): Reach => ({
  strategy,
  pushed: true,
  teams: [],
  skills: [],
  lastResort: true,
  relaxed: [{ kind: 'lastResort' }],
});

const relaxationMinutes = ({ priority }: Pick<Ticket, 'priority'>, { routing: { relaxation } }: Policy): number =>
  priority === 'P0' || priority === 'P1' ? relaxation.urgentMinutes : relaxation.normalMinutes;

const stepsOf = ({ route }: QueuedTicket, secondary: readonly string[]): readonly Relaxation[] => {
  const tiers = [...new Set(route.skills.map(({ tier }) => tier))].filter((tier) => tier > 0).toSorted((a, b) => b - a);
  return [
    ...tiers.map((tier) => ({ kind: 'dropSkills' as const, tier })),
    ...secondary.map((team) => ({ kind: 'askTeam' as const, team })),
    { kind: 'lastResort' },
  ];
};
