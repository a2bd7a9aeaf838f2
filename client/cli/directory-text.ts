/** The plan of `directory apply`, for people. */
import type { Difference, Plan, Step } from './directory-plan.ts';
import { pad } from './table.ts';
import type { Show } from './terminal.ts';
import { type Phrase, say } from './words.ts';

const SIGNS = { create: '+', change: '~', remove: '-' } as const;
const KINDS: Readonly<Record<'team' | 'agent', Phrase>> = { team: ['部门', 'team'], agent: ['坐席', 'agent'] };

export const planText = ({ steps, stay, unchanged }: Plan, show: Show): string => {
  const { language } = show;
  const kept =
    stay.length > 0
      ? [
          say(
            [
              `文件里没有、但保留的坐席（要删除请加 --delete）：${stay.join(', ')}`,
              `Not in the file, and kept (--delete removes them): ${stay.join(', ')}`,
            ],
            language,
          ),
        ]
      : [];
  if (steps.length === 0)
    return [
      say(
        [`没有要做的：${unchanged} 项都已一致。`, `Nothing to do: all ${unchanged} are as they should be.`],
        language,
      ),
      ...kept,
    ].join('\n');
  const count = (what: Step['do']): number => steps.filter((step) => step.do === what).length;
  const total = say(
    [
      `新建 ${count('create')}，修改 ${count('change')}，删除 ${count('remove')}，不变 ${unchanged}。`,
      `${count('create')} to create, ${count('change')} to change, ${count('remove')} to remove, ${unchanged} as they should be.`,
    ],
    language,
  );
  return [...steps.flatMap((step) => stepLines(step, show)), '', total, ...kept].join('\n');
};

const stepLines = (step: Step, show: Show): string[] => {
  const { colour } = show;
  const paint = { create: colour.green, change: colour.yellow, remove: colour.red }[step.do];
  const heads = paint(`${SIGNS[step.do]} ${stepName(step, show)}`);
  if (step.do === 'remove') return [heads];
  const width = Math.max(0, ...step.differences.map(({ field }) => field.length));
  return [heads, ...step.differences.map((difference) => `    ${changeText(difference, width)}`)];
};

const changeText = ({ field, from, to }: Difference, width: number): string =>
  `${pad(field, width)}  ${valueText(from)} → ${valueText(to)}`;

const valueText = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** What a step is about, e.g. `agent 林晨 (agt_lin, logistics)`. */
export const stepName = (step: Step, { language }: Pick<Show, 'language'>): string => {
  if ('team' in step) return `${say(KINDS.team, language)} ${step.team.title[language]} (${step.team.name})`;
  const { id, name, team } = 'agent' in step ? step.agent : step.remove;
  return `${say(KINDS.agent, language)} ${name} (${id}, ${team})`;
};
