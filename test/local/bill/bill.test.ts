import { describe, expect, it } from 'vitest';
import { Meter } from '../../../local/bill/meter.ts';
import { billOf } from '../../../local/bill/prices.ts';
import { billTable } from '../../../local/bill/table.ts';
import { usEast1 } from '../../../local/bill/us-east-1.ts';

describe('the bill', () => {
  it('counts totals and subjects', () => {
    const meter = new Meter();
    meter.count('states.transitions', 9, 'tkt_1');
    meter.count('states.transitions', 3, 'tkt_2');
    meter.count('states.transitions', 1, 'tkt_1');
    expect(meter.total('states.transitions')).toBe(13);
    expect(meter.subjects('states.transitions')).toEqual({ tkt_1: 10, tkt_2: 3 });
    expect([meter.total('ses.mails'), meter.subjects('ses.mails')]).toEqual([0, {}]);
    meter.reset();
    expect(meter.totals()).toEqual({});
  });

  it('is list price by name, most expensive first, and leaves out what has no price', () => {
    const { lines, total } = billOf({ 'states.transitions': 9000, 'ses.mails': 1000, 'dynamodb.calls': 5 }, usEast1);
    expect(lines.map(({ name, cost }) => [name, cost.toFixed(6)])).toEqual([
      ['states.transitions', '0.225000'],
      ['ses.mails', '0.100000'],
    ]);
    expect(total).toBeCloseTo(0.325, 12);
  });

  it('is printed as a table, with the cost of a thousand', () => {
    const text = billTable({ 'states.transitions': 90, 'lambda.gbSeconds': 0.5 }, usEast1, {
      amount: 10,
      of: 'tickets',
    });
    expect(text.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['State transitions', '90', '$0.002250'],
      ['Lambda GB-seconds (arm64)', '0.500', '$0.000007'],
      [`List price, us-east-1, ${usEast1.date}`, '$0.002257'],
      ['The same for 1,000 tickets', '$0.225667'],
    ]);
  });
});
