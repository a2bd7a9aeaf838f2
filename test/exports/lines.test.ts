import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type ColumnName, type Row, rowOf } from '../../core/domain/exports/columns.ts';
import { daysOf, nextDay, percentOf } from '../../core/domain/exports/job.ts';
import { csvCell, headOf, lineOf } from '../../core/domain/exports/lines.ts';
import fc from '../support/properties.ts';
import { at, checker, lin, shop } from '../unit/people.ts';
import { PLAIN } from '../unit/rules.ts';
import { handledUnder, openedUnder } from '../unit/story.ts';

/** What a spreadsheet program takes for a formula, after the blanks that it leaves out. */
const STARTS_FORMULA = /^\s*[=+\-@＝＋－＠]/u;

describe('a cell of a CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+8613812345678', "'+8613812345678"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝cmd|calc', "'＝cmd|calc"],
    [' =1+1', "' =1+1"],
    ['\t=1+1', '"\'\t=1+1"'],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['-12.5', '-12.5'],
    ['a=1', 'a=1'],
    ['说"好"', '"说""好"""'],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['a;=1+1', '"a;=1+1"'],
    ['a\t=1+1', '"a\t=1+1"'],
    ['=1,2', '"\'=1,2"'],
  ])('%j is %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('is never a formula, and is read as it was but for the apostrophe', () => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', '＝', '\t', ' ', '\r\n', '"'), fc.string())
        .map((both) => both.join('')),
    );
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 4 }), (texts) => {
        const line = `${texts.map(csvCell).join(',')}\r\n`;
        const [cells = []] = parse(line, { record_delimiter: '\r\n', relax_column_count: true }) as string[][];
        expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual(texts.map((text) => text.replace(/^'/, '')));
        for (const cell of cells) if (!/^-\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(STARTS_FORMULA);
      }),
    );
  });
});

describe('a row', () => {
  const subject = '请联系 王小明 13812345678';
  const customer = {
    id: 'cus_1',
    tier: 'vip',
    name: '王小明',
    phone: '13812345678',
    email: 'wang@example.com',
  } as const;

  it('has every column, whatever the phase, and nothing unmasked', () => {
    const story = handledUnder(PLAIN, { subject, customer });
    const waiting = openedUnder(PLAIN, { subject, customer });
    const seen: Row[] = [rowOf(waiting.ticket, COLUMNS), rowOf(story.ticket, COLUMNS)];
    story.gives({ type: 'reply', text: '您好' }, lin, at('01:00'));
    story.gives({ type: 'resolve', code: 'done', text: '已回电 13812345678' }, lin, at('02:00'));
    seen.push(rowOf(story.ticket, COLUMNS));
    story.gives({ type: 'review', verdict: 'pass' }, checker, at('03:00'));
    story.gives({ type: 'close' }, shop, at('04:00'));
    seen.push(rowOf(story.ticket, COLUMNS));
    for (const row of seen) {
      expect(Object.keys(row)).toEqual(COLUMNS);
      expect(JSON.stringify(row)).not.toMatch(/13812345678|王小明|wang@example/);
      expect(row.customerPhone).toBe('138****5678');
    }
    expect(seen.map(({ phase }) => phase)).toEqual(['queued', 'handling', 'review', 'closed']);
    expect(seen.map(({ agent }) => agent)).toEqual([null, 'agt_lin', 'agt_lin', 'agt_lin']);
    expect(seen.at(-1)).toMatchObject({
      ...{ closedAt: at('04:00'), firstRespondedAt: at('01:00'), firstResponseBreached: false, resolutionCode: 'done' },
    });
  });

  it('is, as a CSV, in the time of the desk, and empty where there is nothing', () => {
    const { ticket } = openedUnder(PLAIN, { orders: ['A-1', 'A-2'] });
    const columns: ColumnName[] = ['code', 'openedAt', 'orders', 'agent', 'urges', 'fields'];
    expect(lineOf('csv', columns, rowOf(ticket, columns))).toBe('ABCD2345,2026-11-22 12:00:00,A-1 A-2,,0,\r\n');
    expect(headOf('csv', columns, 'zh')).toBe('\uFEFF工单号,创建时间 (UTC+8),订单号,坐席,催办次数,表单\r\n');
    expect(headOf('csv', columns, 'en')).toBe('\uFEFFTicket,Opened (UTC+8),Orders,Agent,Urges,Fields\r\n');
  });

  it('is, for programs, an object a line, with no head', () => {
    const { ticket } = openedUnder(PLAIN, { orders: ['A-1'] });
    const line = lineOf('ndjson', ['orders', 'agent', 'openedAt'], rowOf(ticket, ['orders', 'agent', 'openedAt']));
    expect(line).toBe('{"orders":["A-1"],"agent":null,"openedAt":"2026-11-22T04:00:00.000Z"}\n');
    expect(headOf('ndjson', COLUMNS, 'zh')).toBe('');
  });
});

describe('days and percents', () => {
  it('follow each other over months and years', () => {
    expect(nextDay('2026-12-31')).toBe('2027-01-01');
    expect(daysOf({ from: '2028-02-28', to: '2028-03-01' })).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysOf({ from: '2026-03-02', to: '2026-03-01' })).toEqual([]);
  });

  it('are a hundred only when it is done, however many came meanwhile', () => {
    const job = { looked: 7, total: 5, state: 'running' } as Parameters<typeof percentOf>[0];
    expect(percentOf(job)).toBe(99);
    expect(percentOf({ ...job, total: 0 })).toBe(0);
    expect(percentOf({ ...job, looked: 1 })).toBe(20);
    expect(percentOf({ ...job, state: 'done' })).toBe(100);
  });
});
