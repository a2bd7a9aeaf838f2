/** What becomes of a resolution that somebody has to agree to first: every answer, silence, and what changes meanwhile. */
import { describe, expect, it } from 'vitest';
import type { ApprovalRule, ApprovalStage } from '../../core/domain/approval/approval.ts';
import { waitsFor } from '../../core/domain/approval/progress.ts';
import { evolve } from '../../core/domain/evolve.ts';
import { milestones } from '../../core/domain/milestones.ts';
import type { Actor } from '../../core/domain/permissions.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { AgentId } from '../../core/domain/vocabulary.ts';
import { at, chief, customer, lin, wang } from './people.ts';
import { PLAIN } from './rules.ts';
import { handledUnder, type Story } from './story.ts';

const titled = (text: string) => ({ zh: text, en: text });
const stage = (name: string, over: Partial<ApprovalStage> = {}): ApprovalStage => ({
  ...{ name, title: titled(name), of: ['supervisor'], need: 1, limitMinutes: 240, escalateTo: ['team:board'] },
  ...over,
});
const above = (amount: number, ...stages: ApprovalStage[]): ApprovalRule => ({
  ...{ name: `above-${amount}`, title: titled('大额'), stages },
  when: { field: { field: 'amount', atLeast: amount } },
});
const MONEY = { type: 'money', currency: 'CNY', min: 0, max: 1_000_000, required: 'never', fromText: true } as const;
const FORM = {
  ...{ name: 'delivery', intro: titled(''), layout: [] },
  fields: [
    { ...MONEY, name: 'amount', title: titled('金额') },
    { ...MONEY, name: 'paid', title: titled('已付'), fromText: false },
  ],
};
const LEAD = stage('lead');
const BOARD = stage('board', { of: ['team:board'], limitMinutes: 60 });
const under = (...approvals: ApprovalRule[]): Policy => ({ ...PLAIN, approvals, forms: { delivery: FORM } });
const TWO = under(above(5000, LEAD), above(50_000, LEAD, BOARD));

const approver = (id: AgentId): Actor => ({ kind: 'agent', id, roles: ['supervisor'] });
const [luo, du, long, mei] = [approver('agt_luo'), approver('agt_du'), approver('agt_long'), approver('agt_mei')];
const PEOPLE = {
  lead: { of: ['agt_luo', 'agt_du'], late: ['agt_long'] },
  board: { of: ['agt_long'], late: [] },
} as const;

const SOLVED = { type: 'resolve', code: 'refunded', text: '已退款', approvers: PEOPLE } as const;

/** Asked at 10:00 for so much; the customer was answered. */
const asked = (amount: number, policy = TWO, approvers: object = PEOPLE): Story => {
  const story = handledUnder(policy);
  story.gives({ type: 'reply', text: '在查' }, lin, at('01:00'));
  story.gives({ type: 'setFields', fields: { amount } }, lin, at('02:00'));
  story.gives({ ...SOLVED, approvers: approvers as typeof PEOPLE }, lin, at('10:00'));
  return story;
};
const requestOf = ({ ticket }: Story): number => {
  if (ticket.phase !== 'approval') throw new Error(`It is ${ticket.phase}.`);
  return ticket.approval.request;
};
const approves = (story: Story, by: Actor, time = '20:00') =>
  story.gives({ type: 'approve', request: requestOf(story) }, by, at(time));

