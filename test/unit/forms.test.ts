/** What people fill in: read, brought into one form, and checked. */
import { describe, expect, it } from 'vitest';
import type { Extracted } from '../../core/domain/extraction/extracted.ts';
import { applies } from '../../core/domain/forms/applies.ts';
import { checkFields, readFields } from '../../core/domain/forms/check.ts';
import type { Field, FieldType, Form } from '../../core/domain/forms/form.ts';
import { fieldsFrom } from '../../core/domain/forms/from-text.ts';
import { normalised } from '../../core/domain/forms/normal.ts';
import { openQuestions, questionsText } from '../../core/domain/forms/questions.ts';
import { field, form, options } from './any-form.ts';

const codes = (of: Form, values: object, moment: Parameters<typeof checkFields>[2] = 'change'): string[] =>
  checkFields(of, values as never, moment).map(({ field, code }) => `${field} ${code}`);

const one = (over: Partial<Field> & { type: FieldType }) => form(field({ name: 'it', ...over }));

describe('a value', () => {
  it.each<[FieldType, unknown, unknown]>([
    ['number', '1,234', 1234],
    ['number', '１２．５', 12.5],
    ['number', '-3', -3],
    ['number', '1,23', '1,23'],
    ['number', 'a dozen', 'a dozen'],
    ['money', '￥1,299.00', 1299],
    ['money', '99.5元', 99.5],
    ['money', 'RMB 20', 20],
    ['money', 0.1 + 0.2, 0.3],
    ['money', 9.999, 9.999],
    ['date', '2026/3/7', '2026-03-07'],
    ['date', '2026年11月22日', '2026-11-22'],
    ['date', 'tomorrow', 'tomorrow'],
    ['phone', '138 1234-5678', '13812345678'],
    ['phone', '+86 138 1234 5678', '13812345678'],
    ['phone', '（0571）8888 6666', '057188886666'],
    ['phone', '0044 20 7946 0958', '+442079460958'],
    ['trackingNumber', ' sf 1390 0277 45518 ', 'SF1390027745518'],
    ['orderNumber', 'E2026 1118 004217', 'E20261118004217'],
    ['text', '  两个字  ', '两个字'],
    ['text', '   ', null],
    ['photo', 'att_01JD', 'att_01JD'],
  ])('of type %s: %j is read as %j', (type, given, read) => {
    expect(normalised(one({ type }), { it: given })).toEqual({ it: read });
  });

  it('of a choice is named by its name or by what people read of it', () => {
    const of = one({ type: 'choice', options: [{ name: 'late', title: { zh: '太晚', en: 'Too late' } }] });
    for (const given of ['late', 'LATE', '太晚', 'too late'])
      expect(normalised(of, { it: given })).toEqual({ it: 'late' });
  });
});

describe('refuses', () => {
  it.each<[string, Partial<Field> & { type: FieldType }, unknown, string]>([
    ['a text for a number', { type: 'number' }, 'five', 'wrong-type'],
    ['a number for a text', { type: 'text' }, 5, 'wrong-type'],
    ['a list', { type: 'choice' }, ['one'], 'wrong-type'],
    ['a number without an end', { type: 'number' }, Number.POSITIVE_INFINITY, 'wrong-type'],
    ['less than the least', { type: 'number', min: 2 }, 1, 'too-small'],
    ['more than the most', { type: 'money', max: 100 }, 100.01, 'too-large'],
    ['a part of a cent', { type: 'money' }, 9.999, 'too-precise'],
    ['a part of a whole', { type: 'number', whole: true }, 1.5, 'too-precise'],
    ['a text too short', { type: 'text', minLength: 3 }, '两字', 'too-short'],
    ['a text too long, in characters', { type: 'text', maxLength: 2 }, '😀😀😀', 'too-long'],
    ['half a character', { type: 'text' }, 'x\ud83d', 'wrong-form'],
    ['a text of another form', { type: 'text', pattern: '[A-Z]{2}\\d+' }, 'AB12x', 'wrong-form'],
    ['a day that there is not', { type: 'date' }, '2026-02-29', 'wrong-form'],
    ['a day too early', { type: 'date', min: '2026-01-01' }, '2025-12-31', 'too-small'],
    ['a day too late', { type: 'date', max: '2026-01-01' }, '2026-01-02', 'too-large'],
    ['no option', { type: 'choice', options: options('one') }, 'two', 'not-an-option'],
    ['no phone', { type: 'phone' }, '12', 'wrong-form'],
    ['no order number', { type: 'orderNumber' }, '我的订单', 'wrong-form'],
    ['no tracking number', { type: 'trackingNumber' }, 'SF', 'wrong-form'],
    ['a photo that was not uploaded here', { type: 'photo' }, 'https://example.com/a.jpg', 'wrong-form'],
  ])('%s', (_, over, value, code) => {
    expect(codes(one(over), { it: value })).toEqual([`it ${code}`]);
  });

  it('a field that the form has not, even one of every object', () => {
    expect(codes(one({ type: 'text' }), { constructor: 'x', it: 'x', ...JSON.parse('{"__proto__": "x"}') })).toEqual([
      'constructor unknown-field',
      '__proto__ unknown-field',
    ]);
  });

  it('all that is wrong at once, in both languages and without saying the value', () => {
    const of = form(
      field({ name: 'phone', type: 'phone', title: { zh: '电话', en: 'Phone' } }),
      field({ name: 'amount', type: 'money', title: { zh: '金额', en: 'Amount' }, max: 500 }),
    );
    const problems = checkFields(of, { phone: '13812', amount: 501, other: 'x' }, 'change');
    expect(problems.map(({ en }) => en)).toEqual([
      'Amount: not above 500',
      'other: the form of this category has no such field',
    ]);
    expect(problems[0]?.zh).toBe('金额：不能大于 500');
    expect(JSON.stringify(checkFields(of, { phone: 'call 138' }, 'change'))).not.toContain('138');
  });
});

