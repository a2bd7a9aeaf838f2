/** What those on duty are told of an alarm, in both languages: no ticket says which one is theirs. */
import type { Alarm, AlarmCondition, Episode } from '../alarms.ts';
import { DESK_ZONE, momentText } from '../promise-text.ts';
import type { Instant } from '../time.ts';
import type { Language } from '../vocabulary.ts';

export const alarmMessage = (
  { title, when }: Pick<Alarm, 'title' | 'when'>,
  episode: Episode,
  now: Instant,
): { readonly subject: string; readonly text: string } => {
  const { alarm, found } = episode;
  const at = (instant: Instant, language: Language): string => momentText(instant, { now, zone: DESK_ZONE, language });
  const command = `npx gongdan alarms acknowledge ${alarm}`;
  const codes = found.tickets.length === 0 ? [] : [found.tickets.join(' ')];
  const lines = [
    `值班告警：${title.zh}`,
    `${whatZh(when, found.count)}，自${at(found.since, 'zh')}。队列：${found.queues.join('、')}`,
    `请处理并确认：${command}`,
    '',
    `Alarm: ${title.en}`,
    `${whatEn(when, found.count)}, since ${at(found.since, 'en')}. Queues: ${found.queues.join(', ')}`,
    `Please see to it, and acknowledge it: ${command}`,
    ...(codes.length > 0 ? ['', '工单 · Tickets:', ...codes] : []),
  ];
  return { subject: `值班告警：${title.zh} · Alarm: ${title.en}`, text: `${lines.join('\n')}\n` };
};

const whatZh = (when: AlarmCondition, count: number): string => {
  if ('red' in when) return `${count} 个队列变红已满 ${when.red.minutes} 分钟`;
  if ('waiting' in when) return `${count} 张工单（${when.waiting.priority.join('、')}）在排队`;
  return `${count} 张工单（${when.untouched.priority.join('、')}）已 ${when.untouched.minutes} 分钟无人接手`;
};

const whatEn = (when: AlarmCondition, count: number): string => {
  if ('red' in when) return `${count} red for ${when.red.minutes} minutes`;
  if ('waiting' in when) return `${count} waiting (${when.waiting.priority.join(', ')})`;
  return `${count} (${when.untouched.priority.join(', ')}) that nobody has touched for ${when.untouched.minutes} minutes`;
};
