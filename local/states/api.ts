/** The actions of the Step Functions API, with AWS's exceptions. Times are epoch seconds, as in the JSON protocol. */
import { type Authorize, AwsError, type Principal, type Service } from '../aws.ts';
import type { Clock } from '../clock.ts';
import { machineArn } from './context.ts';
import { deadlineOf, describeExecution, listItem, notRedrivable } from './describe.ts';
import { end, redrive } from './ending.ts';
import type { Engine } from './engine.ts';
import { begin, failParked, heartbeat, succeed } from './letters.ts';
import type { Machine } from './machine.ts';
import { optionalText, page, parseExecutionArn, parseMachineArn, text } from './requests.ts';
import type { ExecutionRow, Rows } from './rows.ts';
import { tooLarge } from './size.ts';
import { LONGEST_CAUSE, LONGEST_ERROR } from './task.ts';
import { isToken } from './token.ts';

export interface ServiceDeps {
  readonly rows: Rows;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly authorize: Authorize;
  readonly machines: ReadonlyMap<string, Machine>;
}

type Action = (deps: ServiceDeps, body: any, principal: Principal) => Promise<unknown> | unknown;

/** Throws AwsError with the names that the SDK knows; AccessDeniedException comes from `authorize`. */
export function createService(deps: ServiceDeps): Service {
  return (action, body, principal) => {
    const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!perform) throw new AwsError('UnknownOperationException', `Step Functions has no ${action} here.`);
    return perform(deps, body ?? {}, principal);
  };
}

const ACTIONS: Record<string, Action> = {
  StartExecution: startExecution,
  StopExecution: stopExecution,
  RedriveExecution: redriveExecution,
  DescribeExecution: (deps, body, principal) =>
    describeExecution(executionOf(deps, body, principal, 'DescribeExecution'), deps.clock.now()),
  ListExecutions: listExecutions,
  GetExecutionHistory: getExecutionHistory,
  SendTaskSuccess: (deps, body, principal) => {
    const output = parseJson(text(body, 'output'), 'InvalidOutput', 'Invalid Output');
    return sendTask(deps, body, principal, 'SendTaskSuccess', (run, frame, token) =>
      succeed(run, frame, token, output),
    );
  },
  SendTaskFailure: (deps, body, principal) => {
    const failure = failureOf(body);
    return sendTask(deps, body, principal, 'SendTaskFailure', (run, frame, token) =>
      failParked(run, frame, token, failure),
    );
  },
  SendTaskHeartbeat: (deps, body, principal) => sendTask(deps, body, principal, 'SendTaskHeartbeat', heartbeat),
  DescribeStateMachine: (deps, body, principal) => {
    const machine = machineOf(deps, body, principal, 'DescribeStateMachine');
    const { text: definition, roleArn } = machine;
    return { ...machineItem(machine), status: 'ACTIVE', definition, roleArn };
  },
  ListStateMachines: (deps, _body, principal) => {
    deps.authorize(principal, 'states:ListStateMachines', '*');
    return { stateMachines: [...deps.machines.values()].map(machineItem) };
  },
};

const machineItem = ({ name, created }: Machine) => ({
  stateMachineArn: machineArn(name),
  name,
  type: 'STANDARD',
  creationDate: created / 1000,
});

/** Idempotent by name: the same name and input while it runs is the same execution; anything else is ExecutionAlreadyExists. */
function startExecution(deps: ServiceDeps, body: any, principal: Principal): unknown {
  const machine = machineOf(deps, body, principal, 'StartExecution');
  const name = optionalText(body, 'name') ?? crypto.randomUUID();
  if (name.length < 1 || name.length > 80 || /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{C}]/u.test(name)) {
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  }
  const input = optionalText(body, 'input') ?? '{}';
  parseJson(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
  const known = deps.rows.executionNamed(machine.name, name);
  if (known) {
    if (known.status === 'RUNNING' && known.input === input) return started(known);
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${listItem(known).executionArn}'`);
  }
  const now = deps.clock.now();
  const id = deps.rows.begin(
    machine.name,
    name,
    machine.definition,
    input,
    now,
    deadlineOf(machine.timeoutSeconds, now),
  );
  deps.engine.send(id, begin);
  return started({ machine: machine.name, name, started: now });
}