describe('a resolution that has to be approved', () => {
  it('waits for its approvers, and goes to the review with their yes', () => {
    const story = asked(6000);
    expect(story.ticket).toMatchObject({
      phase: 'approval',
      resolution: { code: 'refunded', by: 'agt_lin' },
      approval: { stage: 0, given: [], remindAt: at('2:10:00'), dueAt: at('4:10:00'), late: 0 },
    });
    expect(approves(story, luo)).toEqual(['approved']);
    expect(story.ticket).toMatchObject({ phase: 'review', resolution: { code: 'refunded' } });
    expect(story.ticket).not.toHaveProperty('approval');
  });

  it('needs nobody when no rule holds', () => {
    expect(asked(4999).ticket.phase).toBe('review');
  });

  it('asks one stage after the other, each with its own time', () => {
    const story = asked(60_000);
    expect(story.tries({ type: 'approve', request: requestOf(story) }, long)).toBe('not-an-approver');
    approves(story, du, '30:00');
    expect(story.ticket).toMatchObject({ approval: { stage: 1, remindAt: at('1:00:00'), dueAt: at('1:30:00') } });
    expect(story.tries({ type: 'approve', request: requestOf(story) }, luo)).toBe('not-an-approver');
    approves(story, long, '40:00');
    expect(story.ticket.phase).toBe('review');
  });

  it('asks whoever is there when a stage is reached, if they are enough', () => {
    const yes = (approvers: object) => {
      const story = asked(60_000);
      story.gives({ type: 'approve', request: requestOf(story), approvers } as never, luo, at('30:00'));
      return story;
    };
    const away = yes({ board: { of: ['agt_mei', 'agt_lin'], late: ['agt_du'] } });
    expect(away.ticket).toMatchObject({ approval: { stages: [{}, { approvers: ['agt_mei'], late: ['agt_du'] }] } });
    expect(away.tries({ type: 'approve', request: requestOf(away) }, long)).toBe('not-an-approver');
    approves(away, mei, '40:00');
    expect(away.ticket.phase).toBe('review');
    for (const facts of [{}, { board: { of: ['agt_lin'], late: [] } }, { board: PEOPLE.board }]) {
      const same = yes(facts);
      expect(same.ticket).toMatchObject({ approval: { stages: [{}, { approvers: ['agt_long'], late: [] }] } });
      expect(same.all('ticket.approved')[0]?.asks).not.toHaveProperty('approvers');
    }
  });

  it('counts so many of them, each once', () => {
    const three = { lead: { of: ['agt_luo', 'agt_du', 'agt_long'], late: [] } };
    const story = asked(6000, under(above(5000, stage('lead', { need: 2 }))), three);
    approves(story, luo);
    expect(story.ticket).toMatchObject({ phase: 'approval', approval: { given: [{ by: 'agt_luo', stage: 0 }] } });
    expect(story.tries({ type: 'approve', request: requestOf(story) }, luo)).toBe('already-approved');
    approves(story, long);
    expect(story.ticket.phase).toBe('review');
  });

  it('comes back to its agent when one of them rejects it, with the reason and the same owner', () => {
    const story = asked(60_000);
    approves(story, luo);
    const rejects = { type: 'rejectApproval', request: requestOf(story), reason: '先索赔' } as const;
    expect(story.gives(rejects, long, at('40:00'))).toEqual(['approval-rejected']);
    expect(story.ticket).toMatchObject({ phase: 'handling', assignee: { id: 'agt_lin' } });
    expect(story.ticket).not.toHaveProperty('resolution');
    story.gives(SOLVED, lin, at('50:00'));
    expect(story.ticket).toMatchObject({ phase: 'approval', approval: { stage: 0, given: [] } });
  });

  it('answers what an approver asks; only then their time goes on, from the start', () => {
    const story = asked(6000);
    const request = requestOf(story);
    story.gives({ type: 'askBack', request, text: '退货了吗？' }, luo, at('1:00:00'));
    expect(story.tries({ type: 'askBack', request, text: '?' }, du)).toBe('question-open');
    expect(story.watch(at('4:59:00')).filter((line) => line.includes('approval'))).toEqual([]);
    story.gives({ type: 'answerBack', text: '已退' }, lin, at('4:59:00'));
    expect(story.ticket).toMatchObject({ approval: { remindAt: at('6:59:00'), dueAt: at('8:59:00') } });
    expect(story.ticket).not.toHaveProperty('approval.question');
    expect(story.tries({ type: 'answerBack', text: '?' }, lin)).toBe('no-question-open');
    expect(approves(story, luo, '6:00:00')).toEqual(['approved']);
  });

  it('may be decided although a question is open', () => {
    const story = asked(6000);
    story.gives({ type: 'askBack', request: requestOf(story), text: '？' }, luo);
    expect(approves(story, du)).toEqual(['approved']);
    expect(story.ticket.phase).toBe('review');
  });

  it('leaves the question of whoever agrees without an answer, and gives the others their whole time', () => {
    const three = { lead: { of: ['agt_luo', 'agt_du', 'agt_long'], late: [] } };
    const rule = above(5000, stage('lead', { need: 2 }));
    const yes = (by: Actor) => {
      const story = asked(6000, under(rule), three);
      story.gives({ type: 'askBack', request: requestOf(story), text: '？' }, luo, at('1:00:00'));
      approves(story, by, '3:00:00');
      return story.ticket;
    };
    expect(yes(luo)).toMatchObject({ approval: { remindAt: at('5:00:00'), dueAt: at('7:00:00') } });
    expect(yes(luo)).not.toHaveProperty('approval.question');
    expect(yes(du)).toMatchObject({ approval: { question: { by: 'agt_luo', dueAt: at('9:00:00') } } });
  });

  it('is taken back by who has it', () => {
    const story = asked(6000);
    expect(story.gives({ type: 'withdraw', reason: '金额填错' }, lin)).toEqual(['approval-withdrawn']);
    expect(story.ticket).toMatchObject({ phase: 'handling', assignee: { id: 'agt_lin' } });
  });
});

