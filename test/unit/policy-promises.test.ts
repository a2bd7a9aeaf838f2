/** What a policy file says of calendars, targets and the conditions of clocks, and what it is refused for. */
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { ALWAYS, dayOf } from '../../core/domain/calendar/calendar.ts';
import { DEFAULT_CONDITIONS } from '../../core/domain/clocks/conditions.ts';
import { sectionBroken, withSection } from './broken-policy.ts';
import { policy } from './desk.ts';

const parse = (name: string, text: string) => parsePolicy(withSection(name, text), 'desk.yaml');

const always = (minutes: number) => ({ minutes, calendar: 'always' });
const row = (firstResponse: number, nextResponse: number, resolution: number) => ({
  firstResponse: always(firstResponse),
  nextResponse: always(nextResponse),
  resolution: always(resolution),
  review: always(240),
});

describe('the default policy', () => {
  it('promises this, by priority alone', () => {
    expect(policy.sla).toEqual([
      { name: 'standard', when: { priority: ['P0'] }, targets: row(5, 10, 60) },
      { name: 'standard', when: { priority: ['P1'] }, targets: row(15, 30, 120) },
      { name: 'standard', when: { priority: ['P2'] }, targets: row(30, 60, 240) },
      { name: 'standard', when: { priority: ['P3'] }, targets: row(120, 240, 1440) },
    ]);
    expect(policy.clocks).toEqual(DEFAULT_CONDITIONS);
  });

  it('has the calendar that comes with the desk, holidays and make-up days in it', () => {
    expect(Object.keys(policy.calendars)).toEqual(['always', 'office']);
    expect(policy.calendars.always).toBe(ALWAYS);
    const hours = (date: string) => dayOf(policy.calendars.office!, date);
    expect(hours('2026-10-01')).toEqual([]);
    expect(hours('2026-10-10')).toEqual([[540, 1080]]);
    expect(hours('2026-10-11')).toEqual([]);
  });
});

const CALENDARS = `
calendars:
  - { name: night-line, zone: Asia/Shanghai, week: { fri-sat: [20:00-02:00] }, holidays: [cn-2026, own] }
holidays:
  own: { daysOff: [{ date: 2026-12-25, name: 圣诞 }] }`;

describe('calendars of a file', () => {
  it('have the holidays of the file and those that come with the desk', () => {
    const { calendars, version } = parse('calendars', CALENDARS);
    expect(Object.keys(calendars)).toEqual(['always', 'night-line']);
    expect(calendars['night-line']?.days).toMatchObject({ '2026-10-01': [], '2026-12-25': [] });
    expect(version).not.toBe(parse('calendars', CALENDARS.replace('12-25', '12-26')).version);
  });

  it('take holidays of the file before those of the same name that came with the desk', () => {
    const { calendars } = parse('calendars', CALENDARS.replace('cn-2026, own', 'cn-2026').replace('own:', 'cn-2026:'));
    expect(Object.keys(calendars['night-line']?.days ?? {})).toEqual(['2026-12-25']);
  });
});

