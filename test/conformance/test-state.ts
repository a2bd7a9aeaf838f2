/**
 * Runs the single state of a recorded TestState call and compares what the state does with its input, its result and its error.
 * A Map or Parallel is run for real: each item or branch gives its part of the mocked result.
 */
import { TaskFailure } from '../../local/states/failure.ts';
import { parseResource } from '../../local/states/resource.ts';
import { unsupported } from '../../local/states/validate.ts';
import { type Integrate, openStage } from './stage.ts';
import { agree, disagree, isJsonata, matches, skip, type Verdict } from './verdict.ts';

const RESULT = 'arn:aws:states:::lambda:invoke';
/** A variable in which the stage keeps what a catcher took. */
const CAUGHT = 'conformanceError';

interface Outcome {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
}

export async function runTestState(row: any): Promise<Verdict> {
  const { call, state_definition: given } = row;
  const name: string = call.stateName ?? 'StateName';
  const machine = given.States
    ? given
    : { QueryLanguage: given.QueryLanguage, StartAt: name, States: { [name]: given } };
  if (!isJsonata(machine)) return skip('a state is in JSONPath');
  if (row.expected.status === undefined) return skip('the call itself is refused, which TestState does');
  for (const member of ['context', 'variables']) if (call[member]) return skip(`the call gives its own ${member}`);
  if (call.stateConfiguration?.retrierRetryCount) return skip('the call begins at a later attempt');
  const failures = call.stateConfiguration?.mapIterationFailureCount ?? 0;
  const state = staged(machine.States[name], call);
  const tolerance = state.ToleratedFailureCount ?? state.ToleratedFailurePercentage;
  if (failures > 0 && tolerance === undefined && !call.mock.errorOutput)
    return skip('failed iterations are mocked where none is tolerated');
  if (state.Type === 'Task' && !call.mock) return skip('a task has no recorded result');
  const definition = alone(name, state);
  const lacking = unsupported(definition);
  if (lacking.length > 0) return skip(`${lacking[0]!.field} ${lacking[0]!.reason}`);
  try {
    return await compare(row, definition, answers(call, failures));
  } catch (error) {
    return disagree(String(error));
  }
}

/** The state with what is below it replaced by what the call mocks. */
function staged(state: any, call: any): any {
  const result = call.mock?.result === undefined ? undefined : JSON.parse(call.mock.result);
  if (state.Type === 'Parallel' && Array.isArray(result)) {
    const Branches = result.map((Output, index) => scope(`Branch ${index}`, { Type: 'Pass', Output, End: true }));
    return { ...state, Branches };
  }
  if (state.Type === 'Map') {
    const { ItemReader, ...rest } = state;
    const read = ItemReader && { Items: JSON.parse(call.stateConfiguration.mapItemReaderData) };
    const Arguments = '{% $states.context.Map.Item.Index %}';
    const ItemProcessor = scope('Item', { Type: 'Task', Resource: RESULT, Arguments, End: true });
    return { ...rest, ...read, ItemProcessor };
  }
  // A call that is not emulated, or that waits for somebody, is answered at once by its mock.
  return state.Type === 'Task' && parseResource(state.Resource)?.waits !== false
    ? { ...state, Resource: RESULT }
    : state;
}

const scope = (StartAt: string, state: object) => ({ StartAt, States: { [StartAt]: state } });

/** A machine of this state, in which every state that it can go to just ends. */
function alone(name: string, state: any): any {
  const exits = [state, ...(state.Choices ?? []), ...(state.Catch ?? [])];
  const targets = [...exits.map(({ Next }) => Next), state.Default].filter((target) => target !== undefined);
  const stubs = targets.map((target) => [target, { Type: 'Pass', End: true }]);
  const Catch = state.Catch?.map((catcher: any) => ({
    ...catcher,
    Assign: { ...catcher.Assign, [CAUGHT]: '{% $states.errorOutput %}' },
  }));
  const first = Catch ? { ...state, Catch } : state;
  return { QueryLanguage: 'JSONata', StartAt: name, States: { ...Object.fromEntries(stubs), [name]: first } };
}

/** Every call gives the mocked error or result; within a Map the first so many items fail, the others give their part. */
function answers(call: any, failures: number): Integrate {
  const { result, errorOutput } = call.mock ?? {};
  return async ({ arguments: index }) => {
    if (errorOutput) throw new TaskFailure(errorOutput.error, errorOutput.cause);
    if (typeof index !== 'number') return JSON.parse(result);
    if (index < failures) throw new TaskFailure('Conformance.Iteration');
    return JSON.parse(result)[index];
  };
}

async function compare(row: any, definition: any, integrate: Integrate): Promise<Verdict> {
  const stage = openStage(definition, integrate);
  try {
    const executionArn = await stage.begin(JSON.parse(row.call.input ?? '{}'));
    await stage.settle();
    const { status } = await stage.describe(executionArn);
    const pause = (stage.clock.next() ?? Number.NaN) - stage.clock.now();
    const ended = await stage.runToEnd(executionArn);
    if (!ended) return disagree('does not come to its end');
    const given = outcomeOf(pauses(definition) ? ended.status : status, ended, await stage.history(executionArn));
    const { expected } = row;
    for (const member of ['status', 'error', 'cause', 'nextState'] as const) {
      if (expected[member] !== given[member])
        return disagree(`${member} ${given[member]}, expected ${expected[member]}`);
    }
    if ('output' in expected && !matches(parsed(expected.output), given.output)) {
      return disagree(`output ${JSON.stringify(given.output)}, expected ${JSON.stringify(expected.output)}`);
    }
    const seconds = expected.inspectionData?.errorDetails?.retryBackoffIntervalSeconds;
    return seconds === undefined || pause === seconds * 1000 ? agree : disagree(`retries after ${pause} ms`);
  } finally {
    stage.close();
  }
}

/** TestState does not wait. */
const pauses = ({ StartAt, States }: any): boolean => States[StartAt].Type === 'Wait';

/** What TestState tells of the first state: `status` is the execution's before any time had passed. */
function outcomeOf(status: string, ended: any, events: readonly any[]): Outcome {
  const name = events.find((event) => event.stateEnteredEventDetails).stateEnteredEventDetails.name;
  const at = events.findIndex(({ stateExitedEventDetails: exit }) => exit?.name === name);
  const exit = events[at]?.stateExitedEventDetails;
  const caught = JSON.parse(exit?.assignedVariables?.[CAUGHT] ?? 'null');
  const failure = { error: caught?.Error ?? ended.error, cause: caught?.Cause ?? ended.cause };
  if (status === 'RUNNING') return { status: 'RETRIABLE', ...failure };
  if (!exit) return { status, ...failure };
  const nextState = events.slice(at).find((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails.name;
  const left = { output: withoutRedrives(JSON.parse(exit.output)), nextState };
  return caught ? { status: 'CAUGHT_ERROR', ...failure, ...left } : { status: 'SUCCEEDED', ...left };
}

/** TestState runs as an Express execution, whose context has no RedriveCount. */
function withoutRedrives(output: any): unknown {
  if (output?.context?.Execution) delete output.context.Execution.RedriveCount;
  return output;
}

/** The recorder parsed objects only: an array or a number is still a text. */
function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
