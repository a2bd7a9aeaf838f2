import type { LiveRouting, RoutingStep, RoutingView } from '../../../contracts/routing-views.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import type { Agent } from '../../../core/domain/routing/agent.ts';
import type { Assessment, Skip } from '../../../core/domain/routing/assessment.ts';
import { capacityOf } from '../../../core/domain/routing/capacity.ts';
import { rushedUntil } from '../../../core/domain/routing/obstacles.ts';
import { queueOf, type Relaxation, strategyOf, teamsOf } from '../../../core/domain/routing/relaxation.ts';
import { FACTORS } from '../../../core/domain/routing/routing-policy.ts';
import type { Explained, Live } from '../../../core/usecases/explain-routing.ts';

export const routingView = ({ ticket, policy, live, assigned }: Explained): RoutingView => ({
  id: ticket.id,
  code: ticket.code,
  phase: ticket.phase,
  priority: ticket.priority,
  queue: ticket.queue,
  ...(ticket.route.rule !== undefined && { rule: ticket.route.rule }),
  strategy: strategyOf(ticket, policy),
  teams: [...teamsOf(ticket, policy)],
  skills: ticket.route.skills.map((need) => ({ ...need })),
  ...(ticket.repeatOf !== undefined && { repeatOf: ticket.repeatOf }),
  ...(live && { live: liveView(live, queueOf(ticket.queue, policy).lastResort, policy) }),
  ...(assigned && { assigned: assignedView(assigned, policy) }),
});

const liveView = (live: Live, lastResort: string, policy: Policy): LiveRouting => {
  const { at, found, rank, skipped, toCome, remedies } = live;
  const { reach, units, colour, candidates } = found;
  return {
    at,
    units,
    rank,
    colour,
    pushed: reach.pushed,
    teams: [...reach.teams],
    skills: reach.skills.map((need) => ({ ...need })),
    candidates: candidates.map(({ agent, score, factors }) => ({
      agent: agentOf(agent),
      score: rounded(score),
      factors: factorsView(factors, policy),
    })),
    skipped: skipped.map(({ agent, because }) => ({
      agent: agentOf(agent),
      because: [...because],
      ...details(agent, because, live, policy),
    })),
    relaxed: reach.relaxed.map(stepView),
    toCome: toCome.map((step) => ({ ...stepView(step.what), at: step.at })),
    lastResort,
    remedies: remedies.map(({ changes, agents }) => ({ changes: [...changes], agents: [...agents] })),
  };
};

/** What makes a reason something that one can act on. */
const details = (
  agent: Agent,
  because: readonly Skip[],
  { at, found }: Live,
  policy: Policy,
): Pick<LiveRouting['skipped'][number], 'lacking' | 'freeUnits' | 'until'> => {
  const until = because.includes('tooManyAtOnce') ? rushedUntil(agent, at, policy) : undefined;
  return {
    ...(because.includes('unskilled') && {
      lacking: found.reach.skills
        .map(({ skill, level }) => ({ skill, level, has: agent.skills[skill] ?? 0 }))
        .filter(({ level, has }) => has < level),
    }),
    ...(because.includes('full') && { freeUnits: Math.max(0, capacityOf(agent, policy) - agent.load) }),
    ...(until !== undefined && { until }),
  };
};

const assignedView = (
  { seq, time, data }: NonNullable<Explained['assigned']>,
  policy: Policy,
): NonNullable<RoutingView['assigned']> => {
  const { assignee, by, reason, routing } = data;
  return {
    seq,
    time,
    assignee: { ...assignee },
    by,
    ...(reason !== undefined && { reason }),
    ...(routing && {
      routing: {
        ...(routing.rule !== undefined && { rule: routing.rule }),
        strategy: routing.strategy,
        relaxed: routing.relaxed.map(stepView),
        candidates: routing.candidates.map(({ agent, score, factors }) => ({
          agent,
          score,
          factors: factorsView(factors, policy),
        })),
        skipped: Object.entries(routing.skipped).map(([because, count]) => ({ because: because as Skip, count })),
      },
    }),
  };
};

const agentOf = ({ id, name, team }: Agent) => ({ id, name, team });

const stepView = (step: Relaxation | { readonly kind: 'leavesPool' }): RoutingStep => ({ ...step });

const factorsView = (factors: Assessment['factors'], { routing: { weights } }: Policy) =>
  FACTORS.map((name) => ({ name, value: rounded(factors[name]), weight: weights[name] }));

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
