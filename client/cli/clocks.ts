/** Why the clocks of a ticket stand where they stand, and what a rebuild found, on a terminal. */
import type { ClockExplained, ClocksExplained, ClocksRebuilt } from '../../contracts/clock-views.ts';
import { CLOCK_NAMES, CLOCK_STATES, HOLDS } from './clock-words.ts';
import { list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { PHASES, type Phrase, say } from './words.ts';

type Interval = ClockExplained['intervals'][number];
type Milestone = ClockExplained['milestones'][number];

const PAUSES: Readonly<Record<NonNullable<Interval['for']>, Phrase>> = {
  ...HOLDS,
  solved: ['已解决，等待重开', 'it was solved'],
  other: ['规则所定', 'as the rules say'],
};

const MILESTONES: Readonly<Record<Milestone['kind'], Phrase>> = {
  warning: ['黄牌预警', 'warning'],
  breach: ['到期（红牌）', 'due (breach)'],
  overdue: ['超时后', 'after it'],
};

export const clocksText = (view: ClocksExplained, show: Show): string => {
  const { language, colour } = show;
  const wait = amount(view.requesterWaitMinutes, show);
  const work = amount(view.agentWorkMinutes, show);
  const totals = say([`客户等待 ${wait} · 坐席处理 ${work}`, `customer waited ${wait} · worked on ${work}`], language);
  const head = `${colour.bold(view.code)}  ${say(PHASES[view.phase], language)}  ${view.priority}  ${totals}`;
  return [head, ...view.clocks.map((clock) => clockText(clock, show))].join('\n\n');
};

const clockText = (clock: ClockExplained, show: Show): string => {
  const { language, colour } = show;
  const run = clock.run > 1 ? ` #${clock.run}` : '';
  const title = `${say(CLOCK_NAMES[clock.clock], language)}${run} · ${say(CLOCK_STATES[clock.state], language)}`;
  const parts = [colour.bold(title), list(entriesOf(clock, show), colour.dim), intervalsText(clock, show)];
  return [...parts, ...(clock.milestones.length > 0 ? [milestonesText(clock, show)] : [])].join('\n');
};

const entriesOf = (clock: ClockExplained, show: Show): [string, string][] => {
  const { language } = show;
  const time = (at: string): string => localTime(at, show, true);
  const gone = clock.policyKnown ? '' : say(['（此版本已不在库中）', ' (not kept any more)'], language);
  const left = amount(Math.abs(clock.remainingMinutes), show);
  const rest = clock.remainingMinutes < 0 ? [`超出 ${left}`, `${left} over`] : [`剩 ${left}`, `${left} left`];
  const optional = (words: Phrase, at: string | undefined): [string, string][] =>
    at === undefined ? [] : [[say(words, language), time(at)]];
  return [
    [
      say(['规则', 'promise'], language),
      `${clock.policy} · ${say(['规则集', 'policy'], language)} ${clock.policyVersion}${gone}`,
    ],
    [say(['日历', 'calendar'], language), clock.calendar],
    [say(['目标', 'target'], language), amount(clock.targetMinutes, show)],
    [
      say(['已用', 'used'], language),
      `${amount(clock.elapsedMinutes, show)} · ${say([rest[0] ?? '', rest[1] ?? ''], language)}`,
    ],
    [say(['开始', 'began'], language), time(clock.startedAt)],
    [say(['到期', 'due'], language), time(clock.dueAt)],
    ...optional(['宽限至', 'not before'], clock.notBefore),
    ...optional(['停止', 'stopped'], clock.stoppedAt),
  ];
};

const intervalsText = ({ intervals }: ClockExplained, show: Show): string => {
  const { language } = show;
  const columns = [
    { title: say(['从', 'from'], language) },
    { title: say(['到', 'to'], language) },
    { title: say(['分钟', 'minutes'], language), align: 'right' as const },
    { title: say(['原因', 'reason'], language) },
  ];
  const rows = intervals.map((interval) => [
    localTime(interval.from, show, true),
    localTime(interval.to, show, true),
    tenths((Date.parse(interval.to) - Date.parse(interval.from)) / 60_000),
    reasonOf(interval, show),
  ]);
  return table(columns, rows, show.colour.dim, show.width);
};

const reasonOf = ({ kind, for: why }: Interval, { language }: Show): string => {
  if (kind === 'counting') return say(['计时', 'counts'], language);
  if (kind === 'closed') return say(['非工作时间', 'outside hours'], language);
  return `${say(['暂停', 'paused'], language)}${why ? ` · ${say(PAUSES[why], language)}` : ''}`;
};

const milestonesText = ({ milestones, state }: ClockExplained, show: Show): string => {
  const { language } = show;
  const columns = [
    { title: say(['节点', 'milestone'], language) },
    { title: say(['时间', 'time'], language) },
    { title: say(['状态', 'state'], language) },
  ];
  const rows = milestones.map((milestone) => [
    say(MILESTONES[milestone.kind], language),
    localTime(milestone.at, show, true),
    stateOf(milestone, state, show),
  ]);
  return table(columns, rows, show.colour.dim, show.width);
};

const stateOf = ({ happenedAt, late, seq }: Milestone, state: ClockExplained['state'], show: Show): string => {
  const { language } = show;
  if (happenedAt === undefined)
    return state === 'paused'
      ? say(['暂停中，恢复后顺延', 'put off while it is paused'], language)
      : say(['未到', 'to come'], language);
  const at = localTime(happenedAt, show, true);
  return late
    ? say([`已发生 #${seq}，晚于 ${at} 记录`, `happened, #${seq}, noticed late at ${at}`], language)
    : say([`已发生 #${seq}`, `happened, #${seq}`], language);
};

export const rebuiltText = (found: readonly ClocksRebuilt[], show: Show): string => {
  const { language, colour } = show;
  const different = found.filter(({ differences }) => differences.length > 0);
  const fixed = found.filter((each) => each.fixed).length;
  const lines = different.flatMap(({ code, differences }) => [
    colour.bold(code),
    ...differences.map((each) => `  ${each}`),
  ]);
  const closing: Phrase = [
    `检查 ${found.length} 张，不一致 ${different.length} 张，已修复 ${fixed} 张`,
    `${found.length} looked at, ${different.length} different, ${fixed} repaired`,
  ];
  const hint: Phrase = ['加 --fix 修复', 'repair with --fix'];
  return [...lines, say(closing, language), ...(different.length > fixed ? [say(hint, language)] : [])].join('\n');
};

const tenths = (minutes: number): string => String(Math.round(minutes * 10) / 10);

const amount = (minutes: number, { language }: Show): string => `${tenths(minutes)} ${say(['分钟', 'min'], language)}`;
