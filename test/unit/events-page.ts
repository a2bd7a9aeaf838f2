import * as z from 'zod';
import { EVENT_TYPES, eventSchema, eventSchemas } from '../../contracts/events.ts';
import type { EventType } from '../../core/domain/events.ts';

const TITLES: Readonly<Record<EventType, string>> = {
  'ticket.opened': '开单 · A channel opened it',
  'ticket.classified': '分类 · Category, priority or tier changed, and with them queue and clocks',
  'ticket.queued': '入队 · It went back to a queue',
  'ticket.dispatch-failed': '无人可派 · Nobody could be found for it',
  'ticket.assigned': '分派 · It has an assignee',
  'ticket.paused': '让位 · It was pushed aside for a more urgent one',
  'ticket.pool-expired': '无人领取 · Nobody claimed it in time: it is pushed from now on',
  'ticket.accepted': '开始处理 · The assignee began',
  'ticket.replied': '回复 · The desk answered the customer',
  'ticket.noted': '备注 · A note for colleagues',
  'ticket.held': '挂起 · It waits for the customer, a third party or sub-tickets',
  'ticket.hold-reminded': '挂起提醒 · Half of the hold is over: whom it waits for is reminded',
  'ticket.resumed': '恢复 · It goes on',
  'ticket.customer-replied': '客户回复 · The customer wrote',
  'ticket.urged': '催单 · The customer urged',
  'ticket.transferred': '转派 · It was handed on; a queued or assigned event follows',
  'ticket.warned': '黄牌 · A clock is about to run out',
  'ticket.breached': '红牌 · A clock ran out',
  'ticket.overdue': '超时后仍未完成 · A clock ran out so long ago',
  'ticket.escalated': '升级 · Those above are told, and more is done as the ladder says',
  'ticket.acknowledged': '升级确认 · Somebody sees to the escalation: it does not climb',
  'ticket.task-finished': '任务完成 · What an escalation asked for is done',
  'ticket.promised': '大促改善承诺 · A promotion betters what was promised',
  'ticket.clocks-rebuilt': '时效重算 · The clocks follow from the timeline again',
  'ticket.resolved': '解决 · The agent says it is solved; `onward` says what comes next',
  'ticket.approval-requested': '重新审批 · What was to be approved has changed: what was given is void',
  'ticket.approved': '同意 · Somebody who had to agree has agreed',
  'ticket.approval-rejected': '不同意 · It goes back to its agent',
  'ticket.approval-question': '审批追问 · An approver wants to know something first',
  'ticket.approval-answered': '答复追问 · The question of an approver is answered',
  'ticket.approval-reminded': '审批提醒 · Half of the time for an approval is over',
  'ticket.approval-late': '审批超时 · Those above are asked as well; silence never approves',
  'ticket.approval-withdrawn': '撤回审批 · The agent has taken it back',
  'ticket.reviewed': '质检 · It passed, or goes back for rework',
  'ticket.rework-late': '返工超时 · What the review sent back was not done in its time',
  'ticket.disputed': '质检申诉 · The agent does not agree with a review',
  'ticket.dispute-decided': '申诉裁定 · A second reviewer has looked at a disputed review',
  'ticket.calibrated': '双人质检 · A second reviewer has looked at it apart from the first',
  'ticket.reopened': '重开 · It goes on after having been resolved',
  'ticket.closed': '关闭 · It is over',
  'ticket.archived': '归档 · The workflow has ended',
  'ticket.tagged': '标签 · Tags were added or taken away',
  'ticket.followed': '关注 · Somebody is told of everything from now on',
  'ticket.unfollowed': '取消关注 · Somebody is no longer told',
  'ticket.fields-set': '填写表单 · Somebody filled in fields of its form',
  'ticket.step-taken': '完成步骤 · A step of the checklist was taken',
  'ticket.macro-run': '快捷操作 · A macro was run; what it did follows',
  'ticket.attachment-added': '附件 · A file was announced; it is not there yet',
  'ticket.attachment-checked': '附件检查 · A file may be read, or was refused',
  'ticket.attachment-removed': '移除附件 · A file was taken away',
  'ticket.party-asked': '询问外部 · Somebody outside the desk was asked, and has a link to answer by',
  'ticket.party-answered': '外部答复 · Somebody outside the desk has answered',
  'ticket.sub-opened': '子工单 · Another team does a part of the work in a ticket of its own',
  'ticket.sub-changed': '子工单进展 · A sub-ticket was solved, or opened again',
  'ticket.awaits': '等待子工单 · How many of its sub-tickets it waits for',
  'ticket.split': '拆出 · A message has become a ticket of its own',
  'ticket.linked': '关联 · It is linked with another ticket',
  'ticket.unlinked': '取消关联 · It is no longer linked with it',
  'ticket.merged': '并入 · Another ticket goes on in its place',
  'ticket.absorbed': '吸收 · It goes on for another ticket as well',
  'ticket.unmerged': '撤销合并 · It goes on by itself again',
  'ticket.released': '放回 · A ticket that it had absorbed goes on by itself',
  'ticket.revealed': '查看明文 · Somebody has read personal data unmasked',
  'ticket.redacted': '抹除 · A value was taken out of it for good',
  'ticket.erased': '清除个人信息 · The time is over for which personal data is kept',
  'ticket.legal-hold': '法务保留 · Its data is kept until this is taken off',
  'ticket.link-revoked': '链接作废 · The links that the customer was given open no longer',
  'ticket.rated': '评价 · The customer has rated the answer',
};

const json = (value: object): string => ['```json', JSON.stringify(value, null, 2), '```'].join('\n');

/** The whole of docs/events.md. */
export const eventsPage = (): string => {
  const schemas = eventSchemas();
  const envelope = Object.entries(eventSchema('ticket.archived').shape)
    .filter(([field]) => field !== 'data' && field !== 'clocks')
    .map(([field, schema]) => {
      const description = z.globalRegistry.get(schema)?.description;
      return `- \`${field}\`${description ? `: ${description.replaceAll('<', '\\<')}` : ''}`;
    });
  return [
    '# Events 事件',
    '',
    'What stands in the timeline of a ticket, generated from `contracts/events.ts`. Every event has',
    '',
    ...envelope,
    '- `data`: by type, below',
    '- `clocks`: those that it changed, if any, at the end of this page',
    '',
    'The bus carries ids, enums and numbers alone (`contracts/bus.ts`); who needs the data reads the timeline. A field may be',
    'added to a version; nothing is removed or tightened without a new one. Readers ignore what they do not know.',
    ...EVENT_TYPES.flatMap((type) => ['', `## ${type}`, '', TITLES[type], '', json(schemas[`${type}.v1`] ?? {})]),
    '',
    '## clocks',
    '',
    '时效 · The clocks that an event changed, whole, as they are from then on: folding a timeline needs no policy',
    '',
    json(schemas['clocks.v1'] ?? {}),
    '',
  ].join('\n');
};