describe('what is required', () => {
  const of = form(
    field({ name: 'kind', type: 'choice', options: options('company', 'personal'), required: 'atCreation' }),
    field({ name: 'title', type: 'text', required: 'atCreation', when: { field: 'kind', is: ['company'] } }),
    field({ name: 'proof', type: 'text', required: 'atResolution', when: { field: 'title', given: true } }),
  );

  it.each<[string, object, Parameters<typeof checkFields>[2], string[]]>([
    ['at creation', {}, 'creation', ['kind missing']],
    ['at a change nothing', {}, 'change', []],
    ['under its condition', { kind: 'company' }, 'creation', ['title missing']],
    ['and else not', { kind: 'personal' }, 'creation', []],
    ['at the resolution what was at the creation, too', {}, 'resolution', ['kind missing']],
    ['at the resolution', { kind: 'company', title: 'x' }, 'resolution', ['proof missing']],
    ['not because of a field that is not asked itself', { kind: 'personal', title: 'x' }, 'resolution', []],
    ['an empty text is none', { kind: ' ' }, 'creation', ['kind missing']],
    ['nor is null', { kind: null }, 'creation', ['kind missing']],
  ])('%s', (_, values, moment, expected) => {
    expect(codes(of, values, moment)).toEqual(expected);
  });

  it('follows numbers, too', () => {
    const on = (when: Field['when']) => field({ name: 'more', type: 'text', ...(when && { when }) });
    const amount = field({ name: 'amount', type: 'money' });
    const isAsked = (when: Field['when'], value: unknown) =>
      applies(form(amount, on(when)), on(when), { amount: value });
    expect(isAsked({ field: 'amount', atLeast: 500 }, 500)).toBe(true);
    expect(isAsked({ field: 'amount', atLeast: 500 }, 499.99)).toBe(false);
    expect(isAsked({ field: 'amount', atMost: 500 }, 500)).toBe(true);
    expect(isAsked({ field: 'amount', atMost: 500 }, undefined)).toBe(false);
    expect(isAsked({ field: 'gone', given: true }, 1)).toBe(false);
  });

  it('is read together with the values', () => {
    expect(readFields(of, { kind: 'COMPANY', title: '' }, 'creation')).toMatchObject({
      values: { kind: 'company', title: null },
      problems: [{ field: 'title', code: 'missing' }],
    });
  });
});

describe('a form filled from a text', () => {
  const of = form(
    field({ name: 'order', type: 'orderNumber', fromText: true }),
    field({ name: 'parcel', type: 'trackingNumber', fromText: true }),
    field({ name: 'amount', type: 'money', fromText: true, max: 1000 }),
    field({ name: 'phone', type: 'phone' }),
  );
  const fact = (kind: Extracted['kind'], value: string, confidence = 0.9, currency = 'CNY') =>
    ({ kind, value, at: [0, 1], confidence, ...(kind === 'amount' && { currency }) }) as Extracted;
  const filled = (facts: readonly Extracted[], typed: object = {}) =>
    Object.fromEntries(Object.entries(fieldsFrom(of, facts, typed as never)).map(([name, { value }]) => [name, value]));

  it('takes what there is no doubt of', () => {
    const facts = [fact('orderNumber', 'E20261118004217'), fact('amount', '99.5'), fact('phone', '13812345678')];
    expect(filled(facts)).toEqual({ order: 'E20261118004217', amount: 99.5 });
    expect(fieldsFrom(of, facts, {}).order).toEqual({ value: 'E20261118004217', from: 'text' });
  });

  it.each<[string, readonly Extracted[], object]>([
    ['the most certain of several', [fact('amount', '50', 0.7), fact('amount', '99', 0.9)], { amount: 99 }],
    ['one that is said twice', [fact('amount', '99'), fact('amount', '99.0')], { amount: 99 }],
    ['none of two that are as certain', [fact('amount', '50'), fact('amount', '99')], {}],
    ['nothing that is a guess', [fact('orderNumber', 'E20261118004217', 0.3)], {}],
    ['no money of another country', [fact('amount', '99', 0.9, 'USD')], {}],
    ['nothing that nobody might have typed', [fact('amount', '1001')], {}],
  ])('takes %s', (_, facts, expected) => {
    expect(filled(facts)).toEqual(expected);
  });

  it('leaves what stands there', () => {
    const facts = [fact('amount', '99'), fact('orderNumber', 'E20261118004217')];
    expect(filled(facts, { amount: 5, order: null })).toEqual({ order: 'E20261118004217' });
  });
});

describe('questions to the customer', () => {
  const asking = (name: string, over: Partial<Field> = {}) =>
    field({ name, type: 'text', question: { zh: `${name}是？`, en: `Which ${name}?` }, ...over });
  const of = form(
    asking('order'),
    field({ name: 'inner', type: 'text' }),
    asking('size', { when: { field: 'order', given: true } }),
    asking('colour'),
  );

  it('are those of fields that are asked and empty', () => {
    expect(openQuestions(of, {}, 'en')).toEqual(['Which order?', 'Which colour?']);
    expect(openQuestions(of, { order: 'E1' }, 'zh')).toEqual(['size是？', 'colour是？']);
  });

  it('make the template of the category', () => {
    expect(questionsText(of, { colour: 'red' }, 'en')).toBe('Please tell us:\n1. Which order?');
    expect(questionsText(of, { order: 'E1', size: 'M', colour: 'red' }, 'en')).toBe('');
  });
});
