/** What agents are told of the tickets that are theirs, or that they follow. */
import type { ClockName } from '../clocks/clock.ts';
import type { Instant } from '../time.ts';
import type { HoldReason } from '../vocabulary.ts';
import type { Template } from './template.ts';
import { CLOCK_NAMES } from './words.ts';

export const rework = (remarks: string): Template => ({
  zh: (t) => [
    `工单 ${t.code} 质检未通过，请重新处理`,
    `工单 ${t.code}「${t.subject}」被退回。`,
    `质检意见：${remarks}`,
  ],
  en: (t) => [
    `Ticket ${t.code} came back from the review`,
    `The ticket ${t.code} "${t.subject}" needs rework.`,
    `Remarks: ${remarks}`,
  ],
});

export const warned = (clock: ClockName): Template => ({
  zh: (t) => [
    `黄牌预警：工单 ${t.code} 即将超时`,
    `工单 ${t.code}「${t.subject}」的${CLOCK_NAMES[clock].zh}即将超时：应在${t.due(clock)}完成。`,
  ],
  en: (t) => [
    `Warning: ticket ${t.code} is close to its due time`,
    `The ${CLOCK_NAMES[clock].en} of the ticket ${t.code} "${t.subject}" is due ${t.due(clock)}.`,
  ],
});

export const breached = (clock: ClockName): Template => ({
  zh: (t) => [
    `红牌：工单 ${t.code} 已超时`,
    `工单 ${t.code}「${t.subject}」的${CLOCK_NAMES[clock].zh}已超时：本应在${t.due(clock)}完成。`,
  ],
  en: (t) => [
    `Missed: ticket ${t.code} is late`,
    `The ${CLOCK_NAMES[clock].en} of the ticket ${t.code} "${t.subject}" is late: it was due ${t.due(clock)}.`,
  ],
});

/** `minutesAfter`: minutes of the clock's calendar. */
export const overdue = (clock: ClockName, minutesAfter: number): Template => ({
  zh: (t) => [
    `工单 ${t.code} 已超时 ${minutesAfter} 分钟`,
    `工单 ${t.code}「${t.subject}」的${CLOCK_NAMES[clock].zh}已超时 ${minutesAfter} 分钟（工作时间），请立即处理。`,
  ],
  en: (t) => [
    `Ticket ${t.code} is ${minutesAfter} minutes overdue`,
    `The ${CLOCK_NAMES[clock].en} of the ticket ${t.code} "${t.subject}" is ${minutesAfter} working minutes overdue. Please see to it now.`,
  ],
});

const STILL_WAITS: Readonly<Record<HoldReason, { readonly zh: string; readonly en: string }>> = {
  customer: { zh: '仍在等客户回复', en: 'still waits for the customer' },
  thirdParty: { zh: '仍在等第三方', en: 'still waits for a third party' },
  subTickets: { zh: '仍在等子工单', en: 'still waits for its sub-tickets' },
};

export const stillWaits = (why: HoldReason, until: Instant, atEnd: 'resume' | 'resolve'): Template => ({
  zh: (t) => [
    `工单 ${t.code} ${STILL_WAITS[why].zh}`,
    `工单 ${t.code}「${t.subject}」${STILL_WAITS[why].zh}，请催办。`,
    atEnd === 'resolve' ? `如果${t.by(until)}没有结果，它会自动解决。` : `如果${t.by(until)}没有结果，它会回到您手上。`,
  ],
  en: (t) => [
    `Ticket ${t.code} ${STILL_WAITS[why].en}`,
    `The ticket ${t.code} "${t.subject}" ${STILL_WAITS[why].en}. Please ask again.`,
    atEnd === 'resolve'
      ? `Unless there is a result ${t.by(until)}, it is resolved by itself.`
      : `Unless there is a result ${t.by(until)}, it comes back to you without one.`,
  ],
});

/** `clock`: of the stage that took too long; none: nobody moved after a breach. */
export const taken = (clock: ClockName | undefined): Template => ({
  zh: (t) => [
    `工单 ${t.code} 已改由他人处理`,
    clock === undefined
      ? `工单 ${t.code}「${t.subject}」超时后一直没有处理，已退回队列，另派他人。`
      : `工单 ${t.code}「${t.subject}」的${CLOCK_NAMES[clock].zh}用时过长，已退回队列，另派他人。`,
    '您不需要再处理。',
  ],
  en: (t) => [
    `Ticket ${t.code} goes to somebody else`,
    clock === undefined
      ? `Nothing happened to the ticket ${t.code} "${t.subject}" after it was late: it went back to the queue.`
      : `The ${CLOCK_NAMES[clock].en} of the ticket ${t.code} "${t.subject}" took too long: it went back to the queue.`,
    'There is nothing left for you to do.',
  ],
});