describe('rules of a file', () => {
  it('stand before the table, one for each priority where they differ', () => {
    const { sla } = parse(
      'sla',
      `
sla:
  - name: vip
    when: { tier: [vip], priority: [P1, P2] }
    from: 2026-11-01T00:00+08:00
    until: 2026-12-01T00:00:00Z
    calendar: office
    targets:
      firstResponse: 5 min
      resolution: { P1: 1 h, P2: { within: 3 h, calendar: always, warnings: [30 min, 50 %] }, P3: 1 d }
  - name: handling
    targets: { accept: { within: 10 min, rescue: requeue } }`,
    );
    const dates = { from: '2026-10-31T16:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };
    const firstResponse = { minutes: 5, calendar: 'office' };
    expect(sla.slice(0, -4)).toEqual([
      {
        name: 'vip',
        when: { tier: ['vip'], priority: ['P1'] },
        ...dates,
        targets: { firstResponse, resolution: { minutes: 60, calendar: 'office' } },
      },
      {
        name: 'vip',
        when: { tier: ['vip'], priority: ['P2'] },
        ...dates,
        targets: {
          firstResponse,
          resolution: { minutes: 180, calendar: 'always', warnings: [{ minutesBefore: 30 }, { percent: 50 }] },
        },
      },
      { name: 'handling', when: {}, targets: { accept: { minutes: 10, calendar: 'always', rescue: 'requeue' } } },
    ]);
    expect(sla.slice(-4)).toEqual(policy.sla);
  });

  it('and the table may be counted in a calendar of their own', () => {
    const rows = ['P0', 'P1', 'P2', 'P3'].map(
      (priority) => `${priority}: { firstResponse: 1 h, resolution: 2 h, review: { within: 1 d, calendar: always } }`,
    );
    const { sla } = parse('targets', `targets: { calendar: office, ${rows.join(', ')} }`);
    expect(sla[3]?.targets).toEqual({
      firstResponse: { minutes: 60, calendar: 'office' },
      resolution: { minutes: 120, calendar: 'office' },
      review: always(1440),
    });
  });

  it('of clocks take the place of single conditions', () => {
    const { clocks } = parse('clocks', 'clocks: { handle: { pause: [onHold, paused] } }');
    expect(clocks).toEqual({
      ...DEFAULT_CONDITIONS,
      handle: { ...DEFAULT_CONDITIONS.handle, pause: ['onHold', 'paused'] },
    });
  });
});

const calendar = (text: string) =>
  sectionBroken('calendars', `calendars:\n  - { name: line, zone: Asia/Shanghai, ${text} }`);

describe('refuses a calendar', () => {
  it.each([
    ['of an unknown zone', 'zone: Asia/Atlantis, week: { mon: [09:00-10:00] }', 'zone: There is no such time zone'],
    ['that ends before it starts', 'week: { mon: [18:00-17:00] }', 'week.mon[0]: 18:00-17:00 ends before it starts'],
    ['whose hours overlap', 'week: { mon: [09:00-12:00, 11:00-13:00] }', 'week.mon[1]: 11:00-13:00 overlaps'],
    ['that is never open', 'week: { mon: [] }', 'week: The calendar is never open'],
    [
      'with unknown holidays',
      'week: { mon: [09:00-10:00] }, holidays: [cn-2031]',
      'holidays[0]: There are no holidays cn-2031',
    ],
  ])('%s', (_, text, problem) => {
    const [first] = text.startsWith('zone')
      ? sectionBroken('calendars', `calendars:\n  - { name: line, ${text} }`)
      : calendar(text);
    expect(first).toContain(`| calendars[0].${problem}`);
    expect(first).toMatch(/^- \{ name: line/);
  });

  it('that does not come with the desk, a second one of a name, and another always', () => {
    expect(sectionBroken('calendars', 'calendars: [home]')).toEqual([
      'calendars: [home] | calendars[0]: No calendar home comes with the desk; there are office',
    ]);
    expect(sectionBroken('calendars', 'calendars: [office, office]')[0]).toContain(
      '| calendars[1].name: The name office is taken',
    );
    const other = '- { name: always, zone: UTC, week: { mon: [09:00-10:00] } }';
    expect(sectionBroken('calendars', `calendars:\n  ${other}`)[0]).toContain(
      '| calendars[0]: always is open at any time',
    );
  });

  it('holidays of the file that do not parse, or contradict themselves', () => {
    const holidays = (text: string) => sectionBroken('calendars', `holidays:\n  own: { ${text} }`)[0];
    expect(holidays('daysOff: [{ date: 2026-13-01, name: 假 }]')).toContain(
      '| holidays.own.daysOff[0].date: "2026-13-01" is no date',
    );
    expect(
      holidays('daysOff: [{ date: 2026-10-01, name: 假 }], workingDays: [{ date: 2026-10-01, name: 班 }]'),
    ).toContain('| holidays.own.workingDays[0].date: 2026-10-01 is a day off and a working day');
    expect(sectionBroken('calendars', 'holidays: { CN: {} }')[0]).toContain('| holidays.CN: A name is lower-case');
  });
});

const rule = (text: string) => sectionBroken('sla', `sla:\n  - { name: one, ${text} }`)[0];
const rules = (...texts: string[]) =>
  sectionBroken('sla', `sla:\n${texts.map((text) => `  - { ${text} }`).join('\n')}`);

describe('refuses a rule', () => {
  it.each([
    ['with a target of 0', 'targets: { review: 0 min }', 'targets.review: "0 min" is no time'],
    ['with a target over 400 days', 'targets: { review: 401 d }', 'targets.review: It is longer than 400 days'],
    [
      'with such a target of one priority',
      'targets: { review: { P2: { within: 401 d } } }',
      'targets.review.P2.within: It is longer',
    ],
    [
      'with an unknown clock',
      'targets: { repair: 1 h }',
      'targets.repair: There is no repair here; allowed are firstResponse',
    ],
    ['without a clock', 'targets: {}', 'targets: Name at least one clock'],
    [
      'with an unknown calendar',
      'calendar: home, targets: { review: 1 h }',
      'calendar: There is no calendar home; allowed are always, office',
    ],
    [
      'with an unknown calendar of a target',
      'targets: { review: { within: 1 h, calendar: home } }',
      'targets.review.calendar: There is no calendar home',
    ],
    [
      'with an unknown category',
      'when: { category: [gold] }, targets: { review: 1 h }',
      'when.category[0]: There is no category gold',
    ],
    [
      'with an unknown queue',
      'when: { queue: [gold] }, targets: { review: 1 h }',
      'when.queue[0]: There is no queue gold',
    ],
    [
      'with an unknown channel',
      'when: { channel: [fax] }, targets: { review: 1 h }',
      'when.channel[0]: There is no channel fax',
    ],
    [
      'with an unknown field',
      'when: { colour: [red] }, targets: { review: 1 h }',
      'when.colour: There is no colour here; allowed are category',
    ],
    [
      'that ends before it begins',
      'from: 2026-12-01T00:00Z, until: 2026-12-01T00:00Z, targets: { review: 1 h }',
      'until: It ends before it begins',
    ],
    [
      'from a time without its offset',
      'from: 2026-12-01T00:00, targets: { review: 1 h }',
      'from: "2026-12-01T00:00" is no time',
    ],
    [
      'from a day that there is not',
      'from: 2026-02-30T00:00Z, targets: { review: 1 h }',
      'from: "2026-02-30T00:00Z" is no time',
    ],
    [
      'whose resolution is due before the response',
      'targets: { firstResponse: 2 h, resolution: 1 h }',
      'targets.firstResponse: The first response is due after the resolution',
    ],
    [
      'whose resolution is due before the usual response',
      'when: { tier: [vip] }, targets: { resolution: { P3: 1 h } }',
      'targets.resolution.P3: The first response is due after the resolution',
    ],
    [
      'whose resolution is due before the next response',
      'targets: { nextResponse: { P3: 2 d } }',
      'targets.nextResponse.P3: The next response is due after the resolution',
    ],
    [
      'that warns when the target is over',
      'targets: { review: { within: 1 h, warnings: [100 %] } }',
      'targets.review.warnings[0]: 100 % is no warning',
    ],
    [
      'that warns before the start',
      'targets: { review: { within: 1 h, warnings: [10 min, 60 min] } }',
      'targets.review.warnings[1]: The warning would come before the start',
    ],
    [
      'that rescues where nobody has it in hand',
      'targets: { review: { within: 1 h, rescue: requeue } }',
      'targets.review.rescue: A ticket is rescued from accept and handle alone',
    ],
    [
      'that never holds for its priorities',
      'when: { priority: [P0] }, targets: { review: { P1: 1 h } }',
      ': It never holds: it has no target for',
    ],
  ])('%s', (_, text, problem) => {
    expect(rule(text)).toContain(`| sla[0]${problem.startsWith(':') ? '' : '.'}${problem}`);
  });

  it('that can never match, because one or more before it are for all that it is for', () => {
    const wide = 'name: wide, when: { tier: [gold, vip] }, targets: { review: { P0: 1 h, P1: 2 h }, accept: 5 min }';
    const narrow = (more: string) => `name: narrow, when: { tier: [vip], channel: [app], priority: [P1] }, ${more}`;
    expect(rules(wide, narrow('targets: { review: 1 h, accept: 1 min }'))).toEqual([
      expect.stringContaining('| sla[1]: It never holds: wide before it is for all that it is for'),
    ]);
    expect(rules(wide, narrow('targets: { review: 1 h, handle: 1 h }'))).toEqual([]);
    expect(rules(`${wide}, until: 2027-01-01T00:00Z`, narrow('targets: { accept: 1 min }'))).toEqual([]);
    expect(rules(wide, narrow('targets: { accept: 1 min }').replace('[vip]', '[vip, silver]'))).toEqual([]);
  });

  it('of a name that is taken', () => {
    expect(rule('targets: { review: 1 h }')).toBeUndefined();
    expect(rules('name: a, targets: { review: 1 h }', 'name: a, targets: { accept: 1 h }')).toEqual([
      expect.stringContaining('| sla[1].name: The name a is taken'),
    ]);
    expect(rules('name: standard, targets: { review: 1 h }')[0]).toContain('| sla[0].name: standard is the name of');
  });
});

describe('refuses a table', () => {
  const table = (P2: string) => {
    const same = 'firstResponse: 10 min, resolution: 3 h';
    return sectionBroken(
      'targets',
      `targets:\n  P0: { ${same} }\n  P1: { ${same} }\n  P2: { ${P2} }\n  P3: { ${same} }`,
    );
  };

  it.each([
    [
      'that leaves a priority without a first response',
      'resolution: 3 h',
      'firstResponse: Every ticket is promised a firstResponse',
    ],
    [
      'that leaves a priority without a resolution',
      'firstResponse: 10 min',
      'resolution: Every ticket is promised a resolution',
    ],
    [
      'with a first response due after the resolution',
      'firstResponse: 4 h, resolution: 3 h',
      'firstResponse: The first response is due after',
    ],
    [
      'with a lower priority that is faster',
      'firstResponse: 5 min, resolution: 3 h',
      'firstResponse: P2 may not be faster than P1',
    ],
    [
      'with an unknown calendar',
      'firstResponse: { within: 10 min, calendar: home }, resolution: 3 h',
      'firstResponse.calendar: There is no calendar home',
    ],
  ])('%s', (_, text, problem) => {
    expect(table(text)[0]).toBe(`P2: { ${text} } | targets.P2.${problem}${table(text)[0]?.split(problem)[1]}`);
  });

  it('without a whole priority', () => {
    const row = 'firstResponse: 10 min, resolution: 3 h';
    expect(sectionBroken('targets', `targets: { P0: { ${row} }, P1: { ${row} }, P2: { ${row} } }`)[0]).toContain(
      '| targets.P3: ',
    );
  });
});

describe('refuses conditions of a clock', () => {
  it.each([
    [
      'whose start excludes the pausing state',
      'handle',
      'start: [handling]',
      'start: It excludes onHold:customer, which would cancel the clock instead of pausing it',
    ],
    [
      'that cancel where they should pause',
      'handle',
      'cancel: [onHold]',
      'cancel: It includes onHold:customer, which would cancel',
    ],
    [
      'that stop where they should pause',
      'resolution',
      'stop: [solved, onHold:thirdParty]',
      'stop: It includes onHold:thirdParty, which would stop',
    ],
    [
      'that pause by a moment and never go on',
      'handle',
      'pause: [transferred]',
      'pause: transferred pauses the clock and nothing lets it go on',
    ],
    [
      'of a promise that not every ticket has',
      'resolution',
      'start: [accepted]',
      'start: It is promised to every ticket',
    ],
    ['that never start', 'handle', 'start: []', 'start: Name at least one'],
    ['of an unknown moment', 'handle', 'stop: [tired]', 'stop[0]: Write one of these: opened, assigned'],
    ['of an unknown kind', 'handle', 'halt: [solved]', 'halt: There is no halt here; allowed are start, stop'],
  ])('%s', (_, clock, text, problem) => {
    const [first] = sectionBroken('clocks', `clocks:\n  ${clock}: { ${text} }`);
    expect(first).toContain(`${clock}: { ${text} } | clocks.${clock}.${problem}`);
  });

  it('but takes those that cover what they pause by', () => {
    const take = (text: string) => sectionBroken('clocks', `clocks: { handle: { ${text} } }`);
    expect(take('start: [handling, onHold]')).toEqual([]);
    expect(take('pause: [transferred], resume: [accepted]')).toEqual([]);
  });
});
