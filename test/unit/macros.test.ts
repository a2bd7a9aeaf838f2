/** Macros: the commands that they give, or why they give none. */
import { describe, expect, it } from 'vitest';
import { expandMacro } from '../../core/domain/handling/expand-macro.ts';
import type { Macro, MacroAction } from '../../core/domain/handling/macro.ts';
import { placeholderOf } from '../../core/domain/handling/placeholders.ts';
import { dateText, inDays, inWorkingDays, workingCalendarOf } from '../../core/domain/handling/working-days.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { field, form, options } from './any-form.ts';
import { policy as desk, inPhase, START } from './desk.ts';
import { OFFICE, PLAIN } from './rules.ts';

const titled = (text: string) => ({ zh: `${text}。`, en: text });

/** Monday to Friday in Shanghai, but on Tuesday the 24th. */
const policy: Policy = {
  ...PLAIN,
  calendars: { ...PLAIN.calendars, office: { ...OFFICE, days: { '2026-11-24': [] } } },
  forms: {
    'delivery-delay': form(
      field({ name: 'order-number', type: 'orderNumber', question: titled('Which order?') }),
      field({ name: 'amount', type: 'money', max: 500 }),
      field({ name: 'kind', type: 'choice', options: options('late', 'lost') }),
      field({ name: 'day', type: 'date', question: titled('Which day?') }),
      field({ name: 'phone', type: 'phone' }),
      field({ name: 'story', type: 'text' }),
    ),
  },
};

const base = inPhase('handling');
const ticket = (over: Partial<Ticket> = {}): Ticket =>
  ({ ...base, category: 'delivery-delay', language: 'en', fields: {}, ...over }) as Ticket;

const macro = (actions: readonly MacroAction[], over: Partial<Macro> = {}): Macro => ({
  name: 'it',
  title: titled('It'),
  inputs: [],
  actions,
  ...over,
});

const expanded = (of: Macro, on = ticket(), inputs: Readonly<Record<string, unknown>> = {}, now = START) =>
  expandMacro(of, on, { now, policy, inputs });

const problems = (...args: Parameters<typeof expanded>): string[] => {
  const result = expanded(...args);
  return 'problems' in result ? result.problems.map(({ field, code }) => `${field} ${code}`) : ['nothing'];
};

const said = (text: string, on = ticket(), now = START): unknown => {
  const result = expanded(macro([{ do: 'reply', text: { zh: text, en: text } }]), on, {}, now);
  return 'commands' in result
    ? result.commands.map((each) => 'text' in each && each.text)[0]
    : result.problems[0]?.field;
};

