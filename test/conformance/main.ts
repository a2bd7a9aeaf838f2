/** `npm run conformance -- asl FILE | asl-teststate FILE | asl-definitions FILE | event-patterns FILE`: does the runtime do what AWS recorded? */
import { readFileSync } from 'node:fs';
import { disagree, type Verdict } from './verdict.ts';

const MODES: Record<string, () => Promise<(row: any) => Verdict | Promise<Verdict>>> = {
  asl: async () => (await import('./scenarios.ts')).runScenario,
  'asl-teststate': async () => (await import('./test-state.ts')).runTestState,
  'asl-definitions': async () => (await import('./definitions.ts')).judgeDefinition,
  'event-patterns': async () => (await import('./event-patterns.ts')).judgePattern,
};

const [mode = '', file] = process.argv.slice(2);
const load = Object.hasOwn(MODES, mode) ? MODES[mode] : undefined;
if (!load || !file) {
  console.error(`usage: npm run conformance -- ${Object.keys(MODES).join(' | ')} FILE`);
  process.exit(2);
}

/** One row that makes the runtime throw does not keep the others from being judged. */
async function judged(row: any): Promise<Verdict> {
  try {
    return await judge(row);
  } catch (error) {
    return disagree(String(error));
  }
}

const counts = { agree: 0, disagree: 0, skip: 0 };
const reasons = new Map<string, number>();
const judge = await load();
for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
  if (line.trim() === '') continue;
  const row = { ...JSON.parse(line), line };
  const verdict = await judged(row);
  counts[verdict.kind] += 1;
  if (verdict.kind === 'disagree') console.log(`✗ line ${index + 1} ${row.id ?? ''}: ${verdict.reason}`);
  if (verdict.kind === 'skip') reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
}
for (const [reason, count] of reasons) console.log(`- ${count} skipped: ${reason}`);
console.log(`${counts.agree} agree, ${counts.disagree} disagree, ${counts.skip} skipped`);
process.exitCode = counts.disagree > 0 ? 1 : 0;
