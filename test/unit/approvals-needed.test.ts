/** Which resolutions the policy wants approved, and what a policy file is refused for that wants the impossible. */
import { describe, expect, it } from 'vitest';
import { stagesNeeded } from '../../core/domain/approval/needed.ts';
import { checkResolution } from '../../core/domain/handling/resolution.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { broken, sectionBroken } from './broken-policy.ts';
import { policy } from './desk.ts';

const ticket = (over: Partial<Pick<Ticket, 'category' | 'fields'>>) => ({
  category: 'refund',
  priority: 'P2' as const,
  channel: 'shop',
  customer: { tier: 'standard' as const },
  fields: {},
  ...over,
});
const amount = (field: string, value: number) => ({
  [field]: { value, from: 'person' as const, by: 'agt_lin', at: '2026-11-22T00:00:00.000Z' },
});
const names = (code: string, over: Parameters<typeof ticket>[0], rules = policy) =>
  stagesNeeded(ticket(over), code, rules).map(({ name }) => name);

describe('the shipped rules', () => {
  const refund = (value: number, code = 'refunded') => names(code, { fields: amount('refund-amount', value) });

  it('ask the supervisor above 5,000 yuan, and the director as well above 50,000', () => {
    expect([refund(5000), refund(5000.01), refund(50_000), refund(50_000.01)]).toEqual([
      [],
      ['supervisor'],
      ['supervisor'],
      ['supervisor', 'director'],
    ]);
    const compensation = (value: number) =>
      names('apologised', { category: 'complaint', fields: amount('compensation-amount', value) });
    expect([compensation(5000), compensation(5001), compensation(60_000)]).toEqual([
      [],
      ['supervisor'],
      ['supervisor', 'director'],
    ]);
  });

  it('ask nobody when nothing is paid, when no amount is there, or when the form does not ask for it', () => {
    expect(refund(90_000, 'declined')).toEqual([]);
    expect(names('refunded', {})).toEqual([]);
    expect(names('refunded', { category: 'invoice', fields: amount('refund-amount', 90_000) })).toEqual([]);
  });

  const giving = policy.review.sampling.refunds.flatMap((name) => {
    const code = policy.resolutionCodes.find((each) => each.name === name);
    return (code?.category ?? []).map((category) => [name, category] as const);
  });

  it.each(giving)(
    'see what %s gives in %s: not without an amount, and not above 5,000 yuan unapproved',
    (code, category) => {
      const field = code === 'refunded' ? 'refund-amount' : 'compensation-amount';
      const missing = checkResolution({ ...ticket({ category }), steps: [] }, code, policy);
      expect(missing.filter(({ code }) => code === 'missing').map((each) => each.field)).toContain(field);
      expect(names(code, { category, fields: amount(field, 5001) })).toEqual(['supervisor']);
    },
  );

  it('are not asked because of what a customer writes of money outside a refund', () => {
    const fields = policy.forms.complaint?.fields ?? [];
    const paid = fields.find(({ name }) => name === 'refund-amount');
    expect(paid).toMatchObject({ fromText: false });
    expect(paid).not.toHaveProperty('question');
    expect(policy.forms.refund?.fields.find(({ name }) => name === 'refund-amount')).toMatchObject({ fromText: true });
  });
});

describe('refuses resolution codes', () => {
  it('that give money without the amount which the approvals look at', () => {
    expect(
      broken('    needs: { fields: [refund-amount] }\n', '').map((problem) => problem.split(' | ').at(-1)),
    ).toEqual([
      expect.stringContaining(
        'refunded gives money, and approvals look at refund-amount or compensation-amount: it must',
      ),
    ]);
    expect(broken('fields: [claim-number, compensation-amount]', 'fields: [claim-number]')).toEqual([
      expect.stringContaining('replaced-by-claim gives money, and approvals look at compensation-amount: it must'),
    ]);
  });

  it('that need an amount which one of their categories does not ask for', () => {
    const form = /fields: \[change-kind, new-address, new-date, \{ field: refund-amount, byDesk: true \}\]/;
    expect(broken(form, 'fields: [change-kind, new-address, new-date]').join()).toContain(
      'There is no such thing as the field refund-amount in order-change',
    );
  });
});

describe('rules', () => {
  const stage = (name: string) => ({
    ...{ name, title: { zh: name, en: name }, of: ['supervisor' as const], need: 1 },
    ...{ limitMinutes: 60, escalateTo: ['supervisor' as const] },
  });
  const rule = (when: object, ...stages: string[]) => ({
    ...{ name: stages.join('-'), title: { zh: '', en: '' } },
    ...{ when, stages: stages.map(stage) },
  });
  const under = (...approvals: ReturnType<typeof rule>[]) => ({ ...policy, approvals });

  it('hold when all that they name holds, and are asked together, each stage once', () => {
    const rules = under(
      rule({ category: ['refund'], tier: ['standard'], channel: ['shop'], priority: ['P2'] }, 'a', 'b'),
      rule({ category: ['refund'], tier: ['vip'] }, 'c'),
      rule({ resolution: ['done'] }, 'b', 'd'),
    );
    expect(names('done', {}, rules)).toEqual(['a', 'b', 'd']);
    expect(names('answered', {}, rules)).toEqual(['a', 'b']);
    expect(names('done', { category: 'invoice' }, rules)).toEqual(['b', 'd']);
    expect(names('answered', { category: 'invoice' }, rules)).toEqual([]);
  });
});

