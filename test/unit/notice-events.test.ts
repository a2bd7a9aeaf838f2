/** What happens between "solved" and closed, late promises and low ratings: who hears of it, and what. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../core/domain/commands.ts';
import type { EventType, Recorded } from '../../core/domain/events.ts';
import { plan } from '../../core/domain/messages/plan.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { policy as shipped } from './desk.ts';
import { at, checker, chief, customer, LIN, lin, START, shop, WANG } from './people.ts';
import { OFFICE, PLAIN, promise, promising } from './rules.ts';
import { handledUnder, type Story } from './story.ts';
import { LINK, type Message, told } from './told.ts';

const heard = (
  story: Pick<Story, 'events' | 'ticket'>,
  type: EventType,
  policy: Policy = PLAIN,
): readonly Message[] => {
  const event = story.events.findLast((each) => each.type === type);
  if (!event) throw new Error(`There is no ${type}.`);
  return told(event, story.ticket, policy, addMinutes(event.time, 1));
};
const brief = (messages: readonly Message[]) => messages.map(({ occasion, to, subject }) => [occasion, to, subject]);

const stage = (name: string, need = 1) => ({
  ...{ name, title: { zh: `${name}审批`, en: `by ${name}` }, of: ['supervisor' as const], need },
  ...{ limitMinutes: 60, escalateTo: ['team:experts' as const] },
});
const APPROVED: Policy = {
  ...PLAIN,
  categories: PLAIN.categories.map((each) => ({ ...each, title: { zh: '退款', en: 'Refund' } })),
  approvals: [{ name: 'big', title: { zh: '大额', en: 'Big' }, when: {}, stages: [stage('boss', 2), stage('chief')] }],
  forms: shipped.forms,
};
const person = (id: string) => ({ kind: 'agent' as const, id, roles: ['supervisor' as const] });
const [BO, LUO] = [person('agt_bo'), person('agt_luo')];
const RESOLVE: Command = {
  ...{ type: 'resolve', code: 'refunded', text: '退到 13812345678 的账户' },
  approvers: {
    boss: { of: ['agt_bo', 'agt_luo'], late: ['agt_mei'] },
    chief: { of: ['agt_chief'], late: [] },
  },
} as const;
const solved = (language: 'zh' | 'en' = 'zh'): Story => {
  const story = handledUnder(APPROVED, { language });
  story.gives(RESOLVE, lin, at('02:00'));
  return story;
};
const requestOf = ({ ticket }: Story): number => (ticket.phase === 'approval' ? ticket.approval.request : 0);

describe('approvals', () => {
  it('ask those of the first stage, with what is to be approved, masked, and a link of their own', () => {
    const [message, ...others] = heard(solved(), 'ticket.resolved', APPROVED);
    expect(others).toEqual([]);
    expect(brief([message as Message])).toEqual([
      ['approvalAsked', ['agt_bo', 'agt_luo'], '请审批工单 ABCD2345：boss审批'],
    ]);
    expect(message?.text).toContain('agt_lin 请您审批工单 ABCD2345「P1」的解决方案（boss审批）。');
    expect(message?.text).toContain('方案：退到 138****5678 的账户');
    expect(message?.text).toContain('请在今天 13:02 前（UTC+8）审批。');
    expect(message?.text).toContain(`审批：${LINK}`);
    expect(message?.text).not.toContain('金额');
    expect(heard(solved('en'), 'ticket.resolved', APPROVED)[0]?.text).toContain(`Approve or reject it here: ${LINK}`);
  });

  it('say how much it is about', () => {
    const policy: Policy = { ...APPROVED, forms: { delivery: shipped.forms.refund as never } };
    const story = handledUnder(policy);
    story.gives({ type: 'setFields', fields: { 'refund-amount': 6000 } }, lin, at('01:00'));
    story.gives(RESOLVE, lin, at('02:00'));
    expect(heard(story, 'ticket.resolved', policy)[0]?.text).toContain('\n退款金额 6,000.00 元\n');
  });

  it('ask the next stage when the one before has agreed, and tell whoever waits for it', () => {
    const story = solved();
    story.gives({ type: 'approve', request: requestOf(story) }, BO, at('03:00'));
    expect(heard(story, 'ticket.approved', APPROVED)).toEqual([]);
    story.gives({ type: 'approve', request: requestOf(story), remarks: '同意' }, LUO, at('04:00'));
    const [asked, approved] = heard(story, 'ticket.approved', APPROVED);
    expect(brief([asked as Message])).toEqual([['approvalAsked', ['agt_chief'], '请审批工单 ABCD2345：chief审批']]);
    expect(brief([approved as Message])).toEqual([['approved', ['agt_lin'], '工单 ABCD2345 审批通过']]);
    expect(approved?.text).toBe('agt_luo 批准了工单 ABCD2345「P1」。\n意见：同意\n接下来由下一级审批：chief审批。\n');
    story.gives({ type: 'approve', request: requestOf(story) }, chief, at('05:00'));
    const last = heard(story, 'ticket.approved', APPROVED);
    expect(last.map(({ occasion, to }) => [occasion, to])).toEqual([['approved', ['agt_lin']]]);
    expect(last[0]?.text).toBe('agt_chief 批准了工单 ABCD2345「P1」。\n');
  });

  it('remind those who have not answered, and ask others when it is late, but give no link to who waits for it', () => {
    const story = solved();
    story.gives({ type: 'approve', request: requestOf(story) }, BO, at('03:00'));
    story.watch(at('33:00'));
    expect(brief(heard(story, 'ticket.approval-reminded', APPROVED))).toEqual([
      ['approvalReminder', ['agt_luo'], '提醒：工单 ABCD2345 等您审批'],
    ]);
    story.watch(at('63:00'));
    const [late, waiting] = heard(story, 'ticket.approval-late', APPROVED);
    expect(late?.to).toEqual(['agt_luo', 'agt_mei']);
    expect(late?.text).toContain(LINK);
    expect(brief([waiting as Message])).toEqual([
      ['approvalLate', ['agt_lin'], '工单 ABCD2345 的审批超时，已加派审批人'],
    ]);
    expect(waiting?.text).not.toContain(LINK);
  });

  it('carry questions and answers, masked', () => {
    const story = solved();
    story.gives({ type: 'askBack', request: requestOf(story), text: '13812345678 是谁的？' }, BO, at('03:00'));
    const [question] = heard(story, 'ticket.approval-question', APPROVED);
    expect(question?.to).toEqual(['agt_lin']);
    expect(question?.text).toContain('agt_bo 在审批工单 ABCD2345「P1」时问：\n138****5678 是谁的？');
    story.gives({ type: 'answerBack', text: '客户的' }, lin, at('04:00'));
    const [answer] = heard(story, 'ticket.approval-answered', APPROVED);
    expect(answer?.to).toEqual(['agt_bo', 'agt_luo']);
    expect(answer?.text).toContain('客户的');
  });

  it('put a question again, and tell whoever has it that it came back without an answer', () => {
    const story = solved();
    story.gives({ type: 'askBack', request: requestOf(story), text: '13812345678 是谁的？' }, BO, at('03:00'));
    story.watch(at('4:03:00'));
    const [again] = heard(story, 'ticket.approval-reminded', APPROVED);
    expect(again).toMatchObject({ occasion: 'approvalQuestion', to: ['agt_lin'] });
    expect(again?.text).toContain('agt_bo 在审批工单 ABCD2345「P1」时问：\n138****5678 是谁的？');
    story.watch(at('8:03:00'));
    const [back, ...others] = heard(story, 'ticket.approval-withdrawn', APPROVED);
    expect(others).toEqual([]);
    expect(back).toMatchObject({ occasion: 'approvalRejected', to: ['assignee'] });
    expect(back?.text).toContain('agt_bo 的提问没有在期限内答复');
  });

  it('tell nobody of what their agent takes back', () => {
    const story = solved();
    story.gives({ type: 'withdraw', reason: '填错' }, lin, at('03:00'));
    expect(heard(story, 'ticket.approval-withdrawn', APPROVED)).toEqual([]);
  });

  it('tell whoever has it of a no, and why', () => {
    const story = solved();
    story.gives({ type: 'rejectApproval', request: requestOf(story), reason: '没有凭证' }, BO, at('03:00'));
    const [no] = heard(story, 'ticket.approval-rejected', APPROVED);
    expect(no).toMatchObject({ occasion: 'approvalRejected', to: ['assignee'], subject: '工单 ABCD2345 审批未通过' });
    expect(no?.text).toContain('原因：没有凭证');
    // What was asked is void by now.
    expect(heard(story, 'ticket.resolved', APPROVED)).toEqual([]);
  });
});

describe('reviews', () => {
  const toReview = (): Story => {
    const story = handledUnder(PLAIN);
    const reviewing = { passed: 0, reviewer: 'agt_first', second: 'agt_checker' } as const;
    story.gives({ type: 'resolve', code: 'done', text: '好了', reviewing }, lin, at('02:00'));
    return story;
  };

  it('are asked of a second reviewer; the first one finds them in the queue', () => {
    const [asked, ...others] = heard(toReview(), 'ticket.resolved');
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ occasion: 'reviewAsked', to: ['agt_checker'], subject: '请质检工单 ABCD2345' });
    const nobodys = handledUnder(PLAIN);
    nobodys.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('02:00'));
    expect(heard(nobodys, 'ticket.resolved')).toEqual([]);
  });

  it('that send it back tell until when it is to be mended, and whose work it was when somebody else has it now', () => {
    const story = toReview();
    const remarks = '请附 13812345678 的凭证';
    story.gives({ type: 'review', verdict: 'rework', remarks, limitMinutes: 120 }, checker, at('03:00'));
    const [back] = heard(story, 'ticket.reviewed');
    expect(back).toMatchObject({ occasion: 'returned', to: ['assignee'] });
    expect(back?.text).toContain('质检意见：请附 138****5678 的凭证\n请在今天 14:03 前（UTC+8）处理完。');
    story.watch(at('2:04:00'));
    expect(heard(story, 'ticket.rework-late')[0]).toMatchObject({ occasion: 'reworkLate', to: ['assignee'] });

    const handed = toReview();
    handed.gives({ type: 'review', verdict: 'rework', remarks, to: WANG }, checker, at('03:00'));
    expect(heard(handed, 'ticket.reviewed')[0]?.to).toEqual(['assignee', LIN.id]);
  });

  it('that a second one is to look at as well are told to all but them', () => {
    const story = handledUnder(PLAIN);
    const reviewing = { passed: 0, reviewer: 'agt_checker', second: 'agt_second' } as const;
    story.gives({ type: 'resolve', code: 'done', text: '好了', reviewing }, lin, at('02:00'));
    story.gives({ type: 'follow', who: 'agt_second' } as never, chief, at('02:10'));
    story.gives({ type: 'review', verdict: 'rework', remarks: '？' }, checker, at('03:00'));
    const unaware = () => {
      const event = story.events.findLast(({ type }) => type === 'ticket.reviewed') as Recorded;
      return plan(event, story.ticket, { policy: { ...PLAIN, notices: shipped.notices }, now: event.time }).map(
        (each) => [each.occasion, each.unaware],
      );
    };
    expect(unaware()).toEqual([
      ['returned', ['agt_second']],
      ['followed', ['agt_second']],
    ]);
    const { seq } = story.ticket.reviews[0] as { seq: number };
    const second = { kind: 'agent', id: 'agt_second', roles: ['reviewer'] } as const;
    story.gives({ type: 'calibrate', seq, verdict: 'pass' }, second, at('04:00'));
    expect(unaware()).toEqual([
      ['returned', undefined],
      ['followed', undefined],
    ]);
  });

  it('with a score tell it to the agent, and what comes of their disputing it', () => {
    const policy: Policy = {
      ...PLAIN,
      review: {
        ...PLAIN.review,
        scorecards: { default: [{ name: 'tone', title: { zh: '语气', en: 'Tone' }, weight: 1, critical: false }] },
      },
    };
    const story = handledUnder(policy);
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('02:00'));
    const scores = { tone: { points: 3 } } as const;
    story.gives({ type: 'review', verdict: 'pass', remarks: '语气可以更好', scores }, checker, at('03:00'));
    const [solvedTo, score] = heard(story, 'ticket.reviewed', policy);
    expect(solvedTo).toMatchObject({ occasion: 'solved', to: ['customer'] });
    expect(score).toMatchObject({ occasion: 'reviewed', to: ['agt_lin'], subject: '工单 ABCD2345 质检通过：75 分' });
    const seq = story.events.findLast(({ type }) => type === 'ticket.reviewed')?.seq ?? 0;
    story.gives({ type: 'dispute', seq, reason: '客户很满意' }, lin, at('04:00'));
    expect(heard(story, 'ticket.disputed', policy)[0]).toMatchObject({ to: ['supervisor'], except: 'agt_lin' });
    const second = { kind: 'agent', id: 'agt_second', roles: ['reviewer'] } as const;
    story.gives({ type: 'decideDispute', seq, upheld: true, remarks: '维持' }, second, at('05:00'));
    const [decided] = heard(story, 'ticket.dispute-decided', policy);
    expect(decided?.to).toEqual(['agt_lin', 'agt_checker']);
    expect(decided?.text).toContain('维持原质检结果。\n说明：维持');
  });
});

describe('customers', () => {
  it('whose promise is broken are told so with a new one, as long as it is not solved', () => {
    const policy = promising([promise({}, { resolution: { minutes: 240, calendar: 'office' } })], {
      ...PLAIN,
      calendars: { ...PLAIN.calendars, office: { ...OFFICE, week: OFFICE.week.map(() => [[0, 1440]] as const) } },
    });
    const story = handledUnder(policy);
    story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
    story.watch(at('4:00:01'));
    const [late] = heard(story, 'ticket.breached', policy);
    expect(late).toMatchObject({ occasion: 'late', to: ['customer'], subject: '工单 ABCD2345 未能按时解决，非常抱歉' });
    // Half of the four hours, from the minute in which it is written.
    expect(late?.text).toContain('会在今天 18:01 前（UTC+8）给您结果。');
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('4:10:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('4:20:00'));
    expect(heard(story, 'ticket.breached', policy)).toEqual([]);
  });

  it('who matter most hear who looks after them, until they hear from them', () => {
    const owned = (tier: 'standard' | 'vip') => handledUnder(PLAIN, { customer: { id: 'cus_1', tier } });
    expect(heard(owned('standard'), 'ticket.assigned')).toEqual([]);
    const story = owned('vip');
    expect(heard(story, 'ticket.assigned')[0]).toMatchObject({
      ...{ occasion: 'owned', to: ['customer'], subject: '工单 ABCD2345 由林为您处理' },
    });
    story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
    expect(heard(story, 'ticket.assigned')).toEqual([]);
  });

  it('who are not content are told to the supervisors, with what they say masked', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, START);
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('01:00'));
    story.gives({ type: 'rate', stars: 2, comment: '打 13812345678 没人接' }, customer, at('02:00'));
    const [low] = heard(story, 'ticket.rated', { ...PLAIN, ...(shipped.survey && { survey: shipped.survey }) });
    expect(low).toMatchObject({ occasion: 'lowRating', to: ['supervisor'], subject: '工单 ABCD2345 收到 2 星评价' });
    expect(low?.text).toContain('\n负责人：林\n客户说：打 138****5678 没人接');
    const content = handledUnder(PLAIN);
    content.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, START);
    content.gives({ type: 'review', verdict: 'pass' }, checker, at('01:00'));
    content.gives({ type: 'rate', stars: 3 }, customer, at('02:00'));
    expect(heard(content, 'ticket.rated', { ...PLAIN, ...(shipped.survey && { survey: shipped.survey }) })).toEqual([]);
  });

  it('who open it again are heard by whoever has it', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, START);
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('01:00'));
    story.gives({ type: 'reopen', reason: '没有收到 13812345678' }, shop, at('02:00'));
    const [back] = heard(story, 'ticket.reopened');
    expect(back).toMatchObject({ occasion: 'reopened', to: ['assignee'], subject: '工单 ABCD2345 被重新打开' });
    expect(back?.text).toContain('客户重新打开了工单');
    expect(back?.text).toContain('原因：没有收到 138****5678');
  });
});

describe('rows that are switched off', () => {
  const ON: Policy = {
    ...PLAIN,
    notices: {
      ...shipped.notices,
      table: shipped.notices.table.map(({ only, ...row }) => ({
        ...row,
        by: ['mail' as const],
        ...(only && row.when !== 'assigned' && { only }),
      })),
    },
  };

  it('tell, when they are on: who was given a ticket, who was handed one, and what the customer wrote', () => {
    const story = handledUnder(ON);
    expect(heard(story, 'ticket.assigned', ON).map(({ occasion, to }) => [occasion, to])).toEqual([
      ['assigned', ['agt_lin']],
    ]);
    story.gives({ type: 'customerReply', text: '打 13812345678' }, shop, at('01:00'));
    const [written] = heard(story, 'ticket.customer-replied', ON);
    expect(written).toMatchObject({ occasion: 'customerReplied', to: ['assignee'] });
    expect(written?.text).toContain('打 138****5678');
    story.gives({ type: 'reply', text: '请发照片' }, lin, at('01:30'));
    story.gives({ type: 'hold', for: 'customer' }, lin, at('02:00'));
    expect(heard(story, 'ticket.held', ON)[0]).toMatchObject({ occasion: 'asked', to: ['customer'] });
    story.gives({ type: 'resume' }, lin, at('03:00'));
    const { queue } = story.ticket;
    story.gives({ type: 'transfer', queue, assignee: WANG, reason: '她更熟悉' }, lin, at('04:00'));
    expect(heard(story, 'ticket.assigned', ON)[0]).toMatchObject({
      ...{ occasion: 'handedOver', to: ['agt_wang'], except: 'agt_lin', subject: 'agt_lin 把工单 ABCD2345 转给了您' },
    });
  });
});
