/** Why a ticket goes where it goes, on a terminal. */
import type { LiveRouting, RoutingView } from '../../contracts/routing-views.ts';
import {
  ASSIGNED_BY,
  FACTORS,
  QUEUE_COLOURS,
  REMEDIES,
  SKIPS,
  STRATEGIES,
  skillText,
  stepText,
} from './routing-words.ts';
import { list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { PHASES, type Phrase, say } from './words.ts';

export const routingText = (view: RoutingView, show: Show): string => {
  const { language, colour } = show;
  const title = `${colour.bold(view.code)}  ${say(PHASES[view.phase], language)}  ${view.priority}  ${view.queue}`;
  const parts = [
    title,
    list(routeOf(view, show), colour.dim),
    ...(view.live ? liveParts(view.live, show) : []),
    ...(view.assigned ? assignedParts(view.assigned, show) : []),
  ];
  return parts.join('\n\n');
};

const routeOf = (view: RoutingView, { language }: Show): [string, string][] => [
  [
    say(['规则', 'rule'], language),
    view.rule ?? say(['没有命中，按类型的队列', 'none matched: the queue of the category'], language),
  ],
  [say(['策略', 'strategy'], language), say(STRATEGIES[view.strategy], language)],
  [say(['部门', 'teams'], language), view.teams.join(' → ')],
  ...(view.skills.length > 0
    ? [
        [say(['技能', 'skills'], language), view.skills.map((need) => skillText(need, language)).join(', ')] as [
          string,
          string,
        ],
      ]
    : []),
  ...(view.repeatOf ? [[say(['重复投诉', 'repeats'], language), view.repeatOf] as [string, string]] : []),
];

const heading = (phrase: Phrase, { language, colour }: Show): string => colour.bold(say(phrase, language));

const section = (phrase: Phrase, lines: readonly string[], show: Show): string[] =>
  lines.length > 0 ? [[heading(phrase, show), ...lines].join('\n')] : [];

const liveParts = (live: LiveRouting, show: Show): string[] => {
  const { language } = show;
  const now = say(
    [
      `占用 ${live.units} 个单位 · 紧急度 ${live.rank} · 队列 ${say(QUEUE_COLOURS[live.colour], 'zh')}色 · 正在问 ${live.teams.join(', ')}`,
      `takes ${live.units} units · urgency ${live.rank} · the queue is ${say(QUEUE_COLOURS[live.colour], 'en')} · asks ${live.teams.join(', ')}`,
    ],
    language,
  );
  const waits = live.pushed
    ? []
    : [say(['在领取池中：现在不推送，等坐席领取。', 'It waits in a pool: nobody is pushed, agents claim.'], language)];
  return [
    [now, ...waits].join('\n'),
    ...candidateParts(live.candidates, show),
    ...skippedParts(live, show),
    ...section(
      ['已经放宽', 'relaxed so far'],
      live.relaxed.map((step) => stepText(step, live.lastResort, language)),
      show,
    ),
    ...section(
      ['接下来', 'what comes'],
      live.toCome.map((step) => `${localTime(step.at, show, true)}  ${stepText(step, live.lastResort, language)}`),
      show,
    ),
    ...section(['怎样会有人接', 'what would have to change'], remedyLines(live, show), show),
  ];
};

type Candidate = Pick<LiveRouting['candidates'][number], 'score' | 'factors'> & {
  readonly agent: LiveRouting['candidates'][number]['agent'] | string;
};

/** Each factor as its value times its weight. */
const candidateParts = (candidates: readonly Candidate[], show: Show): string[] => {
  const { language } = show;
  const [first] = candidates;
  if (!first) return [say(['现在没有合适的坐席。', 'Nobody can take it now.'], language)];
  const columns = [
    { title: say(['候选（最合适的在前）', 'candidates, best first'], language) },
    { title: say(['得分', 'score'], language), align: 'right' as const },
    ...first.factors.map(({ name }) => ({ title: say(FACTORS[name], language), align: 'right' as const })),
  ];
  const rows = candidates.map(({ agent, score, factors }) => [
    typeof agent === 'string' ? agent : personOf(agent),
    score.toFixed(2),
    ...factors.map(({ value, weight }) => `${value.toFixed(2)}×${weight}`),
  ]);
  return [table(columns, rows, show.colour.bold, show.width)];
};

const personOf = ({ id, name, team }: LiveRouting['skipped'][number]['agent']): string => `${name} (${id}, ${team})`;

const skippedParts = ({ skipped }: LiveRouting, show: Show): string[] => {
  if (skipped.length === 0) return [];
  const columns = [
    { title: say(['未入选', 'left out'], show.language) },
    { title: say(['原因', 'because'], show.language) },
  ];
  const rows = skipped.map((each) => [personOf(each.agent), becauseOf(each, show)]);
  return [table(columns, rows, show.colour.bold, show.width)];
};

const becauseOf = ({ because, lacking = [], freeUnits, until }: LiveRouting['skipped'][number], show: Show): string => {
  const { language } = show;
  const more: Partial<Record<(typeof because)[number], string>> = {
    unskilled: lacking
      .map(({ skill, level, has }) => say([`${skill} 要 ${level} 有 ${has}`, `${skill} ${has} of ${level}`], language))
      .join(', '),
    ...(freeUnits !== undefined && { full: say([`剩 ${freeUnits}`, `${freeUnits} left`], language) }),
    ...(until !== undefined && {
      tooManyAtOnce: say([`到 ${localTime(until, show)}`, `until ${localTime(until, show)}`], language),
    }),
  };
  return because
    .map((reason) => say(SKIPS[reason], language) + (more[reason] ? ` (${more[reason]})` : ''))
    .join(say(['，', ', '], language));
};

const remedyLines = ({ remedies, candidates }: LiveRouting, { language }: Show): string[] => {
  if (candidates.length === 0 && remedies.length === 0)
    return [
      say(
        [
          '这些部门里没有能接的坐席：请运维添加坐席，或由主管指派。',
          'These teams have nobody for it: an operator adds agents, or a supervisor assigns it.',
        ],
        language,
      ),
    ];
  return remedies.map(({ changes, agents }) => {
    const [zh, en] = (['zh', 'en'] as const).map((each) => changes.map((change) => say(REMEDIES[change], each)));
    return say(
      [`${agents.join(', ')}：${zh?.join('，并且')}`, `${agents.join(', ')}: ${en?.join(', and ')}`],
      language,
    );
  });
};

const assignedParts = (assigned: NonNullable<RoutingView['assigned']>, show: Show): string[] => {
  const { language } = show;
  const { assignee, by, time, reason, routing } = assigned;
  const how = say(ASSIGNED_BY[by] ?? [by, by], language);
  const line = say(
    [
      `${localTime(time, show, true)}  ${how}：${personOf(assignee)}${reason ? `，“${reason}”` : ''}`,
      `${localTime(time, show, true)}  ${how} ${personOf(assignee)}${reason ? `, “${reason}”` : ''}`,
    ],
    language,
  );
  const head = [heading(['上一次分派', 'last assignment'], show), line].join('\n');
  if (!routing) return [head];
  const skipped = routing.skipped.map(({ because, count }) => `${say(SKIPS[because], language)} ${count}`);
  return [
    head,
    ...candidateParts(routing.candidates, show),
    ...(skipped.length > 0 ? [`${heading(['当时未入选', 'left out then'], show)}  ${skipped.join(', ')}`] : []),
    ...section(
      ['当时已放宽', 'relaxed then'],
      routing.relaxed.map((step) => stepText(step, 'supervisor', language)),
      show,
    ),
  ];
};
