import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { PolicyError } from '../../contracts/yaml-document.ts';
import { broken } from './broken-policy.ts';
import { policy, policyText } from './desk.ts';

describe('the default policy', () => {
  it('holds what the desk has promised', () => {
    expect(policy).toMatchObject({
      warning: { minutesBefore: 30, shortTargetMinutes: 120, percent: 75 },
      dispatch: { retryMinutes: [1, 2, 4, 8, 30] },
      review: { reworkRounds: 2 },
      capacityFactor: 1,
      promotions: [],
      closing: { reopenMinutes: 3 * 24 * 60, graceMinutes: 60 },
    });
  });

  it('has these channels, queues and categories', () => {
    expect(policy.channels.map(({ name }) => name).join(' ')).toBe('shop app mini-program email im call-centre system');
    expect(policy.queues.map(({ name, teams }) => [name, teams[0]])).toEqual(
      ['logistics', 'aftersales', 'payments', 'accounts', 'presale', 'complaints'].map((name) => [name, name]),
    );
    expect(policy.categories.map(({ name, title }) => `${name} ${title.zh}`)).toEqual([
      'logistics-query 物流查询',
      'delivery-delay 配送延误',
      'lost-or-damaged 丢失破损',
      'refund 退款',
      'return-exchange 退换货',
      'fee-dispute 费用争议',
      'payment-failure 支付失败',
      'invoice 发票',
      'account 账户异常',
      'promotion 优惠活动',
      'product-question 商品咨询',
      'order-change 订单变更',
      'complaint 服务投诉',
    ]);
  });
});

describe('the version', () => {
  const version = (text: string) => parsePolicy(text, 'desk.yaml').version;

  it('is twelve hexadecimal digits, the same for the same rules', () => {
    expect(policy.version).toMatch(/^[0-9a-f]{12}$/);
    expect(version(policyText.replaceAll(/^ *#.*\n/gm, ''))).toBe(policy.version);
    expect(
      version(policyText.replace('{ min', '{min').replace('{ zh: 网店, en: Web shop }', '{ en: Web shop, zh: 网店 }')),
    ).toBe(policy.version);
    expect(version(policyText.replace('resolution: 1 h,', 'resolution: 60min,'))).toBe(policy.version);
  });

  it('is another one when a rule changes', () => {
    expect(version(policyText.replace('untouched: 10 min', 'untouched: 11 min'))).not.toBe(policy.version);
    expect(version(policyText.replace('[logistics, aftersales]', '[aftersales, logistics]'))).not.toBe(policy.version);
  });
});

/** Each line is eight times the one before: a few hundred characters that would fill the memory. */
const ALIASES = [...'bcdefghij'].reduce(
  (text, name) =>
    `${text}${name}: &${name} [${Array(8)
      .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
      .join(', ')}]\n`,
  'a: &a [x]\n',
);

describe('refuses', () => {
  it.each([
    [
      'an unknown priority',
      'priority: P3',
      'priority: P9',
      'priority: P9 | categories[0].priority: Invalid option: expected one of "P0"|"P1"|"P2"|"P3"',
    ],
    [
      'a time without a unit',
      'untouched: 10 min',
      'untouched: 10',
      'untouched: 10 | escalation.untouched: Write a time such as 30 min, 4 h or 3 d',
    ],
    [
      'no time at all',
      'untouched: 10 min',
      'untouched: 0 min',
      'untouched: 0 min | escalation.untouched: "0 min" is no time: write one such as 30 min, 4 h or 3 d',
    ],
    [
      'a key that does not exist',
      'retry: [1 min',
      'retries: 3, retry: [1 min',
      'dispatch: { retries: 3, retry: [1 min, 2 min, 4 min, 8 min, 30 min] } | dispatch.retries: There is no retries here; allowed are retry',
    ],
    [
      'no waits before another dispatch',
      'retry: [1 min, 2 min, 4 min, 8 min, 30 min]',
      'retry: []',
      'dispatch: { retry: [] } | dispatch.retry: Too small: expected array to have >=1 items',
    ],
    [
      'a category in a queue that does not exist',
      'queue: presale',
      'queue: nowhere',
      'queue: nowhere | categories[9].queue: There is no queue nowhere; allowed are logistics, aftersales, payments, accounts, presale, complaints',
    ],
    [
      'a queue under the name of the reviewers’ one',
      '- { name: presale,',
      '- { name: review,',
      '- { name: review, title: { zh: 售前, en: Pre-sale }, teams: [presale, aftersales], | queues[4].name: review is the queue of the reviewers: choose another',
    ],
    [
      'a default category that does not exist',
      'defaultCategory: product-question',
      'defaultCategory: other',
      /^defaultCategory: other \| defaultCategory: There is no category other; allowed are logistics-query, /,
    ],
    [
      'two of one name',
      'name: mini-program',
      'name: app',
      '- { name: app, title: { zh: 小程序, en: Mini-program } } | channels[2].name: The name app is taken by another entry of channels',
    ],
    [
      'a keyword twice',
      '[物流, 快递,',
      '[物流, 物流,',
      /\| categories\[0\]\.keywords\.zh\[1\]: 物流 stands here twice$/,
    ],
    ['a keyword of one character', '[物流, 快递,', '[物, 快递,', /zh\[0\]: A keyword has at least 2 characters$/],
    [
      'a warning before the start',
      'warning: { before: 30 min',
      'warning: { before: 2 h',
      'warning: { before: 2 h, shortTarget: 2 h, percent: 75 } | warning.before: It must be shorter than shortTarget, or the warning of a target would come before its start',
    ],
    ['a missing part', /^dispatch: .*$/m, '', / \| dispatch: Invalid input: expected object, received undefined$/],
  ])('%s', (_, from, to, problem) => {
    const problems = broken(from, to);
    expect(problems[0]).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it('and names all problems at once, in the order of the file', () => {
    const text = policyText
      .replace('name: shop', 'name: Shop!')
      .replace('queue: presale', 'queue: nowhere')
      .replace('percent: 75', 'percent: 120');
    expect(() => parsePolicy(text, 'desk.yaml')).toThrow(PolicyError);
    try {
      parsePolicy(text, 'desk.yaml');
    } catch (error) {
      expect((error as PolicyError).problems.map(({ path }) => path)).toEqual([
        'channels[0].name',
        'categories[9].queue',
        'warning.percent',
      ]);
    }
  });

  it.each([
    ['what is no YAML', 'channels: [', 1],
    ['a key twice', 'hold: 1\nhold: 2\n', 2],
    ['an empty file', '', 1],
    ['a list', '- a', 1],
    ['aliases without end', ALIASES, 1],
  ])('%s', (_, text, line) => {
    try {
      parsePolicy(text, 'desk.yaml');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
      expect((error as PolicyError).problems[0]?.line).toBe(line);
      expect((error as PolicyError).problems[0]?.message.length).toBeGreaterThan(5);
    }
  });
});
