/** A definition compiled for running: every expression parsed, every set of states addressable by a key. */
import type { Compile } from './expressions.ts';
import { parseResource, type TaskResource } from './resource.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Retrier {
  readonly names: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
}

/** What happens between a state and the next: variables, output, target (none: the scope ends). */
export interface Exit {
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
  readonly next: string | undefined;
}

interface Catcher extends Exit {
  readonly names: readonly string[];
}

interface Common extends Exit {
  readonly name: string;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export type State =
  | (Common & { readonly type: 'Pass' | 'Succeed' })
  | (Common & { readonly type: 'Fail'; readonly error: Template | undefined; readonly cause: Template | undefined })
  | (Common & { readonly type: 'Choice'; readonly rules: readonly (Exit & { readonly condition: Template })[] })
  | (Common & {
      readonly type: 'Wait';
      readonly seconds: Template | undefined;
      readonly timestamp: Template | undefined;
    })
  | (Common & {
      readonly type: 'Task';
      readonly resource: TaskResource;
      readonly arguments: Template | undefined;
      readonly timeout: Template | undefined;
      readonly heartbeat: Template | undefined;
    })
  | (Common & {
      readonly type: 'Parallel';
      readonly arguments: Template | undefined;
      readonly branches: readonly string[];
    })
  | (Common & {
      readonly type: 'Map';
      readonly items: Template | undefined;
      readonly selector: Template | undefined;
      readonly concurrency: Template | undefined;
      readonly toleratedCount: Template | undefined;
      readonly toleratedPercentage: Template | undefined;
      readonly processor: string;
    });

export type StateOf<Type extends State['type']> = Extract<State, { type: Type }>;

/** A set of states: the machine itself (key ''), a branch, or an item processor. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface Definition {
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly timeoutSeconds: number | undefined;
}

/** Compiles a definition that `validate` and `unsupported` found nothing against. */
export function compileDefinition(source: any, compile: Compile): Definition {
  const scopes = new Map<string, Scope>();
  const addScope = (scope: any, key: string): void => {
    const states = new Map<string, State>();
    scopes.set(key, { startAt: scope.StartAt, states });
    for (const [name, state] of Object.entries<any>(scope.States)) {
      states.set(name, compileState(name, state, `${key}/${name}`, compile));
      for (const [index, branch] of (state.Branches ?? []).entries()) addScope(branch, `${key}/${name}/${index}`);
      if (state.ItemProcessor) addScope(state.ItemProcessor, `${key}/${name}/0`);
    }
  };
  addScope(source, '');
  return { scopes, timeoutSeconds: source.TimeoutSeconds };
}

function compileState(name: string, state: any, key: string, compile: Compile): State {
  const template = (field: string, from = state, at = field): Template | undefined =>
    from[field] === undefined ? undefined : compileTemplate(from[field], at, compile);
  const exit = (from: any, at = ''): Exit => ({
    assign: template('Assign', from, `${at}Assign`),
    output: template('Output', from, `${at}Output`),
    next: from.Next,
  });
  const common: Common = {
    name,
    ...exit(state),
    retry: (state.Retry ?? []).map(compileRetrier),
    catch: (state.Catch ?? []).map((catcher: any, index: number) => ({
      ...exit(catcher, `Catch[${index}]/`),
      names: catcher.ErrorEquals,
    })),
  };
  switch (state.Type) {
    case 'Fail':
      return { ...common, type: 'Fail', error: template('Error'), cause: template('Cause') };
    case 'Choice':
      return {
        ...common,
        type: 'Choice',
        next: state.Default,
        rules: state.Choices.map((rule: any, index: number) => ({
          ...exit(rule, `Choices[${index}]/`),
          condition: template('Condition', rule, `Choices[${index}]/Condition`),
        })),
      };
    case 'Wait':
      return { ...common, type: 'Wait', seconds: template('Seconds'), timestamp: template('Timestamp') };
    case 'Task':
      return {
        ...common,
        type: 'Task',
        resource: parseResource(state.Resource)!,
        arguments: template('Arguments'),
        timeout: template('TimeoutSeconds'),
        heartbeat: template('HeartbeatSeconds'),
      };
    case 'Parallel':
      return {
        ...common,
        type: 'Parallel',
        arguments: template('Arguments'),
        branches: state.Branches.map((_: unknown, index: number) => `${key}/${index}`),
      };
    case 'Map':
      return {
        ...common,
        type: 'Map',
        items: template('Items'),
        selector: template('ItemSelector'),
        concurrency: template('MaxConcurrency'),
        toleratedCount: template('ToleratedFailureCount'),
        toleratedPercentage: template('ToleratedFailurePercentage'),
        processor: `${key}/0`,
      };
    default:
      return { ...common, type: state.Type };
  }
}

function compileRetrier(retrier: any): Retrier {
  return {
    names: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds ?? 1,
    maxAttempts: retrier.MaxAttempts ?? 3,
    backoffRate: retrier.BackoffRate ?? 2,
    maxDelaySeconds: retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    jitter: retrier.JitterStrategy === 'FULL',
  };
}
