import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { PolicyError } from '../../contracts/yaml-document.ts';
import { PRIORITIES } from '../../core/domain/vocabulary.ts';
import { policy, policyText } from './desk.ts';

/** Everything that has a default left out. */
const MINIMAL = `
channels: [{ name: shop, title: { zh: 网店, en: Shop } }]
queues: [{ name: all, title: { zh: 全部, en: All }, teams: [desk], lastResort: agt_lin }]
categories: [{ name: any, title: { zh: 其他, en: Any }, queue: all, priority: P3, keywords: { zh: [], en: [] } }]
defaultCategory: any
priorityRules: []
targets:
${PRIORITIES.map((priority) => `  ${priority}: { firstResponse: 1 h, resolution: 1 d }`).join('\n')}
warning: { before: 30 min, shortTarget: 2 h, percent: 75 }
escalation:
  untouched: 10 min
  levels: [{ title: { zh: 主管, en: Supervisors }, to: [supervisor], acknowledge: 4 h, repeat: 4 h }]
  ladder: []
dispatch: { retry: [1 min] }
routing: { repeats: { queue: all } }
hold:
  customer: { limit: 72 h, remind: true, atEnd: resume }
  thirdParty: { limit: 48 h, remind: true, atEnd: resume }
  subTickets: { limit: 7 d, remind: false, atEnd: resume }
  total: 14 d
review: { reworkRounds: 2 }
closing: { reopen: 3 d, grace: 1 h, thanks: [] }
notices:
  desk: { zh: 客服, en: The desk }
  quiet: { from: "22:00", to: "08:00", timeZone: Asia/Shanghai }
  burst: { after: 3, within: 5 min }
  apology: { percent: 50 % }
  table: []
templates: {}
`;
const parse = (text: string) => parsePolicy(text, 'desk.yaml');

describe('what a file leaves out', () => {
  const { routing, queues, categories } = parse(MINIMAL);

  it('of routing is what the default policy shows, but for its rules and the weight of its categories', () => {
    expect(routing).toEqual({
      ...policy.routing,
      rules: [],
      urgency: { ...policy.routing.urgency, categories: {} },
      repeats: { queue: 'all', minutes: 7 * 24 * 60 },
    });
  });

  it('of queues is what the first one of the default policy shows', () => {
    const { strategy, learning, pool } = policy.queues[0]!;
    expect(queues).toMatchObject([{ lastResort: 'agt_lin', strategy, learning, pool }]);
    expect(categories[0]).not.toHaveProperty('units');
  });
});

describe('the default policy of routing', () => {
  it('holds what the desk has promised', () => {
    expect(policy.routing).toMatchObject({
      units: { P0: 4, P1: 2, P2: 1, P3: 1 },
      window: { assignments: 20, minutes: 10 },
      relaxation: { urgentMinutes: 1, normalMinutes: 2 },
      exploration: 0.05,
      urgency: {
        priority: { P0: 2880, P1: 480, P2: 120, P3: 0 },
        tier: { standard: 0, silver: 30, gold: 60, vip: 120 },
        impact: { one: 0, several: 60, many: 240 },
        urge: 30,
        repeat: 240,
        level: 120,
      },
      preemption: { dueMinutes: 15, times: 2 },
      repeats: { queue: 'complaints', minutes: 10_080 },
      heartbeatSeconds: 90,
      absence: { warnMinutes: 15, graceMinutes: 30 },
    });
    for (const queue of policy.queues)
      expect(queue).toMatchObject({
        strategy: 'bestMatch',
        lastResort: 'supervisor',
        learning: true,
        pool: { limitMinutes: { P0: 5, P1: 10, P2: 20, P3: 30 }, claimed: 5, choice: true },
      });
  });

  it('has an example of every kind of rule', () => {
    expect(policy.routing.rules.map(({ name }) => name)).toEqual([
      'payment-outage',
      'vip',
      'damaged-in-the-east',
      'english',
      'promotions-at-night',
    ]);
    // What is required for ever is asked for in emergencies alone.
    const required = policy.routing.rules.filter(({ then: { skills } }) => skills.some(({ tier }) => tier === 0));
    expect(required.map(({ name }) => name)).toEqual(['payment-outage']);
  });
});

