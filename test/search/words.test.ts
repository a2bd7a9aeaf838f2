import { describe, expect, it } from 'vitest';
import { matches, queryOf } from '../../core/domain/search/query.ts';
import { termsOf } from '../../core/domain/search/terms.ts';
import { normalised, piecesOf } from '../../core/domain/search/words.ts';
import fc from '../support/properties.ts';

const TEXT = normalised(
  '【退款】一直没到账，订单 SF1234567890123，电话 +86 138-1234-5678，Zhang@Example.com 说 Refund not received；ＶＩＰ客户 iPhone15',
);
const finds = (text: string): boolean => {
  const query = queryOf(text);
  return query !== undefined && matches(TEXT, query.needs);
};

describe('a query', () => {
  it.each([
    ['退款'],
    ['到账 退款'],
    ['"一直没到账"'],
    ['没到'],
    ['sf1234567890123'],
    ['0123'],
    ['13812345678'],
    ['138 1234 5678'],
    ['５６７８'],
    ['zhang@example.com'],
    ['refun'],
    ['"refund not"'],
    ['vip客户'],
    ['iphone'],
    ['退款 款 refund'],
  ])('%s finds the text', (text) => expect(finds(text)).toBe(true));

  it.each([
    ['没有'],
    ['退款 顺丰'],
    ['"到账 退款"'],
    ['efund'],
    ['"fund not"'],
    ['SF123456'],
    ['123456789012'],
    ['1234567890123'],
    ['ref'],
    ['138'],
    ['zhang@example.co'],
  ])('%s does not', (text) => expect(finds(text)).toBe(false));

  it.each(['款', ' ', '!?', '""', '款 "到"'])('refuses %j: nothing of it is listed', (text) => {
    expect(queryOf(text)).toBeUndefined();
  });

  it('of a tag alone is one', () => {
    expect(queryOf('', '大促 2026')?.terms).toHaveLength(1);
    expect(termsOf('', ['大促 2026']).has(queryOf('', '大促 2026')?.terms[0] as number)).toBe(true);
  });
});

describe('pieces', () => {
  it('are runs of Chinese and words of letters and digits', () => {
    expect(piecesOf(normalised('快递SF12到了,ok'))).toEqual([
      { kind: 'run', text: '快递' },
      { kind: 'word', text: 'sf12' },
      { kind: 'run', text: '到了' },
      { kind: 'word', text: 'ok' },
    ]);
  });
});

const letters = fc.constantFrom(...'退款快递丢件abcdef0123 -@."'.split(''));
const text = fc.array(letters, { maxLength: 40 }).map((characters) => characters.join(''));

describe('terms', () => {
  it('are never missing where the text has what is looked for', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat({ max: 12 }), fc.boolean(), (before, other, at, length, quoted) => {
        const doc = normalised(`${before} ${other}`);
        const part = doc.slice(at % (doc.length + 1)).slice(0, length + 1);
        const query = queryOf(quoted ? `"${part}"` : part);
        fc.pre(query !== undefined);
        if (!matches(doc, query!.needs)) return;
        const listed = termsOf(doc);
        for (const term of query!.terms) expect(listed.has(term)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
