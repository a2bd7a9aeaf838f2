/** What is in the way of an agent who was left out: all of it, where the choice itself stops at the first. */
import type { Policy } from '../policy.ts';
import type { QueuedTicket } from '../ticket.ts';
import { addMinutes, type Instant, MINUTE_MS, msBetween } from '../time.ts';
import type { AgentId } from '../vocabulary.ts';
import type { Agent } from './agent.ts';
import { type Assessment, assess, type Circumstances, type Skip } from './assessment.ts';
import { type Reach, reachOf } from './relaxation.ts';
import type { Colour } from './routing-policy.ts';

interface Tried {
  readonly ticket: QueuedTicket;
  readonly agent: Agent;
  readonly teams: Circumstances['teams'];
}

/** The same agent as they would be without what is in the way. */
const WITHOUT: Readonly<Record<Skip, (tried: Tried, reach: Pick<Reach, 'skills'>) => Tried>> = {
  notAnAgent: (tried) => ({ ...tried, agent: { ...tried.agent, roles: [...tried.agent.roles, 'agent'] } }),
  busy: (tried) => online(tried),
  away: (tried) => online(tried),
  offline: (tried) => online(tried),
  noHeartbeat: (tried) => online(tried),
  offShift: (tried) => ({ ...tried, teams: new Map() }),
  onLeave: (tried) => ({ ...tried, agent: { ...tried.agent, leave: [] } }),
  excluded: ({ ticket, ...tried }) => ({
    ...tried,
    ticket: { ...ticket, excluded: ticket.excluded.filter((id) => id !== tried.agent.id) },
  }),
  unskilled: (tried, { skills }) => ({
    ...tried,
    agent: {
      ...tried.agent,
      skills: { ...tried.agent.skills, ...Object.fromEntries(skills.map(({ skill, level }) => [skill, level])) },
    },
  }),
  full: (tried) => ({ ...tried, agent: { ...tried.agent, load: 0, capacity: Number.MAX_SAFE_INTEGER } }),
  tooManyAtOnce: (tried) => ({ ...tried, agent: { ...tried.agent, recent: [] } }),
  pausedWork: (tried) => ({ ...tried, agent: { ...tried.agent, paused: 0 } }),
};

const online = (tried: Tried): Tried => {
  const { seenAt: _, ...agent } = tried.agent;
  return { ...tried, agent: { ...agent, presence: 'online' } };
};

/** In the order in which they are looked at; empty for a candidate. */
export const obstaclesOf = (
  ticket: QueuedTicket,
  reach: Pick<Reach, 'skills'>,
  agent: Agent,
  circumstances: Circumstances,
): readonly Skip[] => {
  const found: Skip[] = [];
  let tried: Tried = { ticket, agent, teams: circumstances.teams };
  for (;;) {
    const [assessment] = assess(tried.ticket, reach, [tried.agent], { ...circumstances, teams: tried.teams });
    const skipped = assessment?.skipped;
    if (!skipped || found.includes(skipped)) return found;
    found.push(skipped);
    tried = WITHOUT[skipped](tried, reach);
  }
};

export interface Remedy {
  /** All of this together is in the way… */
  readonly changes: readonly Skip[];
  /** …of these. */
  readonly agents: readonly AgentId[];
}

/** What would have to change so that somebody gets the ticket: the shortest ways, each with those whom it would help. */
export const remediesOf = (
  skipped: readonly { readonly agent: Agent; readonly because: readonly Skip[] }[],
): readonly Remedy[] => {
  const open = skipped.filter(({ because }) => !because.some((each) => LASTING.has(each)));
  const fewest = Math.min(...open.map(({ because }) => because.length));
  const by = new Map<string, { readonly changes: readonly Skip[]; readonly agents: AgentId[] }>();
  for (const { agent, because } of open) {
    if (because.length > fewest) continue;
    const key = because.join();
    const remedy = by.get(key) ?? { changes: because, agents: [] };
    remedy.agents.push(agent.id);
    by.set(key, remedy);
  }
  return [...by.values()];
};

// That a supervisor does not take tickets, or that somebody has given this one back, is not going to change.
const LASTING: ReadonlySet<Skip> = new Set(['notAnAgent', 'excluded']);

/** What further waiting changes, and when; the last is the assignee of last resort. */
export const relaxationsToCome = (
  ticket: QueuedTicket,
  now: Instant,
  policy: Policy,
  colour: Colour,
): readonly NonNullable<Reach['next']>[] => {
  const steps: NonNullable<Reach['next']>[] = [];
  for (let { next } = reachOf(ticket, now, policy, colour); next; { next } = reachOf(ticket, next.at, policy, colour))
    steps.push(next);
  return steps;
};

/** When somebody who got as many tickets as the policy allows in its window may get the next one. */
export const rushedUntil = (
  { recent }: Pick<Agent, 'recent'>,
  now: Instant,
  { routing: { window } }: Policy,
): Instant | undefined => {
  const counted = recent.filter((at) => msBetween(at, now) < window.minutes * MINUTE_MS);
  const leaving = counted[counted.length - window.assignments];
  return leaving === undefined ? undefined : addMinutes(leaving, window.minutes);
};

export const skippedOf = (assessments: readonly Assessment[]): readonly Agent[] =>
  assessments.flatMap(({ agent, skipped }) => (skipped ? [agent] : []));
