/** What is written when a ticket is escalated: to those who shall see to it, and to those who get something to do. */

import { type Action, levelAt } from '../escalation/ladder.ts';
import type { TicketEscalated } from '../events.ts';
import type { Policy } from '../policy.ts';
import { maskText } from '../privacy/mask.ts';
import type { Language } from '../vocabulary.ts';
import { line, type Template } from './template.ts';
import { doneText, REASONS, whoText } from './words.ts';

type OpenTask = Extract<Action, { readonly do: 'openTask' }>;

export const tasksOf = (data: TicketEscalated['data']): readonly OpenTask[] =>
  data.actions.filter((action): action is OpenTask => action.do === 'openTask');

export const escalated = (data: TicketEscalated['data'], taskId: number, policy: Policy): Template => {
  const { level, reason, rungs, text, remindAt } = data;
  const { title } = levelAt(policy.escalation, level);
  const done = (language: Language): readonly string[] =>
    data.actions.flatMap((action) => doneText(action)?.[language] ?? []);
  const said = text === undefined ? undefined : maskText(text);
  const top = level >= policy.escalation.levels.length;
  return {
    zh: (t) => [
      `工单 ${t.code} 升级至 ${level} 级（${title.zh}）：${REASONS[reason].zh}`,
      `工单 ${t.code}「${t.subject}」升级至 ${level} 级（${title.zh}），原因：${REASONS[reason].zh}${rungs.length > 0 ? `（规则 ${rungs.join('、')}）` : ''}。`,
      ...line(said),
      ...line(done('zh').length > 0 ? `已执行：${done('zh').join('；')}。` : undefined),
      ...tasksOf(data).map((task) => taskLine(task, taskId, 'zh')(t.code)),
      ...line(
        remindAt &&
          `请在${t.by(remindAt)}确认，${top ? '否则会再次提醒' : '否则升级到上一级'}：npx gongdan acknowledge ${t.code}`,
      ),
    ],
    en: (t) => [
      `Ticket ${t.code} is at level ${level} (${title.en}): ${REASONS[reason].en}`,
      `The ticket ${t.code} "${t.subject}" is at escalation level ${level} (${title.en}): ${REASONS[reason].en}${rungs.length > 0 ? ` (rule ${rungs.join(', ')})` : ''}.`,
      ...line(said),
      ...line(done('en').length > 0 ? `What was done: ${done('en').join('; ')}.` : undefined),
      ...tasksOf(data).map((task) => taskLine(task, taskId, 'en')(t.code)),
      ...line(
        remindAt &&
          `Please acknowledge it ${t.by(remindAt)}, or ${top ? 'you are told again' : 'it climbs to the next level'}: npx gongdan acknowledge ${t.code}`,
      ),
    ],
  };
};

/** For whoever has to do it, and is not told of the escalation itself. */
export const taskOpened = (task: OpenTask, taskId: number): Template => ({
  zh: (t) => [
    `工单 ${t.code} 有一项任务：${task.title.zh}`,
    `工单 ${t.code}「${t.subject}」升级，需要您处理。`,
    taskLine(task, taskId, 'zh')(t.code),
  ],
  en: (t) => [
    `A task of ticket ${t.code}: ${task.title.en}`,
    `The ticket ${t.code} "${t.subject}" was escalated, and needs you.`,
    taskLine(task, taskId, 'en')(t.code),
  ],
});

const taskLine =
  (task: OpenTask, taskId: number, language: Language) =>
  (code: string): string =>
    language === 'zh'
      ? `任务（${whoText(task.for).zh}）：${task.title.zh}。完成后：npx gongdan finish-task ${code} ${taskId}`
      : `Task (${whoText(task.for).en}): ${task.title.en}. When it is done: npx gongdan finish-task ${code} ${taskId}`;
