/** What the messages call things, in both languages. */

import type { EscalationReason } from '../clock-events.ts';
import type { ClockName } from '../clocks/clock.ts';
import type { Addressee } from '../escalation/addressee.ts';
import type { Action } from '../escalation/ladder.ts';
import type { ActorKind, Recorded } from '../events.ts';
import type { Risk } from '../review/review.ts';
import type { HoldReason, Titles } from '../vocabulary.ts';

export const CLOCK_NAMES: Readonly<Record<ClockName, Titles>> = {
  firstResponse: { zh: '首次响应', en: 'first response' },
  nextResponse: { zh: '再次回复', en: 'next response' },
  resolution: { zh: '解决', en: 'resolution' },
  accept: { zh: '接单', en: 'acceptance' },
  handle: { zh: '处理', en: 'handling' },
  approval: { zh: '审批', en: 'approval' },
  review: { zh: '质检', en: 'review' },
  thirdParty: { zh: '第三方', en: 'third party' },
};

export const REASONS: Readonly<Record<EscalationReason, Titles>> = {
  breach: { zh: '已超时（红牌）', en: 'a target was missed' },
  urges: { zh: '客户多次催办', en: 'the customer urged repeatedly' },
  manual: { zh: '坐席升级', en: 'an agent asks for help' },
  reviewOverdue: { zh: '质检超时', en: 'the review takes too long' },
  approvalOverdue: { zh: '审批超时', en: 'nobody has approved or rejected it in time' },
  reworkOverdue: { zh: '返工超时', en: 'the rework was not done in time' },
  reworks: { zh: '多次返工', en: 'it was sent back repeatedly' },
  stillOpen: { zh: '超时后仍未处理完', en: 'it is overdue and still open' },
  poolExpired: { zh: '在领取池中无人领取', en: 'nobody has claimed it from its pool' },
  dispatchFailed: { zh: '无人可派', en: 'nobody could be found for it' },
  unacknowledged: { zh: '上次升级无人确认', en: 'nobody has acknowledged the last escalation' },
  time: { zh: '已到规则设定的时限', en: 'it has reached a time that the rules name' },
  nature: { zh: '需要专家处理', en: 'it needs an expert' },
  severity: { zh: '问题严重', en: 'it is a grave matter' },
};

/** What has been done beside telling; undefined for the telling itself, and for tasks, which are told each for itself. */
export const doneText = (action: Action): Titles | undefined => {
  switch (action.do) {
    case 'raisePriority':
      return { zh: '提高优先级', en: 'its priority was raised' };
    case 'reassign':
      return action.queue === undefined
        ? { zh: '退回队列，换人处理', en: 'it went back to its queue, to somebody else' }
        : { zh: `转到队列 ${action.queue}`, en: `it went to the queue ${action.queue}` };
    case 'addFollower':
      return { zh: `新增关注人：${whoText(action.who).zh}`, en: `followed by ${whoText(action.who).en} from now on` };
    case 'freezeHold':
      return { zh: '不再允许挂起', en: 'no more holds' };
    case 'notify':
    case 'openTask':
      return undefined;
  }
};

export const whoText = (who: Addressee): Titles => {
  if (who === 'supervisor') return { zh: '主管', en: 'the supervisors' };
  if (who === 'assignee') return { zh: '负责人', en: 'the assignee' };
  return who.startsWith('team:')
    ? { zh: `部门 ${who.slice(5)}`, en: `the team ${who.slice(5)}` }
    : { zh: who, en: who };
};

export const STILL_WAITS: Readonly<Record<HoldReason, Titles>> = {
  customer: { zh: '仍在等客户回复', en: 'still waits for the customer' },
  thirdParty: { zh: '仍在等第三方', en: 'still waits for a third party' },
  subTickets: { zh: '仍在等子工单', en: 'still waits for its sub-tickets' },
};

export const RISK_NAMES: Readonly<Record<Risk, Titles>> = {
  refund: { zh: '涉及退款', en: 'a refund' },
  complaint: { zh: '投诉', en: 'a complaint' },
  reopened: { zh: '曾重新打开', en: 'reopened before' },
  escalated: { zh: '曾升级', en: 'escalated before' },
  lowRating: { zh: '评分低', en: 'a low rating' },
  keyword: { zh: '敏感词', en: 'a word to look out for' },
  reworked: { zh: '曾退回', en: 'sent back before' },
  precheck: { zh: '预检有问题', en: 'the check before it has found something' },
};

const OUTSIDE: Readonly<Record<Exclude<ActorKind, 'agent'>, Titles>> = {
  customer: { zh: '客户', en: 'the customer' },
  channel: { zh: '客户', en: 'the customer' },
  party: { zh: '外部协作方', en: 'a party outside' },
  system: { zh: '系统', en: 'the system' },
};

/** A colleague by id; of all others only what they are. */
export const whoDid = ({ kind, id }: Recorded['actor']): Titles =>
  kind === 'agent' ? { zh: id, en: id } : OUTSIDE[kind];
