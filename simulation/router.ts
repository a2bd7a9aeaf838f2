/** The router of the desk, asked in the same order as its use cases ask it (core/usecases/find-agent.ts, pull-work.ts). */

import { nextWake } from '../core/domain/milestones.ts';
import type { Policy } from '../core/domain/policy.ts';
import { type Assessment, assess, hasSkills, ranked } from '../core/domain/routing/assessment.ts';
import { keepsRoom, unitsOf } from '../core/domain/routing/capacity.ts';
import { performanceFor } from '../core/domain/routing/learning.ts';
import { fullCandidates, preemptions } from '../core/domain/routing/preemption.ts';
import { queueOf, reachOf, strategyOf } from '../core/domain/routing/relaxation.ts';
import { urgencyOf } from '../core/domain/routing/urgency.ts';
import type { QueuedTicket, Ticket } from '../core/domain/ticket.ts';
import { toInstant, toMs } from '../core/domain/time.ts';
import type { AgentId } from '../core/domain/vocabulary.ts';
import type { Choice, Dispatcher, Sight } from './dispatcher.ts';
import type { Job } from './job.ts';
import { queueColours } from './queue-colours.ts';
import { bySystem } from './steps.ts';
import { tallies } from './tallies.ts';
import type { Worker } from './worker.ts';

const SEEN = 10; // as many of each queue as the use case reads
const ASKED = 3; // as many as the use case asks to put something aside

export const router = ({ workers, waiting }: Sight, policy: Policy): Dispatcher => {
  const byTeam = Map.groupBy(workers, ({ agent }) => agent.team);
  const byId = new Map(workers.map((worker) => [worker.agent.id, worker]));
  const served = new Map(
    [...byTeam.keys()].map((team) => [
      team,
      policy.queues.filter(({ teams }) => teams.includes(team)).map(({ name }) => name),
    ]),
  );
  const own = Map.groupBy(
    policy.queues.map(({ name }) => name),
    (name) => queueOf(name, policy).teams[0] ?? '',
  );
  const colours = queueColours(waiting, policy);
  const seen = tallies();
  const teams = new Map<string, never>(); // presence says it all: nobody is online outside their shift

  const reach = (job: Job, now: number) => {
    job.reach = reachOf(queued(job), toInstant(now), policy, colours.of(job.ticket.queue));
    return job.reach;
  };
  const assessments = (job: Job, now: number): readonly Assessment[] => {
    const { ticket } = job;
    const found = reach(job, now);
    return found.teams.flatMap((team) => {
      const agents = (byTeam.get(team) ?? []).map(({ agent }) => agent);
      const performance = performanceOf(
        ticket,
        team,
        agents.map(({ id }): AgentId => id),
      );
      return assess(ticket, found, agents, {
        now: toInstant(now),
        policy,
        units: unitsOf(ticket, policy),
        teams,
        performance,
      });
    });
  };
  const performanceOf = (ticket: Ticket, team: string, ids: readonly AgentId[]): ReadonlyMap<AgentId, number> =>
    queueOf(ticket.queue, policy).learning && policy.routing.weights.performance > 0
      ? performanceFor(ticket.id, seen.estimates(team, ticket.category), ids, policy.routing.exploration)
      : new Map();
  const preempted = (job: Job, all: readonly Assessment[], now: number): Choice | undefined => {
    const { ticket } = job;
    const full = fullCandidates(all)
      .slice(0, ASKED)
      .map(({ agent }) => ({ agent, held: byId.get(agent.id)!.inHand.map((task) => task.job.ticket) }));
    const [found] = preemptions(queued(job), unitsOf(ticket, policy), full, toInstant(now), policy);
    const worker = found && byId.get(found.agent.id);
    const victims = found?.victims.map(({ id }) => id) ?? [];
    return worker && { worker, aside: worker.inHand.filter((task) => victims.includes(task.job.ticket.id)) };
  };
  const fits = ({ agent }: Worker, job: Job, now: number): boolean | 'keepsRoom' => {
    const found = job.reach;
    const units = unitsOf(job.ticket, policy);
    // The cheap questions first: most of a long queue is looked at in vain.
    if (!found?.pushed || !found.teams.includes(agent.team)) return false;
    const keeps = keepsRoom(job.ticket, units, agent, policy);
    if (agent.load + units > agent.capacity && !keeps) return false;
    const [only] = assess(job.ticket, found, [agent], {
      now: toInstant(now),
      policy,
      units,
      teams,
      performance: new Map(),
    });
    return only?.skipped === 'full' && keeps ? 'keepsRoom' : !only?.skipped;
  };

  return {
    rankOf: ({ ticket }) => urgencyOf(ticket, policy),
    offer: (job, now) => {
      const all = assessments(job, now);
      const { pushed, teams: asked, strategy } = job.reach!;
      if (!pushed) return undefined;
      for (const team of asked) {
        const [best] = ranked(
          job.ticket,
          strategy,
          all.filter(({ agent }) => agent.team === team),
        );
        if (best) return { worker: byId.get(best.agent.id)! };
      }
      return preempted(job, all, now);
    },
    wakeAt: (job, now) => {
      const at = nextWake(job.ticket, toInstant(now), policy, true);
      return at === undefined ? undefined : toMs(at);
    },
    advance: (job, now) => {
      job.ticket = bySystem(job.ticket, { type: 'advance' }, policy, now);
      const found = reach(job, now);
      if (found.pushed && found.strategy === 'pool')
        job.ticket = bySystem(job.ticket, { type: 'leavePool' }, policy, now);
    },
    inVain: (job, now) => {
      // The supervisors are told, and have no hands in the replay: the ticket waits on.
      if (job.reach?.lastResort)
        job.ticket = bySystem(job.ticket, { type: 'dispatchFailed', because: 'nobodyFree' }, policy, now);
    },
    next: (worker, now) => {
      const first = waiting.first(served.get(worker.agent.team) ?? [], (job) => fits(worker, job, now) !== false, SEEN);
      return first && fits(worker, first, now) === true ? first : undefined;
    },
    claim: ({ agent }) => {
      // They ask for the next one of their own queue; when it takes more than they have left, they are refused.
      const next = waiting.first(
        own.get(agent.team) ?? [],
        (job) => !job.ticket.excluded.includes(agent.id) && hasSkills(agent, job.reach?.skills ?? []),
        SEEN,
      );
      if (!next || strategyOf(next.ticket, policy) !== 'pool') return undefined;
      const fitting =
        agent.claimed < queueOf(next.ticket.queue, policy).pool.claimed &&
        agent.load + unitsOf(next.ticket, policy) <= agent.capacity;
      return fitting ? next : undefined;
    },
    found: ({ ticket }, now) => colours.drained(ticket.queue, now),
    learn: (task, worker) => seen.add(task, worker),
    review: (now) =>
      colours.review(now).flatMap((queue) => {
        for (const job of waiting.of(queue)) reach(job, now);
        return [...waiting.of(queue)];
      }),
  };
};

const queued = ({ ticket }: Job): QueuedTicket => {
  if (ticket.phase !== 'queued') throw new Error(`${ticket.id} is ${ticket.phase}.`);
  return ticket;
};