describe('silence', () => {
  const due = (story: Story, until: string) => story.watch(at(until)).filter((line) => line.includes('approval'));

  it('is reminded at half, asks more people at the end, again and again, and never approves', () => {
    const story = asked(6000);
    expect(due(story, '13:00:00')).toEqual([
      '2:10:00 approval-reminded',
      '4:10:00 approval-late',
      '8:10:00 approval-late',
      '12:10:00 approval-late',
    ]);
    expect(story.ticket).toMatchObject({ phase: 'approval', approval: { given: [], late: 3 } });
    expect(story.all('ticket.approval-late').map(({ added }) => added)).toEqual([['agt_long'], [], []]);
    expect(story.all('ticket.escalated').filter(({ reason }) => reason === 'approvalOverdue').length).toBeGreaterThan(
      0,
    );
    expect(approves(story, long, '13:10:00')).toEqual(['approved']);
    expect(story.ticket.phase).toBe('review');
  });

  it('of the second stage is counted from when it was asked', () => {
    const story = asked(60_000);
    approves(story, luo, '2:00:00');
    expect(due(story, '3:00:00')).toEqual(['2:30:00 approval-reminded', '3:00:00 approval-late']);
  });
});

describe('a question that nobody answers', () => {
  const waiting = (): Story => {
    const story = asked(60_000);
    approves(story, luo);
    story.gives({ type: 'askBack', request: requestOf(story), text: '凭证呢？' }, long, at('1:00:00'));
    return story;
  };
  const due = (story: Story, until: string) => story.watch(at(until)).filter((line) => line.includes('approval'));

  it('is put again at half of its time, and takes the ticket back to its agent at the end', () => {
    const story = waiting();
    expect(due(story, '8:59:00')).toEqual(['5:00:00 approval-reminded']);
    expect(story.all('ticket.approval-reminded')).toEqual([{ stage: 'board', of: 'question' }]);
    expect(story.ticket).toMatchObject({
      phase: 'approval',
      approval: { late: 0, question: { dueAt: at('9:00:00') } },
    });
    expect(due(story, '9:00:00')).toEqual(['9:00:00 approval-withdrawn']);
    expect(story.all('ticket.approval-withdrawn')).toEqual([{ unanswered: 'agt_long' }]);
    expect(story.ticket).toMatchObject({ phase: 'handling', assignee: { id: 'agt_lin' } });
    expect(story.ticket).not.toHaveProperty('resolution');
  });

  it('leaves the agent the clocks of the ticket: it is missed there if nothing moves', () => {
    const story = waiting();
    story.watch(at('9:00:00'));
    expect(story.ticket.clocks.resolution.stoppedAt).toBeUndefined();
  });

  it('has to be approved from the first stage when it is solved again', () => {
    const story = waiting();
    const before = requestOf(story);
    story.watch(at('9:00:00'));
    story.gives(SOLVED, lin, at('9:30:00'));
    expect(story.ticket).toMatchObject({ approval: { stage: 0, given: [] } });
    expect(story.tries({ type: 'approve', request: before }, luo)).toBe('approval-void');
  });

  it('waits for ever where it was asked before there was a limit', () => {
    const story = asked(6000);
    const event = { type: 'ticket.approval-question', data: { request: requestOf(story), text: '？' } } as const;
    const { version: seq, id: ticketId } = story.ticket;
    const recorded = { ...event, ticketId, seq: seq + 1, time: at('1:00:00'), actor: luo, policyVersion: 'v' };
    const folded = evolve(story.ticket, recorded as never);
    expect(milestones(folded).filter(({ kind }) => kind.startsWith('question') || kind.startsWith('approval'))).toEqual(
      [],
    );
  });
});

