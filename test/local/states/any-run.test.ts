import { describe, expect, it } from 'vitest';
import { executionArn } from '../../../local/states/context.ts';
import { TaskFailure } from '../../../local/states/failure.ts';
import fc from '../../support/properties.ts';
import { anyDefinition, everyState } from './any-definition.ts';
import { openMachine } from './machine.ts';

/** Runs to the end with tasks that answer with their arguments; the calls whose numbers `failing` has fail. */
async function run(definition: any, failing: ReadonlySet<number> = new Set(), redrives = 0) {
  let calls = 0;
  const desk = openMachine(definition, {
    integrate: async (call) => {
      calls += 1;
      if (failing.has(calls)) throw new TaskFailure('Unlucky', `call ${calls}`);
      return call.arguments;
    },
  });
  const rest = async () => {
    for (let hours = 0; hours < 5 && (await desk.describe()).status === 'RUNNING'; hours += 1) await desk.advance(3600);
    return desk.describe();
  };
  await desk.begin({ a: 1 });
  let ended = await rest();
  for (let left = redrives; left > 0 && ended.status === 'FAILED'; left -= 1) {
    await desk.call('RedriveExecution', { executionArn: executionArn('Desk', 'one') });
    ended = await rest();
  }
  const events = await desk.events();
  desk.close();
  const count = (type: RegExp) => events.filter((event) => type.test(event.type)).length;
  return { ...{ ended, events, count }, result: { status: ended.status, output: ended.output } };
}

const failing = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 })
  .map((numbers) => new Set([1, ...numbers]));

const withTask = anyDefinition.filter((definition) =>
  [...everyState(definition)].some(({ state }) => state.Type === 'Task'),
);

describe('any execution', () => {
  it('comes to its end, and its history is one chain that enters and leaves every state', async () => {
    const property = fc.asyncProperty(anyDefinition, async (definition) => {
      const { ended, events, count } = await run(definition);
      expect(ended.status).toBe('SUCCEEDED');
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
      for (const { id, previousEventId } of events) expect(previousEventId).toBeLessThan(id);
      expect(count(/StateEntered$/)).toBe(count(/StateExited$/));
      expect(count(/(MapIteration|ParallelState|MapState)Started$/)).toBe(
        count(/(MapIteration|ParallelState|MapState)Succeeded$/),
      );
      expect(events.at(-1).type).toBe('ExecutionSucceeded');
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('gives the same when its tasks fail and are tried again', async () => {
    let unlucky = 0;
    const property = fc.asyncProperty(withTask, failing, async (definition, numbers) => {
      const patient = structuredClone(definition);
      for (const { state } of everyState(patient))
        if (state.Type === 'Task') state.Retry = [{ ErrorEquals: ['Unlucky'], MaxAttempts: 12, MaxDelaySeconds: 60 }];
      const [plain, tried] = [await run(definition), await run(patient, numbers)];
      expect(tried.result).toEqual(plain.result);
      unlucky += tried.count(/^TaskFailed$/);
      expect(tried.count(/^TaskSucceeded$/)).toBe(plain.count(/^TaskSucceeded$/));
    });
    await fc.assert(property, { numRuns: 30 });
    expect(unlucky).toBeGreaterThan(10);
  });

  it('gives the same when it fails and is redriven, and does nothing twice that was done', async () => {
    let unlucky = 0;
    const property = fc.asyncProperty(withTask, failing, async (definition, numbers) => {
      const [plain, redriven] = [await run(definition), await run(definition, numbers, 12)];
      expect(redriven.result).toEqual(plain.result);
      unlucky += redriven.count(/^ExecutionRedriven$/);
      expect(redriven.count(/^TaskSucceeded$/)).toBe(plain.count(/^TaskSucceeded$/));
    });
    await fc.assert(property, { numRuns: 30 });
    expect(unlucky).toBeGreaterThan(10);
  });
});
