/** How an execution ends, and how a failed one is taken up again. */
import { childrenOf, removeChildren } from './children.ts';
import type { Failure } from './failure.ts';
import { clearWait } from './frame.ts';
import { append, withOutput } from './history.ts';
import type { ExecutionStatus } from './rows.ts';
import type { Run } from './run.ts';

const EVENTS = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'TimedOut', ABORTED: 'Aborted' } as const;

/** `output`: JSON text. The frames of an execution that did not succeed stay for a redrive; its tokens are dead. */
export function end(
  run: Run,
  status: Exclude<ExecutionStatus, 'RUNNING'>,
  how: Failure & { readonly output?: string },
): void {
  const { execution } = run;
  execution.status = status;
  execution.stopped = run.now();
  execution.output = how.output ?? null;
  execution.error = how.error ?? null;
  execution.cause = how.cause ?? null;
  const kind = EVENTS[status];
  const details = how.output === undefined ? { error: how.error, cause: how.cause } : withOutput(how.output);
  append(run, `Execution${kind}`, execution.events, { [`execution${kind}EventDetails`]: details });
  if (status === 'SUCCEEDED') for (const frame of run.allFrames()) run.remove(frame);
}

/** Runs the states again that did not come to their end; what was done stays done. Attempts are counted anew. */
export function redrive(run: Run, deadline: number): void {
  const { execution } = run;
  Object.assign(execution, { status: 'RUNNING', stopped: null, error: null, cause: null, deadline });
  execution.redrives += 1;
  execution.redriven = run.now();
  const last = append(run, 'ExecutionRedriven', execution.events, {
    executionRedrivenEventDetails: { redriveCount: execution.redrives },
  });
  for (const frame of run.allFrames()) {
    if (frame.status === 'done' || frame.status === 'queued') continue;
    frame.last = last;
    frame.retries = [];
    clearWait(frame);
    run.changed.add(frame);
    const unfinished = childrenOf(run, frame).some(({ status }) => status !== 'done' && status !== 'queued');
    if (unfinished) frame.status = 'children';
    else {
      removeChildren(run, frame);
      run.wake(frame);
    }
  }
}
