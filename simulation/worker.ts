/**
 * An agent at work. What they have in hand shares their attention by units, so that somebody with eight tickets is eight times
 * as slow with each of them: to hand everything out at once wins nothing.
 */
import { type Agent, type AgentProfile, NO_LOAD } from '../core/domain/routing/agent.ts';
import { MINUTE_MS, toInstant } from '../core/domain/time.ts';
import type { Mark, Task } from './job.ts';

export interface Worker {
  agent: Agent;
  inHand: Task[];
  /** Put aside for an emergency. */
  aside: Task[];
  /** What was noted down for an earlier state is void. */
  turn: number;
  /** Up to when attention has been accounted for. */
  settledAt: number;
  readonly totals: { presentMs: number; busyMs: number; units: number; mostUnits: number };
}

export const workerOf = (profile: AgentProfile, start: number): Worker => ({
  agent: { ...profile, ...NO_LOAD, presence: 'offline' },
  inHand: [],
  aside: [],
  turn: 0,
  settledAt: start,
  totals: { presentMs: 0, busyMs: 0, units: 0, mostUnits: 0 },
});

/** Brings the work up to now. After the end of a shift they finish what they have. */
export const settle = (worker: Worker, now: number): void => {
  const passed = now - worker.settledAt;
  worker.settledAt = now;
  const { inHand, totals } = worker;
  if (worker.agent.presence === 'online' || inHand.length > 0) totals.presentMs += passed;
  if (inHand.length === 0) return;
  totals.busyMs += passed;
  const units = unitsIn(worker);
  for (const task of inHand) task.done += ((passed / MINUTE_MS) * task.units) / units;
};

/** When the next mark is reached if nothing changes, to the next whole millisecond; undefined without work. */
export const nextMarkAt = (worker: Worker): number | undefined => {
  const units = unitsIn(worker);
  const left = worker.inHand.map(
    ({ marks, done, units: share }) => (((marks[0]?.after ?? done) - done) * units) / share,
  );
  return left.length === 0 ? undefined : worker.settledAt + Math.max(0, Math.ceil(Math.min(...left) * MINUTE_MS));
};

const NEARLY = 1e-6; // minutes: what rounding leaves

/** The first mark that is reached by now, taken off its task. */
export const takeMark = ({ inHand }: Worker): { readonly task: Task; readonly what: Mark } | undefined => {
  for (const task of inHand) {
    const [mark] = task.marks;
    if (mark && mark.after <= task.done + NEARLY) {
      task.marks.shift();
      return { task, what: mark.what };
    }
  }
  return undefined;
};

const unitsIn = ({ inHand }: Worker): number => inHand.reduce((sum, { units }) => sum + units, 0);

/** `forgottenMs`: assignments that are older than this do not count for the window. */
export const takeUp = (worker: Worker, task: Task, claimed: boolean, forgottenMs: number, now: number): void => {
  const at = toInstant(now);
  const since = toInstant(now - forgottenMs);
  const { agent, totals } = worker;
  worker.inHand.push(task);
  worker.agent = {
    ...agent,
    open: agent.open + 1,
    load: agent.load + task.units,
    claimed: agent.claimed + (claimed ? 1 : 0),
    assignments: agent.assignments + 1,
    recent: [...agent.recent.filter((each) => each > since), at],
    lastAssignedAt: at,
  };
  totals.units += task.units;
  totals.mostUnits = Math.max(totals.mostUnits, worker.agent.load);
};

export const putDown = (worker: Worker, task: Task, claimed: boolean, now: number): void => {
  rest(task, now);
  worker.inHand = worker.inHand.filter((each) => each !== task);
  const { agent } = worker;
  worker.agent = {
    ...agent,
    open: agent.open - 1,
    load: agent.load - task.units,
    claimed: agent.claimed - (claimed ? 1 : 0),
  };
};

export const putAside = (worker: Worker, task: Task, now: number): void => {
  rest(task, now);
  worker.inHand = worker.inHand.filter((each) => each !== task);
  worker.aside.push(task);
  worker.agent = { ...worker.agent, load: worker.agent.load - task.units, paused: worker.agent.paused + 1 };
};

export const takeBack = (worker: Worker, task: Task, now: number): void => {
  task.since = now;
  worker.aside = worker.aside.filter((each) => each !== task);
  worker.inHand.push(task);
  worker.agent = { ...worker.agent, load: worker.agent.load + task.units, paused: worker.agent.paused - 1 };
  worker.totals.mostUnits = Math.max(worker.totals.mostUnits, worker.agent.load);
};

const rest = (task: Task, now: number): void => {
  task.inHandMs += now - (task.since ?? now);
  delete task.since;
};
