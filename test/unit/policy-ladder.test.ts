/** What a policy file says of escalation, holds, promotions and alarms, and what it is refused for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { parsePolicy } from '../../contracts/policy.ts';
import { mentions } from '../../core/domain/classify.ts';
import { largestAmount } from '../../core/domain/escalation/severity.ts';
import { runningPromotion } from '../../core/domain/promotions.ts';
import { broken, sectionBroken, withSection } from './broken-policy.ts';
import { policy } from './desk.ts';

const parse = (name: string, text: string) => parsePolicy(withSection(name, text), 'desk.yaml');
const example = (name: string) => readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), 'utf8');

describe('the default ladder', () => {
  const { levels, ladder, untouchedMinutes } = policy.escalation;

  it('has three levels that climb every four hours', () => {
    expect(untouchedMinutes).toBe(10);
    expect(levels.map(({ title, to }) => [title.zh, ...to].join(' '))).toEqual([
      '主管 supervisor',
      '专家组 team:complaints supervisor',
      '高管 team:executives supervisor',
    ]);
    for (const level of levels) expect(level).toMatchObject({ acknowledgeMinutes: 240, repeatMinutes: 240 });
  });

  it('keeps what the desk did, one level up each: late responses, resolutions and reviews, every third urge', () => {
    expect(ladder.filter(({ level }) => level === undefined).map(({ name, when }) => [name, when])).toEqual([
      ['first-response-late', { clock: 'firstResponse', at: 'breach' }],
      ['resolution-late', { clock: 'resolution', at: 'breach' }],
      ['review-overdue', { clock: 'review', at: 'breach' }],
      ['urged', { urges: 3 }],
    ]);
  });

  it('brings what is grave before executives, who follow it', () => {
    const grave = ladder.filter(({ when }) => when.clock === undefined && when.urges === undefined && !when.nature);
    expect(grave.map(({ name }) => name).join(' ')).toBe(
      'legal safety media large-amount vip-complaint repeat-complaint back-again',
    );
    for (const { level, actions } of grave)
      expect({ level, actions: actions.map((action) => action.do) }).toEqual({
        level: 3,
        actions: ['notify', 'freezeHold', 'addFollower'],
      });
    const at = ladder.find(({ name }) => name === 'resolution-a-day-late');
    expect(at).toMatchObject({ when: { clock: 'resolution', at: { minutesAfter: 1440 } }, level: 3 });
    expect(ladder.find(({ when }) => when.nature === 'technical')).toMatchObject({ level: 2 });
  });

  it('leaves ordinary tickets alone', () => {
    const tickets: { subject: string; text: string; customer: string }[] = parseYaml(example('tickets'));
    const customers: { id: string; tier?: 'vip' }[] = parseYaml(example('customers'));
    const hit = tickets.flatMap(({ subject, text, customer }) => {
      const all = `${subject}\n${text}`;
      const tier = customers.find(({ id }) => id === customer)?.tier ?? 'standard';
      return ladder
        .filter(({ when }) => !when.repeat && (when.tier?.includes(tier) ?? true))
        .filter(({ when }) => mentions(all, when.words ?? []) || largestAmount(all) > (when.amountAbove ?? Infinity))
        .map(({ name }) => `${name}: ${subject}`);
    });
    expect(hit).toEqual([]);
    expect(mentions('我已经起诉你们了', ladder.find(({ name }) => name === 'legal')?.when.words ?? [])).toBe(true);
  });
});

const ladder = (
  rung: string,
  levels = '[{ title: { zh: 一, en: One }, to: [supervisor], acknowledge: 4 h, repeat: 4 h }]',
) =>
  sectionBroken(
    'escalation',
    `escalation:\n  untouched: 10 min\n  levels: ${levels}\n  ladder:\n    - { name: one, ${rung} }`,
  );

describe('a row of the ladder', () => {
  it('may do several things, and take its own time', () => {
    const { escalation } = parse(
      'escalation',
      `
escalation:
  untouched: 5 min
  levels: [{ title: { zh: 一, en: One }, to: [agt_luo], acknowledge: 1 h, repeat: 2 h }]
  ladder:
    - name: one
      when: { words: [投诉, 退款], tier: [vip], amountAbove: 100 }
      level: 1
      to: [assignee, team:logistics]
      actions: [raisePriority, reassign, { reassign: complaints }, { openTask: { title: { zh: 查, en: Look }, for: supervisor } }]
      acknowledge: 30 min
      repeat: 1 d`,
    );
    expect(escalation).toEqual({
      untouchedMinutes: 5,
      levels: [{ title: { zh: '一', en: 'One' }, to: ['agt_luo'], acknowledgeMinutes: 60, repeatMinutes: 120 }],
      ladder: [
        {
          name: 'one',
          when: { words: ['投诉', '退款'], tier: ['vip'], amountAbove: 100 },
          level: 1,
          to: ['assignee', 'team:logistics'],
          actions: [
            { do: 'raisePriority' },
            { do: 'reassign' },
            { do: 'reassign', queue: 'complaints' },
            { do: 'openTask', title: { zh: '查', en: 'Look' }, for: 'supervisor' },
          ],
          acknowledgeMinutes: 30,
          repeatMinutes: 1440,
        },
      ],
    });
  });
});

describe('refuses a ladder', () => {
  it.each([
    [
      'with a level that does not exist',
      'when: { urges: 3 }, level: 4',
      'level: There is no level 4: the highest is 1',
    ],
    ['with nothing that sets it off', 'when: { tier: [vip] }', 'when: Name what sets it off: clock, nature'],
    ['with a clock and more', 'when: { clock: review, at: breach, urges: 3 }', 'when: clock stands without urges'],
    ['with a clock and no mark of it', 'when: { clock: review }', 'when: A clock needs either at'],
    ['with two marks of a clock', 'when: { clock: review, at: breach, after: 1 h }', 'when: A clock needs either at'],
    ['with a mark of no clock', 'when: { urges: 3, after: 1 h }', 'when.after: It belongs to a clock'],
    [
      'with a clock that nothing is promised of',
      'when: { clock: handle, at: breach }',
      'when.clock: It never happens: no rule has a target for handle',
    ],
    [
      'with a category that there is not',
      'when: { urges: 3, category: [gold] }',
      'when.category[0]: There is no category gold',
    ],
    ['with a queue that there is not', 'when: { urges: 3, queue: [gold] }', 'when.queue[0]: There is no queue gold'],
    [
      'with a channel that there is not',
      'when: { urges: 3, channel: [fax] }',
      'when.channel[0]: There is no channel fax',
    ],
    [
      'that tells a team that there is not',
      'when: { urges: 3 }, to: [team:gold]',
      'to[0]: There is no team gold; allowed are logistics',
    ],
    [
      'that tells somebody of no known form',
      'when: { urges: 3 }, to: [complaints]',
      'to[0]: Name who is told: supervisor',
    ],
    [
      'that lets a team follow that there is not',
      'when: { urges: 3 }, actions: [{ addFollower: team:gold }]',
      'actions[0].addFollower: There is no team gold',
    ],
    [
      'that gives a task to a team that there is not',
      'when: { urges: 3 }, actions: [{ openTask: { title: { zh: 查, en: Look }, for: team:gold } }]',
      'actions[0].openTask.for: There is no team gold',
    ],
    [
      'that reassigns to a queue that there is not',
      'when: { urges: 3 }, actions: [{ reassign: gold }]',
      'actions[0].reassign: There is no queue gold',
    ],
    ['with an unknown action', 'when: { urges: 3 }, actions: [shout]', 'actions[0]: Write one of these: notify'],
    [
      'with an action of two',
      'when: { urges: 3 }, actions: [{ reassign: complaints, addFollower: supervisor }]',
      'actions[0]: Write exactly one of these',
    ],
    ['with no action', 'when: { urges: 3 }, actions: []', 'actions: '],
    [
      'that nobody can acknowledge in time',
      'when: { urges: 3 }, acknowledge: 0 min',
      'acknowledge: "0 min" is no time',
    ],
  ])('%s', (_, rung, problem) => {
    const [first] = ladder(rung);
    expect(first).toContain(`- { name: one, ${rung} } | escalation.ladder[0].${problem}`);
  });

  it('without levels, and with one that climbs at once or tells a team that there is not', () => {
    expect(ladder('when: { urges: 3 }')).toEqual([]);
    const level = 'title: { zh: 一, en: One }, repeat: 4 h';
    expect(ladder('when: { urges: 3 }', '[]')[0]).toContain('| escalation.levels: A ladder needs at least one level');
    expect(ladder('when: { urges: 3 }', `[{ ${level}, to: [supervisor], acknowledge: 0 h }]`)[0]).toContain(
      '| escalation.levels[0].acknowledge: "0 h" is no time',
    );
    expect(ladder('when: { urges: 3 }', `[{ ${level}, to: [team:gold], acknowledge: 1 h }]`)[0]).toContain(
      '| escalation.levels[0].to[0]: There is no team gold',
    );
  });

  it('with several things at once, those that contradict each other beside those that are wrong alone', () => {
    const text = 'levels: [{ title: { zh: 一, en: One }, to: [supervisor], acknowledge: 4 h, repeat: 4 h }]';
    const both = sectionBroken(
      'escalation',
      `escalation:\n  untouched: 10\n  ${text}\n  ladder: [{ name: one, when: { urges: 3 }, level: 2 }]`,
    );
    expect(both.map((problem) => problem.split(' | ')[1]?.split(': ')[0])).toEqual([
      'escalation.untouched',
      'escalation.ladder[0].level',
    ]);
  });

  it('with two rows of one name', () => {
    expect(broken('name: resolution-late', 'name: first-response-late')[0]).toContain(
      '| escalation.ladder[1].name: The name first-response-late is taken',
    );
  });
});

describe('holds', () => {
  it('of the default policy', () => {
    const { reasons, totalMinutes } = policy.hold;
    expect(totalMinutes).toBe(14 * 1440);
    expect(reasons).toMatchObject({
      customer: { limitMinutes: 72 * 60, remind: true, atEnd: 'resolve' },
      thirdParty: { limitMinutes: 48 * 60, remind: true, atEnd: 'resume' },
      subTickets: { limitMinutes: 14 * 1440, remind: true, atEnd: 'resume' },
    });
    expect(Object.values(reasons.customer.text ?? {}).every((text) => text.length > 20)).toBe(true);
  });

  it('refuses one that is resolved without a word, and one longer than all together', () => {
    expect(broken('limit: 48 h, remind: true, atEnd: resume', 'limit: 48 h, remind: true, atEnd: resolve')).toEqual([
      expect.stringContaining('| hold.thirdParty.atEnd: Write the text'),
    ]);
    expect(broken('total: 14 d', 'total: 13 d')).toEqual([
      expect.stringContaining('| hold.subTickets.limit: It is longer than the total'),
    ]);
  });
});

const promotions = (...texts: string[]) =>
  `promotions:\n${texts
    .map((text, index) => `  - { name: sale-${index}, title: { zh: 大促, en: Sale }, ${text} }`)
    .join('\n')}`;
const NOVEMBER = 'from: 2026-11-10T20:00+08:00, until: 2026-11-12T00:00+08:00';

describe('promotions', () => {
  it('put their promises before all others, dated, those of the higher precedence first', () => {
    const { sla } = parse(
      'promotions',
      promotions(
        `${NOVEMBER}, targets: { firstResponse: 20 min }`,
        `${NOVEMBER}, precedence: 1, calendar: office, targets: { resolution: { P1: 4 h, P2: 8 h } }`,
      ),
    );
    const dates = { from: '2026-11-10T12:00:00.000Z', until: '2026-11-11T16:00:00.000Z' };
    const resolution = (minutes: number) => ({ resolution: { minutes, calendar: 'office' } });
    expect(sla.slice(0, -4)).toEqual([
      { name: 'sale-1', when: { priority: ['P1'] }, ...dates, promotion: 'sale-1', targets: resolution(240) },
      { name: 'sale-1', when: { priority: ['P2'] }, ...dates, promotion: 'sale-1', targets: resolution(480) },
      { name: 'sale-0', when: {}, ...dates, promotion: 'sale-0', targets: { firstResponse: always20 } },
    ]);
  });
  const always20 = { minutes: 20, calendar: 'always' };

  it('of the example are two that can be used', () => {
    const text = example('promotion');
    const changed = parsePolicy(withSection('promotions', stringify(parseYaml(text))), 'promotion.yaml');
    expect(changed.promotions.map(({ name }) => name)).toEqual(['double-eleven-2026', 'mid-year-2027']);
    const running = (at: string) => runningPromotion(changed, at)?.name;
    expect(running('2026-11-10T11:59:59.999Z')).toBeUndefined();
    expect(running('2026-11-10T12:00:00.000Z')).toBe('double-eleven-2026');
    expect(running('2027-06-18T00:00:00.000Z')).toBe('mid-year-2027');
    expect(changed.promotions[0]).toMatchObject({ improves: false, capacityFactor: 1.5, squad: ['agt_he', 'agt_wu'] });
    expect(changed.sla.filter(({ promotion }) => promotion === 'double-eleven-2026')).toHaveLength(4);
  });

  it.each([
    ['that overlaps another of the same precedence', [NOVEMBER, NOVEMBER], '[1]: It overlaps the promotion sale-0'],
    [
      'that ends before it begins',
      ['from: 2026-11-12T00:00Z, until: 2026-11-11T00:00Z'],
      '[0].until: It ends before it begins',
    ],
    [
      'with a queue that there is not',
      [`${NOVEMBER}, queues: { gold: {} }`],
      '[0].queues.gold: There is no queue gold',
    ],
    [
      'with a team that there is not',
      [`${NOVEMBER}, queues: { logistics: { teams: [gold] } }`],
      '[0].queues.logistics.teams[0]: There is no team of a queue gold',
    ],
    [
      'with an unknown calendar',
      [`${NOVEMBER}, calendar: home, targets: { review: 1 h }`],
      '[0].calendar: There is no calendar home',
    ],
    ['with a squad of nobody', [`${NOVEMBER}, squad: [lin]`], '[0].squad[0]: An agent id looks like agt_lin'],
    ['with no capacity', [`${NOVEMBER}, capacityFactor: 0`], '[0].capacityFactor: '],
  ])('refuses one %s', (_, texts, problem) => {
    expect(sectionBroken('promotions', promotions(...texts))[0]).toContain(`| promotions${problem}`);
  });

  it('may follow each other at once', () => {
    const after = 'from: 2026-11-12T00:00+08:00, until: 2026-11-13T00:00+08:00';
    expect(sectionBroken('promotions', promotions(NOVEMBER, after))).toEqual([]);
    expect(sectionBroken('promotions', promotions(NOVEMBER, `${NOVEMBER}, precedence: 1`))).toEqual([]);
  });
});

describe('alarms', () => {
  it('of the default policy tell the supervisors', () => {
    expect(policy.alarms.map(({ when, to, queues }) => ({ when, to, queues }))).toEqual([
      { when: { untouched: { priority: ['P0', 'P1'], minutes: 10 } }, to: ['supervisor'], queues: [] },
      { when: { waiting: { priority: ['P1'], moreThan: 5 } }, to: ['supervisor'], queues: [] },
      { when: { red: { minutes: 15 } }, to: ['supervisor'], queues: [] },
    ]);
  });

  const RED = 'red: { for: 5 min }';
  it.each([
    [
      'with two conditions',
      `when: { ${RED}, waiting: { moreThan: 5 } }, to: [supervisor]`,
      'when: Write exactly one of these: untouched, waiting, red',
    ],
    ['with none', 'when: {}, to: [supervisor]', 'when: Write exactly one of these'],
    ['with no time at all', 'when: { red: { for: 0 min } }, to: [supervisor]', 'when.red.for: "0 min" is no time'],
    [
      'of a queue that there is not',
      `when: { ${RED} }, queues: [gold], to: [supervisor]`,
      'queues[0]: There is no queue gold',
    ],
    ['to a team that there is not', `when: { ${RED} }, to: [team:gold]`, 'to[0]: There is no team gold'],
    ['to an assignee', `when: { ${RED} }, to: [assignee]`, 'to[0]: An alarm is about a queue, which has no assignee'],
    ['to nobody', `when: { ${RED} }, to: []`, 'to: Name who is told'],
  ])('refuses one %s', (_, text, problem) => {
    const alarm = `alarms:\n  - { name: one, title: { zh: 警, en: Alarm }, ${text} }`;
    expect(sectionBroken('alarms', alarm)[0]).toContain(`| alarms[0].${problem}`);
  });
});
