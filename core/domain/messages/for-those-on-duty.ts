/** What those on duty are told of an alarm. */
import type { Alarm, AlarmCondition, Episode } from '../alarms.ts';
import { DESK_ZONE, momentText } from '../promise-text.ts';
import type { Instant } from '../time.ts';
import { type Told, tell } from './telling.ts';

export const forThoseOnDuty = (
  { title, when, to }: Pick<Alarm, 'title' | 'when' | 'to'>,
  { alarm, found }: Episode,
  now: Instant,
): Told => {
  const { count, since, queues, tickets } = found;
  return tell(
    'alarm',
    ({ language, titled }) => ({
      alarm,
      title: titled(title),
      what: language === 'zh' ? whatZh(when, count) : whatEn(when, count),
      since: momentText(since, { now, zone: DESK_ZONE, language }),
      queues: queues.join(language === 'zh' ? '、' : ', '),
      tickets: tickets.join(' '),
    }),
    { named: to },
  );
};

const whatZh = (when: AlarmCondition, count: number): string => {
  if ('red' in when) return `${count} 个队列变红已满 ${when.red.minutes} 分钟`;
  if ('waiting' in when) return `${count} 张工单（${when.waiting.priority.join('、')}）在排队`;
  return `${count} 张工单（${when.untouched.priority.join('、')}）已 ${when.untouched.minutes} 分钟无人接手`;
};

const whatEn = (when: AlarmCondition, count: number): string => {
  const many = (thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
  if ('red' in when) return `${many('queue')} red for ${when.red.minutes} minutes`;
  if ('waiting' in when) return `${many('ticket')} (${when.waiting.priority.join(', ')}) waiting`;
  return `${many('ticket')} (${when.untouched.priority.join(', ')}) that nobody has touched for ${when.untouched.minutes} minutes`;
};
