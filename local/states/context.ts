/** What an expression sees: variables of its scope and those around it, and `$states`. */
import { arn } from '../aws.ts';
import type { Bindings } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';

export interface Extra {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
}

export const machineArn = (machine: string): string => arn('states', `stateMachine:${machine}`);
export const executionArn = (machine: string, name: string): string => arn('states', `execution:${machine}:${name}`);

export function bindingsOf(run: Run, frame: Frame, extra: Extra = {}): Bindings {
  const bindings: Record<string, unknown> = {};
  let item = frame.item;
  const chain: Frame[] = [];
  for (let at: Frame | undefined = frame; at; at = at.parent === undefined ? undefined : run.frame(at.parent)) {
    chain.push(at);
    item ??= at.item;
  }
  for (const { variables } of chain.reverse()) Object.assign(bindings, variables);
  let context: unknown;
  bindings.states = {
    input: frame.input,
    ...extra,
    // Made when an expression asks for it: few do, and the times in it are most of the work of a small one.
    get context() {
      context ??= contextOf(run, frame, item);
      return context;
    },
  };
  return bindings;
}

function contextOf(run: Run, frame: Frame, item: Frame['item']): unknown {
  const { execution } = run;
  const type = run.state(frame).type;
  const retried = type === 'Task' || type === 'Parallel' || type === 'Map';
  return {
    Execution: {
      Id: executionArn(execution.machine, execution.name),
      Input: run.input,
      StartTime: new Date(execution.started).toISOString(),
      Name: execution.name,
      RoleArn: run.role,
      RedriveCount: execution.redrives,
      ...(execution.redriven !== null && { RedriveTime: new Date(execution.redriven).toISOString() }),
    },
    StateMachine: { Id: machineArn(execution.machine), Name: execution.machine },
    State: {
      Name: frame.state,
      EnteredTime: new Date(frame.enteredAt).toISOString(),
      ...(retried && { RetryCount: frame.retries.reduce((sum, count) => sum + count, 0) }),
    },
    ...(frame.token !== undefined && { Task: { Token: frame.token } }),
    ...(item && { Map: { Item: item } }),
  };
}
