/** Every kind of row of a ladder: when it fires, which one decides, and that none fires twice. */
import { describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../../core/domain/approval/approval.ts';
import type { ClockName } from '../../../core/domain/clocks/clock.ts';
import { decide } from '../../../core/domain/decide.ts';
import type { Rung } from '../../../core/domain/escalation/ladder.ts';
import { at, checker, chief, customer, LIN, lin, shop } from '../people.ts';
import { climbing, PLAIN, promise, promising } from '../rules.ts';
import { handledUnder, openedUnder, type Story } from '../story.ts';

type When = Rung['when'];

/** `<level> <reason> <rungs>` of every escalation. */
const told = (story: Story) =>
  story.all('ticket.escalated').map(({ level, reason, rungs }) => `${level} ${reason} ${rungs.join('+')}`.trim());
const under = (when: When, over: Partial<Rung> = {}) => climbing([{ name: 'row', when, ...over }]);
const says = (story: Story, text: string, time = '10:00') =>
  story.gives({ type: 'customerReply', text }, customer, at(time));

describe('by time', () => {
  const every = promising([
    promise({}, { nextResponse: 60, accept: 60, handle: 60, approval: 60, review: 60, thirdParty: 60 }),
    promise({}, { firstResponse: 60, resolution: 60 }),
  ]);
  const title = { zh: '大额', en: 'Large' };
  const lead = { name: 'lead', title, of: ['supervisor'], need: 1, limitMinutes: 10_000, escalateTo: [] } as const;
  const LARGE: ApprovalRule = { name: 'large', title, when: { resolution: ['large'] }, stages: [lead] };
  /** Runs the clock from the start on. */
  const running: Readonly<Record<ClockName, (story: Story) => void>> = {
    firstResponse: () => {},
    resolution: () => {},
    accept: (story) => story.gives({ type: 'assign', assignee: LIN }, chief),
    handle: (story) => {
      running.accept(story);
      story.gives({ type: 'accept' }, lin);
    },
    nextResponse: (story) => {
      running.accept(story);
      story.gives({ type: 'reply', text: '在查' }, lin);
      story.gives({ type: 'customerReply', text: '?' }, customer);
    },
    thirdParty: (story) => {
      running.accept(story);
      story.gives({ type: 'hold', for: 'thirdParty' }, lin);
    },
    approval: (story) => {
      running.accept(story);
      story.gives(
        { type: 'resolve', code: 'large', text: '好了', approvers: { lead: { of: ['agt_chief'], late: [] } } },
        lin,
      );
    },
    review: (story) => {
      running.accept(story);
      story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin);
    },
  };

  for (const name of Object.keys(running) as ClockName[])
    it(`${name}: at its warning, its breach, and so long after it, each once`, () => {
      const policy = climbing(
        [
          { name: 'warned', when: { clock: name, at: 'warning' }, level: 1, acknowledgeMinutes: 1440 },
          { name: 'missed', when: { clock: name, at: 'breach' }, level: 2, acknowledgeMinutes: 1440 },
          { name: 'later', when: { clock: name, at: { minutesAfter: 30 } }, level: 3, acknowledgeMinutes: 1440 },
        ],
        { ...every, approvals: [LARGE], escalation: { ...every.escalation, untouchedMinutes: 10_000 } },
      );
      const story = openedUnder(policy);
      running[name](story);
      const lines = story
        .watch(at('6:00:00'))
        .filter((line) => line.endsWith(` ${name}`) || line.includes('escalated'));
      expect(lines).toEqual([
        `45:00 warned ${name}`,
        '45:00 escalated 1',
        `1:00:00 breached ${name}`,
        '1:00:00 escalated 2',
        `1:30:00 overdue ${name}`,
        '1:30:00 escalated 3',
      ]);
      const breach = name === 'review' ? 'reviewOverdue' : 'breach';
      expect(told(story)).toEqual(['1 time warned', `2 ${breach} missed`, '3 time later']);
    });

  it('only for the tickets that it names', () => {
    const policy = climbing([
      { name: 'urgent', when: { clock: 'firstResponse', at: 'breach', priority: ['P0'] } },
      { name: 'vip', when: { clock: 'firstResponse', at: 'breach', tier: ['vip'] }, level: 3 },
    ]);
    const story = openedUnder(policy);
    story.advance(at('15:00'));
    expect(told(story)).toEqual([]);
    const vip = openedUnder(policy, { customer: { id: 'cus_2', tier: 'vip' } });
    vip.advance(at('15:00'));
    expect(told(vip)).toEqual(['3 breach vip']);
  });
});

