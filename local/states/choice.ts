import { bindingsOf } from './context.ts';
import type { Exit, StateOf } from './definition.ts';
import { InterpreterFailure } from './failure.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import { evaluateAs } from './template.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** The first rule whose condition holds, else the state's own exit when it has a Default. Throws EvaluationFailure. */
export async function choose(run: Run, frame: Frame, state: StateOf<'Choice'>): Promise<Exit> {
  const bindings = bindingsOf(run, frame);
  for (const rule of state.rules) if (await evaluateAs(rule.condition, bindings, 'boolean', isBoolean)) return rule;
  if (state.next !== undefined) return state;
  throw new InterpreterFailure(
    'States.Runtime',
    'Failed to transition out of the state. The state does not point to a next state.',
  );
}
