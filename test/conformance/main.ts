/**
 * `npm run conformance -- asl FILE | asl-teststate FILE | asl-definitions FILE | event-patterns FILE`: does the runtime do what
 * AWS recorded? `npm run conformance -- sla-cases FILE`: do working calendars agree with others? `npm run conformance -- pii FILE`:
 * is personal data found and masked, and nothing else?
 */
import { readFileSync } from 'node:fs';
import { disagree, type Verdict } from './verdict.ts';

interface Mode {
  readonly judge: (row: any) => Verdict | Promise<Verdict>;
  /** Cases of a text; without it every line is one. */
  readonly cases?: (text: string) => any[];
  /** One line more, once all are judged. */
  readonly tally?: () => string;
}

const MODES: Record<string, () => Promise<Mode>> = {
  asl: async () => ({ judge: (await import('./scenarios.ts')).runScenario }),
  'asl-teststate': async () => ({ judge: (await import('./test-state.ts')).runTestState }),
  'asl-definitions': async () => ({ judge: (await import('./definitions.ts')).judgeDefinition }),
  'event-patterns': async () => ({ judge: (await import('./event-patterns.ts')).judgePattern }),
  pii: async () => {
    const { judgePersonalData, tallyOfDetection } = await import('./personal-data.ts');
    return { judge: judgePersonalData, tally: tallyOfDetection };
  },
  'sla-cases': async () => {
    const { judgeWorkingTime, workingTimeCases } = await import('./working-time.ts');
    return { judge: judgeWorkingTime, cases: workingTimeCases };
  },
};

const linesOf = (text: string): any[] =>
  text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ ...JSON.parse(line), line, where: `line ${index + 1} ` }]));

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
const { judge, cases = linesOf, tally } = await load();
for (const row of cases(readFileSync(file, 'utf8'))) {
  const verdict = await judged(row);
  counts[verdict.kind] += 1;
  if (verdict.kind === 'disagree') console.log(`✗ ${row.where ?? ''}${row.id ?? ''}: ${verdict.reason}`);
  if (verdict.kind === 'skip') reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
}
if (tally) console.log(tally());
for (const [reason, count] of reasons) console.log(`- ${count} skipped: ${reason}`);
console.log(`${counts.agree} agree, ${counts.disagree} disagree, ${counts.skip} skipped`);
process.exitCode = counts.disagree > 0 ? 1 : 0;
