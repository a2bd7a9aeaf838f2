/** Runs a recorded state-machine scenario on the embedded interpreter and compares end, output and trace with AWS's. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { Activity } from '../../local/activity.ts';
import { Clock } from '../../local/clock.ts';
import { machineArn } from '../../local/states/context.ts';
import { TaskFailure } from '../../local/states/failure.ts';
import { StateMachines } from '../../local/states/machines.ts';
import { parseResource } from '../../local/states/resource.ts';
import { unsupported } from '../../local/states/validate.ts';
import { Store } from '../../local/store.ts';
import { agree, disagree, isJsonata, matches, skip, type Verdict } from './verdict.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const MOST_TURNS = 20_000;
const CALLER = 'Conformance';

export async function runScenario(row: any): Promise<Verdict> {
  if (!isJsonata(row.definition)) return skip('a state is in JSONPath');
  const missing = taskStates(row.definition).filter((name) => !row.tasks?.[name]?.length);
  const fails = row.expected.error === 'States.QueryEvaluationError'; // no service is reached
  if (missing.length > 0 && !fails) return skip('a task has no recorded result');
  const lacking = unsupported(row.definition);
  if (lacking.length > 0) return skip(`${lacking[0]!.field} ${lacking[0]!.reason}`);
  try {
    return await compare(row);
  } catch (error) {
    return disagree(String(error));
  }
}

async function compare(row: any): Promise<Verdict> {
  const store = new Store(':memory:');
  const clock = new Clock({ kind: 'stepped' }, START);
  const mock = mockTasks(row);
  const machines = new StateMachines({
    ...{ store, clock, activity: new Activity(), count: () => {}, authorize: () => {} },
    integrate: mock.integrate,
  });
  try {
    const kind = machines.kinds['AWS::StepFunctions::StateMachine']!;
    const text = JSON.stringify(row.definition);
    kind.declare(
      'Machine',
      kind.schema.parse({ DefinitionString: text, RoleArn: 'arn:aws:iam::000000000000:role/Role' }),
    );
    machines.start();
    const request = { stateMachineArn: machineArn('Machine'), input: JSON.stringify(row.input) };
    const { executionArn }: any = await machines.call('StartExecution', request, CALLER);
    const ended = await runToEnd(machines, clock, executionArn);
    if (!ended) return disagree('does not come to its end');
    const { expected } = row;
    if (ended.status !== expected.status) return disagree(`ends ${ended.status}: ${ended.error} ${ended.cause}`);
    if (ended.error !== expected.error) return disagree(`error ${ended.error}, expected ${expected.error}`);
    if ('output' in expected && !matches(expected.output, JSON.parse(ended.output), row.wildcards)) {
      return disagree(`output ${ended.output}, expected ${JSON.stringify(expected.output)}`);
    }
    return mock.problem() ?? compareTrace(row, await historyOf(machines, executionArn));
  } finally {
    machines.stop();
    clock.stop();
    store.close();
  }
}

async function runToEnd(machines: StateMachines, clock: Clock, executionArn: string): Promise<any> {
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    await turn();
    const execution: any = await machines.call('DescribeExecution', { executionArn }, CALLER);
    if (execution.status !== 'RUNNING') return execution;
    const next = clock.next();
    if (turns % 5 === 4 && next !== undefined) {
      clock.moveTo(next);
      await pause(1); // the clock runs its timers in a turn of their own
    }
  }
}

async function historyOf(machines: StateMachines, executionArn: string): Promise<any[]> {
  const { events }: any = await machines.call('GetExecutionHistory', { executionArn, maxResults: 1000 }, CALLER);
  return events;
}

function compareTrace(row: any, events: any[]): Verdict {
  if (!row.trace) return agree;
  const trace = events.flatMap((event) => {
    const { stateEnteredEventDetails: enter, stateExitedEventDetails: exit } = event;
    if (enter) return [{ enter: enter.name, input: JSON.parse(enter.input) }];
    if (!exit) return [];
    const assigned = exit.assignedVariables && { assigned: exit.assignedVariables };
    return [{ exit: exit.name, output: JSON.parse(exit.output), ...assigned }];
  });
  const left = [...trace];
  for (const [index, step] of row.trace.entries()) {
    const at = row.trace_unordered ? left.findIndex((other) => matches(step, other)) : 0;
    const given = left.splice(at, 1)[0];
    if (at < 0 || !matches(step, given)) {
      return disagree(`step ${index + 1} is ${JSON.stringify(given)}, expected ${JSON.stringify(step)}`);
    }
  }
  return left.length === 0 ? agree : disagree(`${left.length} more steps than recorded: ${JSON.stringify(left[0])}`);
}

/** Answers each call with the first recorded attempt that has its arguments, else with the next one of its resource. */
function mockTasks(row: any) {
  const attempts = Object.entries<any[]>(row.tasks ?? {}).flatMap(([state, list]) =>
    list.map((attempt) => ({ ...attempt, arn: resourceOf(row.definition, state), used: false })),
  );
  let problem: Verdict | undefined;
  const integrate = async (call: { resource: string; arguments: unknown }): Promise<unknown> => {
    const open = attempts.filter(({ arn, used }) => !used && arn === call.resource);
    const attempt = open.find(({ params }) => matches(params, call.arguments)) ?? open[0];
    if (!attempt)
      throw new TaskFailure('Conformance.Unexpected', `${call.resource} is called more often than recorded`);
    attempt.used = true;
    if (attempt.params !== undefined && !matches(attempt.params, call.arguments)) {
      problem ??= disagree(`calls with ${JSON.stringify(call.arguments)}, expected ${JSON.stringify(attempt.params)}`);
    }
    if (attempt.timedOut) return new Promise(() => {});
    if ('error' in attempt) throw new TaskFailure(attempt.error, attempt.cause);
    return attempt.output;
  };
  return { integrate, problem: () => problem };
}

function* allStates(definition: any): Generator<[string, any]> {
  for (const [name, state] of Object.entries<any>(definition.States)) {
    yield [name, state];
    for (const branch of [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])])
      yield* allStates(branch);
  }
}

const taskStates = (definition: any): string[] =>
  [...allStates(definition)].filter(([, state]) => state.Type === 'Task').map(([name]) => name);

const resourceOf = (definition: any, name: string): string | undefined => {
  const [, state] = [...allStates(definition)].find(([other]) => other === name) ?? [];
  return state && parseResource(state.Resource)?.arn;
};
