/** Whoever decides which agent gets which ticket: the router of the desk, or what it is measured against. */
import type { Job, Task } from './job.ts';
import type { Waiting } from './waiting.ts';
import type { Worker } from './worker.ts';

export interface Choice {
  readonly worker: Worker;
  /** What they put aside for it. */
  readonly aside?: readonly Task[];
}

export interface Dispatcher {
  /** Sorts with the first to be served first, as long as the ticket stays as it is. */
  readonly rankOf: (job: Job) => string;
  /** Whom a waiting ticket goes to now. */
  readonly offer: (job: Job, now: number) => Choice | undefined;
  /** When to look at a waiting ticket again, though nothing happens; undefined: never. */
  readonly wakeAt: (job: Job, now: number) => number | undefined;
  /** Brings a ticket that nobody has up to now, before it is offered. */
  readonly advance: (job: Job, now: number) => void;
  /** It was offered in vain. */
  readonly inVain: (job: Job, now: number) => void;
  /** What an agent who has room is given. */
  readonly next: (worker: Worker, now: number) => Job | undefined;
  /** What an agent who has room takes, where nobody is given anything. */
  readonly claim: (worker: Worker, now: number) => Job | undefined;
  /** A ticket has found its agent. */
  readonly found: (job: Job, now: number) => void;
  /** An agent has closed a ticket. */
  readonly learn: (task: Task, worker: Worker) => void;
  /** Looks at the state of the queues; returns those who wait and may go to others than before. */
  readonly review: (now: number) => readonly Job[];
}

/** What a dispatcher may see. */
export interface Sight {
  readonly workers: readonly Worker[];
  readonly waiting: Waiting;
}
