/** How often time wakes the workflow of a ticket, and what that costs, on the mix of tickets of the demo. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy } from '../contracts/policy.ts';
import { SCOPES } from '../contracts/routes/route.ts';
import { castOf } from '../local/demo/cast.ts';
import { readExamples } from '../local/demo/examples.ts';
import { DAYS, planOf } from '../local/demo/plan.ts';
import { play } from '../local/demo/play.ts';
import { randomOf } from '../local/random.ts';
import { startRuntime } from '../local/runtime.ts';
import type { Runtime } from '../local/runtime-api.ts';
import { seedSampleDesk } from '../local/sample-desk.ts';
import { generationsOf } from '../local/trace/executions.ts';
import { visitsOf } from '../local/trace/visits.ts';
import type { Row } from './table.ts';

const SEED = 1;
const MOST_WAKES = 4;
const TRANSITIONS = 'states.transitions';
const POLICY = 'policies/desk.yaml';
const file = new URL(`../${POLICY}`, import.meta.url);

export const waking = async (report: (row: Row) => void): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-waking-'));
  const clock = { kind: 'stepped' } as const;
  const runtime = await startRuntime({ assembly: 'cdk.out/local', dataDir, port: 0, clock, start: DAYS.start });
  try {
    const agents = await seedSampleDesk(runtime.url, await runtime.token('agt_operator', [SCOPES.operator]), 'offline');
    runtime.meter.reset();
    const policy = parsePolicy(readFileSync(file, 'utf8'), POLICY);
    const plan = planOf(readExamples(), policy, SEED, randomOf(SEED));
    const played = await (await play(runtime, castOf(runtime, agents), plan, SEED, { done: () => {} }))();
    const wrong = played.flatMap(({ planned, differences }) =>
      differences.map((each) => `${planned.story.name}: ${each}`),
    );
    if (wrong.length > 0) throw new Error(`The demo did not go as planned:\n${wrong.join('\n')}`);
    const tickets = played.flatMap(({ ticket }) => ticket ?? []);
    const waits = await Promise.all(tickets.map(({ id }) => waitsOf(runtime, id)));
    const transitions = tickets.map(({ id }) => runtime.meter.ofTicket(id)[TRANSITIONS] ?? 0);
    const rows = (what: string, values: readonly number[], budget?: number): void => {
      const sorted = values.toSorted((a, b) => a - b);
      const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      report({
        what: `${what}: median`,
        value: at(0.5),
        unit: '',
        better: 'less',
        ...(budget !== undefined && { budget }),
      });
      report({ what: `${what}: 95 of 100`, value: at(0.95), unit: '', better: 'less' });
    };
    report({ what: 'tickets of the demo', value: tickets.length, unit: '', better: 'more' });
    rows(
      'wakes by time per ticket',
      waits.map(({ byTime }) => byTime),
      MOST_WAKES,
    );
    rows(
      'wakes by an event per ticket',
      waits.map(({ byEvent }) => byEvent),
    );
    rows('state transitions per ticket', transitions);
  } finally {
    await runtime.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** How the waits of a ticket ended that are over. */
const waitsOf = async (runtime: Runtime, id: string): Promise<{ byTime: number; byEvent: number }> => {
  const generations = await generationsOf((action, body) => runtime.call('AWSStepFunctions', action, body), id);
  const waits = generations
    .flatMap(({ history, generation }) => visitsOf(history, generation))
    .filter((visit) => visit.waits);
  return {
    byTime: waits.filter(({ ending }) => ending === 'timer').length,
    byEvent: waits.filter(({ ending }) => ending === 'woken').length,
  };
};
