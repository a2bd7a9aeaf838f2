import { describe, expect, it } from 'vitest';
import { columnOf } from '../../core/domain/exports/columns.ts';
import { namesOf } from '../../core/domain/privacy/known-names.ts';
import { maskNames, maskText } from '../../core/domain/privacy/mask.ts';
import { maskData } from '../../core/domain/privacy/mask-data.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { summaryOfTicket } from '../../core/usecases/summary-of-ticket.ts';
import fc from '../support/properties.ts';
import { opened } from './desk.ts';

describe('a name that the ticket knows', () => {
  it.each([
    ['王小明', '王小明的包裹呢', '王*明的包裹呢'],
    ['王小明', '包裹是王小明和王小明签收的', '包裹是王*明和王*明签收的'],
    ['王小明', '王 小 明的包裹', '王***明的包裹'],
    ['王小明', '小王和小明都在', '小王和小明都在'],
    ['李娜', '包裹李娜没收到', '包裹李*没收到'],
    ['管虎', '是管虎拿走了', '是管*拿走了'],
    ['于明', '关于明天的派送', '关于明天的派送'],
    ['欧阳娜娜', '楼下欧阳娜娜说的', '楼下欧**娜说的'],
    ['阿依古丽·买买提', '阿依古丽•买买提家', '阿******提家'],
    ['John Smith', 'the parcel of JOHN  SMITH is lost', 'the parcel of J*********H is lost'],
    ['Lin', 'Lin asked; the line is online, lin', 'L*n asked; the line is online, lin'],
    ['小明', '包裹给小明了', '包裹给小*了'],
    ['𠮷野家', '这是𠮷野家的', '这是𠮷*家的'],
  ])('%s is masked wherever it stands: %s', (name, text, masked) => expect(maskText(text, [name])).toBe(masked));

  it.each([
    ['李', '李子和行李都在'],
    ['客户', '客户说客户没有收到'],
    ['匿名用户', '匿名用户的订单'],
    ['高兴', '很高兴，非常高兴'],
    ['开心', '不开心，开心不起来'],
    ['包裹', '包裹破了，包裹丢了'],
    ['Will', 'Will it come? I will wait.'],
    ['an', 'an order and an answer'],
    ['ok', 'it is ok, OK?'],
    ['王*', '王*的包裹'],
    ['..', 'wait.. and ...'],
    ['', 'nothing'],
  ])('refuses to blank a text for the sake of %j: %s', (name, text) => expect(maskText(text, [name])).toBe(text));

  it('gives way to the address and the number it stands in', () => {
    expect(maskText('收件地址：浙江省杭州市西湖区文三路478号王小明', ['王小明'])).not.toContain('王小明');
    expect(maskText('lin@example.com', ['lin@example'])).toBe('l***@example.com');
  });
});

const surname = fc.constantFrom(...'王李张刘陈杨赵黄周吴徐孙');
const given = fc
  .array(fc.constantFrom(...'伟芳娜秀英敏静丽强磊军洋'), { minLength: 1, maxLength: 2 })
  .map((all) => all.join(''));
const name = fc.oneof(
  fc.tuple(surname, given).map((parts) => parts.join('')),
  fc.constantFrom('John Smith', 'Ann-Marie Lee'),
);
const filler = fc.string({ unit: fc.constantFrom(...'的包裹呢，。 a1我是在给x\n*'), maxLength: 20 });

describe('of any text', () => {
  it('no name stays, and what is masked stays as it is', () =>
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), fc.array(filler), (names, fillers) => {
        const text = fillers.map((each, at) => `${each} ${names[at % names.length]} `).join('');
        const masked = maskText(text, names);
        for (const one of names) expect(masked).not.toContain(one);
        expect(maskText(masked, names)).toBe(masked);
      }),
    ));

  it('no more than the names is starred', () =>
    fc.assert(
      fc.property(name, fc.array(filler), (one, fillers) => {
        const text = fillers.join(one);
        const stars = (each: string): number => each.split('*').length - 1;
        const occurrences = text.split(one).length - 1;
        expect(stars(maskNames(text, [one])) - stars(text)).toBeLessThanOrEqual(occurrences * one.length);
        expect(maskNames(text, [one])).toHaveLength(text.length);
      }),
    ));

  it('names that are patterns, or anything else, break nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, text) => {
        const masked = maskNames(`${text}${one}${text}`, [one, text]);
        return maskNames(masked, [one, text]) === masked;
      }),
    ));
});

describe('a ticket', () => {
  const ticket: Ticket = {
    ...opened(),
    subject: '王小明的包裹，赵大海签收',
    customer: { id: 'c-1', tier: 'standard', name: '王小明' },
    fields: {
      收件人: { value: '赵大海', from: 'form' },
      note: { value: '放王小明门口', from: 'form' },
    } as unknown as Ticket['fields'],
    parties: [
      { kind: 'other', name: '钱多多' },
      { kind: 'courier', name: '顺丰快递' },
    ] as unknown as Ticket['parties'],
  };

  it('knows its customer, who its form names, and people outside', () =>
    expect(namesOf(ticket)).toEqual(['王小明', '赵大海', '钱多多']));

  it('shows none of them in lists, exports and its timeline', () => {
    expect(summaryOfTicket(ticket).subject).toBe('王*明的包裹，赵*海签收');
    expect(columnOf('subject').of(ticket)).toBe('王*明的包裹，赵*海签收');
    expect(columnOf('fields').of(ticket)).toEqual({ 收件人: '赵*海', note: '放王*明门口' });
    const data = {
      text: '钱多多送来',
      attachments: [{ name: '王小明.jpg' }],
      extracted: [{ kind: 'text', value: '赵大海' }],
    };
    expect(maskData(data, namesOf(ticket))).toEqual({
      text: '钱*多送来',
      attachments: [{ name: '王*明.jpg' }],
      extracted: [{ kind: 'text', value: '赵*海' }],
    });
  });
});
