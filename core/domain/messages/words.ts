/** What the messages call things, in both languages. */
import type { ClockName } from '../clocks/clock.ts';
import type { Addressee } from '../escalation/addressee.ts';
import type { Action } from '../escalation/ladder.ts';
import type { EscalationReason } from '../events.ts';
import type { Titles } from '../vocabulary.ts';

export const CLOCK_NAMES: Readonly<Record<ClockName, Titles>> = {
  firstResponse: { zh: '首次响应', en: 'first response' },
  nextResponse: { zh: '再次回复', en: 'next response' },
  resolution: { zh: '解决', en: 'resolution' },
  accept: { zh: '接单', en: 'acceptance' },
  handle: { zh: '处理', en: 'handling' },
  review: { zh: '质检', en: 'review' },
  thirdParty: { zh: '第三方', en: 'third party' },
};

export const REASONS: Readonly<Record<EscalationReason, Titles>> = {
  breach: { zh: '已超时（红牌）', en: 'a target was missed' },
  urges: { zh: '客户多次催办', en: 'the customer urged repeatedly' },
  manual: { zh: '坐席升级', en: 'an agent asks for help' },
  reviewOverdue: { zh: '质检超时', en: 'the review takes too long' },
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
