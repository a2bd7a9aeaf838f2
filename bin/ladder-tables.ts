/** Escalation, promotions and alarms of a policy as tables. */
import { CLOCK_NAMES } from '../client/cli/clock-words.ts';
import type { AlarmCondition } from '../core/domain/alarms.ts';
import type { Action, Condition } from '../core/domain/escalation/ladder.ts';
import type { Policy } from '../core/domain/policy.ts';
import { both, duration, list, markdownTable, narrowed } from './page-words.ts';

export const levelTable = ({ escalation: { levels } }: Policy): string =>
  markdownTable(
    ['级别 level', '', '通知 told', '无人确认则再升 climbs unless acknowledged within', '再次提醒 told again every'],
    levels.map(({ title, to, acknowledgeMinutes, repeatMinutes }, index) => [
      String(index + 1),
      `${title.zh} ${title.en}`,
      list(to),
      duration(acknowledgeMinutes),
      duration(repeatMinutes),
    ]),
  );

export const ladderTable = ({ escalation: { ladder, levels } }: Policy): string =>
  markdownTable(
    ['条件 row', '何时 when', '到几级 level', '通知 told', '动作 what is done'],
    ladder.map(({ name, when, level, to, actions }) => [
      name,
      conditionText(when),
      level === undefined ? '升一级 one up' : `${level} ${levels[level - 1]?.title.zh ?? ''}`,
      to ? list(to) : '该级 those of the level',
      actions.map(actionText).join(', '),
    ]),
  );

const conditionText = (when: Condition): string => {
  const { clock, at, nature, words, amountAbove, urges, reopens, repeat } = when;
  const parts = [
    clock && `${both(CLOCK_NAMES[clock])}: ${markText(at)}`,
    nature && `坐席标记 marked \`${nature}\``,
    words && `客户说 says: ${words.join('、')}`,
    amountAbove && `金额超过 names more than ¥${amountAbove}`,
    urges && `每 ${urges} 次催办 every ${urges} urges`,
    reopens && `重开 ${reopens} 次 reopened ${reopens} times`,
    repeat && '再次投诉 complains again',
  ];
  const whose = narrowed(when, []);
  return [...parts.filter(Boolean), ...(whose === ANY ? [] : [whose])].join('; ');
};

const markText = (at: Condition['at']): string => {
  if (typeof at !== 'object') return at === 'warning' ? '黄牌 warning' : '红牌 breach';
  const late = duration(at.minutesAfter);
  return `超时 ${late} 后 ${late} past due`;
};

const ANY = narrowed({}, []);

const actionText = (action: Action): string => {
  switch (action.do) {
    case 'notify':
    case 'raisePriority':
    case 'freezeHold':
      return `\`${action.do}\``;
    case 'reassign':
      return action.queue === undefined ? '`reassign`' : `\`reassign\` to \`${action.queue}\``;
    case 'addFollower':
      return `\`addFollower\` \`${action.who}\``;
    case 'openTask':
      return `\`openTask\` ${action.title.zh} ${action.title.en} → \`${action.for}\``;
  }
};

export const promotionTable = ({ promotions }: Policy): string =>
  promotions.length === 0
    ? '默认规则没有大促。There is none in the default policy.'
    : markdownTable(
        ['大促 promotion', '从 from', '到 until', '优先 precedence', '坐席负载 capacity'],
        promotions.map(({ name, title, from, until, precedence, capacityFactor }) => [
          `${name} ${title.zh} ${title.en}`,
          from,
          until,
          String(precedence),
          `× ${capacityFactor}`,
        ]),
      );

export const alarmTable = ({ alarms }: Policy): string =>
  markdownTable(
    ['告警 alarm', '何时 when', '队列 queues', '通知 told'],
    alarms.map(({ title, when, queues, to }) => [
      `${title.zh} ${title.en}`,
      alarmText(when),
      queues.length === 0 ? '全部 all' : list(queues),
      list(to),
    ]),
  );

const alarmText = (when: AlarmCondition): string => {
  if ('untouched' in when)
    return `${when.untouched.priority.join(' ')} 无人处理 untouched for ${duration(when.untouched.minutes)}`;
  if ('waiting' in when)
    return `${when.waiting.priority.join(' ')} 排队超过 more than ${when.waiting.moreThan} waiting`;
  return `队列变红 red for ${duration(when.red.minutes)}`;
};
