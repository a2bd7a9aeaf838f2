/** Exports on a terminal. */
import type { ExportView } from '../../contracts/export-views.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { type Phrase, say } from './words.ts';

const STATES: Readonly<Record<ExportView['state'], Phrase>> = {
  queued: ['排队中', 'queued'],
  running: ['进行中', 'running'],
  done: ['已完成', 'done'],
  failed: ['失败', 'failed'],
  cancelled: ['已取消', 'cancelled'],
};
const BECAUSE: Readonly<Record<NonNullable<ExportView['because']>, Phrase>> = {
  'too-many-rows': ['超过 100,000 行，请缩小范围', 'more than 100,000 rows: ask for less'],
};

/** `done  1188 rows` */
export const exportText = ({ state, because, rows }: ExportView, { language }: Pick<Show, 'language'>): string =>
  [
    say(STATES[state], language),
    because && say(BECAUSE[because], language),
    say([`${rows} 行`, `${rows} rows`], language),
  ]
    .filter(Boolean)
    .join('  ');

export const exportsText = (exports: readonly ExportView[], show: Show): string => {
  const { language, colour } = show;
  if (exports.length === 0)
    return say(['最近七天没有导出。', 'You have exported nothing in the last seven days.'], language);
  const titles = say(['编号|状态|格式|从|到|何时|删除', 'id|state|format|from|to|when|deleted'], language).split('|');
  const columns = [
    ...titles.map((title) => ({ title })),
    { title: '%', align: 'right' as const },
    { title: say(['行数', 'rows'], language), align: 'right' as const },
  ];
  const rows = exports.map(({ id, state, format, from, to, createdAt, expiresAt, percent, rows: count }) => [
    id,
    say(STATES[state], language),
    format,
    from,
    to,
    localTime(createdAt, show),
    localTime(expiresAt, show),
    String(percent),
    String(count),
  ]);
  return table(columns, rows, colour.bold);
};