const started = (row: Pick<ExecutionRow, 'machine' | 'name' | 'started'>) => ({
  executionArn: listItem(row).executionArn,
  startDate: row.started / 1000,
});

async function stopExecution(deps: ServiceDeps, body: any, principal: Principal): Promise<unknown> {
  const { id } = executionOf(deps, body, principal, 'StopExecution');
  const how = failureOf(body);
  return deps.engine.post(id, (run) => {
    if (run.running) end(run, 'ABORTED', how);
    return { stopDate: run.execution.stopped! / 1000 };
  });
}

async function redriveExecution(deps: ServiceDeps, body: any, principal: Principal): Promise<unknown> {
  const row = executionOf(deps, body, principal, 'RedriveExecution');
  return deps.engine.post(row.id, (run) => {
    const reason = notRedrivable(run.execution, run.now());
    if (reason) throw new AwsError('ExecutionNotRedrivable', reason);
    redrive(run, deadlineOf(run.definition.timeoutSeconds, run.now()));
    return { redriveDate: run.now() / 1000 };
  });
}

const failureOf = (body: any) => ({
  error: optionalText(body, 'error', LONGEST_ERROR),
  cause: optionalText(body, 'cause', LONGEST_CAUSE),
});

function listExecutions(deps: ServiceDeps, body: any, principal: Principal): unknown {
  const machine = machineOf(deps, body, principal, 'ListExecutions');
  const { size, from } = page(body, Number.MAX_SAFE_INTEGER);
  const rows = deps.rows.list(machine.name, optionalText(body, 'statusFilter'), from, size + 1);
  const shown = rows.slice(0, size);
  return { executions: shown.map(listItem), ...(rows.length > size && { nextToken: String(shown.at(-1)!.id) }) };
}

function getExecutionHistory(deps: ServiceDeps, body: any, principal: Principal): unknown {
  const { id, events: total } = executionOf(deps, body, principal, 'GetExecutionHistory');
  const reverse = body.reverseOrder === true;
  const { size, from } = page(body, reverse ? total : 1);
  const first = reverse ? Math.max(1, from - size + 1) : from;
  const last = reverse ? from : Math.min(total, from + size - 1);
  const events = deps.rows
    .history(id, first, last - first + 1)
    .filter((event) => event.id >= first && event.id <= last);
  const next = reverse ? first - 1 : last + 1;
  const more = reverse ? next >= 1 : next <= total;
  return { events: reverse ? events.reverse() : events, ...(more && { nextToken: String(next) }) };
}

async function sendTask(
  deps: ServiceDeps,
  body: any,
  principal: Principal,
  action: string,
  work: (...parameters: Parameters<typeof heartbeat>) => Promise<void> | void,
): Promise<unknown> {
  const token = text(body, 'taskToken');
  if (!isToken(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const row = deps.rows.token(token);
  if (!row) throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
  deps.authorize(principal, `states:${action}`, machineArn(deps.rows.execution(row.execution)!.machine));
  await deps.engine.post(row.execution, (run) => work(run, row.frame, token));
  return {};
}

function machineOf(deps: ServiceDeps, body: any, principal: Principal, action: string): Machine {
  const arn = text(body, 'stateMachineArn');
  const name = parseMachineArn(arn);
  deps.authorize(principal, `states:${action}`, arn);
  const machine = deps.machines.get(name);
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

function executionOf(deps: ServiceDeps, body: any, principal: Principal, action: string): ExecutionRow {
  const arn = text(body, 'executionArn');
  const { machine, name } = parseExecutionArn(arn);
  deps.authorize(principal, `states:${action}`, arn);
  const row = deps.rows.executionNamed(machine, name);
  if (!row) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return row;
}

function parseJson(given: string, code: string, label: string): unknown {
  if (tooLarge(given)) {
    throw new AwsError('ValidationException', `1 validation error detected: Value has length greater than 262144`);
  }
  try {
    return JSON.parse(given);
  } catch (error) {
    throw new AwsError(code, `${label}: '${(error as Error).message}'`);
  }
}
