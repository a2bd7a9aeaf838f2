/** What those above are told: of an escalation, of what it gives them to do, and of customers who are not content. */

import type { TicketEscalated } from '../clock-events.ts';
import { type Action, levelAt } from '../escalation/ladder.ts';
import type { Recorded } from '../events.ts';
import type { Policy } from '../policy.ts';
import { isLow } from '../survey/answering.ts';
import type { Ticket } from '../ticket.ts';
import type { Language } from '../vocabulary.ts';
import { type Around, type Told, tell } from './telling.ts';
import { doneText, REASONS, whoText } from './words.ts';

type OpenTask = Extract<Action, { readonly do: 'openTask' }>;

export const forThoseAbove = (event: Recorded, ticket: Ticket, { policy }: Around): readonly Told[] => {
  switch (event.type) {
    case 'ticket.escalated':
      return ofEscalation(event, ticket, policy);
    case 'ticket.rated': {
      const { stars, comment } = event.data;
      return isLow(stars, policy.survey)
        ? [tell('lowRating', ({ written }) => ({ stars: String(stars), comment: written(comment) }))]
        : [];
    }
    default:
      return [];
  }
};

const ofEscalation = (
  { seq, data }: Recorded<TicketEscalated>,
  { code, followers }: Ticket,
  policy: Policy,
): readonly Told[] => {
  const { actions, level, reason, rungs, text, remindAt } = data;
  const tasks = actions.filter((action): action is OpenTask => action.do === 'openTask');
  const { title } = levelAt(policy.escalation, level);
  const again = level >= policy.escalation.levels.length;
  const escalated = tell(
    'escalated',
    ({ language, titled, written, by }) => ({
      level: String(level),
      title: titled(title),
      reason: titled(REASONS[reason]),
      because: `${titled(REASONS[reason])}${rulesText(rungs, language)}`,
      said: written(text),
      done: listed(
        actions.flatMap((action) => titled(doneText(action)) ?? []),
        language,
      ),
      tasks: tasks.map((task) => taskText(task, seq, code, language)).join('\n') || undefined,
      // At the top nobody is above those who are told.
      [again ? 'again' : 'climbs']: by(remindAt),
    }),
    { named: [...data.to, ...followers] },
  );
  return [
    ...(actions.some((action) => action.do === 'notify') ? [escalated] : []),
    ...tasks.map((task) =>
      tell(
        'taskOpened',
        ({ language, titled }) => ({ title: titled(task.title), task: taskText(task, seq, code, language) }),
        { named: [task.for] },
      ),
    ),
  ];
};

const rulesText = (rungs: readonly string[], language: Language): string => {
  if (rungs.length === 0) return '';
  return language === 'zh' ? `（规则 ${rungs.join('、')}）` : ` (rule ${rungs.join(', ')})`;
};

const listed = (parts: readonly string[], language: Language): string | undefined =>
  parts.length > 0 ? parts.join(language === 'zh' ? '；' : '; ') : undefined;

const taskText = (task: OpenTask, taskId: number, code: string, language: Language): string =>
  language === 'zh'
    ? `任务（${whoText(task.for).zh}）：${task.title.zh}。完成后：npx gongdan finish-task ${code} ${taskId}`
    : `Task (${whoText(task.for).en}): ${task.title.en}. When it is done: npx gongdan finish-task ${code} ${taskId}`;
