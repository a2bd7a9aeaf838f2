import { describe, expect, it } from 'vitest';
import type { Match, RoutingRule, RuleField } from '../../../core/domain/routing/routing-policy.ts';
import { routeOf } from '../../../core/domain/routing/rules.ts';
import { instantOf, minutesOf } from '../../../core/domain/routing/zone.ts';
import { policy, queued, START, withRouting } from './desk.ts';

const rule = (over: Partial<RoutingRule>, then: RoutingRule['then'] = { skills: [] }): RoutingRule => ({
  name: 'first',
  when: {},
  ...over,
  then,
});

const ruleOf = (rules: readonly RoutingRule[], over = {}, now = START): string | undefined =>
  routeOf(queued(over), 'logistics', now, withRouting({ rules })).route.rule;

describe('a rule holds', () => {
  const vip = { id: 'cus_7', tier: 'vip', region: '华东-上海' } as const;

  it.each<[RuleField, Match, object, object]>([
    ['category', ['refund', 'complaint'], { category: 'complaint' }, { category: 'invoice' }],
    ['category', { not: ['refund'] }, { category: 'complaint' }, { category: 'refund' }],
    ['priority', ['P0', 'P1'], { priority: 'P1' }, { priority: 'P2' }],
    ['impact', ['many'], { impact: 'many' }, { impact: 'one' }],
    ['channel', { not: ['shop', 'app'] }, { channel: 'email' }, { channel: 'app' }],
    ['language', ['en'], { language: 'en' }, { language: 'zh' }],
    ['tier', ['gold', 'vip'], { customer: vip }, {}],
    ['region', { startsWith: ['华东'] }, { customer: vip }, { customer: { ...vip, region: '华南' } }],
    ['region', ['华东-上海'], { customer: vip }, {}],
    ['region', { not: ['华南'] }, {}, { customer: { ...vip, region: '华南' } }],
    ['customer', ['cus_7'], { customer: vip }, {}],
    ['subject', { contains: ['发票', '税号'] }, { subject: '请问发票怎么开' }, { subject: '开票' }],
    ['subject', { contains: ['Refund'] }, { subject: 'ＲＥＦＵＮＤ please' }, { subject: 'fund' }],
    ['subject', { startsWith: ['[urgent]'] }, { subject: '[URGENT] x' }, { subject: 'x [urgent]' }],
    ['order', { startsWith: ['E'] }, { orders: ['A1', 'E2'] }, { orders: ['A1'] }],
    ['order', ['A1'], { orders: ['A1', 'E2'] }, { orders: [] }],
    ['tag', ['wholesale'], { tags: ['x', 'wholesale'] }, { tags: ['x'] }],
    ['tag', { not: ['test'] }, { tags: [] }, { tags: ['x', 'test'] }],
    ['tag', { contains: ['sale'] }, { tags: ['wholesale'] }, { tags: ['x'] }],
    ['orders', { atLeast: 2 }, { orders: ['a', 'b'] }, { orders: ['a'] }],
    ['orders', { atMost: 0 }, { orders: [] }, { orders: ['a'] }],
    ['reopens', { atLeast: 1 }, { reopens: 1 }, { reopens: 0 }],
    ['urges', { atLeast: 3 }, { urges: 4 }, { urges: 2 }],
    ['urges', { atMost: 2 }, { urges: 2 }, { urges: 3 }],
  ])('%s %j', (field, match, yes, no) => {
    const rules = [rule({ when: { [field]: match } })];
    expect(ruleOf(rules, yes)).toBe('first');
    expect(ruleOf(rules, no)).toBeUndefined();
  });

  it('when all of its conditions do', () => {
    const rules = [rule({ when: { language: ['en'], priority: ['P1'] } })];
    expect(ruleOf(rules, { language: 'en', priority: 'P1' })).toBe('first');
    expect(ruleOf(rules, { language: 'en', priority: 'P2' })).toBeUndefined();
    expect(ruleOf(rules, { language: 'zh', priority: 'P1' })).toBeUndefined();
  });

  it('for everything without conditions', () => {
    expect(ruleOf([rule({})])).toBe('first');
  });
});