describe('a macro', () => {
  it('gives the commands that a person would, in their order and in the language of the customer', () => {
    const of = macro(
      [
        { do: 'setFields', fields: { kind: 'LATE' } },
        { do: 'takeStep', step: 'asked', note: titled('Asked') },
        { do: 'note', text: titled('Promised {amount}') },
        { do: 'tag', add: ['money'], remove: [] },
        { do: 'resolve', code: 'compensated', text: titled('{amount} for a parcel that is {kind}') },
      ],
      { inputs: ['amount'] },
    );
    expect(expanded(of, ticket(), { amount: '20元' })).toEqual({
      commands: [
        { type: 'setFields', fields: { amount: 20 } },
        { type: 'setFields', fields: { kind: 'late' } },
        { type: 'takeStep', step: 'asked', note: 'Asked' },
        { type: 'note', text: 'Promised CNY 20.00' },
        { type: 'tag', add: ['money'], remove: [] },
        { type: 'resolve', code: 'compensated', text: 'CNY 20.00 for a parcel that is LATE' },
      ],
    });
    expect(expanded(of, ticket({ language: 'zh' }), { amount: 20 })).toHaveProperty(
      'commands.5.text',
      '20.00 元 for a parcel that is LATE。',
    );
  });

  it.each<[string, MacroAction, object]>([
    ['hold', { do: 'hold', for: 'customer' }, { type: 'hold', for: 'customer' }],
    [
      'hold with a reason',
      { do: 'hold', for: 'thirdParty', reason: titled('Carrier') },
      { type: 'hold', for: 'thirdParty', reason: 'Carrier' },
    ],
    [
      'transfer',
      { do: 'transfer', queue: 'experts', reason: titled('For {code}') },
      { type: 'transfer', queue: 'experts', reason: `For ${base.code}` },
    ],
    ['takeStep', { do: 'takeStep', step: 'asked' }, { type: 'takeStep', step: 'asked' }],
  ])('can give: %s', (_, action, command) => {
    expect(expanded(macro([action]))).toEqual({ commands: [command] });
  });

  it('leaves out what is so already, which would be refused', () => {
    const of = macro(
      [
        { do: 'setFields', fields: { kind: 'late' } },
        { do: 'takeStep', step: 'asked' },
        { do: 'tag', add: ['a', 'b'], remove: ['c', 'd'] },
        { do: 'tag', add: ['a'], remove: ['d'] },
      ],
      { inputs: ['amount'] },
    );
    const on = ticket({
      fields: { kind: { value: 'late', from: 'person' }, amount: { value: 20, from: 'text' } },
      steps: ['asked'],
      tags: ['a', 'c'],
    });
    expect(expanded(of, on, { amount: 20 })).toEqual({
      commands: [
        // What was found in a text a person has confirmed now.
        { type: 'setFields', fields: { amount: 20 } },
        { type: 'tag', add: ['b'], remove: ['c'] },
      ],
    });
  });

  it.each<[string, Macro, Ticket, object, string[]]>([
    ['for another category', macro([], { category: ['refund'] }), ticket(), {}, ['it not-for-category']],
    ['without its input', macro([], { inputs: ['amount'] }), ticket(), {}, ['amount missing']],
    ['with an empty input', macro([], { inputs: ['amount'] }), ticket(), { amount: '' }, ['amount missing']],
    ['with an input that it does not ask for', macro([]), ticket(), { amount: 5 }, ['amount unknown-input']],
    [
      'with more money than allowed',
      macro([], { inputs: ['amount'] }),
      ticket(),
      { amount: 501 },
      ['amount too-large'],
    ],
    [
      'when a text has nothing to tell, however much of it could be done',
      macro([
        { do: 'tag', add: ['x'], remove: [] },
        { do: 'reply', text: titled('{amount} on {day}') },
      ]),
      ticket(),
      {},
      ['{amount} unavailable', '{day} unavailable'],
    ],
  ])('refuses to run %s', (_, of, on, inputs, expected) => {
    expect(problems(of, on, inputs as Readonly<Record<string, unknown>>)).toEqual(expected);
  });
});

describe('a placeholder', () => {
  it.each<[string, unknown]>([
    ['{code}', base.code],
    ['{agent}', '林'],
    ['{order}', 'E77'],
    ['{today}', 'Sunday 22 November'],
    // Monday is a working day, Tuesday is a holiday.
    ['{in 1 working day}', 'Monday 23 November'],
    ['{in 2 working days}', 'Wednesday 25 November'],
    ['{in 2 days}', 'Tuesday 24 November'],
    ['{in 30 working days}', 'Monday 4 January 2027'],
    ['{day}', 'Tuesday 1 December'],
    ['{kind}', 'LATE'],
    ['{order-number}', 'E1'],
    ['{amount}', '{amount}'],
  ])('%s reads %s', (text, expected) => {
    const fields = { day: '2026-12-01', kind: 'late', 'order-number': 'E1' };
    const on = ticket({
      orders: ['E77'],
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, from: 'person' }])),
    });
    expect(said(text, on)).toBe(expected);
  });

  it('never tells what is personal, of the ticket or its form', () => {
    const personal = { phone: '13812345678', story: '我住在人民路 1 号' };
    const on = ticket({
      customer: { ...base.customer, name: '王小明', email: 'w@example.com' },
      fields: Object.fromEntries(Object.entries(personal).map(([name, value]) => [name, { value, from: 'person' }])),
    });
    for (const name of ['phone', 'story', 'customer', 'name', 'email', 'customer.name'])
      expect(said(`{${name}}`, on)).toBe(`{${name}}`);
  });

  it('repeats a promise only while it can be kept', () => {
    const { dueAt } = base.clocks.resolution;
    expect(said('{promise}')).toMatch(/^by today \d+:\d\d \(UTC\+8\)$/);
    expect(said('{promise}', ticket(), addMinutes(dueAt, 1))).toBe('{promise}');
  });

  it('asks the customer what is open, and not for the order that they named', () => {
    expect(said('Hello, {questions}')).toBe('Hello, Please tell us:\n1. Which order?\n2. Which day?');
    expect(said('{questions}', ticket({ orders: ['E77'] }))).toBe('Please tell us:\n1. Which day?');
    const on = ticket({ orders: ['E77'], fields: { day: { value: '2026-12-01', from: 'text' } } });
    expect(said('{questions}', on)).toBe('{questions}');
  });

  it.each(['in 0 working days', 'in 1000 days', 'in two days', 'Code', '', 'a b', 'in 400 days'])(
    'refuses {%s}',
    (inside) => {
      expect(placeholderOf(inside)).toEqual({ kind: 'none' });
    },
  );
});

