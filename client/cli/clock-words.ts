/** The words of clocks, holds and escalations in both languages. */
import type { ClockView } from '../../contracts/clocks.ts';
import type { TicketView } from '../../contracts/views.ts';
import type { Phrase } from './words.ts';

export const CLOCK_NAMES = {
  firstResponse: ['首次响应', 'first response'],
  nextResponse: ['再次响应', 'next response'],
  resolution: ['解决', 'resolution'],
  accept: ['接单', 'acceptance'],
  handle: ['处理', 'handling'],
  approval: ['审批', 'approval'],
  review: ['质检', 'review'],
  thirdParty: ['第三方', 'third party'],
} as const satisfies Record<keyof TicketView['clocks'], Phrase>;

export const CLOCK_STATES: Readonly<Record<ClockView['state'], Phrase>> = {
  running: ['计时中', 'running'],
  paused: ['暂停', 'paused'],
  met: ['达标', 'met'],
  missed: ['超时', 'missed'],
  cancelled: ['取消', 'cancelled'],
};

/** What a ticket on hold waits for. */
export const HOLDS: Readonly<Record<keyof TicketView['heldMinutes'], Phrase>> = {
  customer: ['待客户回复', 'for the customer'],
  thirdParty: ['待第三方', 'for a third party'],
  subTickets: ['待子工单', 'for its sub-tickets'],
};

export const ESCALATED_BY: Readonly<Record<string, Phrase>> = {
  breach: ['超时', 'breach'],
  urges: ['多次催办', 'urged repeatedly'],
  manual: ['人工升级', 'by hand'],
  reviewOverdue: ['质检超时', 'the review is late'],
  reworks: ['多次退回', 'sent back repeatedly'],
  reworkOverdue: ['退回后超时', 'what was sent back is late'],
  approvalOverdue: ['审批超时', 'the approval is late'],
  stillOpen: ['超时未结', 'still open'],
  unacknowledged: ['上次升级无人确认', 'nobody acknowledged the last one'],
  time: ['到达规则时限', 'at a time that the rules name'],
  nature: ['需要专家', 'it needs an expert'],
  severity: ['问题严重', 'a grave matter'],
  poolExpired: ['无人领取', 'nobody claimed it'],
  dispatchFailed: ['找不到坐席', 'nobody could be found'],
};

export const RESCUES: Readonly<Record<string, Phrase>> = {
  requeue: ['退回队列', 'requeued'],
  otherTeam: ['转其他部门', 'to another team'],
  coordinator: ['交兜底人员', 'to the last resort'],
};
