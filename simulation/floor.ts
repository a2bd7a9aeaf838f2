/** What happens on the floor: tickets are offered, taken, worked on, handed back and closed. */
import { assigneeOf } from '../core/domain/routing/agent.ts';
import { unitsOf } from '../core/domain/routing/capacity.ts';
import { rankOf } from '../core/domain/routing/urgency.ts';
import type { Ticket } from '../core/domain/ticket.ts';
import { MINUTE_MS, toInstant, toMs } from '../core/domain/time.ts';
import type { Agenda } from './agenda.ts';
import type { Choice, Dispatcher } from './dispatcher.ts';
import { type Job, type Task, taskOf } from './job.ts';
import type { Scenario } from './scenario.ts';
import { byAgent, bySystem, UNEXPLAINED } from './steps.ts';
import type { Waiting } from './waiting.ts';
import { nextMarkAt, putAside, putDown, settle, takeBack, takeMark, takeUp, type Worker } from './worker.ts';

export interface Floor {
  /** The ticket waits from now on, unless there is somebody for it. */
  readonly queue: (job: Job, ticket: Ticket, now: number) => void;
  /** An agent comes or goes. */
  readonly present: (worker: Worker, presence: 'online' | 'offline', now: number) => void;
  /** An agent looks into the pool, and takes one if there is room for it. */
  readonly claim: (worker: Worker, now: number) => void;
  /** The state of the queues is looked at. */
  readonly review: (now: number) => void;
  readonly counts: { readonly preemptions: number; readonly inVain: number };
}

