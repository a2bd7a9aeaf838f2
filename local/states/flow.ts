/** Steps an execution from state to state until every frame waits for something or the execution has ended. */
import {
  abandonChildren,
  beyondTolerance,
  collect,
  iterationDetails,
  queueIterations,
  removeChildren,
  startBranches,
  startIterations,
} from './children.ts';
import { choose } from './choice.ts';
import { bindingsOf, type Extra } from './context.ts';
import type { Exit, State } from './definition.ts';
import { end } from './ending.ts';
import { catches, EvaluationFailure, errorOutput, InterpreterFailure, TaskFailure } from './failure.ts';
import { clearWait, type Frame } from './frame.ts';
import { entered, exited, HistoryFull, record } from './history.ts';
import { retryDelay } from './retry.ts';
import type { Run } from './run.ts';
import { checkSize, checkSizes } from './size.ts';
import { startTask } from './task.ts';
import { evaluateAs } from './template.ts';
import { wakeTime } from './wait.ts';

const isString = (value: unknown): value is string => typeof value === 'string';

/** Runs `work` on the execution and then everything that has become ready. */
export async function advance(run: Run, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
    for (
      let frame = run.running ? run.nextReady() : undefined;
      frame;
      frame = run.running ? run.nextReady() : undefined
    ) {
      const ready = frame;
      await attempt(run, ready, () => step(run, ready));
    }
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    end(run, 'FAILED', { error: 'States.Runtime', cause: error.message });
  }
}

/** Runs one step of a frame's state; a failure goes to the state's Retry and Catch, else to the frame around it. */
export async function attempt(run: Run, frame: Frame, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    await failState(run, frame, located(frame, error));
  }
}

async function step(run: Run, frame: Frame): Promise<void> {
  const state = run.state(frame);
  if (frame.enteredId === 0) {
    frame.enteredAt = run.now();
    frame.enteredId = record(run, frame, `${state.type}StateEntered`, entered(state.name, run.text(frame.input)));
  }
  run.transitions += 1;
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return leave(run, frame, state, frame.input);
    case 'Choice':
      return leave(run, frame, await choose(run, frame, state), frame.input);
    case 'Wait': {
      const due = await wakeTime(run, frame, state);
      if (due <= run.now()) return leave(run, frame, state, frame.input);
      frame.status = 'timer';
      frame.due = due;
      return;
    }
    case 'Task':
      return startTask(run, frame, state);
    case 'Parallel':
      return startBranches(run, frame, state);
    case 'Map':
      await queueIterations(run, frame, state);
      return proceed(run, frame);
    case 'Fail': {
      const bindings = bindingsOf(run, frame);
      const error = state.error && (await evaluateAs(state.error, bindings, 'string', isString));
      throw new TaskFailure(error, state.cause && (await evaluateAs(state.cause, bindings, 'string', isString)));
    }
  }
}

/** Leaves the state through one of its exits: variables and output see the values that were there on entry. */
export async function leave(run: Run, frame: Frame, exit: Exit, value: unknown, extra: Extra = {}): Promise<void> {
  const { output, assign } = exit;
  const bindings = (output && !output.constant) || (assign && !assign.constant) ? bindingsOf(run, frame, extra) : {};
  const result = output ? (output.constant ? output.constant.value : await output.evaluate(bindings)) : value;
  const assigned =
    assign && ((assign.constant ? assign.constant.value : await assign.evaluate(bindings)) as Record<string, unknown>);
  const text = run.text(result);
  checkSize(text, frame.state);
  if (assigned)
    checkSizes(
      Object.values(assigned).map((variable) => run.text(variable)),
      frame.state,
    );
  record(run, frame, `${run.state(frame).type}StateExited`, exited(frame.state, text, assigned));
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
  clearWait(frame);
  frame.retries = [];
  if (exit.next === undefined) return finish(run, frame, result);
  frame.state = exit.next;
  frame.input = result;
  frame.enteredId = 0;
  run.wake(frame);
}