describe('one yes per person', () => {
  const BOTH = {
    lead: { of: ['agt_luo', 'agt_long'], late: [] },
    board: { of: ['agt_long', 'agt_mei'], late: [] },
  } as const;

  it('whoever has agreed to one stage is not asked in the next', () => {
    const story = asked(60_000, TWO, BOTH);
    approves(story, long, '30:00');
    expect(story.ticket).toMatchObject({ approval: { stage: 1, stages: [{}, { approvers: ['agt_mei'], late: [] }] } });
    const request = requestOf(story);
    for (const command of [
      { type: 'approve', request },
      { type: 'rejectApproval', request, reason: '？' },
      { type: 'askBack', request, text: '？' },
    ] as const)
      expect(story.tries(command, long)).toBe('approved-another-stage');
    expect(approves(story, mei, '40:00')).toEqual(['approved']);
    expect(story.ticket.phase).toBe('review');
  });

  it('nor when it is late', () => {
    const late = { lead: BOTH.lead, board: { of: ['agt_mei'], late: ['agt_long', 'agt_du'] } };
    const story = asked(60_000, TWO, late);
    approves(story, long, '30:00');
    story.watch(at('2:00:00'));
    expect(story.all('ticket.approval-late').map(({ added }) => added)).toEqual([['agt_du']]);
    expect(story.tries({ type: 'approve', request: requestOf(story) }, long)).toBe('approved-another-stage');
  });

  it('those above are asked at once where nobody else is left', () => {
    const story = asked(60_000, TWO, { lead: BOTH.lead, board: { of: ['agt_long'], late: ['agt_mei'] } });
    approves(story, long, '30:00');
    expect(story.ticket).toMatchObject({ approval: { stage: 1, stages: [{}, { approvers: ['agt_mei'], late: [] }] } });
  });

  it('who is asked before by a request of earlier days is not asked again either', () => {
    const story = asked(60_000, TWO, BOTH);
    approves(story, long, '30:00');
    const { ticket } = story;
    if (ticket.phase !== 'approval') throw new Error('It is over.');
    const stages = ticket.approval.stages.map((each) => ({ ...each, approvers: ['agt_long', 'agt_mei'] as const }));
    expect(waitsFor({ ...ticket.approval, stages }, 'agt_long')).toBe(false);
    expect(waitsFor({ ...ticket.approval, stages }, 'agt_mei')).toBe(true);
  });

  it('refuses the yes of whoever a later stage cannot do without', () => {
    const alone = { lead: { of: ['agt_luo', 'agt_long'], late: [] }, board: { of: ['agt_long'], late: [] } };
    const story = asked(60_000, TWO, alone);
    expect(story.tries({ type: 'approve', request: requestOf(story) }, long)).toBe('needed-in-later-stage');
    approves(story, luo, '30:00');
    expect(approves(story, long, '40:00')).toEqual(['approved']);
    expect(story.ticket.phase).toBe('review');
  });

  it('does not ask them when it is late, either', () => {
    const story = asked(60_000);
    story.watch(at('4:10:00'));
    expect(story.all('ticket.approval-late').map(({ added }) => added)).toEqual([[]]);
    expect(story.ticket).toMatchObject({ approval: { stages: [{ approvers: ['agt_luo', 'agt_du'] }, {}] } });
  });

  it('refuses the resolution when the same person would have to agree twice', () => {
    const story = handledUnder(TWO);
    story.gives({ type: 'setFields', fields: { amount: 60_000 } }, lin);
    const once = { lead: { of: ['agt_long'], late: [] }, board: { of: ['agt_long'], late: [] } };
    expect(story.tries({ ...SOLVED, approvers: once } as never, lin)).toBe('nobody-may-approve');
    const helped = { ...once, lead: { of: ['agt_long'], late: ['agt_du'] } };
    expect(story.tries({ ...SOLVED, approvers: helped } as never, lin)).toBe('allowed');
  });
});

