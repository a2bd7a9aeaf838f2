/** Runs a recorded state-machine scenario on the embedded interpreter and compares end, output and trace with AWS's. */
import { TaskFailure } from '../../local/states/failure.ts';
import { parseResource } from '../../local/states/resource.ts';
import { unsupported } from '../../local/states/validate.ts';
import { openStage } from './stage.ts';
import { agree, disagree, isJsonata, matches, skip, type Verdict } from './verdict.ts';

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
  const mock = mockTasks(row);
  const stage = openStage(row.definition, mock.integrate);
  try {
    const executionArn = await stage.begin(row.input);
    const ended = await stage.runToEnd(executionArn);
    if (!ended) return disagree('does not come to its end');
    const { expected } = row;
    if (ended.status !== expected.status) return disagree(`ends ${ended.status}: ${ended.error} ${ended.cause}`);
    if (ended.error !== expected.error) return disagree(`error ${ended.error}, expected ${expected.error}`);
    if ('output' in expected && !matches(expected.output, JSON.parse(ended.output), row.wildcards)) {
      return disagree(`output ${ended.output}, expected ${JSON.stringify(expected.output)}`);
    }
    return mock.problem() ?? compareTrace(row, await stage.history(executionArn));
  } finally {
    stage.close();
  }
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