export const floorOf = (
  { policy, outcomeOf }: Pick<Scenario, 'policy' | 'outcomeOf'>,
  note: Agenda['note'],
  waiting: Waiting,
  dispatcher: Dispatcher,
): Floor => {
  const counts = { preemptions: 0, inVain: 0 };

  const queue = (job: Job, ticket: Ticket, now: number): void => {
    job.ticket = ticket;
    job.queuedAt = now;
    seek(job, now);
  };

  /** For a job that is not in the waiting room: it is offered, and else waits there. */
  const seek = (job: Job, now: number): void => {
    dispatcher.advance(job, now);
    const choice = dispatcher.offer(job, now);
    if (choice) assign(job, choice, 'dispatch', now);
    else wait(job, now);
  };

  const wait = (job: Job, now: number): void => {
    const before = job.ticket;
    dispatcher.inVain(job, now);
    if ('dispatchFailedAt' in job.ticket && !('dispatchFailedAt' in before)) counts.inVain += 1;
    job.rank = dispatcher.rankOf(job);
    waiting.add(job);
    job.turn += 1;
    const { turn } = job;
    const at = dispatcher.wakeAt(job, now);
    if (at !== undefined) note(Math.max(at, now + 1), (then) => job.turn === turn && leaveAndSeek(job, then));
  };

  const leaveAndSeek = (job: Job, now: number): void => {
    waiting.remove(job);
    seek(job, now);
  };

  /** For a job that is not in the waiting room. */
  const assign = (job: Job, { worker, aside }: Choice, by: 'dispatch' | 'pull' | 'claim', now: number): void => {
    settle(worker, now);
    const { id, code } = job.ticket;
    for (const task of aside ?? []) {
      task.job.ticket = bySystem(task.job.ticket, { type: 'pause', for: id, forCode: code }, policy, now);
      putAside(worker, task, now);
      counts.preemptions += 1;
    }
    const { agent } = worker;
    const known = job.ticket.served.includes(agent.id);
    const outcome = outcomeOf(job.arrival, agent, known);
    const assignee = assigneeOf(agent);
    job.ticket =
      by === 'claim'
        ? byAgent(job.ticket, { type: 'claim', assignee, choice: false }, agent, policy, now)
        : bySystem(job.ticket, { type: 'dispatch', assignee, by, routing: UNEXPLAINED }, policy, now);
    job.queuedMs += now - (job.queuedAt ?? now);
    delete job.queuedAt;
    delete job.reach;
    job.turn += 1;
    job.assigned.count += 1;
    if (outcome.misrouted) job.assigned.misrouted += 1;
    const task = taskOf(job, outcome, unitsOf(job.ticket, policy), now);
    takeUp(worker, task, by === 'claim', policy.routing.window.minutes * MINUTE_MS, now);
    dispatcher.found(job, now);
    noteWork(worker);
  };

  const noteWork = (worker: Worker): void => {
    worker.turn += 1;
    const { turn } = worker;
    const at = nextMarkAt(worker);
    if (at !== undefined) note(at, (now) => worker.turn === turn && work(worker, now));
  };

  const work = (worker: Worker, now: number): void => {
    settle(worker, now);
    for (let mark = takeMark(worker); mark; mark = takeMark(worker)) {
      const { task, what } = mark;
      if (what === 'reply') reply(task, worker, now);
      else if (what === 'resolve') resolve(task, worker, now);
      else handBack(task, worker, now);
    }
    fill(worker, now);
    if (worker.agent.presence === 'online') claim(worker, now);
    noteWork(worker);
  };

  const reply = ({ job }: Task, { agent }: Worker, now: number): void => {
    job.ticket = byAgent(job.ticket, { type: 'reply', text: '…' }, agent, policy, now);
  };

  const resolve = (task: Task, worker: Worker, now: number): void => {
    const { job } = task;
    const claimed = isClaimed(job.ticket);
    job.ticket = byAgent(job.ticket, { type: 'resolve', code: 'done', text: '…' }, worker.agent, policy, now);
    job.closed = true;
    putDown(worker, task, claimed, now);
    dispatcher.learn(task, worker);
  };

  const handBack = (task: Task, worker: Worker, now: number): void => {
    const { job } = task;
    const claimed = isClaimed(job.ticket);
    const ticket = byAgent(job.ticket, { type: 'queue', reason: 'notMine' }, worker.agent, policy, now);
    job.assigned.handedBack += 1;
    putDown(worker, task, claimed, now);
    queue(job, ticket, now);
  };

  /** An agent may have room: what was put aside comes back first, then the next ones, as long as any fits. */
  const fill = (worker: Worker, now: number): void => {
    while (worker.agent.paused > 0) {
      const [task] = worker.aside
        .filter(({ units }) => worker.agent.load + units <= worker.agent.capacity)
        .toSorted((a, b) => urgency(b, now) - urgency(a, now));
      if (!task) return;
      task.job.ticket = bySystem(task.job.ticket, { type: 'resume' }, policy, now);
      settle(worker, now);
      takeBack(worker, task, now);
      noteWork(worker);
    }
    if (worker.agent.presence !== 'online') return;
    for (let job = dispatcher.next(worker, now); job; job = dispatcher.next(worker, now)) {
      waiting.remove(job);
      assign(job, { worker }, 'pull', now);
    }
    lookAgainAfterWindow(worker, now);
  };

  const urgency = ({ job }: Task, now: number): number => rankOf(job.ticket, toInstant(now), policy);

  /** Somebody with room who got too many at once: when the first of them no longer counts, they may get more. */
  const lookAgainAfterWindow = (worker: Worker, now: number): void => {
    const { recent, load, capacity } = worker.agent;
    const { window } = policy.routing;
    const first = recent.at(-window.assignments);
    if (first === undefined || load >= capacity) return;
    const at = toMs(first) + window.minutes * MINUTE_MS;
    if (at > now) note(at, (then) => fill(worker, then));
  };

  const claim = (worker: Worker, now: number): void => {
    const job = dispatcher.claim(worker, now);
    if (!job) return;
    waiting.remove(job);
    assign(job, { worker }, 'claim', now);
  };

  const present = (worker: Worker, presence: 'online' | 'offline', now: number): void => {
    settle(worker, now);
    worker.agent = { ...worker.agent, presence };
    if (presence === 'online') fill(worker, now);
  };

  const review = (now: number): void => {
    for (const job of dispatcher.review(now)) if (job.queuedAt !== undefined) leaveAndSeek(job, now);
  };

  return { queue, present, claim, review, counts };
};

const isClaimed = (ticket: Ticket): boolean => 'claimed' in ticket && ticket.claimed === true;
