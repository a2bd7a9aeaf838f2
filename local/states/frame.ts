/** One running place of an execution: the machine itself, a branch of a Parallel, or an iteration of a Map. Plain JSON. */
type Status =
  /** To be stepped at once; never on disk, because an execution is stored only where it waits. */
  | 'ready'
  /** An iteration whose turn has not come. */
  | 'queued'
  /** The integration was called and has not answered; called again after a restart. */
  | 'task'
  /** The call has answered; parked until the token comes back. */
  | 'token'
  /** A Wait state. */
  | 'timer'
  /** Waiting to try again. */
  | 'retry'
  /** Waiting for the frames of its branches or iterations. */
  | 'children'
  | 'done'
  /** Failed, or stopped because another one failed: kept so that the execution can be redriven. */
  | 'failed';

interface Children {
  /** Ids are consecutive from here. */
  readonly first: number;
  readonly total: number;
  readonly concurrency: number;
  readonly toleratedCount: number | undefined;
  readonly toleratedPercentage: number | undefined;
  /** How many have been started, in order. */
  started: number;
  done: number;
  /** Failures that were tolerated. */
  failed: number;
}

export interface Frame {
  readonly id: number;
  readonly parent: number | undefined;
  /** Which branch or iteration of the parent. */
  readonly index: number;
  /** Key of the set of states, see `Definition.scopes`. */
  readonly scope: string;
  /** Value of the iteration's item, wrapped so that null can be told from none. */
  readonly item: { readonly Index: number; readonly Value: unknown } | undefined;
  state: string;
  status: Status;
  input: unknown;
  /** Set by `Assign` in this scope. */
  variables: Record<string, unknown>;
  /** Epoch ms at which the state was entered, and the id of that event. */
  enteredAt: number;
  enteredId: number;
  /** Id of the frame's last event: the `previousEventId` of its next. */
  last: number;
  /** Attempts spent, per retrier. */
  retries: number[];
  /** Tells an answer of this call from a late one of a call before. */
  attempt: number;
  /** Epoch ms at which something has to happen if nothing else does. */
  due?: number | undefined;
  timeoutAt?: number | undefined;
  heartbeatAt?: number | undefined;
  heartbeatMs?: number | undefined;
  /** The credential of a parked task. */
  token?: string | undefined;
  arguments?: unknown;
  children?: Children | undefined;
  output?: unknown;
}

export function newFrame(
  given: Pick<Frame, 'id' | 'parent' | 'index' | 'scope' | 'item' | 'state' | 'status' | 'input' | 'last'>,
): Frame {
  return { ...given, variables: {}, enteredAt: 0, enteredId: 0, retries: [], attempt: 0 };
}

/** Forgets what a finished or abandoned wait left in the frame. A token that is forgotten here is dead. */
export function clearWait(frame: Frame): void {
  frame.due = undefined;
  frame.timeoutAt = undefined;
  frame.heartbeatAt = undefined;
  frame.heartbeatMs = undefined;
  frame.token = undefined;
  frame.arguments = undefined;
}