describe('the version', () => {
  it.each([
    ['units: { P0: 4', 'units: { P0: 5'],
    ['heartbeat: 90 s', 'heartbeat: 91 s'],
    ['exploration: 5 %', 'exploration: 6 %'],
    ['level: 2, tier: 2 }', 'level: 3, tier: 2 }'],
    ['from: 22:00', 'from: 21:00'],
    ['lastResort: supervisor', 'lastResort: agt_luo'],
    ['claimed: 5', 'claimed: 6'],
    ['strategy: bestMatch, last', 'strategy: pool, last'],
    ['name: refund\n', 'name: refund\n    units: 2\n'],
  ])('is another one with %s → %s', (from, to) => {
    const text = policyText.replace(from, to);
    expect(text).not.toBe(policyText);
    expect(parse(text).version).not.toBe(policy.version);
  });

  it('is the same for the same time in other words, and for a default that is written out or not', () => {
    expect(parse(policyText.replace('heartbeat: 90 s', 'heartbeat: 1.5 min')).version).toBe(policy.version);
    expect(parse(policyText.replace(/^ {2}heartbeat: .*$/m, '')).version).toBe(policy.version);
    expect(parse(policyText.replace('exploration: 5 %', 'exploration: 5.0%')).version).toBe(policy.version);
    expect(parse(policyText.replace('strategy: bestMatch, last', 'last')).version).toBe(policy.version);
  });
});

/** The problems after one replacement, as `path: message`. */
const problems = (from: string | RegExp, to: string): string[] => {
  const text = policyText.replace(from, to);
  expect(text).not.toBe(policyText);
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
};

const FIELDS =
  'category, priority, impact, channel, language, tier, region, customer, subject, order, tag, orders, reopens, urges';
const TEAMS = 'logistics, aftersales, payments, accounts, presale, complaints';