const LEAD =
  '{ name: lead, title: { zh: 审批, en: Approval }, of: [supervisor], limit: 2 h, escalateTo: [team:complaints] }';
const RULE = '{ name: big, title: { zh: 大额, en: Big }, when: { resolution: [refunded] }, stages: [lead] }';
const file = (stages: readonly string[], rules: readonly string[]) =>
  `approvals:\n  stages: [${stages.join(', ')}]\n  rules: [${rules.join(', ')}]`;
const problems = (stages: readonly string[], rules: readonly string[] = [RULE]) =>
  sectionBroken('approvals', file(stages, rules)).map((problem) => problem.split(' | ').at(-1));
const ruleWith = (from: string, to: string) => {
  expect(RULE).toContain(from);
  return RULE.replace(from, to);
};
const stageWith = (from: string, to: string) => {
  expect(LEAD).toContain(from);
  return LEAD.replace(from, to);
};

describe('refuses approvals', () => {
  it('of nothing but what is wrong', () => expect(problems([LEAD])).toEqual([]));

  it.each([
    [
      'a team that there is not',
      ['team:complaints', 'team:nobody'],
      'stages[0].escalateTo[0]: There is no team nobody',
    ],
    [
      'the one who resolved it',
      ['[supervisor]', '[assignee]'],
      'stages[0].of[0]: Nobody approves what they have resolved',
    ],
    ['somebody twice', ['[supervisor]', '[agt_a, agt_a]'], 'stages[0].of[1]: agt_a stands here twice'],
    [
      'more than are asked',
      ['[supervisor]', '[agt_a, agt_b], need: 3'],
      'stages[0].need: 3 have to agree, but only 2 are asked',
    ],
    ['nobody', ['[supervisor]', '[]'], 'stages[0].of: Name who is told'],
    ['no yes at all', ['limit', 'need: 0, limit'], 'stages[0].need'],
    ['no limit', [' limit: 2 h,', ''], 'stages[0].limit'],
    ['a limit of years', ['2 h', '500 d'], 'stages[0].limit: It is longer than 400 days'],
    ['an unknown key', ['limit', 'silence: approve, limit'], 'stages[0].silence: There is no silence here'],
  ])('by a stage of %s', (_, [from, to], expected) => {
    expect(problems([stageWith(from as string, to as string)])[0]).toContain(`approvals.${expected}`);
  });

  it.each([
    ['an unknown stage', ['[lead]', '[lead, ceo]'], 'stages[1]: There is no stage ceo'],
    ['a stage twice', ['[lead]', '[lead, lead]'], 'stages[1]: The stage lead stands here twice'],
    ['an unknown code', ['[refunded]', '[given]'], 'when.resolution[0]: There is no resolution code of it given'],
    [
      'a code of another category',
      ['resolution:', 'category: [invoice], resolution:'],
      'when.resolution[0]: There is no resolution code',
    ],
    [
      'an unknown category',
      ['resolution: [refunded]', 'category: [gifts]'],
      'when.category[0]: There is no category gifts',
    ],
    ['an unknown channel', ['resolution: [refunded]', 'channel: [fax]'], 'when.channel[0]: There is no channel fax'],
    [
      'an unknown field',
      ['resolution: [refunded]', 'field: { field: sum, atLeast: 1 }'],
      'when.field: It depends on sum',
    ],
    [
      'no number',
      ['resolution: [refunded]', 'field: { field: carrier, atLeast: 1 }'],
      'when.field: carrier is no number',
    ],
    [
      'a field that is not asked there',
      ['resolution: [refunded]', 'category: [invoice], field: { field: refund-amount, atLeast: 1 }'],
      'when.field: There is no such thing as the field refund-amount in invoice',
    ],
    ['nothing', ['resolution: [refunded]', ''], 'when: Name what must be so'],
  ])('by a rule of %s', (_, [from, to], expected) => {
    expect(problems([LEAD], [ruleWith(from as string, to as string)])[0]).toContain(`approvals.rules[0].${expected}`);
  });

  it('with a stage that no rule asks for, an order of its own, one person for two stages, and a name twice', () => {
    const second = LEAD.replace('name: lead', 'name: board');
    expect(problems([LEAD, second])).toEqual(['approvals.stages[1]: No rule asks for the stage board']);
    expect(problems([LEAD, second], [RULE.replace('[lead]', '[board, lead]')])).toEqual([
      'approvals.rules[0].stages[1]: lead stands before board in approvals.stages: ask it before, too',
    ]);
    const [lead, board] = [LEAD, second].map((each) =>
      each.replace('[supervisor]', '[agt_a]').replace('[team:complaints]', '[agt_b]'),
    ) as [string, string];
    const both = RULE.replace('[lead]', '[lead, board]');
    expect(problems([lead, board], [both])).toEqual([]);
    expect(problems([lead.replace('agt_b', 'agt_a'), board.replace('agt_b', 'agt_a')], [both])).toEqual([
      'approvals.rules[0].stages: Nobody agrees to two stages, so there are too few people for board: name more',
    ]);
    expect(problems([lead, board.replace('[agt_a]', '[supervisor]')], [both])).toEqual([]);
    expect(problems([LEAD, LEAD])[0]).toContain('approvals.stages[1].name: The name lead is taken');
    expect(problems([LEAD], [RULE, RULE])[0]).toContain('approvals.rules[1].name: The name big is taken');
  });
});
