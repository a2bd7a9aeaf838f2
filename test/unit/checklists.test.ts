/** Steps, and what stands against solving a ticket. */
import { describe, expect, it } from 'vitest';
import { matches } from '../../core/domain/clocks/selection.ts';
import type { ChecklistStep, ResolutionCode } from '../../core/domain/handling/checklist.ts';
import { checkResolution, checkStep, codesOf, type Handled } from '../../core/domain/handling/resolution.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { answersTo } from '../../local/demo/answers.ts';
import { field, form, options } from './any-form.ts';
import { policy as desk } from './desk.ts';
import { PLAIN } from './rules.ts';

const titled = (text: string) => ({ zh: text, en: text });

const step = (name: string, over: Partial<ChecklistStep> = {}): ChecklistStep => ({
  name,
  title: titled(name),
  required: false,
  evidence: false,
  ...over,
});

const code = (name: string, over: Partial<ResolutionCode> = {}): ResolutionCode => ({
  name,
  title: titled(name),
  needs: { steps: [], fields: [] },
  ...over,
});

const policy: Policy = {
  ...PLAIN,
  forms: {
    refund: form(
      field({ name: 'amount', type: 'money' }),
      field({ name: 'kind', type: 'choice', options: options('late', 'broken') }),
      field({ name: 'proof', type: 'text', required: 'atResolution', when: { field: 'kind', is: ['broken'] } }),
    ),
  },
  checklists: {
    refund: [
      step('read', { required: true }),
      step('rechecked', { required: { resolution: ['refunded'], field: { field: 'amount', atLeast: 500 } } }),
      step('called', { required: { priority: ['P0'], tier: ['vip'], channel: ['im'] } }),
      step('shown', { evidence: true }),
    ],
  },
  resolutionCodes: [
    code('done'),
    code('refunded', { category: ['refund'], needs: { steps: [], fields: ['amount'] } }),
    code('proven', { category: ['refund'], needs: { steps: ['shown'], fields: [] } }),
    code('delivered', { category: ['delivery'] }),
  ],
};

const ticket = (
  over: Partial<Handled> & { readonly values?: Readonly<Record<string, string | number>> } = {},
): Handled => ({
  category: 'refund',
  priority: 'P2',
  channel: 'shop',
  customer: { tier: 'standard' },
  steps: ['read'],
  fields: Object.fromEntries(
    Object.entries(over.values ?? {}).map(([name, value]) => [name, { value, from: 'person' as const }]),
  ),
  ...over,
});

const against = (of: Handled, name: string, rules = policy): string[] =>
  checkResolution(of, name, rules).map(({ field, code }) => `${field} ${code}`);

describe('a resolution', () => {
  it('goes with a code of its category, when its steps and fields are there', () => {
    expect(against(ticket(), 'done')).toEqual([]);
    expect(against(ticket({ values: { amount: 99 } }), 'refunded')).toEqual([]);
    expect(against(ticket({ steps: ['read', 'shown'] }), 'proven')).toEqual([]);
    expect(codesOf(policy, 'refund').map(({ name }) => name)).toEqual(['done', 'refunded', 'proven']);
  });

  it('goes with any code as long as the policy names none', () => {
    expect(against(ticket({ steps: [] }), 'whatever', PLAIN)).toEqual([]);
  });

  it.each<[string, Handled, string, string[]]>([
    ['a code that there is not', ticket(), 'refnded', ['code unknown-code']],
    ['a code of another category', ticket(), 'delivered', ['code not-for-category']],
    ['a step that is always required', ticket({ steps: [] }), 'done', ['read step-missing']],
    ['a step that the code needs', ticket(), 'proven', ['shown step-missing']],
    ['a field that the code needs', ticket(), 'refunded', ['amount missing']],
    ['a field that the form requires', ticket({ values: { kind: 'broken' } }), 'done', ['proof missing']],
    ['a step for so much money', ticket({ values: { amount: 500 } }), 'refunded', ['rechecked step-missing']],
    [
      'everything at once',
      ticket({ steps: [], values: { kind: 'broken' } }),
      'refunded',
      ['read step-missing', 'proof missing', 'amount missing'],
    ],
  ])('refuses %s', (_, of, name, expected) => {
    expect(against(of, name)).toEqual(expected);
  });

  it('asks for a step only where all of its condition holds', () => {
    const grave = { priority: 'P0', channel: 'im', customer: { tier: 'vip' } } as const;
    expect(against(ticket(grave), 'done')).toEqual(['called step-missing']);
    expect(against(ticket({ ...grave, channel: 'shop' }), 'done')).toEqual([]);
    expect(against(ticket({ ...grave, priority: 'P1' }), 'done')).toEqual([]);
    expect(against(ticket({ ...grave, customer: { tier: 'gold' } }), 'done')).toEqual([]);
    expect(against(ticket({ values: { amount: 500 } }), 'done')).toEqual([]);
  });

  it('does not look at what was filled in before the ticket got another category', () => {
    expect(against(ticket({ values: { 'old-field': 'x' } }), 'done')).toEqual([]);
    expect(against(ticket({ category: 'delivery', steps: [], values: { kind: 'broken' } }), 'delivered')).toEqual([]);
    expect(against(ticket({ category: 'constructor', steps: [] }), 'done')).toEqual([]);
  });
});

describe('a step', () => {
  it('is one of the checklist, with evidence where that is asked for', () => {
    const taken = (name: string, evidence?: readonly string[]) =>
      checkStep({ category: 'refund' }, { step: name, ...(evidence && { evidence }) }, policy).map(({ code }) => code);
    expect(taken('called')).toEqual([]);
    expect(taken('shown', ['att_1'])).toEqual([]);
    expect(taken('shown')).toEqual(['evidence-missing']);
    expect(taken('shown', [])).toEqual(['evidence-missing']);
    expect(taken('jumped')).toEqual(['unknown-step']);
  });

  it('is what rules of the policy can look at', () => {
    const of = { category: 'refund', priority: 'P2', channel: 'shop', queue: 'q', customer: { tier: 'vip' } } as const;
    const held = (steps: readonly string[]) => [
      matches({ stepTaken: ['called', 'read'] }, { ...of, steps }),
      matches({ stepNotTaken: ['called', 'read'] }, { ...of, steps }),
    ];
    expect(held(['read'])).toEqual([true, false]);
    expect(held(['shown'])).toEqual([false, true]);
    expect([matches({ stepTaken: ['read'] }, of), matches({ stepNotTaken: ['read'] }, of)]).toEqual([false, true]);
  });
});

describe('the default policy', () => {
  it('lets the demo solve its tickets', () => {
    for (const { name } of desk.categories)
      for (const language of ['zh', 'en'] as const) {
        const { resolve } = answersTo({ category: name, language });
        expect(against(ticket({ category: name, steps: [] }), resolve.code, desk)).toEqual([]);
      }
  });

  it('gives no account back before somebody has looked who asks', () => {
    const of = ticket({ category: 'account', steps: [] });
    expect(against(of, 'restored', desk)).toEqual(['identity-verified step-missing']);
    expect(against({ ...of, steps: ['identity-verified'] }, 'restored', desk)).toEqual([]);
  });

  it('knows the code that a ticket gets whose customer does not answer', () => {
    for (const { name } of desk.categories) expect(codesOf(desk, name).map((each) => each.name)).toContain('no-answer');
  });
});
