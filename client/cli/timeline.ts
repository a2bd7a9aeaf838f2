/** What happened to a ticket, in words. */
import type { TimelineEvent } from '../../contracts/views.ts';
import { CLOCK_NAMES, ESCALATED_BY, HOLDS, RESCUES } from './clock-words.ts';
import { ASSIGNED_BY } from './routing-words.ts';
import { type Data, joined, names, quoted, type Sentences, text, word } from './sentences.ts';
import { pad } from './table.ts';
import { localTime, type Show } from './terminal.ts';
import { DESK_SENTENCES } from './timeline-desk.ts';
import { QUALITY_SENTENCES } from './timeline-quality.ts';
import { type Phrase, say } from './words.ts';

const person = (data: Data): string => {
  const { name = '', id = '' } = (data.assignee ?? {}) as { name?: string; id?: string };
  return `${name} (${id})`;
};

const ofTier = (data: Data, before: string): string =>
  data.tier === undefined ? '' : `${before}${text(data, 'tier')}`;
const told = (data: Data): string => (Array.isArray(data.to) ? data.to.join(', ') : '');

const BECAUSE: Readonly<Record<string, Phrase>> = {
  untouched: ['超时无人处理', 'nobody moved'],
  supervisor: ['主管', 'by a supervisor'],
  givenBack: ['坐席退回', 'given back'],
  transfer: ['转派', 'transferred'],
  expertReview: ['多次退回，转专家', 'sent back too often: to the experts'],
  repeat: ['客户不满意，转专家复核', 'the customer came back: to the experts'],
  absent: ['坐席请假', 'the agent is on leave'],
  rescued: ['环节超时', 'a stage took too long'],
  escalated: ['升级收回', 'taken back by an escalation'],
  capacity: ['坐席有空了', 'the agent has room again'],
  customerReply: ['客户已回复', 'the customer answered'],
  answered: ['客户先前已回复', 'the customer had written already'],
  limit: ['挂起到期', 'the hold ran out'],
  agent: ['坐席继续', 'by the agent'],
  party: ['外部已答复', 'everybody outside has answered'],
  subTickets: ['子工单已完成', 'its sub-tickets are done'],
  nobodyOnline: ['无人在线', 'nobody is online'],
  nobodyFree: ['坐席均已满载', 'everybody is busy'],
  nobodyFits: ['没有人符合要求', 'nobody has what it takes'],
  confirmed: ['客户确认', 'the customer confirmed'],
  silence: ['到期未再反馈', 'no further word from the customer'],
};
const SENTENCES: Sentences = {
  ...DESK_SENTENCES,
  ...QUALITY_SENTENCES,
  'ticket.opened': (data) => [
    `提交：“${text(data, 'subject')}”，${text(data, 'category')} ${text(data, 'priority')}，进入队列 ${text(data, 'queue')}`,
    `opened: “${text(data, 'subject')}”, ${text(data, 'category')} ${text(data, 'priority')}, to the queue ${text(data, 'queue')}`,
  ],
  'ticket.classified': (data) => [
    `改为 ${text(data, 'category')} ${text(data, 'priority')}，队列 ${text(data, 'queue')}${ofTier(data, '，客户等级 ')}`,
    `is now ${text(data, 'category')} ${text(data, 'priority')} in the queue ${text(data, 'queue')}${ofTier(data, ', tier ')}`,
  ],
  'ticket.queued': (data) => {
    const [zh, en] = word(BECAUSE, text(data, 'because'));
    const rescue = data.rescue === undefined ? undefined : word(RESCUES, text(data, 'rescue'));
    return [
      `回到队列 ${text(data, 'queue')}（${zh}${rescue ? `，${rescue[0]}` : ''}）${quoted(data, 'reason')}`,
      `back to the queue ${text(data, 'queue')} (${en}${rescue ? `, ${rescue[1]}` : ''})${quoted(data, 'reason')}`,
    ];
  },
  'ticket.dispatch-failed': (data) =>
    joined(
      word(BECAUSE, text(data, 'because')),
      (because) => `暂无人可接：${because}`,
      (because) => `found no agent: ${because}`,
    ),
  'ticket.assigned': (data) =>
    joined(
      word(ASSIGNED_BY, text(data, 'by')),
      (by) => `${by}：${person(data)}${quoted(data, 'reason')}`,
      (by) => `${by} ${person(data)}${quoted(data, 'reason')}`,
    ),
  'ticket.paused': (data) => [
    `暂停，为更急的 ${text(data, 'forCode')} 让路`,
    `paused for the more urgent ${text(data, 'forCode')}`,
  ],
  'ticket.pool-expired': (data) => [
    `在领取池 ${text(data, 'queue')} 等太久，改为推送`,
    `waited too long in the pool ${text(data, 'queue')}: it is pushed now`,
  ],
  'ticket.accepted': () => ['开始处理', 'began with it'],
  'ticket.replied': (data) => [`回复客户${quoted(data, 'text')}`, `answered the customer${quoted(data, 'text')}`],
  'ticket.noted': (data) => {
    const asked = names(data, 'mentions');
    return [
      `备注${asked && ` @${asked}`}${quoted(data, 'text')}`,
      `noted${asked && ` @${asked}`}${quoted(data, 'text')}`,
    ];
  },
  'ticket.held': (data) =>
    joined(
      word(HOLDS, text(data, 'for')),
      (reason) => `挂起：${reason}${quoted(data, 'reason')}`,
      (reason) => `on hold ${reason}${quoted(data, 'reason')}`,
    ),
  'ticket.hold-reminded': (data) =>
    joined(
      word(HOLDS, text(data, 'for')),
      (reason) => `挂起过半，提醒（${reason}）`,
      (reason) => `half of the hold is over, a reminder goes out (${reason})`,
    ),
  'ticket.resumed': (data) =>
    joined(
      word(BECAUSE, text(data, 'because')),
      (because) => `继续处理（${because}）`,
      (because) => `goes on (${because})`,
    ),
  'ticket.customer-replied': (data) => [`客户来信${quoted(data, 'text')}`, `the customer wrote${quoted(data, 'text')}`],
  'ticket.urged': (data) => [`客户催办${quoted(data, 'text')}`, `the customer urged${quoted(data, 'text')}`],
  'ticket.transferred': (data) => {
    const to = `${text(data, 'queue')}${data.team === undefined ? '' : ` (${text(data, 'team')})`}`;
    const said = `${quoted(data, 'reason')}${quoted(data, 'note')}`;
    return data.back
      ? [`退回 ${to}${said}`, `sent back to ${to}${said}`]
      : [`转派到 ${to}${said}`, `transferred to ${to}${said}`];
  },
  'ticket.warned': (data) =>
    joined(
      word(CLOCK_NAMES, text(data, 'clock')),
      (clock) => `黄牌：${clock}即将超时`,
      (clock) => `warning: ${clock} is due soon`,
    ),
  'ticket.breached': (data) =>
    joined(
      word(CLOCK_NAMES, text(data, 'clock')),
      (clock) => `红牌：${clock}超时`,
      (clock) => `breach: ${clock} is overdue`,
    ),
  'ticket.overdue': (data) =>
    joined(
      word(CLOCK_NAMES, text(data, 'clock')),
      (clock) => `${clock}超时已 ${text(data, 'minutesAfter')} 分钟`,
      (clock) => `${clock} is overdue by ${text(data, 'minutesAfter')} minutes`,
    ),
  'ticket.escalated': (data) =>
    joined(
      word(ESCALATED_BY, text(data, 'reason')),
      (reason) => `升级到 ${text(data, 'level')} 级（${reason}），通知 ${told(data)}${quoted(data, 'text')}`,
      (reason) => `escalated to level ${text(data, 'level')} (${reason}), told: ${told(data)}${quoted(data, 'text')}`,
    ),
  'ticket.acknowledged': (data) => [
    `确认升级，开始跟进${quoted(data, 'note')}`,
    `sees to the escalation${quoted(data, 'note')}`,
  ],
  'ticket.task-finished': (data) => [
    `完成任务 #${text(data, 'task')}${quoted(data, 'note')}`,
    `finished the task #${text(data, 'task')}${quoted(data, 'note')}`,
  ],
  'ticket.promised': (data) => [
    `大促“${text(data, 'promotion')}”期间时限改善`,
    `due sooner by the promotion “${text(data, 'promotion')}”`,
  ],
  'ticket.clocks-rebuilt': () => ['时效按流转记录重算', 'the clocks were reckoned anew from the timeline'],
  'ticket.reopened': (data) => [`重开${quoted(data, 'reason')}`, `reopened${quoted(data, 'reason')}`],
  'ticket.closed': (data) =>
    joined(
      word(BECAUSE, text(data, 'because')),
      (because) => `关闭（${because}）`,
      (because) => `closed (${because})`,
    ),
  'ticket.archived': () => ['归档', 'archived'],
};