describe('by nature', () => {
  const policy = climbing([
    { name: 'experts', when: { nature: 'technical' }, level: 2 },
    { name: 'money', when: { nature: 'compensation', category: ['refund'] }, level: 1 },
  ]);
  const escalate = (nature?: string) => ({ type: 'escalate' as const, reason: '看不懂', ...(nature && { nature }) });

  it('goes where the row says', () => {
    const story = handledUnder(policy);
    story.gives(escalate('technical'), lin, at('10:00'));
    expect(told(story)).toEqual(['2 nature experts']);
    expect(story.all('ticket.escalated')[0]).toMatchObject({ text: '看不懂', to: ['team:experts'] });
  });

  it('every time that the agent calls it so', () => {
    const story = handledUnder(policy);
    story.gives(escalate('technical'), lin, at('10:00'));
    story.gives(escalate('technical'), lin, at('20:00'));
    expect(told(story)).toEqual(['2 nature experts', '2 nature experts']);
  });

  it('without a nature it is one level higher', () => {
    const story = handledUnder(policy);
    story.gives(escalate(), lin, at('10:00'));
    expect(told(story)).toEqual(['1 manual']);
  });

  it('refuses a nature that the ladder does not know, or not for this ticket', () => {
    expect(handledUnder(policy).tries(escalate('weather'), lin)).toBe('unknown-nature');
    expect(handledUnder(policy).tries(escalate('compensation'), lin)).toBe('unknown-nature');
    expect(handledUnder(policy, { category: 'refund' }).tries(escalate('compensation'), lin)).toBe('allowed');
  });
});

describe('by severity', () => {
  it.each([
    ['at its opening', (policy: typeof PLAIN) => openedUnder(policy, { description: '我要找记者' })],
    [
      'in a message',
      (policy: typeof PLAIN) => {
        const story = openedUnder(policy);
        says(story, '我要找记者曝光');
        return story;
      },
    ],
    [
      'in an urge',
      (policy: typeof PLAIN) => {
        const story = openedUnder(policy);
        story.gives({ type: 'urge', text: '记者已经来了' }, customer, at('10:00'));
        return story;
      },
    ],
  ])('a word %s fires once', (_, tell) => {
    const story = tell(under({ words: ['记者', 'reporter'] }, { level: 3 }));
    says(story, '记者又来了', '20:00');
    expect(told(story)).toEqual(['3 severity row']);
    expect(story.ticket.rungs).toEqual(['row']);
  });

  it('an amount above the limit, not the limit itself', () => {
    const policy = under({ amountAbove: 5000 });
    const story = openedUnder(policy, { description: '损失5000元' });
    expect(told(story)).toEqual([]);
    says(story, '一共是 ¥5,000.01');
    expect(told(story)).toEqual(['1 severity row']);
  });

  it('every third urge, each time again', () => {
    const story = openedUnder(under({ urges: 3 }));
    const levels = Array.from({ length: 9 }, (_, urge) => {
      story.gives({ type: 'urge' }, shop, at(`0${urge}:00`));
      return story.ticket.level;
    });
    expect(levels).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3]);
    expect(told(story)).toEqual(['1 urges row', '2 urges row', '3 urges row']);
  });

  it('a second reopening', () => {
    const story = handledUnder(under({ reopens: 2 }));
    for (const hours of [1, 2, 3]) {
      const time = at(`${hours}:00:00`);
      if (story.ticket.phase === 'queued') story.gives({ type: 'assign', assignee: LIN }, chief, time);
      story.gives({ type: 'resolve', code: 'done', text: '好了' }, lin, time);
      story.gives({ type: 'review', verdict: 'pass' }, checker, time);
      story.gives({ type: 'reopen', reason: '又坏了' }, customer, time);
    }
    expect(story.ticket.reopens).toBe(3);
    expect(told(story).filter((line) => line.includes('row'))).toEqual(['1 severity row']);
  });

  it('a repeat complaint, at once', () => {
    const earlier = openedUnder(PLAIN).ticket;
    const policy = under({ repeat: true }, { level: 2 });
    expect(told(openedUnder(policy, { id: 'tkt_2', earlier: [earlier] }))).toEqual(['2 severity row']);
    expect(told(openedUnder(policy, { id: 'tkt_2' }))).toEqual([]);
  });

  it('who complains about what: tier and category', () => {
    const policy = under({ tier: ['vip'], category: ['complaint'] }, { level: 2 });
    const vip = { id: 'cus_1', tier: 'vip' } as const;
    expect(told(openedUnder(policy, { category: 'complaint', customer: vip }))).toEqual(['2 severity row']);
    expect(told(openedUnder(policy, { category: 'complaint' }))).toEqual([]);
    const story = openedUnder(policy, { customer: vip });
    expect(told(story)).toEqual([]);
    story.gives({ type: 'classify', category: 'complaint' }, chief, at('10:00'));
    expect(told(story)).toEqual(['2 severity row']);
    story.gives({ type: 'classify', priority: 'P0' }, chief, at('20:00'));
    expect(told(story)).toHaveLength(1);
  });
});

