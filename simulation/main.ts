/** `npm run simulate`: the router tried on a week of arrivals before anybody trusts it. */
import { readFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { type Language, type Phrase, say } from '../client/cli/words.ts';
import { parsePolicy } from '../contracts/policy.ts';
import { figuresOf } from './figures.ts';
import { type Options, optionsOf, USAGE } from './options.ts';
import { LEGEND, reportOf } from './report.ts';
import type { Scenario } from './scenario.ts';
import { tracedDays } from './trace.ts';
import { readTrace } from './trace-file.ts';
import { runOf, variantsOf } from './variants.ts';
import { generatedWeek } from './week.ts';

const POLICY = 'policies/desk.yaml';
const AGENTS = 40;

const scenarioOf = ({ seed, days, arrivals, trace }: Options): Scenario => {
  const policy = parsePolicy(readFileSync(new URL(`../${POLICY}`, import.meta.url), 'utf8'), POLICY);
  if (trace === undefined) return generatedWeek(policy, { seed, days, agents: AGENTS, arrivals, levels: 0 });
  return tracedDays(policy, readTrace(trace), { seed, days });
};

const headingOf = ({ arrivals, agents }: Scenario, { seed, days, trace }: Options, language: Language): string => {
  const source: Phrase =
    trace === undefined
      ? [`生成 ${days} 天`, `${days} generated days`]
      : [`${trace} 最忙 ${days} 天`, `busiest ${days} days of ${trace}`];
  const size: Phrase = [
    `${arrivals.length} 张工单，${agents.length} 名坐席，seed ${seed}`,
    `${arrivals.length} tickets, ${agents.length} agents, seed ${seed}`,
  ];
  return `${say(source, language)}: ${say(size, language)}`;
};

const simulate = (options: Options): void => {
  const { language, strategy, learning } = options;
  const scenario = scenarioOf(options);
  const variants = variantsOf(strategy, learning);
  console.log(`${headingOf(scenario, options, language)}\n`);
  const bar = new SingleBar({ format: '{bar} {percentage}% {strategy}', hideCursor: true, stream: process.stderr });
  const shown = process.stderr.isTTY;
  if (shown) bar.start(variants.length, 0, { strategy: '' });
  const runs = variants.map((variant, index) => {
    const progress = (share: number): void => {
      if (shown) bar.update(index + share, { strategy: variant.name });
    };
    return { variant, figures: figuresOf(runOf(scenario, variant, progress)) };
  });
  if (shown) bar.stop();
  console.log(reportOf(runs, language));
  console.log(`\n${LEGEND.map((line) => say(line, language)).join('\n')}`);
};

try {
  simulate(optionsOf(process.argv.slice(2), process.env.LC_ALL || process.env.LANG));
} catch (error) {
  console.error((error as Error).message);
  if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') || /^--/.test((error as Error).message))
    console.error(USAGE);
  process.exitCode = 1;
}
