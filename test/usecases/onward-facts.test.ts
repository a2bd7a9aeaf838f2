/** What is looked up before a command sends a ticket on: who approves, or who reviews, or nothing at all. */
import { beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../../core/domain/decide.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { isRefusal } from '../../core/domain/refusals.ts';
import { type Agent, NO_LOAD } from '../../core/domain/routing/agent.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketCommand } from '../../core/usecases/change-ticket.ts';
import { knowing, type OnwardPorts } from '../../core/usecases/onward-facts.ts';
import { context, inPhase } from '../unit/desk.ts';
import { lin } from '../unit/people.ts';
import { PLAIN } from '../unit/rules.ts';

const titled = (text: string) => ({ zh: text, en: text });
const MONEY = { type: 'money', currency: 'CNY', min: 0, max: 1_000_000, required: 'never', fromText: false } as const;
const category = inPhase('handling').category;
const stage = {
  name: 'lead',
  title: titled('主管'),
  of: ['supervisor'],
  need: 1,
  limitMinutes: 60,
  escalateTo: [],
} as const;
const policy: Policy = {
  ...PLAIN,
  forms: {
    [category]: {
      name: category,
      intro: titled(''),
      layout: [],
      fields: [{ ...MONEY, name: 'amount', title: titled('金额') }],
    },
  },
  approvals: [
    { name: 'large', title: titled('大额'), when: { field: { field: 'amount', atLeast: 5000 } }, stages: [stage] },
  ],
  macros: [
    {
      name: 'pay',
      title: titled('赔付'),
      inputs: ['amount'],
      actions: [{ do: 'resolve', code: 'paid', text: titled('已赔付') }],
    },
    { name: 'note', title: titled('备注'), inputs: ['amount'], actions: [{ do: 'note', text: titled('待定') }] },
  ],
};

const LUO: Agent = {
  ...NO_LOAD,
  ...{ id: 'agt_luo', name: '罗', team: 'logistics', roles: ['supervisor'], capacity: 8, skills: {} },
  ...{ languages: [], regions: [], seniority: 0, leave: [], presence: 'offline' },
};

let looked: string[];
beforeEach(() => {
  looked = [];
});
const ports: OnwardPorts = {
  directory: {
    team: async () => {
      looked.push('team');
      return { agents: [LUO] };
    },
    agent: async () => undefined,
  },
  reviewers: {
    all: async () => {
      looked.push('reviewers');
      return { reviewers: [{ id: 'agt_bai', team: 'aftersales', leave: [], given: 0 }], guessed: false };
    },
    giving: () => {},
  },
  insight: { passed: async () => 0 },
};
const under = { ...context(lin), policy };
const know = (ticket: Ticket, command: TicketCommand) => knowing(ports, command)(ticket, under);
const APPROVERS = { lead: { of: ['agt_luo'], late: [] } };
/** As it is after the command with what was looked up. */
const solvedWith = async (ticket: Ticket, command: TicketCommand): Promise<Ticket> => {
  const decision = decide(ticket, (await know(ticket, command)).command, under);
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision.ticket;
};
const withAmount = (value: number): Ticket => ({
  ...inPhase('handling'),
  fields: { amount: { value, from: 'person' } },
});
const SOLVED = { type: 'resolve', code: 'paid', text: '已赔付' } as const;

describe('before a ticket is solved', () => {
  it('its approvers are looked up, if a rule holds; else its reviewer, and never both', async () => {
    expect((await know(withAmount(6000), SOLVED)).command).toMatchObject({ approvers: APPROVERS });
    expect(looked).toEqual(['team']);
    const plain = await know(withAmount(100), SOLVED);
    expect(plain.command).toMatchObject({ reviewing: { reviewer: 'agt_bai' } });
    expect(plain.slots).toBeDefined();
    expect(looked).toEqual(['team', 'reviewers']);
  });

  it('nothing is, when it cannot be solved now', async () => {
    await know(inPhase('queued'), SOLVED);
    await know(inPhase('closed'), SOLVED);
    expect(looked).toEqual([]);
  });

  it('a macro that solves it counts with what is given to it, as it is written', async () => {
    const pays = (amount: string) => ({ type: 'runMacro', macro: 'pay', inputs: { amount } }) as const;
    expect((await know(inPhase('handling'), pays('¥6,000'))).command).toMatchObject({ approvers: APPROVERS });
    expect((await solvedWith(inPhase('handling'), pays('¥6,000'))).phase).toBe('approval');
    expect((await know(inPhase('handling'), pays('60'))).command).toMatchObject({ reviewing: { reviewer: 'agt_bai' } });
    expect((await solvedWith(inPhase('handling'), pays('60'))).phase).toBe('review');
  });

  it('a macro that does something else, is unknown or cannot run, looks up nothing', async () => {
    for (const [macro, inputs] of [
      ['note', { amount: 6000 }],
      ['gone', {}],
      ['pay', {}],
    ] as const)
      await know(inPhase('handling'), { type: 'runMacro', macro, inputs });
    expect(looked).toEqual([]);
  });
});

describe('while it is approved, or reviewed', () => {
  it('the last yes looks up who reviews; one before it, or one that comes too late, nothing', async () => {
    const waiting = await solvedWith(withAmount(6000), SOLVED);
    looked = [];
    const approve = { type: 'approve', request: waiting.version } as const;
    expect((await know(waiting, approve)).command).toMatchObject({ reviewing: { reviewer: 'agt_bai' } });
    if (waiting.phase !== 'approval') throw new Error(waiting.phase);
    const [first] = waiting.approval.stages;
    if (!first) throw new Error('It has no stage.');
    looked = [];
    await know({ ...waiting, approval: { ...waiting.approval, stages: [{ ...first, need: 2 }] } }, approve);
    await know(inPhase('review'), approve);
    expect(looked).toEqual([]);
  });

  it('a yes that another stage follows looks up who is there for that one now', async () => {
    const waiting = await solvedWith(withAmount(6000), SOLVED);
    if (waiting.phase !== 'approval') throw new Error(waiting.phase);
    const [first] = waiting.approval.stages;
    if (!first) throw new Error('It has no stage.');
    const approve = { type: 'approve', request: waiting.version } as const;
    const followedBy = (name: string): Ticket => ({
      ...waiting,
      approval: { ...waiting.approval, stages: [first, { ...first, name }] },
    });
    expect((await know(followedBy('lead'), approve)).command).toMatchObject({ approvers: APPROVERS });
    looked = [];
    // The policy has it no longer: whoever was named is asked.
    expect((await know(followedBy('gone'), approve)).command).toEqual(approve);
    expect(looked).toEqual([]);
  });

  it('a changed amount looks up who has to agree to it, and nobody new when nobody has', async () => {
    const sets = (amount: number) => ({ type: 'setFields', fields: { amount } }) as const;
    const waiting = await solvedWith(withAmount(6000), SOLVED);
    expect((await know(waiting, sets(7000))).command).toMatchObject({ approvers: APPROVERS });
    expect((await know(waiting, sets(10))).command).toMatchObject({ reviewing: { reviewer: 'agt_bai' } });
    const reviewed = await solvedWith(withAmount(100), SOLVED);
    expect(reviewed.phase).toBe('review');
    expect((await solvedWith(reviewed, sets(7000))).phase).toBe('approval');
    looked = [];
    expect((await know(reviewed, sets(10))).command).toEqual(sets(10));
    expect((await know(withAmount(1), sets(7000))).command).toEqual(sets(7000));
    expect(looked).toEqual([]);
  });
});
