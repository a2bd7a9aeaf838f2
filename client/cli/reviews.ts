/** Reviews on a terminal. */
import type { ReviewView } from '../../contracts/review-parts.ts';
import type { QualityReportView, ReviewTaskView, ScorecardView } from '../../contracts/review-views.ts';
import { table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { type Language, type Phrase, say } from './words.ts';

const KINDS: Readonly<Record<ReviewTaskView['kind'], Phrase>> = {
  review: ['质检', 'review'],
  dispute: ['申诉', 'dispute'],
  calibration: ['背靠背', 'second look'],
};

const RISKS: Readonly<Record<NonNullable<ReviewTaskView['risks']>[number], Phrase>> = {
  refund: ['退款', 'refund'],
  complaint: ['投诉', 'complaint'],
  reopened: ['重开', 'reopened'],
  escalated: ['升级', 'escalated'],
  lowRating: ['低分', 'low rating'],
  keyword: ['关键词', 'keyword'],
  reworked: ['退回过', 'reworked'],
  precheck: ['预检', 'pre-check'],
};

const FOUND: Readonly<Record<NonNullable<ScorecardView['precheck']>['found'][number], Phrase>> = {
  stepsMissing: ['步骤没做全', 'steps not taken'],
  noReply: ['没有回复过客户', 'never answered'],
  promiseNotKept: ['超过承诺时间', 'later than promised'],
  personalData: ['文字里有个人信息', 'personal data in the text'],
};

export const reviewsText = (items: readonly ReviewTaskView[], show: Show): string => {
  const { language, colour } = show;
  if (items.length === 0) return say(['没有要质检的。', 'Nothing to review.'], language);
  const columns = [
    { title: say(['工单', 'ticket'], language) },
    { title: say(['任务', 'task'], language) },
    { title: say(['坐席', 'agent'], language) },
    { title: say(['自', 'since'], language) },
    { title: say(['给谁', 'given to'], language) },
    { title: say(['原因', 'because'], language) },
  ];
  const rows = items.map(({ code, kind, seq, of, at, asked, risks = [] }) => [
    code,
    `${say(KINDS[kind], language)}${seq === undefined ? '' : ` #${seq}`}`,
    of,
    localTime(at, show),
    asked ?? '–',
    risks.map((risk) => say(RISKS[risk], language)).join(' ') || '–',
  ]);
  return table(columns, rows, colour.bold, show.width);
};

const VERDICTS: Readonly<Record<NonNullable<ReviewView['verdict']>, Phrase>> = {
  pass: ['通过', 'passed'],
  rework: ['退回', 'sent back'],
};

/** `#9 agt_bai 通过 93 申诉中` */
export const reviewText = ({ seq, by, verdict, score, disputed, decided }: ReviewView, language: Language): string =>
  [
    `#${seq}`,
    by,
    verdict
      ? say(VERDICTS[verdict], language)
      : say(['待您背靠背质检', 'shown once you have said what you find'], language),
    score === undefined ? '' : String(score),
    disputed && !decided ? say(['申诉中', 'disputed'], language) : '',
    decided ? say(decided.upheld ? ['申诉后维持', 'stands'] : ['申诉后更正', 'was wrong'], language) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

export const scorecardText = ({ items, precheck, sampled }: ScorecardView, show: Show): string => {
  const { language, colour } = show;
  const rows = items.map(({ name, title, weight, critical }) => [
    name,
    title[language],
    String(weight),
    critical ? say(['关键项', 'critical'], language) : '',
  ]);
  const columns = [
    { title: say(['评分项', 'item'], language) },
    { title: say(['内容', 'what'], language) },
    { title: say(['权重', 'weight'], language), align: 'right' as const },
    { title: '' },
  ];
  const found = precheck?.found.map((each) => say(FOUND[each], language)).join(say(['、', ', '], language));
  const why = sampled?.risks.map((risk) => say(RISKS[risk], language)).join(' ');
  return [
    items.length === 0
      ? say(['此类问题没有评分表。', 'The category has no scorecard.'], language)
      : table(columns, rows, colour.bold, show.width),
    ...(precheck ? [`${say(['预检', 'Pre-check'], language)} ${precheck.score}${found ? ` · ${found}` : ''}`] : []),
    ...(sampled ? [`${say(['抽检比例', 'Share'], language)} ${percent(sampled.share)}${why ? ` · ${why}` : ''}`] : []),
  ].join('\n');
};

export const qualityText = (report: QualityReportView, show: Show): string => {
  const { language } = show;
  const { sampling, agreement } = report;
  const planned = `${shareText(sampling.planned)} → ${shareText(sampling.actual)}`;
  return [
    people(say(['坐席', 'agent'], language), report.agents, show),
    people(say(['质检员', 'reviewer'], language), report.reviewers, show),
    say(
      [
        `抽检：${sampling.resolutions} 次解决，计划 → 实际 ${planned}，无人有空 ${sampling.full}`,
        `Sampling: ${sampling.resolutions} resolutions, planned → looked at ${planned}, nobody had room ${sampling.full}`,
      ],
      language,
    ),
    ...(agreement
      ? [
          say(
            [
              `背靠背一致：${agreement.n} 次，相同 ${percent(agreement.observed)}，kappa ${agreement.kappa?.toFixed(2) ?? '–'}`,
              `Two who looked apart: ${agreement.n}, the same ${percent(agreement.observed)}, kappa ${agreement.kappa?.toFixed(2) ?? '–'}`,
            ],
            language,
          ),
        ]
      : []),
  ].join('\n\n');
};

const people = (who: string, rows: QualityReportView['agents'], show: Show): string => {
  const { language, colour } = show;
  const right = (phrase: Phrase) => ({ title: say(phrase, language), align: 'right' as const });
  const columns = [
    { title: who },
    right(['质检', 'reviews']),
    right(['通过率', 'passed']),
    right(['均分', 'mean score']),
    right(['申诉', 'disputes']),
    right(['维持', 'stood']),
  ];
  const lines = rows.map(({ id, reviews, passShare, meanScore, disputes, decided, upheld }) => [
    id,
    String(reviews),
    percent(passShare),
    meanScore?.toFixed(1) ?? '–',
    String(disputes),
    decided === 0 ? '–' : `${upheld}/${decided}`,
  ]);
  return table(columns, lines, colour.bold, show.width);
};

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const shareText = (share: number | undefined): string => (share === undefined ? '–' : percent(share));
