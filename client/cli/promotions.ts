/** Promotion periods on a terminal: the list, and what one of them would have done. */
import type { PromotionPreview, PromotionView } from '../../contracts/promotion-views.ts';
import { CLOCK_NAMES } from './clock-words.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { type Phrase, say } from './words.ts';

const STATES: Readonly<Record<PromotionView['state'], Phrase>> = {
  running: ['进行中', 'running'],
  outranked: ['让位于更优先的大促', 'outranked'],
  ahead: ['未开始', 'ahead'],
  over: ['已结束', 'over'],
};

export const promotionsText = (promotions: readonly PromotionView[], show: Show): string => {
  const { language } = show;
  if (promotions.length === 0) return say(['规则集里没有大促。', 'The policy has no promotions.'], language);
  const columns = [
    { title: say(['名称', 'name'], language) },
    { title: say(['标题', 'title'], language) },
    { title: say(['状态', 'state'], language) },
    { title: say(['开始', 'from'], language) },
    { title: say(['结束', 'until'], language) },
    { title: say(['负载', 'capacity'], language), align: 'right' as const },
    { title: say(['队列', 'queues'], language) },
    { title: say(['快反小组', 'squad'], language) },
  ];
  const rows = promotions.map((each) => [
    each.name,
    each.title[language],
    say(STATES[each.state], language),
    localTime(each.from, show, true),
    localTime(each.until, show, true),
    `×${each.capacityFactor}`,
    each.queues.join(', ') || '–',
    each.squad.join(', ') || '–',
  ]);
  return table(columns, rows, show.colour.bold, show.width);
};

export const previewText = (preview: PromotionPreview, show: Show): string => {
  const { language, colour } = show;
  const { promotion, from, to, tickets, rows } = preview;
  const head = say(
    [`${promotion}：${from} 至 ${to} 提交的 ${tickets} 张工单`, `${promotion}: ${tickets} tickets of ${from} to ${to}`],
    language,
  );
  const cut: Phrase = [
    '工单太多，只算了前面这些：请缩短日期',
    'Too many tickets: only these were looked at. Take fewer days.',
  ];
  return [
    colour.bold(head),
    ...(preview.complete ? [] : [colour.yellow(say(cut, language))]),
    ...(rows.length > 0 ? [rowsText(rows, show), ...rows.flatMap((row) => changesOf(row, show))] : []),
  ].join('\n');
};

type Row = PromotionPreview['rows'][number];

const rowsText = (rows: readonly Row[], show: Show): string => {
  const { language } = show;
  const right = (zh: string, en: string) => ({ title: say([zh, en], language), align: 'right' as const });
  const columns = [
    { title: say(['时效', 'clock'], language) },
    { title: '' },
    { title: say(['大促目标', 'promised'], language) },
    right('工单', 'tickets'),
    right('达标', 'met'),
    right('大促下', 'would be'),
    right('超时', 'missed'),
    right('大促下', 'would be'),
    right('未结', 'open'),
    right('大促下', 'would be'),
  ];
  const cells = rows.map(({ clock, priority, target, tickets, had, would }) => [
    say(CLOCK_NAMES[clock], language),
    priority,
    target
      ? `${target.minutes} ${say(['分钟', 'min'], language)} · ${target.calendar}`
      : say(['不变', 'as before'], language),
    ...[tickets, had.met, would.met, had.missed, would.missed, had.open, would.open].map(String),
  ]);
  return table(columns, cells, show.colour.dim, show.width);
};

const changesOf = ({ clock, priority, newlyMissed, newlyKept }: Row, show: Show): string[] => {
  const { language } = show;
  const name = `${say(CLOCK_NAMES[clock], language)} ${priority}`;
  const line = ({ count, codes }: Row['newlyKept'], words: Phrase): string[] => {
    const more = count > codes.length ? ' …' : '';
    return count === 0 ? [] : [`${name} ${say(words, language)} ${count}: ${codes.join(' ')}${more}`];
  };
  return [...line(newlyMissed, ['将新增超时', 'newly missed']), ...line(newlyKept, ['将转为达标', 'newly kept'])];
};
