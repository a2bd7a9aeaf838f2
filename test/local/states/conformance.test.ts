import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeDefinition } from '../../conformance/definitions.ts';
import { runScenario } from '../../conformance/scenarios.ts';
import { runTestState } from '../../conformance/test-state.ts';
import type { Verdict } from '../../conformance/verdict.ts';

const FOLDER = new URL('../../../../shared/conformance/', import.meta.url);

describe.each([
  ['asl.jsonl', runScenario, 70],
  ['asl-teststate.jsonl', runTestState, 30],
  ['asl-definitions.jsonl', judgeDefinition, 40],
] as const)('%s', (file, judge: (row: any) => Verdict | Promise<Verdict>, least) => {
  const path = new URL(file, FOLDER);
  const present = existsSync(path);
  if (!present) console.log(`${file}: skipped, there is no ${path.pathname}`);

  it.skipIf(!present)('agrees with what AWS recorded', async () => {
    const rows = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const skipped = new Map<string, number>();
    const disagreements: string[] = [];
    let agreed = 0;
    for (const row of rows) {
      const verdict = await judge(row);
      if (verdict.kind === 'agree') agreed += 1;
      else if (verdict.kind === 'skip') skipped.set(verdict.reason, (skipped.get(verdict.reason) ?? 0) + 1);
      else disagreements.push(`${row.id}: ${verdict.reason}`);
    }
    const reasons = [...skipped].map(([reason, count]) => `${count} skipped: ${reason}`);
    console.log(`${file}: ${agreed} of ${rows.length} agree; ${reasons.join('; ')}`);
    expect(disagreements).toEqual([]);
    expect(agreed).toBeGreaterThan(least);
  });
});
