/** Answers the calls of a scenario's tasks with what AWS recorded for them. */
import { TaskFailure } from '../../local/states/failure.ts';
import { parseResource } from '../../local/states/resource.ts';
import { disagree, matches, type Verdict } from './verdict.ts';

/** Answers each call with the first recorded attempt that has its arguments, else with the next one of its resource. */
export function mockTasks(row: any, send: (action: string, body: object) => Promise<unknown>) {
  const attempts = Object.entries<any[]>(row.tasks ?? {}).flatMap(([state, list]) =>
    list.map((attempt) => ({ ...attempt, ...resourceOf(row.definition, state), used: false })),
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
    if (attempt.timedOut) return attempt.waits ? {} : new Promise(() => {});
    if (attempt.waits) {
      // A token that is refused leaves the execution waiting, which the comparison tells.
      sendBack(attempt, call.arguments, send).catch(() => {});
      return {};
    }
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

export const taskStates = (definition: any): string[] =>
  [...allStates(definition)].filter(([, state]) => state.Type === 'Task').map(([name]) => name);

const resourceOf = (definition: any, name: string) => {
  const [, state] = [...allStates(definition)].find(([other]) => other === name) ?? [];
  const { arn, waits } = (state && parseResource(state.Resource)) ?? {};
  return { arn, waits };
};

/** The task token within the arguments is what the recorded result comes back with. */
async function sendBack(attempt: any, given: unknown, send: (action: string, body: object) => Promise<unknown>) {
  const taskToken = /AQC[\w-]+/.exec(JSON.stringify(given))?.[0];
  const { error, cause, output } = attempt;
  if ('error' in attempt) await send('SendTaskFailure', { taskToken, error, cause });
  else await send('SendTaskSuccess', { taskToken, output: JSON.stringify(output) });
}

/** What only a real service would act on is left out: waiting for a job, and in whose name a call is made. */
export function mockable(definition: any): any {
  const copy = structuredClone(definition);
  for (const [, state] of allStates(copy)) {
    if (state.Type !== 'Task') continue;
    state.Resource = String(state.Resource).replace(/\.sync(:\d)?$/, '');
    if (typeof state.Credentials?.RoleArn === 'string') delete state.Credentials;
  }
  return copy;
}
