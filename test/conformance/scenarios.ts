/** Runs a recorded state-machine scenario on the embedded interpreter and compares end, output and trace with AWS's. */
import { unsupported } from '../../local/states/validate.ts';
import { mockable, mockTasks, taskStates } from './mock-tasks.ts';
import { openStage } from './stage.ts';
import { agree, disagree, isJsonata, matches, skip, type Verdict } from './verdict.ts';

export async function runScenario(row: any): Promise<Verdict> {
  if (!isJsonata(row.definition)) return skip('a state is in JSONPath');
  const entered = row.trace && new Set(row.trace.map(({ enter }: { enter?: string }) => enter));
  const missing = taskStates(row.definition).filter(
    (name) => !row.tasks?.[name]?.length && entered?.has(name) !== false,
  );
  const fails = row.expected.error === 'States.QueryEvaluationError'; // no service is reached
  if (missing.length > 0 && !fails) return skip('a task has no recorded result');
  const definition = mockable(row.definition);
  const lacking = unsupported(definition);
  if (lacking.length > 0) return skip(`${lacking[0]!.field} ${lacking[0]!.reason}`);
  try {
    return await compare({ ...row, definition });
  } catch (error) {
    return disagree(String(error));
  }
}

async function compare(row: any): Promise<Verdict> {
  const mock = mockTasks(row, (action, body) => stage.call(action, body));
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
