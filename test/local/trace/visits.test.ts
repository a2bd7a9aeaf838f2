import { expect, it } from 'vitest';
import { type HistoryEvent, visitsOf } from '../../../local/trace/visits.ts';

/** Events in a chain, one second apart; `after` breaks the chain. */
const history = (...given: readonly (readonly [type: string, details?: object, after?: number])[]): HistoryEvent[] =>
  given.map(([type, details = {}, after], index) => {
    const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
    const name = type.endsWith('StateEntered') ? 'stateEnteredEventDetails' : key;
    return { id: index + 1, previousEventId: after ?? index, timestamp: index, type, [name]: details };
  });

it('counts attempts and tells their errors, and how the last one ended', () => {
  const [visit] = visitsOf(
    history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'Work' }],
      ['TaskScheduled'],
      ['TaskStarted'],
      ['TaskFailed', { error: 'Lambda.Unknown' }],
      ['TaskScheduled'],
      ['TaskStarted'],
      ['TaskSucceeded', { output: '{"Payload":{"version":7}}' }],
      ['TaskStateExited', { name: 'Work' }],
    ),
    1,
  );
  expect(visit).toEqual({
    generation: 1,
    state: 'Work',
    type: 'Task',
    enteredAt: 1000,
    leftAt: 8000,
    waits: false,
    ending: 'done',
    attempts: 2,
    errors: ['Lambda.Unknown'],
    seen: 7,
  });
});

it('keeps branches apart, and ends what an execution took down with it', () => {
  const visits = visitsOf(
    history(
      ['ExecutionStarted'],
      ['ParallelStateEntered', { name: 'Both' }],
      ['ParallelStateStarted'],
      ['WaitStateEntered', { name: 'Left' }],
      ['PassStateEntered', { name: 'Right' }, 3],
      ['PassStateExited'],
      ['WaitStateExited', {}, 4],
      ['ParallelStateFailed', {}, 3],
      ['ExecutionFailed'],
    ),
    2,
  );
  expect(visits.map(({ state, enteredAt, leftAt, ending }) => [state, enteredAt, leftAt, ending])).toEqual([
    ['Both', 1000, 7000, 'failed'],
    ['Left', 3000, 6000, 'timer'],
    ['Right', 4000, 5000, 'done'],
  ]);
});

it('leaves open what is not over, and what failed before it was parked', () => {
  const [parked, refused] = visitsOf(
    history(
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'Wait for the agent' }],
      ['TaskScheduled'],
      ['TaskSubmitted'],
      ['TaskStateEntered', { name: 'Wait again' }, 1],
      ['TaskScheduled'],
      ['TaskFailed', { error: 'DynamoDb.TransactionCanceledException' }],
      ['TaskStateExited'],
    ),
    1,
  );
  expect(parked).toMatchObject({ waits: true, ending: undefined, leftAt: undefined, errors: [] });
  expect(refused).toMatchObject({ waits: false, ending: 'failed', leftAt: 7000 });
});
