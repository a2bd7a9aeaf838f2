import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { clip, table } from '../../client/cli/table.ts';
import fc from '../support/properties.ts';

const cell = fc.string({
  unit: fc.constantFrom('工', '单', 'a', 'Z', '7', '😡', '，', 'é', ' ', '👨‍👩‍👧'),
  maxLength: 12,
});

describe('a table', () => {
  it('starts every column at the same place, however wide its characters are', () => {
    const text = table(
      [{ title: '工单' }, { title: 'n', align: 'right' }, { title: '主题' }],
      [
        ['K7M2Q9XD', '7', '杯子碎了'],
        ['短', '120', 'late again'],
      ],
    );
    expect(text).toBe(['工单        n  主题', 'K7M2Q9XD    7  杯子碎了', '短        120  late again'].join('\n'));
  });

  it('keeps all lines aligned for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        // The mark at the end of each line must stand in one column.
        const lines = table(
          [{ title: '甲' }, { title: 'b' }, { title: '|' }],
          rows.map((row) => [...row, '|']),
        ).split('\n');
        expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
      }),
    );
  });
});

describe('on a terminal', () => {
  const wide = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 60 }).map((text) => clip(text, 80));
  const sampleOf = (rows: readonly (readonly string[])[], width: number) =>
    table([{ title: '工单' }, { title: '主题' }, { title: 'n', align: 'right' }], rows, undefined, width).split('\n');

  it('a table fits, whatever stands in it, as long as there is room for four columns of each text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(wide, wide), { maxLength: 6 }),
        fc.integer({ min: 20, max: 120 }),
        (texts, width) => {
          const lines = sampleOf(
            texts.map(([a, b]) => [a, b, '12345']),
            width,
          );
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('cuts the widest text alone, and no number', () => {
    expect(sampleOf([['K7M2Q9XD', '快递到哪了，已经三天没有更新', '1234567']], 36)).toEqual([
      '工单      主题                     n',
      'K7M2Q9XD  快递到哪了，已经…  1234567',
    ]);
  });

  it('keeps what a row is called by as long as there is anything else to cut', () => {
    expect(sampleOf([['a-queue-with-a-long-name', '物流与仓储', '1']], 36)[1]).toBe(
      'a-queue-with-a-long-name  物流与…  1',
    );
  });

  it('leaves a table alone that fits, and one without a width', () => {
    const rows = [['a', '快递到哪了', '1']];
    expect(sampleOf(rows, 80)).toEqual(
      table([{ title: '工单' }, { title: '主题' }, { title: 'n', align: 'right' }], rows).split('\n'),
    );
  });
});

describe('clipping', () => {
  it('never exceeds the width, never cuts a character in two, and says when something is missing', () => {
    fc.assert(
      fc.property(cell, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const clipped = clip(text, width);
        const line = text.replace(/\s+/gu, ' ').trim();
        expect(stringWidth(clipped)).toBeLessThanOrEqual(width);
        if (clipped !== line) expect(clipped.endsWith('…') && line.startsWith(clipped.slice(0, -1))).toBe(true);
        expect(clipped).not.toMatch(/\u200d…$/u);
      }),
    );
  });
});
