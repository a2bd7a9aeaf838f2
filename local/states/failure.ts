/** How a state fails: the error's name and cause are data that Retry, Catch and the history read. */

export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Thrown by an integration: `error` is what `ErrorEquals` matches, e.g. `DynamoDb.TransactionCanceledException`. */
export class TaskFailure extends Error implements Failure {
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  constructor(error?: string, cause?: string) {
    super(cause ?? error ?? 'A task failed.');
    this.name = 'TaskFailure';
    this.error = error;
    this.cause = cause;
  }
}

/** A failure that the interpreter itself finds: its cause is told with the state and the event that entered it. */
export class InterpreterFailure extends TaskFailure {}

/** A JSONata expression that threw, gave nothing, or gave the wrong type. `location` is the field, e.g. `Output/result`. */
export class EvaluationFailure extends InterpreterFailure {
  readonly location: string;
  constructor(cause: string, location: string) {
    super('States.QueryEvaluationError', cause);
    this.location = location;
  }
}

/** Errors that end the execution whatever its Retry and Catch say. */
const TERMINAL = 'States.Runtime';
const NOT_IN_ALL = new Set([TERMINAL, 'States.DataLimitExceeded']);
const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** Whether a retrier or catcher with these names takes an error of this name. */
export function catches(names: readonly string[], error: string | undefined): boolean {
  const name = error ?? '';
  if (name === TERMINAL) return false;
  return names.some((wanted) => {
    if (wanted === 'States.ALL') return !NOT_IN_ALL.has(name);
    if (wanted === 'States.TaskFailed') return !TIMEOUTS.has(name) && !NOT_IN_ALL.has(name);
    if (wanted === 'States.Timeout') return TIMEOUTS.has(name);
    return wanted === name;
  });
}

/** The document that `$states.errorOutput` and a catcher's default output carry. */
export function errorOutput(failure: Failure): Record<string, string> {
  return { Error: failure.error ?? '', Cause: failure.cause ?? '' };
}