describe('working days', () => {
  it('are those of the calendar of the category, else of the first one of the policy', () => {
    const own = { ...policy, categories: policy.categories.map((each) => ({ ...each, calendar: 'always' })) };
    expect(workingCalendarOf(policy, 'delivery').name).toBe('office');
    expect(workingCalendarOf(own, 'delivery').name).toBe('always');
    expect(workingCalendarOf({ ...policy, calendars: {} }, 'delivery').name).toBe('always');
  });

  it('are counted from the day that it is where the calendar is', () => {
    // 23:30 on Sunday in London is Monday morning in Shanghai.
    const late = '2026-11-22T23:30:00.000Z';
    expect(inWorkingDays(OFFICE, late, 1)).toBe('2026-11-24');
    expect(inDays(OFFICE, late, 1)).toBe('2026-11-24');
    expect(inWorkingDays(OFFICE, START, 5)).toBe('2026-11-27');
    expect(inWorkingDays(OFFICE, START, 6)).toBe('2026-11-30');
  });

  it('are the holidays of the desk, too', () => {
    // The Spring Festival of 2026: 15 to 23 February, and two Saturdays to make up for it.
    const office = workingCalendarOf(desk, 'refund');
    expect(inWorkingDays(office, '2026-02-13T04:00:00.000Z', 1)).toBe('2026-02-14');
    expect(inWorkingDays(office, '2026-02-14T04:00:00.000Z', 1)).toBe('2026-02-24');
  });

  it('are told with the weekday, because a message is read on another day', () => {
    expect(dateText('2026-11-24', START, 'zh')).toBe('11月24日（周二）');
    expect(dateText('2026-11-24', START, 'en')).toBe('Tuesday 24 November');
    expect(dateText('2027-01-05', START, 'zh')).toBe('2027年1月5日（周二）');
  });

  it('refuses a calendar that is never open', () => {
    const closed = { ...OFFICE, name: 'closed', week: OFFICE.week.map(() => []) };
    expect(() => inWorkingDays(closed, START, 1)).toThrow('The calendar closed is not open for a year');
  });
});

describe('the macros of the default policy', () => {
  it.each(desk.macros.map((each) => [each.name, each] as const))('%s: runs or says what it needs', (_, of) => {
    for (const { name } of desk.categories) {
      const on = { ...ticket({ category: name }), language: 'zh' } as Ticket;
      const result = expandMacro(of, on, { now: START, policy: desk, inputs: {} });
      if (of.category?.includes(name) === false) expect(result).toHaveProperty('problems.0.code', 'not-for-category');
      else if (of.inputs.length > 0) expect(result).toHaveProperty('problems.0.code', 'missing');
      else expect(result).toHaveProperty('commands.0');
    }
  });

  it('say the sum that the agent gave, and when it will be there', () => {
    const of = desk.macros.find(({ name }) => name === 'refund-sent') as Macro;
    const on = ticket({ category: 'refund', language: 'zh' });
    expect(expandMacro(of, on, { now: START, policy: desk, inputs: { 'refund-amount': 99.5 } })).toEqual({
      commands: [
        { type: 'setFields', fields: { 'refund-amount': 99.5 } },
        { type: 'takeStep', step: 'refund-submitted' },
        { type: 'resolve', code: 'refunded', text: '退款 99.50 元 已提交，最晚11月27日（周五）原路退回。' },
      ],
    });
  });
});
