/** Branches of a Parallel and iterations of a Map: frames under a frame. */
import { bindingsOf } from './context.ts';
import type { StateOf } from './definition.ts';
import { EvaluationFailure, TaskFailure } from './failure.ts';
import { clearWait, type Frame } from './frame.ts';
import { record } from './history.ts';
import type { Run } from './run.ts';
import { checkSize } from './size.ts';
import { evaluateAs, type Template } from './template.ts';

/** AWS runs at most so many iterations of an inline Map at a time. */
const MOST_CONCURRENT = 40;

const isArray = (value: unknown): value is unknown[] => Array.isArray(value);
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isPercentage = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;

export async function startBranches(run: Run, frame: Frame, state: StateOf<'Parallel'>): Promise<void> {
  const bindings = bindingsOf(run, frame);
  const input = state.arguments ? await state.arguments.evaluate(bindings) : frame.input;
  checkSize(run.text(input), frame.state);
  record(run, frame, 'ParallelStateStarted');
  const first = run.execution.frames;
  for (const [index, scope] of state.branches.entries()) {
    run.wake(
      run.add({
        parent: frame.id,
        index,
        scope,
        item: undefined,
        state: run.scope(scope).startAt,
        status: 'ready',
        input,
        last: frame.last,
      }),
    );
  }
  const total = state.branches.length;
  waitForChildren(run, frame, {
    first,
    total,
    concurrency: total,
    toleratedCount: undefined,
    toleratedPercentage: undefined,
    started: total,
  });
}

export async function queueIterations(run: Run, frame: Frame, state: StateOf<'Map'>): Promise<void> {
  const bindings = bindingsOf(run, frame);
  const items = state.items ? await evaluateAs(state.items, bindings, 'array', isArray) : frame.input;
  if (!isArray(items))
    throw new EvaluationFailure(`Map state input must be an array but was: ${run.text(items)}`, 'Items');
  const limit = async (template: Template | undefined, expected = 'non-negative integer', accepts = isCount) =>
    template && (await evaluateAs(template, bindings, expected, accepts));
  const concurrency = (await limit(state.concurrency)) || MOST_CONCURRENT;
  const toleratedCount = await limit(state.toleratedCount);
  const toleratedPercentage = await limit(state.toleratedPercentage, 'number from 0 to 100', isPercentage);
  record(run, frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const first = run.execution.frames;
  for (const [index, item] of items.entries()) {
    const { startAt } = run.scope(state.processor);
    run.add({
      ...{ parent: frame.id, index, scope: state.processor, item: { Index: index, Value: item } },
      ...{ state: startAt, status: 'queued' as const, input: item, last: frame.last },
    });
  }
  waitForChildren(run, frame, {
    ...{ first, total: items.length, started: 0, toleratedCount, toleratedPercentage },
    concurrency: Math.min(concurrency, MOST_CONCURRENT),
  });
}

function waitForChildren(
  run: Run,
  frame: Frame,
  children: Omit<NonNullable<Frame['children']>, 'done' | 'failed'>,
): void {
  frame.children = { ...children, done: 0, failed: 0 };
  frame.status = 'children';
  run.changed.add(frame);
}

/** Starts as many of the queued iterations as may run beside those that do. Throws EvaluationFailure. */
export async function startIterations(run: Run, frame: Frame, state: StateOf<'Map'>): Promise<void> {
  const children = frame.children!;
  while (
    children.started < children.total &&
    children.started - children.done - children.failed < children.concurrency
  ) {
    const child = run.frame(children.first + children.started)!;
    if (state.selector)
      child.input = await state.selector.evaluate({
        ...bindingsOf(run, frame),
        states: statesOfItem(run, frame, child),
      });
    children.started += 1;
    run.changed.add(frame);
    child.last = frame.last;
    record(run, child, 'MapIterationStarted', iterationDetails('Started', frame, child));
    run.wake(child);
  }
}

/** `ItemSelector` sees the Map's own input and the context of the item. */
function statesOfItem(run: Run, frame: Frame, child: Frame): unknown {
  const states = bindingsOf(run, frame).states as { context: object };
  return { ...states, context: { ...states.context, Map: { Item: child.item } } };
}

export const iterationDetails = (kind: string, frame: Frame, child: Frame) => ({
  [`mapIteration${kind}EventDetails`]: { name: frame.state, index: child.index },
});

/** The outputs in the order of branches or items; tolerated failures leave no place. Null while some are not done. */
export function collect(run: Run, frame: Frame): unknown[] | null {
  const { first, total, done, failed } = frame.children!;
  if (done + failed < total) return null;
  const outputs: unknown[] = [];
  for (let id = first; id < first + total; id += 1) {
    const child = run.frame(id);
    if (child) outputs.push(child.output);
  }
  removeChildren(run, frame);
  return outputs;
}

/** What the Map fails with when one more iteration has failed; undefined when that is tolerated. */
export function beyondTolerance(frame: Frame, failure: TaskFailure): TaskFailure | undefined {
  const { total, failed, toleratedCount, toleratedPercentage } = frame.children!;
  const now = failed + 1;
  if (toleratedCount === undefined && toleratedPercentage === undefined) return failure;
  const tolerated =
    (toleratedCount !== undefined && now <= toleratedCount) ||
    (toleratedPercentage !== undefined && (now / total) * 100 <= toleratedPercentage);
  if (tolerated) return undefined;
  return new TaskFailure(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

/** Stops what still runs under a frame that has failed. The frames stay, so that a redrive can go on with them. */
export function abandonChildren(run: Run, frame: Frame): void {
  const type = run.state(frame).type;
  for (const child of childrenOf(run, frame)) {
    if (child.status === 'done' || child.status === 'failed' || child.status === 'queued') continue;
    const inner = run.state(child).type;
    if (child.children) abandonChildren(run, child);
    if (child.enteredId > 0 && (inner === 'Task' || inner === 'Wait' || inner === 'Parallel' || inner === 'Map')) {
      record(run, child, `${inner}StateAborted`);
    }
    if (type === 'Map') record(run, child, 'MapIterationAborted', iterationDetails('Aborted', frame, child));
    clearWait(child);
    child.status = 'failed';
    run.changed.add(child);
    frame.last = child.last;
  }
}

export function removeChildren(run: Run, frame: Frame): void {
  for (const child of childrenOf(run, frame)) {
    removeChildren(run, child);
    run.remove(child);
  }
  frame.children = undefined;
  run.changed.add(frame);
}

export function childrenOf(run: Run, frame: Frame): Frame[] {
  if (!frame.children) return [];
  const { first, total } = frame.children;
  const ids = Array.from({ length: total }, (_, index) => first + index);
  return ids.map((id) => run.frame(id)).filter((child) => child !== undefined);
}
