import { describe, expect, it } from 'vitest';
import type { EventType } from '../../core/domain/events.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { inForceAt } from '../../core/domain/promotions.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { at, checker, chief, clockwork, LIN, lin, ROUTING, START, WANG } from './people.ts';
import { climbing, OFFICE, PLAIN, promise, promising, promotion } from './rules.ts';
import { handledUnder, openedUnder, type Story } from './story.ts';
import { type Message, told as toldBy } from './told.ts';

/** What the last event of a type makes people read, a minute later unless said otherwise. */
const told = (
  { events, ticket }: Pick<Story, 'events' | 'ticket'>,
  type: EventType,
  policy: Policy = PLAIN,
  over: Partial<Ticket> = {},
): readonly Message[] => {
  const event = events.findLast((each) => each.type === type);
  if (!event) throw new Error(`There is no ${type}.`);
  const now = addMinutes(event.time, 1);
  return toldBy(event, { ...ticket, ...over } as Ticket, inForceAt(policy, now), now);
};
const only = (messages: readonly Message[]): Message => {
  expect(messages).toHaveLength(1);
  return messages[0] as Message;
};

describe('what a customer is told', () => {
  it('of the opening: both promises, each in the zone of its calendar', () => {
    const berlin = { ...OFFICE, name: 'berlin', zone: 'Europe/Berlin' };
    const rule = promise({}, { firstResponse: 15, resolution: { minutes: 60, calendar: 'berlin' } });
    const policy = promising([rule], { ...PLAIN, calendars: { ...PLAIN.calendars, berlin } });
    const message = only(told(openedUnder(policy), 'ticket.opened', policy));
    expect(message.to).toEqual(['customer']);
    expect(message.text).toContain('我们会在今天 12:15 前（UTC+8）回复您，在明天 10:00 前（UTC+1）解决。');
    const english = only(told(openedUnder(policy, { language: 'en' }), 'ticket.opened', policy));
    expect(english.text).toContain(
      'You will hear from us by today 12:15 (UTC+8), and it will be solved by tomorrow 10:00 (UTC+1).',
    );
  });

  it('of the opening during a promotion: also what everybody is told then, and not after it', () => {
    const big = promotion({
      ...{ name: 'big', from: START, until: at('01:00') },
      autoReply: { zh: '大促期间请稍候。', en: 'Please be patient.' },
    });
    const policy = { ...PLAIN, promotions: [big] };
    expect(only(told(openedUnder(policy), 'ticket.opened', policy)).text).toContain('大促期间请稍候。');
    const later = openedUnder(policy, {}, at('01:00'));
    expect(only(told(later, 'ticket.opened', policy)).text).not.toContain('大促');
  });

  it('of a promise that a promotion betters: the new time of what still runs', () => {
    const rule = promise({}, { resolution: 60 }, { promotion: 'big', from: at('10:00'), until: at('5:00:00') });
    const big = promotion({ name: 'big', from: at('10:00'), until: at('5:00:00'), improves: true });
    const policy = promising([rule], { ...PLAIN, promotions: [big] });
    const story = handledUnder(policy);
    story.advance(at('10:00'));
    const message = only(told(story, 'ticket.promised', policy));
    expect(message.to).toEqual(['customer']);
    expect(message.text).toContain('我们会在今天 13:00 前（UTC+8）解决。');
    expect(message.text).not.toContain('回复您');
    story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, at('11:00'));
    expect(told(story, 'ticket.promised', policy)).toEqual([]);
  });

  it('that we wait for them, and what follows from silence', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'customer' }, lin, at('05:00'));
    story.watch(at('37:00:00'));
    const message = only(told(story, 'ticket.hold-reminded'));
    expect([message.to, message.subject]).toEqual([['customer'], '工单 ABCD2345 在等您的回复']);
    expect(message.text).toContain('如果在明天 12:05 前（UTC+8）没有收到您的回复，我们会结束这张工单。');
    const resuming: Policy = {
      ...PLAIN,
      hold: {
        ...PLAIN.hold,
        reasons: { ...PLAIN.hold.reasons, customer: { limitMinutes: 4320, remind: true, atEnd: 'resume' } },
      },
    };
    expect(only(told(story, 'ticket.hold-reminded', resuming)).text).toContain('按已有的信息继续处理');
    story.gives({ type: 'resume' }, lin, at('37:01:00'));
    expect(told(story, 'ticket.hold-reminded')).toEqual([]);
  });

  it('that their silence ended it, in the words of the policy, and until when they may come back', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'customer' }, lin, START);
    story.watch(at('73:00:00'));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('74:00:00'));
    const message = only(told(story, 'ticket.reviewed'));
    expect(message.subject).toBe('工单 ABCD2345 因未收到您的回复而结束');
    expect(message.text).toContain('未收到回复\n\n如果您仍需要帮助，请在周六 14:00 前（UTC+8）回复');
  });
});