const URGENT = new Set(['ticket.breached', 'ticket.overdue', 'ticket.escalated']);
const NOTABLE = new Set([
  'ticket.warned',
  'ticket.dispatch-failed',
  'ticket.reopened',
  'ticket.urged',
  'ticket.paused',
  'ticket.pool-expired',
  'ticket.approval-late',
  'ticket.rework-late',
]);

/** One event as a phrase in both languages; an event of a newer API is shown by its type. */
const sentenceOf = ({ type, data }: TimelineEvent): Phrase => SENTENCES[type]?.(data) ?? [type, type];

/** The events, one a line: number, local time with seconds, actor, what happened. */
export const timelineText = (events: readonly TimelineEvent[], show: Show): string => {
  const { colour } = show;
  const actors = events.map(({ actor }) => (actor.kind === 'agent' ? actor.id : `${actor.kind}:${actor.id}`));
  const width = Math.max(0, ...actors.map((actor) => actor.length));
  return events
    .map((event, index) => {
      const sentence = say(sentenceOf(event), show.language);
      const paint = URGENT.has(event.type) ? colour.red : NOTABLE.has(event.type) ? colour.yellow : String;
      const head = [String(event.seq).padStart(3), localTime(event.time, show, true), pad(actors[index] ?? '', width)];
      return `${colour.dim(head.join('  '))}  ${paint(sentence.replace(/\s*\n\s*/gu, ' ⏎ '))}`;
    })
    .join('\n');
};
