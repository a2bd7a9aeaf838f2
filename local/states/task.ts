/** A Task state: the call goes out once the execution is stored, and the frame waits for its answer or its token. */
import { REGION } from '../aws.ts';
import { bindingsOf } from './context.ts';
import type { StateOf } from './definition.ts';
import { type Failure, TaskFailure } from './failure.ts';
import type { Frame } from './frame.ts';
import { record, withInput, withOutput } from './history.ts';
import type { Run } from './run.ts';
import { checkSize, tooLarge, tooLargeCause } from './size.ts';
import { evaluateAs, type Template } from './template.ts';
import { newToken } from './token.ts';

const MOST_SECONDS = 99_999_999;

type Task = StateOf<'Task'>;

const isDuration = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_SECONDS;

export async function startTask(run: Run, frame: Frame, state: Task): Promise<void> {
  frame.attempt += 1;
  frame.token = state.resource.waits ? newToken() : undefined;
  const bindings = bindingsOf(run, frame);
  const seconds = (template: Template | undefined) => template && evaluateAs(template, bindings, 'integer', isDuration);
  const given = state.arguments?.constant ? state.arguments.constant.value : await state.arguments?.evaluate(bindings);
  const timeout = await seconds(state.timeout);
  const heartbeat = await seconds(state.heartbeat);
  frame.arguments = state.arguments ? given : frame.input;
  const text = run.text(frame.arguments);
  checkSize(text, frame.state);
  recordStart(run, frame, state, text, timeout, heartbeat);
  if (frame.token) run.tokens.push({ token: frame.token, frame: frame.id });
  frame.status = 'task';
  frame.timeoutAt = timeout && run.now() + timeout * 1000 * (frame.token ? 1 : run.pace);
  frame.heartbeatMs = heartbeat && heartbeat * 1000;
  beat(run, frame);
  call(run, frame);
}

/** Has the integration called (again) when the run is stored. */
export function call(run: Run, frame: Frame): void {
  const state = run.state(frame) as Task;
  const { id: execution, machine } = run.execution;
  run.calls.push({
    execution,
    frame: frame.id,
    attempt: frame.attempt,
    machine,
    resource: state.resource.arn,
    arguments: frame.arguments,
  });
}

/** A sign of life: the time of the next one begins now. */
export function beat(run: Run, frame: Frame): void {
  frame.heartbeatAt = frame.heartbeatMs && run.now() + frame.heartbeatMs;
  frame.due = Math.min(frame.timeoutAt ?? Number.POSITIVE_INFINITY, frame.heartbeatAt ?? Number.POSITIVE_INFINITY);
  if (frame.due === Number.POSITIVE_INFINITY) frame.due = undefined;
  run.changed.add(frame);
}

function recordStart(run: Run, frame: Frame, state: Task, text: string, timeout?: number, heartbeat?: number): void {
  const times = {
    ...(timeout && { timeoutInSeconds: timeout }),
    ...(heartbeat && { heartbeatInSeconds: heartbeat }),
  };
  const { lambda, resource, resourceType } = state.resource;
  if (lambda) {
    record(run, frame, 'LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: { resource, ...withInput(text), ...times },
    });
    record(run, frame, 'LambdaFunctionStarted');
    return;
  }
  record(run, frame, 'TaskScheduled', {
    taskScheduledEventDetails: { resourceType, resource, region: REGION, parameters: text, ...times },
  });
  record(run, frame, 'TaskStarted', { taskStartedEventDetails: { resourceType, resource } });
}

/** The call has gone through; the state is parked until its token comes back. */
export function recordSubmitted(run: Run, frame: Frame, state: Task, answer: unknown): void {
  const { resource, resourceType } = state.resource;
  record(run, frame, 'TaskSubmitted', {
    taskSubmittedEventDetails: { resourceType, resource, ...withOutput(run.text(answer)) },
  });
  frame.status = 'token';
}

/** Throws States.DataLimitExceeded. */
export function recordSuccess(run: Run, frame: Frame, state: Task, result: unknown): void {
  const text = run.text(result);
  const { lambda, resource, resourceType } = state.resource;
  if (tooLarge(text)) {
    const cause = tooLargeCause(lambda ? resource : resourceType);
    failTask(run, frame, state, { error: 'States.DataLimitExceeded', cause });
  }
  if (lambda) record(run, frame, 'LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: withOutput(text) });
  else
    record(run, frame, 'TaskSucceeded', { taskSucceededEventDetails: { resourceType, resource, ...withOutput(text) } });
}

/** Longer ones are cut, as a failed task must still fit into the next state. */
export const LONGEST_ERROR = 256;
export const LONGEST_CAUSE = 32_768;

/** Records how the call ended without a result and throws that failure. */
export function failTask(
  run: Run,
  frame: Frame,
  state: Task,
  failure: Failure,
  kind: 'Failed' | 'TimedOut' = 'Failed',
): never {
  const { lambda, resource, resourceType } = state.resource;
  const error = failure.error?.slice(0, LONGEST_ERROR);
  const cause = failure.cause?.slice(0, LONGEST_CAUSE);
  if (lambda) record(run, frame, `LambdaFunction${kind}`, { [`lambdaFunction${kind}EventDetails`]: { error, cause } });
  else record(run, frame, `Task${kind}`, { [`task${kind}EventDetails`]: { resourceType, resource, error, cause } });
  throw new TaskFailure(error, cause);
}