describe('refuses in a rule', () => {
  const when = (text: string) => problems('when: { language: [en] }', `when: { ${text} }`);
  const then = (text: string) => problems('then: { teams: [aftersales, presale] }', `then: { ${text} }`);
  const during = (from: string | RegExp, to: string) => problems(from, to)[0];
  const path = (field: string) => `routing.rules[3].when.${field}`;

  it.each([
    ['an unknown field', 'colour: [red]', `${path('colour')}: There is no colour here; allowed are ${FIELDS}`],
    ['a value alone', 'language: en', `${path('language')}: Write a list such as [a, b], not`],
    ['an empty list', 'tag: []', `${path('tag')}: Write a list such as [a, b]`],
    [
      'an operator that does not fit the field',
      'language: { startsWith: [e] }',
      `${path('language.startsWith')}: startsWith does not fit here; allowed are a list such as [a, b], not`,
    ],
    [
      'a number for a text',
      'subject: { atLeast: 3 }',
      `${path('subject.atLeast')}: atLeast does not fit here; allowed are a list such as [a, b], not, startsWith, contains`,
    ],
    ['a list for a number', 'urges: [3]', `${path('urges')}: Write atLeast, atMost`],
    [
      'two operators at once',
      'urges: { atLeast: 3, atMost: 5 }',
      `${path('urges')}: Write exactly one of these: atLeast, atMost`,
    ],
    [
      'an operator that every object has',
      'urges: { constructor: 1 }',
      `${path('urges.constructor')}: constructor does not fit here; allowed are atLeast, atMost`,
    ],
    ['no operator', 'urges: {}', `${path('urges')}: Write exactly one of these: atLeast, atMost`],
    [
      'half a ticket',
      'orders: { atLeast: 1.5 }',
      `${path('orders.atLeast')}: Invalid input: expected int, received number`,
    ],
    [
      'a language that nobody speaks',
      'language: { not: [fr] }',
      `${path('language.not[0]')}: Invalid option: expected one of "zh"|"en"`,
    ],
    [
      'an unknown priority',
      'priority: [P1, P9]',
      `${path('priority[1]')}: Invalid option: expected one of "P0"|"P1"|"P2"|"P3"`,
    ],
    [
      'an unknown tier',
      'tier: [platinum]',
      `${path('tier[0]')}: Invalid option: expected one of "standard"|"silver"|"gold"|"vip"`,
    ],
    [
      'an unknown impact',
      'impact: [all]',
      `${path('impact[0]')}: Invalid option: expected one of "one"|"several"|"many"`,
    ],
    [
      'an unknown channel',
      'channel: [shop, fax]',
      `${path('channel[1]')}: There is no channel fax; allowed are shop, app, mini-program, email, im, call-centre, system`,
    ],
  ])('%s', (_, text, problem) => {
    expect(when(text)).toEqual([problem]);
  });

  it('an unknown category, in a list and after not', () => {
    expect(when('category: [refunds]')[0]).toMatch(
      /^routing\.rules\[3\]\.when\.category\[0\]: There is no category refunds; allowed are logistics-query, /,
    );
    expect(when('category: { not: [refund, refunds] }')[0]).toMatch(
      /\.category\.not\[1\]: There is no category refunds/,
    );
  });

  it.each([
    ['an unknown queue', 'queue: night', `.queue: There is no queue night; allowed are ${TEAMS}`],
    [
      'an unknown team',
      'teams: [aftersales, night]',
      `.teams[1]: There is no team of a queue night; allowed are ${TEAMS}`,
    ],
    ['a team twice', 'teams: [presale, presale]', '.teams[1]: The team presale stands here twice'],
    [
      'a skill twice',
      'skills: [{ skill: a, tier: 1 }, { skill: a, tier: 2 }]',
      '.skills[1]: The skill a stands here twice',
    ],
    [
      'a tier that is none',
      'skills: [{ skill: a, tier: 4 }]',
      '.skills[0].tier: A tier is 0 (required), 1, 2 or 3 (nice to have)',
    ],
    [
      'a level that nobody has',
      'skills: [{ skill: a, level: 6, tier: 1 }]',
      '.skills[0].level: Too big: expected number to be <=5',
    ],
    [
      'an unknown strategy',
      'strategy: random',
      '.strategy: Invalid option: expected one of "bestMatch"|"leastLoaded"|"roundRobin"|"sticky"|"pool"',
    ],
    ['an unknown effect', 'team: presale', '.team: There is no team here; allowed are queue, skills, strategy, teams'],
  ])('%s', (_, text, problem) => {
    expect(then(text)).toEqual([`routing.rules[4].then${problem}`]);
  });

  it('hours that are none', () => {
    expect(during('timeZone: Asia/Shanghai', 'timeZone: Asia/Atlantis')).toBe(
      'routing.rules[4].during.timeZone: There is no such time zone; write one such as Asia/Shanghai',
    );
    expect(during('from: 22:00, to: 08:00', 'from: 22:00, to: 22:00')).toBe(
      'routing.rules[4].during.to: It is the same time as from; leave during out for the whole day',
    );
    expect(during('from: 22:00', 'from: 24:00')).toBe(
      'routing.rules[4].during.from: Write a time of day such as 08:30 or 22:00',
    );
    expect(during('weekdays: [mon, tue', 'weekdays: [mon, Tue')).toMatch(
      /^routing\.rules\[4\]\.during\.weekdays\[1\]: /,
    );
  });

  it('the name of another one', () => {
    expect(problems('name: english', 'name: vip')).toEqual([
      'routing.rules[3].name: The name vip is taken by another entry of rules',
    ]);
  });

  it('what can never hold, because a rule before it is for every ticket', () => {
    const message = 'It never holds: the rule damaged-in-the-east before it is for every ticket';
    const everything = [`routing.rules[3]: ${message}`, `routing.rules[4]: ${message}`];
    expect(problems(/when: { category: \[lost-or-damaged\].*/, 'when: {}')).toEqual(everything);
    expect(problems(/^.*when: { category: \[lost-or-damaged\].*$/m, '')).toEqual(everything);
  });

  it('nothing when the one for every ticket is the last, or for some hours alone', () => {
    expect(when('')).toHaveLength(1);
    expect(problems('when: { category: [promotion], priority: { not: [P0, P1] } }', 'when: {}')).toEqual([]);
  });
});

describe('refuses in a queue', () => {
  it.each([
    [
      'no last resort',
      'lastResort: supervisor, ',
      '',
      'queues[0].lastResort: Name who gets what nobody else can take: supervisor, or the id of an agent such as agt_lin',
    ],
    [
      'a last resort that is nobody',
      'lastResort: supervisor',
      'lastResort: luo',
      'queues[0].lastResort: Name who gets what nobody else can take: supervisor, or the id of an agent such as agt_lin',
    ],
    [
      'a pool that lets go of the urgent ones last',
      'P0: 5 min, P1: 10 min, P2: 20',
      'P0: 15 min, P1: 10 min, P2: 20',
      'queues[0].pool.limit.P1: P1 may not leave the pool before P0',
    ],
    [
      'a pool of which nobody may have anything',
      'claimed: 5',
      'claimed: 0',
      'queues[0].pool.claimed: Too small: expected number to be >=1',
    ],
  ])('%s', (_, from, to, problem) => {
    expect(problems(from, to)).toContain(problem);
  });
});

describe('refuses in routing', () => {
  it.each([
    ['a weight below 0', 'skill: 3', 'skill: -1', 'weights.skill: A weight is 0 or more'],
    [
      'no weight at all',
      /weights: {.*}/,
      'weights: { skill: 0, language: 0, region: 0, capacity: 0, performance: 0, continuity: 0, seniority: 0, rest: 0 }',
      'weights: All weights are 0: nobody would suit better than anybody else',
    ],
    [
      'performance above rest',
      'performance: 1',
      'performance: 2',
      'weights.performance: It may not weigh more than rest, or slow agents would get no work',
    ],
    [
      'an unknown weight',
      'skill: 3',
      'skills: 3',
      'weights.skills: There is no skills here; allowed are skill, language, region, capacity, performance, continuity, seniority, rest',
    ],
    ['more than 100 units', 'units: { P0: 4', 'units: { P0: 101', 'units.P0: A ticket takes at most 100 units'],
    ['no units', 'units: { P0: 4', 'units: { P0: 0', 'units.P0: Too small: expected number to be >=1'],
    [
      'more chance than half',
      'exploration: 5 %',
      'exploration: 51 %',
      'exploration: "51 %" cannot be: write a share from 0 % to 50 %, such as 5 %',
    ],
    [
      'less chance than none',
      'exploration: 5 %',
      'exploration: -1 %',
      'exploration: "-1 %" cannot be: write a share from 0 % to 50 %, such as 5 %',
    ],
    [
      'a bare number for a share',
      'exploration: 5 %',
      'exploration: 0.05',
      'exploration: Write a share from 0 % to 50 %, such as 5 %',
    ],
    [
      'a priority that is worth less than the one below',
      'P1: 8 h, P2: 2 h',
      'P1: 1 h, P2: 2 h',
      'urgency.priority.P2: P2 may not be more urgent than P1',
    ],
    [
      'red before yellow',
      'red: { drain: 2 h',
      'red: { drain: 20 min',
      'overflow.red.drain: Red may not come before yellow',
    ],
    [
      'an unknown effect of red',
      'onRed: [secondaryTeams]',
      'onRed: [panic]',
      'overflow.onRed[0]: Invalid option: expected one of "secondaryTeams"|"openPool"',
    ],
    [
      'an unknown queue for repeats',
      'repeats: { queue: complaints',
      'repeats: { queue: experts',
      `repeats.queue: There is no queue experts; allowed are ${TEAMS}`,
    ],
    ['no window', 'assignments: 20', 'assignments: 0', 'window.assignments: Too small: expected number to be >=1'],
    [
      'no heartbeat',
      'heartbeat: 90 s',
      'heartbeat: 0 s',
      'heartbeat: "0 s" is no time: write one such as 30 min, 4 h or 3 d',
    ],
  ])('%s', (_, from, to, problem) => {
    expect(problems(from, to)).toEqual([`routing.${problem}`]);
  });

  it('a category of urgency that there is not', () => {
    expect(problems('categories: { complaint: 30 min }', 'categories: { anger: 30 min }')[0]).toMatch(
      /^routing\.urgency\.categories\.anger: There is no category anger; allowed are /,
    );
  });

  it('units of a category above 100', () => {
    expect(problems('name: refund\n', 'name: refund\n    units: 101\n')).toContain(
      'categories[3].units: A ticket takes at most 100 units',
    );
  });

  it('no queue for repeat complaints', () => {
    expect(problems(/^ {2}repeats:.*$/m, '')).toEqual([
      'routing.repeats: Invalid input: expected object, received undefined',
    ]);
  });

  it('no routing at all', () => {
    expect(() => parse(MINIMAL.replace(/^routing:.*$/m, ''))).toThrow(/^desk\.yaml:\d+ routing: Invalid input/);
  });

  it('several things at once, those that contradict each other beside those that are wrong alone', () => {
    const text = policyText
      .replace('skill: 3', 'skill: -3')
      .replace('repeats: { queue: complaints', 'repeats: { queue: x');
    try {
      parse(text);
      expect.unreachable();
    } catch (error) {
      expect((error as PolicyError).problems.map(({ path }) => path)).toEqual([
        'routing.weights.skill',
        'routing.repeats.queue',
      ]);
    }
  });
});