describe('what the assignee is told', () => {
  it('of a hold for others: that it still waits, and when it ends', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'hold', for: 'thirdParty' }, lin, START);
    story.watch(at('25:00:00'));
    const message = only(told(story, 'ticket.hold-reminded'));
    expect(message.to).toEqual(['assignee']);
    expect(message.text).toContain('如果明天 12:00 前（UTC+8）没有结果，它会回到您手上。');
  });

  it('of a warning: which clock, and when it is due; before anybody has it, and of a review, the supervisors are', () => {
    const story = handledUnder(PLAIN);
    story.watch(at('14:00'));
    const message = only(told(story, 'ticket.warned'));
    expect(message.to).toEqual(['assignee']);
    expect(message.text).toContain('首次响应时限即将到期，应在今天 12:15 前（UTC+8）完成');
    const waiting = openedUnder(PLAIN);
    waiting.watch(at('14:00'));
    expect(only(told(waiting, 'ticket.warned')).to).toEqual(['supervisor']);
    const policy = promising([promise({}, { review: 60 })]);
    const reviewed = handledUnder(policy);
    reviewed.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, START);
    reviewed.watch(at('50:00'));
    expect(only(told(reviewed, 'ticket.warned', policy)).to).toEqual(['supervisor']);
  });

  it('that it is overdue, with the followers', () => {
    const policy = climbing([{ name: 'later', when: { clock: 'resolution', at: { minutesAfter: 45 } } }]);
    const story = handledUnder(policy);
    story.gives({ type: 'reply', text: '在查' }, lin, START);
    story.watch(at('2:46:00'));
    const message = only(told(story, 'ticket.overdue', policy, { followers: ['team:executives'] }));
    expect(message.to).toEqual(['assignee', 'team:executives']);
    expect(message.subject).toBe('工单 ABCD2345 已超时 45 分钟');
  });

  it('that it was taken from them: whoever had it last, also when they had had it before', () => {
    const policy = promising([promise({}, { handle: { minutes: 30, rescue: 'requeue' } })]);
    const story = handledUnder(policy);
    const again = (who: typeof LIN, now: string) =>
      story.gives({ type: 'dispatch', assignee: who, by: 'dispatch', routing: ROUTING }, clockwork, at(now));
    const takenFrom = (actor: typeof lin, accepted: string, until: string): Message => {
      story.gives({ type: 'accept' }, actor, at(accepted));
      story.gives({ type: 'reply', text: '在查' }, actor, at(accepted));
      story.watch(at(until));
      return only(told(story, 'ticket.queued', policy));
    };
    expect(takenFrom(lin, '01:00', '31:00')).toMatchObject({
      to: ['agt_lin'],
      subject: '工单 ABCD2345 已改由他人处理',
    });
    again(WANG, '32:00');
    expect(takenFrom({ ...lin, id: 'agt_wang' }, '33:00', '63:00').to).toEqual(['agt_wang']);
    again(LIN, '64:00');
    const last = takenFrom(lin, '65:00', '95:00');
    expect(last.to).toEqual(['agt_lin']);
    expect(last.text).toContain('处理用时过长');
  });

  it('is told nothing of a ticket that they gave back', () => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'queue' }, lin, at('05:00'));
    expect(told(story, 'ticket.queued')).toEqual([]);
  });
});

describe('what those above are told', () => {
  const ladder = climbing([
    {
      name: 'technical',
      when: { nature: 'technical' },
      to: ['team:experts', 'agt_luo'],
      actions: [
        { do: 'notify' },
        { do: 'raisePriority' },
        { do: 'addFollower', who: 'team:quality' },
        { do: 'openTask', title: { zh: '查日志', en: 'Read the logs' }, for: 'team:experts' },
      ],
    },
  ]);
  const raised = (policy: Policy, language: 'zh' | 'en' = 'zh'): Story => {
    const story = handledUnder(policy, { language });
    story.gives({ type: 'escalate', reason: '联系 13812345678', nature: 'technical' }, lin, at('05:00'));
    return story;
  };

  it('is the level, the reason, the row, what was done and what is to be done; whom the event names, and the followers', () => {
    const [message, task] = told(raised(ladder), 'ticket.escalated', ladder);
    expect(message?.to).toEqual(['team:experts', 'agt_luo', 'team:quality']);
    expect(message?.subject).toBe('工单 ABCD2345 升级至 1 级（supervisor）：需要专家处理');
    for (const part of ['（规则 technical）', '已执行：提高优先级；新增关注人：部门 quality。', '查日志', '请在今天'])
      expect(message?.text).toContain(part);
    expect(message?.text).toContain('npx gongdan acknowledge ABCD2345');
    expect(message?.text).not.toContain('13812345678');
    expect(task?.to).toEqual(['team:experts']);
    expect(task?.text).toContain('npx gongdan finish-task ABCD2345');
  });

  it('is plain in English, too', () => {
    const [message] = told(raised(ladder, 'en'), 'ticket.escalated', ladder);
    expect(message?.subject).toBe('Ticket ABCD2345 is at level 1 (supervisor): it needs an expert');
    expect(message?.text).toContain(
      'What was done: its priority was raised; followed by the team quality from now on.',
    );
    expect(message?.text).toMatch(/Please acknowledge it by today \d+:\d\d \(UTC\+8\), or it climbs to the next level/);
  });

  it('is nothing where the row does not say so, but a task is told to whoever has to do it', () => {
    const silent: Policy = {
      ...ladder,
      escalation: {
        ...ladder.escalation,
        ladder: ladder.escalation.ladder.map((rung) => ({
          ...rung,
          actions: rung.actions.filter((action) => action.do === 'openTask'),
        })),
      },
    };
    expect(only(told(raised(silent), 'ticket.escalated', silent)).to).toEqual(['team:experts']);
  });

  it('of a breach is for the followers; nobody is told of a promise that was over when it was given', () => {
    const story = handledUnder(PLAIN);
    story.watch(at('15:00'));
    expect(told(story, 'ticket.breached')).toEqual([]);
    expect(only(told(story, 'ticket.breached', PLAIN, { followers: ['agt_luo'] })).to).toEqual(['agt_luo']);
    const late = handledUnder(PLAIN, { subject: 'P3' });
    late.gives({ type: 'classify', priority: 'P1' }, chief, at('2:30:00'));
    expect(late.all('ticket.breached').map(({ cause }) => cause)).toContain('retargeted');
    expect(told(late, 'ticket.breached', PLAIN, { followers: ['agt_luo'] })).toEqual([]);
  });
});