/** The frame has come to the end of its states. */
async function finish(run: Run, frame: Frame, output: unknown): Promise<void> {
  const parent = frame.parent === undefined ? undefined : run.frame(frame.parent)!;
  if (!parent) {
    end(run, 'SUCCEEDED', { output: run.text(output) });
    return;
  }
  if (run.state(parent).type === 'Map')
    record(run, frame, 'MapIterationSucceeded', iterationDetails('Succeeded', parent, frame));
  frame.status = 'done';
  frame.output = output;
  parent.children!.done += 1;
  parent.last = frame.last;
  run.changed.add(frame).add(parent);
  await attempt(run, parent, () => proceed(run, parent));
}

/** Goes on with a Map or Parallel after something under it has ended. */
async function proceed(run: Run, frame: Frame): Promise<void> {
  const state = run.state(frame);
  if (state.type === 'Map') await startIterations(run, frame, state);
  const results = collect(run, frame);
  if (!results) return;
  record(run, frame, `${state.type}StateSucceeded`);
  await leave(run, frame, state, results, { result: results });
}

async function failState(run: Run, frame: Frame, failure: TaskFailure): Promise<void> {
  const state = run.state(frame);
  recordEvaluation(run, frame, failure);
  if (frame.children) {
    abandonChildren(run, frame);
    record(run, frame, `${state.type}StateFailed`);
  }
  clearWait(frame);
  if (retry(run, frame, state, failure)) return;
  const catcher = state.catch.find(({ names }) => catches(names, failure.error));
  if (!catcher) return failScope(run, frame, failure);
  removeChildren(run, frame);
  const output = errorOutput(failure);
  try {
    await leave(run, frame, catcher, output, { errorOutput: output });
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    const own = located(frame, error);
    recordEvaluation(run, frame, own);
    await failScope(run, frame, own);
  }
}

function recordEvaluation(run: Run, frame: Frame, failure: TaskFailure): void {
  if (!(failure instanceof EvaluationFailure)) return;
  const { error, cause, location } = failure;
  record(run, frame, 'EvaluationFailed', {
    evaluationFailedEventDetails: { error, cause, location, state: frame.state },
  });
}

/** Parks the frame until the next attempt, if the first retrier that takes the error has one left. */
function retry(run: Run, frame: Frame, state: State, failure: TaskFailure): boolean {
  const index = state.retry.findIndex(({ names }) => catches(names, failure.error));
  const retrier = state.retry[index];
  const spent = frame.retries[index] ?? 0;
  if (!retrier || spent >= retrier.maxAttempts) return false;
  removeChildren(run, frame);
  frame.retries = state.retry.map((_, at) => (frame.retries[at] ?? 0) + (at === index ? 1 : 0));
  const { machine, name, events } = run.execution;
  const delay = retryDelay(retrier, spent, `${machine}/${name}/${events}`);
  if (delay === 0) run.wake(frame);
  else {
    frame.status = 'retry';
    frame.due = run.now() + delay;
    run.changed.add(frame);
  }
  return true;
}

async function failScope(run: Run, frame: Frame, failure: TaskFailure): Promise<void> {
  frame.status = 'failed';
  run.changed.add(frame);
  const parent = frame.parent === undefined ? undefined : run.frame(frame.parent)!;
  if (!parent) {
    end(run, 'FAILED', failure);
    return;
  }
  let beyond: TaskFailure | undefined = failure;
  if (run.state(parent).type === 'Map') {
    record(run, frame, 'MapIterationFailed', iterationDetails('Failed', parent, frame));
    beyond = beyondTolerance(parent, failure);
  }
  parent.last = frame.last;
  if (beyond) return failState(run, parent, new TaskFailure(beyond.error, beyond.cause));
  removeChildren(run, frame);
  run.remove(frame);
  parent.children!.failed += 1;
  run.changed.add(parent);
  await attempt(run, parent, () => proceed(run, parent));
}

/** Failures that the interpreter finds name the state; those of integrations and Fail states are told as they are. */
function located(frame: Frame, failure: TaskFailure): TaskFailure {
  if (!(failure instanceof InterpreterFailure)) return failure;
  const cause = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.enteredId}). ${failure.cause}`;
  return failure instanceof EvaluationFailure
    ? new EvaluationFailure(cause, failure.location)
    : new TaskFailure(failure.error, cause);
}
