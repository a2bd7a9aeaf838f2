/** The figures as a table, in Chinese or English. */
import { type Column, table } from '../client/cli/table.ts';
import { type Language, type Phrase, say } from '../client/cli/words.ts';
import { PRIORITIES } from '../core/domain/vocabulary.ts';
import type { Attainment, Figures } from './figures.ts';
import type { Variant } from './variants.ts';

const NAMES: Readonly<Record<Variant['name'], Phrase>> = {
  bestMatch: ['最佳匹配', 'best match'],
  leastLoaded: ['负载最低', 'least loaded'],
  roundRobin: ['轮流分派', 'round robin'],
  sticky: ['熟客优先', 'sticky'],
  pool: ['工单池', 'pool'],
  fifo: ['先来先派', 'FIFO to anyone'],
};
const WITHOUT_LEARNING: Phrase = ['，不学习', ', no learning'];

const COLUMNS: readonly Phrase[] = [
  ['策略', 'strategy'],
  ['等待P50', 'wait P50'],
  ['等待P90', 'wait P90'],
  ...PRIORITIES.map((priority): Phrase => [`${priority}达标`, `${priority} SLA`]),
  ['全部达标', 'all SLA'],
  ['错派%', 'misrouted %'],
  ['转手/百单', 'hops/100'],
  ['基尼', 'Gini'],
  ['利用率%', 'utilised %'],
  ['抢占', 'preempted'],
  ['未结', 'not closed'],
];

export const LEGEND: readonly Phrase[] = [
  ['等待：无人处理的分钟数，多次排队合计。', 'wait: minutes in which nobody had the ticket, all its waits together.'],
  ['达标：首次响应% / 解决%，按时效计。', 'SLA: first response % / resolution % within the targets of the policy.'],
  [
    '错派：派给了技能不够的坐席（占全部分派）。基尼：在岗每小时单位数，0 为人人相同。',
    'misrouted: of all assignments, to an agent below what the ticket truly needs. Gini: of units per hour at work, 0 is all alike.',
  ],
];

/** One row per run. */
export const reportOf = (
  runs: readonly { readonly variant: Variant; readonly figures: Figures }[],
  language: Language,
): string => {
  const columns = COLUMNS.map(
    (title, index): Column => ({ title: say(title, language), align: index === 0 ? 'left' : 'right' }),
  );
  const learners = new Set(runs.filter(({ variant: { learning } }) => learning).map(({ variant: { name } }) => name));
  return table(
    columns,
    runs.map(({ variant: { name, learning }, figures }) => [
      say(NAMES[name], language) + (!learning && learners.has(name) ? say(WITHOUT_LEARNING, language) : ''),
      figures.wait.half.toFixed(1),
      figures.wait.ninety.toFixed(1),
      ...PRIORITIES.map((priority) => both(figures.attained[priority])),
      both(figures.attained.all),
      percent(figures.misrouted),
      (figures.hops * 100).toFixed(1),
      figures.gini.toFixed(3),
      percent(figures.utilisation),
      String(figures.preemptions),
      String(figures.arrived - figures.closed),
    ]),
  );
};

const both = ({ firstResponse, resolution }: Attainment): string => `${percent(firstResponse)}/${percent(resolution)}`;

const percent = (share: number | undefined): string => (share === undefined ? '–' : (share * 100).toFixed(1));
