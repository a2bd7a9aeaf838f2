import { afterAll, describe, expect, it } from 'vitest';
import { DEFINITION, openTicketDesk } from './desk.ts';
import { LAST_VISITS, PATHS } from './paths.ts';

/** `from → to` of every step that any path took. */
const walked = new Set<string>();
const remember = (states: readonly string[]): void => {
  for (const [index, state] of states.entries()) {
    const before = states[index - 1];
    if (before) walked.add(`${before} → ${state}`);
  }
};

describe('the workflow of a ticket', () => {
  it.each(PATHS)('$name', async ({ from, happens, outcome, visits, effects }) => {
    const desk = openTicketDesk(from);
    await happens(desk);
    const states = (await desk.visits()).map(({ state }) => state);
    expect({ outcome: await desk.outcome(), states, effects: desk.effects }).toEqual({
      outcome,
      states: visits,
      effects,
    });
    remember(states);
    desk.close();
  });

  it.each(LAST_VISITS)('after 1,000 rounds: $name', async ({ prepare, visits, outcome, nextGeneration }) => {
    const desk = openTicketDesk();
    desk.seconds = 3600;
    await prepare(desk);
    await desk.start();
    await desk.pass(1000 * 3600);
    const states = (await desk.visits()).map(({ state }) => state);
    expect(await desk.outcome()).toBe(outcome === 'SUCCEEDED' ? outcome : 'RUNNING');
    await desk.pass(600);
    expect(await desk.outcome()).toBe(outcome);
    const all = (await desk.visits()).map(({ state }) => state);
    expect(all.slice(-visits.length)).toEqual(visits);
    expect(states.filter((state) => state === 'Take the steps that are due')).toHaveLength(1000);
    expect(await desk.outcome(2)).toBe(nextGeneration);
    expect(await desk.historyLength()).toBeLessThan(25_000);
    remember(all);
    desk.close();
  });

  it('takes 8 transitions on the plain path, 7 when silence closes it, and 10 with a timer that finds nothing to do', async () => {
    const [confirmed, silent, timer] = PATHS;
    const counts: number[] = [];
    for (const { from, happens } of [confirmed, silent, timer].filter((path) => path !== undefined)) {
      const desk = openTicketDesk(from);
      await happens(desk);
      counts.push(desk.transitions());
      desk.close();
    }
    // AWS bills the start of an execution as well: a state and its way out.
    expect(counts).toEqual([8, 7, 10]);
  });

  it('keeps the token of its wait beside the ticket, with the version it saw', async () => {
    const desk = openTicketDesk();
    await desk.start();
    const before = await desk.visits();
    await desk.move('handling', { silently: true });
    expect(await desk.visits()).toEqual(before);
    await desk.move('review');
    expect((await desk.visits()).at(-1)?.state).toBe('Wait for the review');
    desk.close();
  });

  afterAll(() => {
    const arms: string[] = [];
    for (const [name, state] of Object.entries(DEFINITION.States)) {
      for (const next of [state.Next, state.Default]) if (next) arms.push(`${name} → ${next}`);
      for (const { Next } of [...(state.Choices ?? []), ...(state.Catch ?? [])]) arms.push(`${name} → ${Next}`);
    }
    expect([...new Set(arms)].filter((arm) => !walked.has(arm))).toEqual([]);
  });
});
