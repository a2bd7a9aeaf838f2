/** What a policy says of clocks, as tables for the page of supervisors: each stands in it between two markers. */
import { CLOCK_NAMES, HOLDS } from '../client/cli/clock-words.ts';
import type { Day } from '../core/domain/calendar/hours.ts';
import { CLOCKS } from '../core/domain/clocks/clock.ts';
import type { SlaRule, SlaTarget } from '../core/domain/clocks/sla.ts';
import type { Policy } from '../core/domain/policy.ts';
import { WEEKDAYS } from '../core/domain/routing/team.ts';
import { HOLD_REASONS } from '../core/domain/vocabulary.ts';
import { alarmTable, ladderTable, levelTable, promotionTable } from './ladder-tables.ts';
import { both, duration, list, markdownTable, nameOf, narrowed } from './page-words.ts';

/** The page with every table anew. Throws Error on one that has no place, and on a place that no table is for. */
export const withTables = (page: string, policy: Policy): string => {
  const left = new Map(Object.entries(tablesOf(policy)));
  const written = page.replaceAll(
    /(<!-- policy: (\w+) -->\n)(?:.*?)(<!-- end -->)/gs,
    (_, begin: string, name: string, end: string) => {
      const table = left.get(name);
      if (table === undefined) throw new Error(`There is no table ${name}, or it stands there twice.`);
      left.delete(name);
      return `${begin}\n${table}\n\n${end}`;
    },
  );
  if (left.size > 0) throw new Error(`The page has no place for ${[...left.keys()].join(', ')}.`);
  return written;
};

const tablesOf = (policy: Policy): Readonly<Record<string, string>> => ({
  targets: targetTable(policy),
  warning: warningText(policy),
  conditions: conditionTable(policy),
  calendars: calendarTable(policy),
  holds: holdTable(policy),
  levels: levelTable(policy),
  ladder: ladderTable(policy),
  promotions: promotionTable(policy),
  alarms: alarmTable(policy),
});

const targetTable = ({ sla }: Policy): string => {
  const clocks = CLOCKS.filter((clock) => sla.some(({ targets }) => targets[clock]));
  return markdownTable(
    ['规则 rule', '工单 tickets', ...clocks.map((clock) => both(CLOCK_NAMES[clock]))],
    sla.map((rule) => [
      rule.name,
      narrowed(rule.when, datesOf(rule)),
      ...clocks.map((clock) => targetText(rule.targets[clock])),
    ]),
  );
};

const datesOf = ({ from, until }: SlaRule): readonly string[] => [
  ...(from === undefined ? [] : [`from ${from}`]),
  ...(until === undefined ? [] : [`until ${until}`]),
];

const targetText = (target: SlaTarget | undefined): string => {
  if (!target) return '–';
  const { minutes, calendar, warnings, rescue } = target;
  const early = warnings?.map((warning) =>
    'percent' in warning ? `${warning.percent} %` : `${duration(warning.minutesBefore)} before`,
  );
  const more = [
    calendar === 'always' ? '' : `of \`${calendar}\``,
    early ? `warned at ${early.join(', ') || 'no time'}` : '',
    rescue ? `then \`${rescue}\`` : '',
  ].filter(Boolean);
  return [duration(minutes), ...more].join(', ');
};

const warningText = ({ warning: { minutesBefore, shortTargetMinutes, percent } }: Policy): string =>
  [
    `黄牌：到期前 ${duration(minutesBefore)}；短于 ${duration(shortTargetMinutes)} 的时效在用掉 ${percent} % 时。`,
    `The warning comes ${duration(minutesBefore)} before the due time, or at ${percent} % of a target shorter than ${duration(shortTargetMinutes)}.`,
  ].join('\n');

const conditionTable = ({ clocks }: Policy): string =>
  markdownTable(
    ['时钟 clock', '开始 start', '停止 stop', '暂停 pause', '恢复 resume', '取消 cancel', '重计 reset'],
    CLOCKS.map((clock) => {
      const { start, stop, pause, resume, cancel, reset } = clocks[clock];
      return [
        both(CLOCK_NAMES[clock]),
        ...[start, stop, pause, resume, cancel, reset].map((terms = []) => list(terms)),
      ];
    }),
  );

const calendarTable = ({ calendars }: Policy): string =>
  markdownTable(
    ['日历 calendar', '时区 zone', '开放时间 open', '特别日 special days'],
    Object.entries(calendars).map(([name, { zone, week, days }]) => [
      nameOf(name),
      zone,
      weekText(week),
      specialText(days),
    ]),
  );

const clockText = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
const hoursText = (day: Day): string => day.map(([from, to]) => `${clockText(from)}–${clockText(to)}`).join(', ');

/** Weekdays of the same hours together. */
const weekText = (week: readonly Day[]): string => {
  const byHours = Map.groupBy(WEEKDAYS, (_, index) => hoursText(week[index] ?? []));
  byHours.delete('');
  if (byHours.size === 1 && byHours.get('00:00–24:00')?.length === 7) return '任何时间 at any time';
  return [...byHours].map(([hours, days]) => `${days.join(' ')} ${hours}`).join('; ');
};

const specialText = (days: Readonly<Record<string, Day>>): string => {
  const byYear = Map.groupBy(Object.entries(days), ([date]) => date.slice(0, 4));
  const years = [...byYear].toSorted().map(([year, dates]) => {
    const closed = dates.filter(([, day]) => day.length === 0).length;
    return `${year}: 休 ${closed} closed, 班 ${dates.length - closed} worked`;
  });
  return years.join('; ') || '–';
};

const holdTable = ({ hold: { reasons, totalMinutes } }: Policy): string =>
  markdownTable(
    ['挂起 hold', '最长 limit', '过半提醒 reminded at half', '到时 at the end', '告诉客户 the customer is told'],
    [
      ...HOLD_REASONS.map((reason) => {
        const { limitMinutes, remind, atEnd, text } = reasons[reason];
        const end = atEnd === 'resolve' ? '解决 resolved' : '恢复处理 goes on';
        const told = atEnd === 'resolve' && text ? `${text.zh} ${text.en}` : '–';
        return [both(HOLDS[reason]), duration(limitMinutes), remind ? '是 yes' : '否 no', end, told];
      }),
      ['累计 all together', duration(totalMinutes), '–', '–', '–'],
    ],
  );
