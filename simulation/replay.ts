/** Lets the arrivals of a scenario happen, one after the other on a virtual clock, and sees who gets them and when. */

import { MINUTE_MS } from '../core/domain/time.ts';
import type { AgentId } from '../core/domain/vocabulary.ts';
import { agenda } from './agenda.ts';
import type { Dispatcher, Sight } from './dispatcher.ts';
import { floorOf } from './floor.ts';
import type { Job } from './job.ts';
import type { Arrival, Scenario } from './scenario.ts';
import { opened } from './steps.ts';
import { waiting as waitingRoom } from './waiting.ts';
import { settle, type Worker, workerOf } from './worker.ts';

export interface Run {
  readonly scenario: Scenario;
  /** All that came, in order of time. */
  readonly jobs: readonly Job[];
  readonly workers: readonly Worker[];
  readonly preemptions: number;
  /** Dispatches that found nobody at all, up to the assignee of last resort. */
  readonly inVain: number;
}

const REVIEW_MS = 5 * MINUTE_MS; // how often the state of the queues is looked at
const LOOK_MS = 2 * MINUTE_MS; // how often agents with room look into the pool
const EARLIER = 10; // tickets of the same customer that count

/** `progress`: called with the share of the arrivals that have come, now and then. */
export const replay = (
  scenario: Scenario,
  dispatcherOf: (sight: Sight, policy: Scenario['policy']) => Dispatcher,
  policy: Scenario['policy'],
  progress: (share: number) => void = () => {},
): Run => {
  const { arrivals, presences, end } = scenario;
  const start = Math.min(arrivals[0]?.at ?? end, ...presences.map(({ from }) => from));
  const { note, runUntil } = agenda();
  const workers = scenario.agents.map((profile) => workerOf(profile, start));
  const byId = new Map<AgentId, Worker>(workers.map((worker) => [worker.agent.id, worker]));
  const waiting = waitingRoom();
  const dispatcher = dispatcherOf({ workers, waiting }, policy);
  const floor = floorOf({ ...scenario, policy }, note, waiting, dispatcher);
  const jobs: Job[] = [];
  const ofCustomer = new Map<string, Job[]>();

  const arrive = (arrival: Arrival, now: number): void => {
    const earlier = (ofCustomer.get(arrival.customer.id) ?? []).slice(0, EARLIER);
    const ticket = opened(
      arrival,
      earlier.map((job) => job.ticket),
      policy,
      now,
    );
    const job: Job = {
      arrival,
      ticket,
      rank: '',
      queuedMs: 0,
      turn: 0,
      assigned: { count: 0, misrouted: 0, handedBack: 0 },
      closed: false,
    };
    jobs.push(job);
    ofCustomer.set(arrival.customer.id, [job, ...earlier]);
    if (jobs.length % 100 === 0) progress(jobs.length / arrivals.length);
    floor.queue(job, ticket, now);
  };

  const pools = policy.queues.some(({ strategy }) => strategy === 'pool');
  for (const { agent, from, to } of presences) {
    const worker = byId.get(agent)!;
    note(from, (now) => floor.present(worker, 'online', now));
    note(to, (now) => floor.present(worker, 'offline', now));
    for (let at = from + LOOK_MS; pools && at < to; at += LOOK_MS) note(at, (now) => floor.claim(worker, now));
  }
  for (const arrival of arrivals) note(arrival.at, (now) => arrive(arrival, now));
  for (let at = start; at < end; at += REVIEW_MS) note(at, floor.review);
  runUntil(end);
  for (const worker of workers) settle(worker, end);
  return { scenario, jobs, workers, ...floor.counts };
};
