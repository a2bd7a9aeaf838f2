/** `npm run demo`: a few days of a busy desk in well under two minutes, checked ticket by ticket. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { parsePolicy } from '../../contracts/policy.ts';
import { SCOPES } from '../../contracts/routes/route.ts';
import { type FaultRates, faultRates, faultText } from '../faults/rates.ts';
import type { GrantUse } from '../permission/grant.ts';
import { permissionReport } from '../permission/report.ts';
import { randomOf } from '../random.ts';
import { startRuntime } from '../runtime.ts';
import { seedSampleDesk } from '../sample-desk.ts';
import { discrepancies, mailsOf } from './accounts.ts';
import { castOf } from './cast.ts';
import { latestMs } from './checks.ts';
import { readExamples } from './examples.ts';
import { type Figures, figuresOf } from './figures.ts';
import { countOf } from './labels.ts';
import { DAYS, planOf } from './plan.ts';
import { play } from './play.ts';
import { tablesOf } from './tables.ts';

const USAGE =
  'Usage: npm run demo -- [--seed 1] [--json] [--assembly cdk.out/local] [--verbose] [--faults duplicate=0.3,crash=0.02,seed=1] [--report permissions]';

const optionsOf = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      assembly: { type: 'string', default: 'cdk.out/local' },
      verbose: { type: 'boolean', default: false },
      faults: { type: 'string' },
      report: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) throw new Error(`--seed ${values.seed} is not a whole number.`);
  if (values.report !== undefined && values.report !== 'permissions') {
    throw new Error(`--report ${values.report} is not known: there is "permissions".`);
  }
  const faults: FaultRates | undefined = values.faults === undefined ? undefined : faultRates(values.faults);
  return { ...values, seed, faults };
};

type Options = ReturnType<typeof optionsOf>;

const REPORTED = { from: '2026-11-23', to: '2026-11-28' };
const POLICY = 'policies/desk.yaml';

interface Result {
  readonly figures: Figures;
  readonly grants: readonly GrantUse[];
  /** Sandboxes that crashed on purpose. */
  readonly deaths: number;
}

const demo = async ({ seed, assembly, verbose, json, faults }: Options, dataDir: string): Promise<Result> => {
  const policy = parsePolicy(readFileSync(new URL(`../../${POLICY}`, import.meta.url), 'utf8'), POLICY);
  const plan = planOf(readExamples(), policy, seed, randomOf(seed));
  const runtime = await startRuntime({
    assembly,
    dataDir,
    port: 0,
    clock: { kind: 'stepped' },
    start: DAYS.start,
    verbose,
    ...(faults && { faults, ...(!verbose && { say: () => {} }) }), // what fails on purpose is no news
  });
  const bar = new SingleBar({ format: '{time}  {bar} {value}/{total} 工单 tickets', stream: process.stderr });
  const shanghai = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  try {
    const operator = await runtime.token('agt_operator', [SCOPES.operator]);
    const agents = await seedSampleDesk(runtime.url, operator, 'offline');
    runtime.meter.reset();
    if (!json) bar.start(plan.length, 0, { time: shanghai(DAYS.start) });
    const cast = castOf(runtime, agents, faults !== undefined);
    const progress = { done: (now: number) => bar.increment({ time: shanghai(now) }) };
    const readBack = await play(runtime, cast, plan, seed, progress, latestMs(faults));
    bar.stop();
    // What reading the tickets back costs is not part of their life.
    const counted = { totals: runtime.meter.totals(), transitions: runtime.meter.subjects('states.transitions') };
    const played = await readBack();
    const tickets = played.flatMap(({ ticket }) => ticket ?? []);
    const figures = figuresOf(played, {
      ...counted,
      mails: mailsOf(runtime),
      channels: countOf(runtime.messages().map(({ channel }) => channel)),
      satisfaction: (await cast.supervisor.getSatisfaction({ query: REPORTED })).total,
      discrepancies: await discrepancies(runtime, cast, tickets),
    });
    return { figures, grants: runtime.grants(), deaths: runtime.deaths.length };
  } finally {
    bar.stop();
    await runtime.stop();
  }
};

const main = async (): Promise<number> => {
  let options: Options;
  try {
    options = optionsOf();
  } catch (error) {
    console.error(`gongdan: ${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  const begun = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'gongdan-demo-'));
  try {
    const { figures, grants, deaths } = await demo(options, dataDir);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    if (options.json) console.log(JSON.stringify({ seed: options.seed, seconds, ...figures }, null, 2));
    else console.log(`\n${tablesOf(figures)}\n\n种子 seed ${options.seed} · ${seconds} s`);
    if (options.faults && !options.json) {
      const { doubled } = figures.mails;
      console.log(
        `故障 faults ${faultText(options.faults)}: ${deaths} crashes, ${doubled} mails sent twice by crashes between sending and noting it`,
      );
    }
    if (options.report && !options.json) console.log(`\n${permissionReport(grants)}`);
    return figures.wrong.length === 0 && figures.discrepancies.length === 0 ? 0 : 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

process.env.TZ = 'UTC'; // as in Lambda
process.exitCode = await main();
