/**
 * Who may get a waiting ticket now.
 * Database operations: one query per team that is asked by now and, where the queue learns, one more an hour; one or two reads for an
 * assignee of last resort in another team. Their number depends on the policy, not on how many agents or tickets there are.
 */

import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { type Assessment, assess, type Circumstances, ranked, type Skip } from '../domain/routing/assessment.ts';
import { capacityOf, unitsOf } from '../domain/routing/capacity.ts';
import { dutyOf } from '../domain/routing/duty.ts';
import { estimatesOf, performanceFor } from '../domain/routing/learning.ts';
import { queueOf, type Reach, reachOf } from '../domain/routing/relaxation.ts';
import { type Colour, LAST_RESORT_SUPERVISOR } from '../domain/routing/routing-policy.ts';
import type { Team } from '../domain/routing/team.ts';
import type { RoutingReason } from '../domain/routing-events.ts';
import type { QueuedTicket, Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { Insight } from '../ports-insight.ts';

export interface RouterPorts {
  readonly directory: Directory;
  readonly insight: Pick<Insight, 'tallies' | 'queueState'>;
}

export interface Found {
  readonly reach: Reach;
  readonly units: number;
  readonly colour: Colour;
  /** All agents of the teams that are asked by now. */
  readonly assessments: readonly Assessment[];
  /** Those who may get it, best first. */
  readonly candidates: readonly Assessment[];
  readonly circumstances: Circumstances;
}

export const findAgents = async (
  { directory, insight }: RouterPorts,
  ticket: QueuedTicket,
  now: Instant,
  policy: Policy,
): Promise<Found> => {
  const colour = (await insight.queueState(ticket.queue))?.colour ?? 'green';
  const reach = reachOf(ticket, now, policy, colour);
  const asked = await Promise.all(reach.teams.map((name) => askTeam({ directory, insight }, name, ticket, policy)));
  const agents = asked.flatMap(({ roster }) => roster.agents);
  const units = unitsOf(ticket, policy);
  const circumstances: Circumstances = {
    now,
    policy,
    units,
    teams: new Map(asked.flatMap(({ roster: { team } }): [string, Team][] => (team ? [[team.name, team]] : []))),
    performance: new Map(asked.flatMap(({ performance }) => [...performance])),
  };
  const assessments = assess(ticket, reach, agents, circumstances);
  return { reach, units, colour, assessments, candidates: inTeams(ticket, reach, assessments), circumstances };
};

const askTeam = async (ports: RouterPorts, name: string, ticket: Ticket, policy: Policy) => {
  const learns = queueOf(ticket.queue, policy).learning && policy.routing.weights.performance > 0;
  const [roster, tallies] = await Promise.all([
    ports.directory.team(name),
    learns ? ports.insight.tallies(name, ticket.category) : new Map(),
  ]);
  const ids = roster.agents.map(({ id }): AgentId => id);
  const performance = learns
    ? performanceFor(ticket.id, estimatesOf(tallies), ids, policy.routing.exploration)
    : new Map<AgentId, number>();
  return { roster, performance };
};

/** A later team is asked only when nobody of those before it may get the ticket. */
const inTeams = (
  ticket: Ticket,
  { teams, strategy }: Reach,
  assessments: readonly Assessment[],
): readonly Assessment[] =>
  teams.flatMap((team) =>
    ranked(
      ticket,
      strategy,
      assessments.filter(({ agent }) => agent.team === team),
    ),
  );

/** The assignee of last resort, when it has come to that and they are there and have room. */
export const lastResortOf = async (
  { directory }: Pick<RouterPorts, 'directory'>,
  ticket: QueuedTicket,
  { reach, units, assessments, circumstances }: Found,
): Promise<Agent | undefined> => {
  if (!reach.lastResort) return undefined;
  const { policy, now, teams } = circumstances;
  const {
    lastResort,
    teams: [primary],
  } = queueOf(ticket.queue, policy);
  const agents =
    lastResort === LAST_RESORT_SUPERVISOR
      ? await supervisorsOf(directory, primary as string, assessments)
      : [await directory.agent(lastResort)].flatMap((agent) => agent ?? []);
  return agents
    .filter(
      (agent) =>
        !dutyOf(agent, teams.get(agent.team), now, policy.routing).absence &&
        agent.load + units <= capacityOf(agent, policy) &&
        !ticket.excluded.includes(agent.id),
    )
    .toSorted((a, b) => a.load - b.load || (a.id < b.id ? -1 : 1))[0];
};

/** A rule may have asked other teams than the queue's own. */
const supervisorsOf = async (
  directory: Directory,
  team: string,
  assessments: readonly Assessment[],
): Promise<readonly Agent[]> => {
  const asked = assessments.flatMap(({ agent }) => (agent.team === team ? [agent] : []));
  const agents = asked.length > 0 ? asked : (await directory.team(team)).agents;
  return agents.filter(({ roles }) => roles.includes('supervisor'));
};

const SHOWN = 3; // the chosen one and the next best

/** What the timeline says of a choice; `first` is the one who got it. */
export const reasonOf = (
  { route }: Pick<Ticket, 'route'>,
  { reach, assessments, candidates }: Pick<Found, 'reach' | 'assessments' | 'candidates'>,
  chosen: AgentId,
): RoutingReason => {
  const first = assessments.filter(({ agent }) => agent.id === chosen);
  const others = candidates.filter(({ agent }) => agent.id !== chosen);
  const skipped: Partial<Record<Skip, number>> = {};
  for (const { skipped: why } of assessments) if (why) skipped[why] = (skipped[why] ?? 0) + 1;
  return {
    ...(route.rule !== undefined && { rule: route.rule }),
    strategy: reach.strategy,
    relaxed: reach.relaxed,
    candidates: [...first, ...others].slice(0, SHOWN).map(({ agent, score, factors }) => ({
      agent: agent.id,
      score: rounded(score),
      factors: Object.fromEntries(
        Object.entries(factors).map(([name, value]) => [name, rounded(value)]),
      ) as Assessment['factors'],
    })),
    skipped,
  };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