describe('several rows at once', () => {
  it('the highest decides, and all of them have fired', () => {
    const story = openedUnder(
      climbing([
        { name: 'low', when: { words: ['曝光'] }, level: 1, to: ['assignee'] },
        { name: 'high', when: { words: ['律师'] }, level: 3, to: ['agt_boss'] },
      ]),
      { description: '律师会曝光你们' },
    );
    expect(told(story)).toEqual(['3 severity high+low']);
    expect(story.all('ticket.escalated')[0]).toMatchObject({ to: ['agt_boss'] });
    says(story, '律师会曝光你们', '20:00');
    expect(told(story)).toHaveLength(1);
  });

  it('one without a level is one more than now, and so may be the highest', () => {
    const story = openedUnder(
      climbing([
        { name: 'fixed', when: { words: ['曝光'] }, level: 1 },
        { name: 'higher', when: { words: ['律师'] } },
      ]),
    );
    for (const time of ['01:00', '02:00']) story.gives({ type: 'escalate', reason: '帮忙' }, chief, at(time));
    says(story, '律师会曝光你们', '10:00');
    expect(told(story)).toEqual(['1 manual', '2 manual', '3 severity higher+fixed']);
  });

  it('of those at the same mark of a clock, too, the highest decides', () => {
    const story = openedUnder(
      climbing([
        { name: 'all', when: { clock: 'firstResponse', at: 'breach' }, level: 1 },
        { name: 'urgent', when: { clock: 'firstResponse', at: 'breach', priority: ['P1'] }, level: 2 },
      ]),
    );
    story.advance(at('15:00'));
    expect(told(story)).toEqual(['2 breach urgent+all']);
  });

  it('never lowers the level', () => {
    const story = openedUnder(under({ words: ['曝光'] }, { level: 1 }));
    for (const time of ['01:00', '02:00']) story.gives({ type: 'escalate', reason: '帮忙' }, chief, at(time));
    says(story, '曝光');
    expect(told(story).at(-1)).toBe('2 severity row');
  });

  it('nor that of a ticket from rules with more levels', () => {
    const context = { now: at('10:00'), policy: PLAIN, actor: chief, correlation: 'test' };
    const decision = decide({ ...handledUnder(PLAIN).ticket, level: 5 }, { type: 'escalate', reason: '帮忙' }, context);
    expect(decision).toMatchObject({ ticket: { level: 5 }, events: [{ data: { level: 5, to: ['agt_chief'] } }] });
  });
});