describe('the hours of a rule', () => {
  const on = (day: number, time: string, zone = 'Asia/Shanghai') =>
    instantOf({ date: `2026-11-${day}`, minutes: minutesOf(time) }, zone);

  it.each([
    [27, '21:59', false],
    [27, '22:00', true],
    [28, '00:00', true], // Saturday, the night of Friday
    [28, '05:59', true],
    [28, '06:00', false],
    [28, '22:00', false],
    [27, '05:00', false], // Friday, the night of Thursday
  ])('over midnight are those of the night that begins on a Friday: the %d. at %s %s', (day, time, holds) => {
    const during = { timeZone: 'Asia/Shanghai', weekdays: ['fri'], from: '22:00', to: '06:00' } as const;
    expect(ruleOf([rule({ during })], {}, on(day, time))).toBe(holds ? 'first' : undefined);
  });

  it('are those of the zone, on its weekdays', () => {
    const during = { timeZone: 'America/New_York', weekdays: ['sat'], from: '09:00', to: '17:00' } as const;
    const at = (day: number, time: string) => ruleOf([rule({ during })], {}, on(day, time, 'America/New_York'));
    expect([at(21, '09:00'), at(21, '16:59'), at(21, '17:00'), at(22, '10:00')]).toEqual([
      'first',
      'first',
      undefined,
      undefined,
    ]);
  });
});

describe('the first rule that holds', () => {
  const rules = [
    rule({ name: 'english', when: { language: ['en'] } }, { skills: [{ skill: 'english', level: 2, tier: 1 }] }),
    rule(
      { name: 'urgent', when: { priority: ['P0'] } },
      { queue: 'payments', skills: [], strategy: 'pool', teams: ['accounts'] },
    ),
    rule({ name: 'rest' }),
  ];
  const route = (over = {}) => routeOf(queued(over), 'logistics', START, withRouting({ rules }));

  it('decides alone', () => {
    expect(route({ language: 'en', priority: 'P0' })).toEqual({
      queue: 'logistics',
      route: { rule: 'english', skills: [{ skill: 'english', level: 2, tier: 1 }] },
    });
  });

  it('may change queue, strategy and teams', () => {
    expect(route({ priority: 'P0' })).toEqual({
      queue: 'payments',
      route: { rule: 'urgent', skills: [], strategy: 'pool', teams: ['accounts'] },
    });
    expect(route()).toEqual({ queue: 'logistics', route: { rule: 'rest', skills: [] } });
  });

  it('is none: the queue of the category, and nothing asked', () => {
    expect(routeOf(queued(), 'presale', START, withRouting({ rules: [] }))).toEqual({
      queue: 'presale',
      route: { skills: [] },
    });
  });
});

describe('the default rules', () => {
  const named = (over: object, now = START) => routeOf(queued(over), 'logistics', now, policy).route.rule;

  it.each([
    ['payment-outage', { category: 'payment-failure', priority: 'P0', language: 'en' }],
    ['vip', { customer: { id: 'c', tier: 'vip' }, language: 'en' }],
    ['damaged-in-the-east', { category: 'lost-or-damaged', customer: { id: 'c', tier: 'gold', region: '华东' } }],
    ['english', { language: 'en' }],
    [undefined, {}],
    [undefined, { category: 'promotion', priority: 'P3' }],
  ])('%s', (name, over) => {
    expect(named(over)).toBe(name);
  });

  it('promotions-at-night', () => {
    const night = instantOf({ date: '2026-11-22', minutes: minutesOf('23:00') }, 'Asia/Shanghai');
    expect(named({ category: 'promotion', priority: 'P3' }, night)).toBe('promotions-at-night');
    expect(named({ category: 'promotion', priority: 'P1' }, night)).toBeUndefined();
  });
});
