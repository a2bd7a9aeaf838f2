import { describe, expect, it } from 'vitest';
import { Meter } from '../../../local/bill/meter.ts';
import { billOf } from '../../../local/bill/prices.ts';
import { priceListOf, REGIONS } from '../../../local/bill/regions.ts';
import { billTable } from '../../../local/bill/table.ts';
import { usEast1 } from '../../../local/bill/us-east-1.ts';
import fc from '../../support/properties.ts';

describe('the price lists', () => {
  it('are found by region, and price the same names in each', () => {
    expect(REGIONS[0]).toBe('us-east-1');
    for (const region of REGIONS) {
      const list = priceListOf(region);
      expect(list?.region).toBe(region);
      expect(list?.date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(Object.keys(list?.prices ?? {}).sort()).toEqual(Object.keys(usEast1.prices).sort());
    }
    expect(priceListOf('local')).toBeUndefined();
  });
});

describe('the bill', () => {
  it('is what the tickets cost and what no ticket is told for, whatever is counted', () => {
    const names = Object.keys(usEast1.prices);
    const tickets = ['tkt_1', 'tkt_2', 'tkt_3'];
    const counted = fc.record({
      name: fc.constantFrom(...names, 'dynamodb.calls'),
      amount: fc.nat(1000),
      ticket: fc.option(fc.constantFrom(...tickets)),
      subject: fc.option(fc.constantFrom('Table', 'tkt_1-1', 'tkt_2-7', 'another-1'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 40 }), (calls) => {
        const meter = new Meter();
        for (const { name, amount, ticket, subject } of calls) {
          const count = (): void => meter.count(name, amount, subject);
          if (ticket === null) count();
          else meter.about(ticket, count);
        }
        const parts = [meter.shared(), ...meter.everyTicket().map((ticket) => meter.ofTicket(ticket))];
        const sum: Record<string, number> = {};
        for (const part of parts)
          for (const [name, amount] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + amount;
        expect(sum).toEqual(meter.totals());
        const cost = parts.reduce((dollars, part) => dollars + billOf(part, usEast1).total, 0);
        expect(cost).toBeCloseTo(billOf(meter.totals(), usEast1).total, 9);
        meter.reset();
        expect([meter.shared(), meter.everyTicket()]).toEqual([{}, []]);
      }),
    );
  });

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
