/** What is known of customers, and what they say of us, on a terminal. */
import type { CustomerNotes, ProfileView } from '../../contracts/customer-profile-views.ts';
import type { SatisfactionView } from '../../contracts/survey-views.ts';
import { list, table } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { type Phrase, say } from './words.ts';

const callsOf = ({ notBefore, notAfter }: CustomerNotes['calls'], { language }: Show): string | undefined => {
  const zh = [notBefore && `${notBefore} 前不要致电`, notAfter && `${notAfter} 后不要致电`];
  const en = [notBefore && `no calls before ${notBefore}`, notAfter && `no calls after ${notAfter}`];
  return (language === 'zh' ? zh : en).filter(Boolean).join(language === 'zh' ? '，' : ', ') || undefined;
};

/** In one line each, as a ticket shows it. */
export const notesLines = (notes: CustomerNotes, show: Show): readonly string[] =>
  [
    callsOf(notes.calls, show),
    notes.language &&
      say(notes.language === 'zh' ? ['中文', 'speaks Chinese'] : ['英文', 'speaks English'], show.language),
    notes.unsubscribedAt && say(['不接收调查', 'wants no surveys'], show.language),
    ...notes.notes.map(({ text, by, at }) => `${text} (${by}, ${localTime(at, show)})`),
  ].filter((line): line is string => Boolean(line));

const LABELS = {
  customer: ['客户', 'customer'],
  notes: ['偏好', 'wishes'],
  channel: ['希望渠道', 'by'],
  quiet: ['免打扰', 'quiet'],
  kept: ['保留至', 'kept until'],
} as const satisfies Readonly<Record<string, Phrase>>;

export const profileText = (profile: ProfileView, show: Show): string => {
  const { customer, channel, quiet, keptUntil } = profile;
  const lines = notesLines(profile, show);
  const entries: [keyof typeof LABELS, string | undefined][] = [
    ['customer', customer],
    ...(lines.length > 0 ? lines : ['–']).map((line): ['notes', string] => ['notes', line]),
    ['channel', channel],
    ['quiet', quiet && `${quiet.from}–${quiet.to}`],
    ['kept', keptUntil && localTime(keptUntil, show)],
  ];
  return list(
    entries.flatMap(([name, value]) => (value ? [[say(LABELS[name], show.language), value] as const] : [])),
    show.colour.dim,
  );
};

type Sums = SatisfactionView['total'];

export const satisfactionText = (view: SatisfactionView, show: Show): string => {
  const { language, colour } = show;
  const heads: readonly Phrase[] = [
    ['发出', 'asked'],
    ['回答', 'answered'],
    ['平均星级', 'mean'],
    ['低分占比', 'low'],
    ['原因', 'about'],
  ];
  const columns = (first: Phrase) => [
    { title: say(first, language) },
    ...heads.map((head, at) => ({ title: say(head, language), ...(at < 4 && { align: 'right' as const }) })),
  ];
  const tables = [
    { first: ['类型', 'category'] as const, rows: view.categories.map((row) => lineOf(row.category, row)) },
    { first: ['坐席', 'agent'] as const, rows: view.agents.map((row) => lineOf(row.agent, row)) },
  ];
  const all = lineOf(say(['合计', 'total'], language), view.total);
  const articles = view.articles.map(({ article, useful, notUseful }) => [article, String(useful), String(notUseful)]);
  return [
    `${view.from} – ${view.to}`,
    ...tables.map(({ first, rows }) => table(columns(first), [...rows, all], colour.bold, show.width)),
    ...(articles.length === 0
      ? []
      : [
          table(
            [
              { title: say(['知识', 'article'], language) },
              { title: say(['有用', 'useful'], language), align: 'right' },
              { title: say(['没用', 'not'], language), align: 'right' },
            ],
            articles,
            colour.bold,
            show.width,
          ),
        ]),
  ].join('\n\n');
};

const lineOf = (name: string, { asked, answered, mean, low, reasons }: Sums): string[] => [
  name,
  String(asked),
  String(answered),
  mean === undefined ? '–' : mean.toFixed(2),
  low === undefined ? '–' : `${Math.round(low * 100)} %`,
  Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(' '),
];