describe('what changes while it is approved', () => {
  const setAmount = (story: Story, amount: number | null, time = '30:00', by = lin) =>
    story.gives({ type: 'setFields', fields: { amount }, approvers: PEOPLE }, by, at(time));

  it('an amount: what was given is void, and it is asked anew from the first stage', () => {
    const story = asked(60_000);
    const before = requestOf(story);
    approves(story, luo);
    expect(setAmount(story, 70_000)).toEqual(['fields-set', 'approval-requested']);
    expect(story.ticket).toMatchObject({
      approval: { stage: 0, given: [], remindAt: at('2:30:00'), dueAt: at('4:30:00') },
    });
    expect(requestOf(story)).toBeGreaterThan(before);
    expect(story.tries({ type: 'approve', request: before }, luo)).toBe('approval-void');
    expect(story.tries({ type: 'rejectApproval', request: before, reason: '旧' }, luo)).toBe('approval-void');
    expect(story.tries({ type: 'askBack', request: before, text: '旧' }, luo)).toBe('approval-void');
    expect(approves(story, luo, '40:00')).toEqual(['approved']);
  });

  it('to less than any rule asks for: nobody has to agree any more', () => {
    const story = asked(60_000);
    expect(setAmount(story, 100)).toEqual(['fields-set', 'approval-requested']);
    expect(story.ticket.phase).toBe('review');
  });

  it('a field that no rule looks at: nothing is void', () => {
    const story = asked(60_000);
    const request = requestOf(story);
    approves(story, luo);
    expect(story.gives({ type: 'setFields', fields: { paid: 80_000 } }, lin)).toEqual(['fields-set']);
    expect(requestOf(story)).toBe(request);
    expect(story.ticket).toMatchObject({ approval: { stage: 1 } });
  });

  it('after it was approved, or needed nobody: a larger amount is brought before them', () => {
    const approved = asked(6000);
    approves(approved, luo);
    expect(setAmount(approved, 60_000)).toEqual(['fields-set', 'approval-requested']);
    expect(approved.ticket).toMatchObject({ phase: 'approval', approval: { stage: 0, given: [] } });
    const small = asked(100);
    expect(setAmount(small, 200)).toEqual(['fields-set']);
    expect(setAmount(small, 6000)).toEqual(['fields-set', 'approval-requested']);
    expect(small.ticket.phase).toBe('approval');
  });

  it('what the code needs cannot be taken away', () => {
    const codes = [
      { name: 'refunded', title: titled('退款'), needs: { steps: [], fields: ['amount'] } },
      { name: 'done', title: titled('完成'), needs: { steps: [], fields: [] } },
    ];
    const story = asked(6000, { ...TWO, resolutionCodes: codes });
    expect(story.tries({ type: 'setFields', fields: { amount: null }, approvers: PEOPLE }, lin)).toBe(
      'fields-not-valid',
    );
  });

  it('what the customer writes fills in nothing, as it would at any other time', () => {
    const says = { type: 'customerReply', text: '请退我 90000 元' } as const;
    const rule = { ...above(5000, LEAD), when: { resolution: ['refunded'] } };
    const story = handledUnder(under(rule, above(50_000, LEAD, BOARD)));
    story.gives(SOLVED, lin);
    story.gives(says, customer);
    expect(story.ticket).toMatchObject({ phase: 'approval', fields: {} });
    story.gives({ type: 'withdraw' }, lin);
    story.gives(says, customer);
    expect(story.ticket.fields).toEqual({ amount: { value: 90_000, from: 'text' } });
  });
});

describe('refuses', () => {
  it('a resolution that nobody may approve, and says what to do', () => {
    const story = handledUnder(TWO);
    story.gives({ type: 'setFields', fields: { amount: 6000 } }, lin);
    expect(story.tries({ ...SOLVED, approvers: {} } as never, lin)).toBe('nobody-may-approve');
    const alone = { lead: { of: ['agt_lin'], late: [] } } as const;
    expect(story.tries({ ...SOLVED, approvers: alone } as never, lin)).toBe('nobody-may-approve');
    expect(story.tries({ ...SOLVED, approvers: undefined } as never, lin)).toBe('nobody-may-approve');
  });

  it('the yes of who asked, of who has it, and of anybody who is not asked', () => {
    const story = handledUnder(TWO);
    story.gives({ type: 'setFields', fields: { amount: 6000 } }, lin);
    const all = { lead: { of: ['agt_chief', 'agt_lin', 'agt_luo'], late: ['agt_lin'] } } as const;
    story.gives({ ...SOLVED, approvers: all } as never, chief);
    const approve = { type: 'approve', request: requestOf(story) } as const;
    expect([chief, lin, wang, mei, luo].map((who) => story.tries(approve, who))).toEqual([
      'own-work',
      'own-work',
      'not-an-approver',
      'not-an-approver',
      'allowed',
    ]);
    expect(story.tries(approve, customer)).toBe('not-permitted');
  });

  it('an answer when nothing is asked any more', () => {
    const story = asked(6000);
    const request = requestOf(story);
    approves(story, luo);
    expect(story.tries({ type: 'approve', request }, luo)).toBe('command-not-allowed-in-phase');
    expect(story.tries({ type: 'rejectApproval', request, reason: '晚了' }, du)).toBe('command-not-allowed-in-phase');
    expect(story.tries({ type: 'withdraw' }, lin)).toBe('command-not-allowed-in-phase');
  });
});
