/** What can happen to a running execution from outside its states. */
import { AwsError } from '../aws.ts';
import type { StateOf } from './definition.ts';
import { end } from './ending.ts';
import type { Outcome } from './engine.ts';
import type { Failure } from './failure.ts';
import { attempt, leave } from './flow.ts';
import { clearWait, type Frame } from './frame.ts';
import { append, withInput } from './history.ts';
import type { Call, Run } from './run.ts';
import { beat, call, failTask, recordSubmitted, recordSuccess } from './task.ts';

/** Takes the first step. */
export function begin(run: Run): void {
  const { execution } = run;
  if (!run.running || execution.frames > 0) return;
  const last = append(run, 'ExecutionStarted', 0, {
    executionStartedEventDetails: { ...withInput(execution.input), roleArn: run.role },
  });
  const { startAt } = run.scope('');
  run.wake(
    run.add({
      parent: undefined,
      index: 0,
      scope: '',
      item: undefined,
      state: startAt,
      status: 'ready',
      input: run.input,
      last,
    }),
  );
}

/** Calls the integration again whose answer was lost with the process. The token stays the same. */
export function repeatCall(run: Run, id: number): void {
  const frame = run.frame(id);
  if (run.running && frame?.status === 'task') call(run, frame);
}

/** The integration has answered: the end of the task, or with a token the beginning of its wait. */
export async function answered(run: Run, { frame: id, attempt: number }: Call, outcome: Outcome): Promise<void> {
  const frame = run.frame(id);
  if (!run.running || frame?.status !== 'task' || frame.attempt !== number) return;
  if ('failure' in outcome) return fail(run, frame, outcome.failure);
  const state = run.state(frame) as StateOf<'Task'>;
  if (state.resource.waits) recordSubmitted(run, frame, state, outcome.output);
  else await complete(run, frame, outcome.output);
}

/** The time of a frame, or without one of the execution, has come. It may have moved since. */
export async function expired(run: Run, id: number | null): Promise<void> {
  if (!run.running) return;
  if (id === null) {
    if (run.execution.deadline <= run.now()) end(run, 'TIMED_OUT', {});
    return;
  }
  const frame = run.frame(id);
  if (frame?.due === undefined || frame.due > run.now()) return;
  if (frame.status === 'timer') await attempt(run, frame, () => leave(run, frame, run.state(frame), frame.input));
  else if (frame.status === 'retry') {
    clearWait(frame);
    run.wake(frame);
  } else if (frame.timeoutAt !== undefined && frame.timeoutAt <= run.now())
    await fail(run, frame, { error: 'States.Timeout' }, 'TimedOut');
  else await fail(run, frame, { error: 'States.HeartbeatTimeout' }, 'TimedOut');
}

/** The frame that is parked on this token. Throws TaskTimedOut when the token is dead. */
function parked(run: Run, id: number, token: string): Frame {
  const frame = run.running ? run.frame(id) : undefined;
  if (frame?.token === token && (frame.status === 'task' || frame.status === 'token')) return frame;
  throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

export const succeed = (run: Run, id: number, token: string, output: unknown): Promise<void> =>
  complete(run, parked(run, id, token), output);
export const failParked = (run: Run, id: number, token: string, failure: Failure): Promise<void> =>
  fail(run, parked(run, id, token), failure);
export const heartbeat = (run: Run, id: number, token: string): void => beat(run, parked(run, id, token));

function complete(run: Run, frame: Frame, output: unknown): Promise<void> {
  const state = run.state(frame) as StateOf<'Task'>;
  return attempt(run, frame, async () => {
    recordSuccess(run, frame, state, output);
    await leave(run, frame, state, output, { result: output });
  });
}

function fail(run: Run, frame: Frame, failure: Failure, kind?: 'TimedOut'): Promise<void> {
  return attempt(run, frame, () => failTask(run, frame, run.state(frame) as StateOf<'Task'>, failure, kind));
}
