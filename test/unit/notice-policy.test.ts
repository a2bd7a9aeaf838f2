/** What a policy file is refused for that says of notices what cannot be: each with its line, and what is allowed instead. */
import { describe, expect, it } from 'vitest';
import { OCCASIONS } from '../../core/domain/messages/occasion.ts';
import { GATHERED } from '../../core/domain/messages/placeholders.ts';
import { broken } from './broken-policy.ts';
import { policy } from './desk.ts';

const ROW = '- { when: closed, to: [customer], by: [mail] }';
/** The problems when this row is another. */
const row = (text: string): readonly string[] => broken(ROW, text);
/** The problems when one line of the template `closed` is another. */
const words = (from: string, to: string): readonly string[] => broken(from, to);

describe('the default policy', () => {
  it('has a row for every occasion, and a template for each', () => {
    const { table, templates } = policy.notices;
    expect([...new Set(table.map(({ when }) => when))].toSorted()).toEqual([...OCCASIONS].toSorted());
    expect(Object.keys(templates)).toEqual(expect.arrayContaining([...OCCASIONS, ...GATHERED]));
    expect(table.find(({ when }) => when === 'owned')).toEqual({
      ...{ when: 'owned', to: ['customer'], by: ['mail'], template: 'owned', digest: false, urgent: false },
      only: { tier: ['gold', 'vip'] },
    });
  });
});

describe('a table of notices', () => {
  it('refuses an occasion, a part, a channel and a member that there is not', () => {
    expect(row('- { when: closing, to: [customer], by: [mail] }')).toEqual([
      expect.stringMatching(
        /^- \{ when: closing.* \| notices\.table\[\d+\]\.when: Write one of these: received, owned, /,
      ),
    ]);
    expect(row('- { when: closed, to: [boss], by: [mail] }')).toEqual([
      expect.stringContaining('.to[0]: Write customer, assignee, supervisor, followers, approvers, reviewer'),
    ]);
    expect(row('- { when: closed, to: [customer], by: [fax] }')).toEqual([
      expect.stringContaining('.by[0]: Write mail, sms, robot:NAME or hook:NAME'),
    ]);
    expect(row('- { when: closed, to: [customer], by: [mail], loud: true }')).toEqual([
      expect.stringContaining('There is no loud here; allowed are when, to, by, template, only, digest, urgent'),
    ]);
  });

  it('refuses names that the rest of the file does not know', () => {
    expect(row('- { when: closed, to: ["team:nobody"], by: [mail] }')).toEqual([
      expect.stringContaining('.to[0]: There is no team nobody; allowed are logistics, '),
    ]);
    expect(
      row('- { when: closed, to: [customer], by: [mail], only: { category: [nothing], channel: [fax] } }'),
    ).toEqual([
      expect.stringContaining('.only.category[0]: There is no category nothing; allowed are logistics-query, '),
      expect.stringContaining('.only.channel[0]: There is no channel fax; allowed are shop, '),
    ]);
    expect(row('- { when: closed, to: [supervisor], by: ["robot:ops"] }')).toEqual([
      expect.stringContaining('.by[0]: There is no robot ops; allowed are '),
    ]);
    expect(row('- { when: closed, to: [supervisor], by: ["hook:erp"] }')).toEqual([
      expect.stringContaining('.by[0]: There is no hook erp; allowed are '),
    ]);
    expect(row('- { when: closed, to: [customer], by: [mail], template: goodbye }')).toEqual([
      expect.stringContaining(
        '.template: There is no template goodbye: write it under templates; there are received, ',
      ),
    ]);
  });

  it('refuses a row that tells nobody, or customers in a group of the desk', () => {
    expect(row('- { when: closed, by: [mail] }')).toEqual([
      expect.stringContaining('.by: Name who is told under to; only a robot or a hook can do without'),
    ]);
    expect(row('- { when: closed, to: [customer, supervisor], by: ["robot:ops"] }')).toEqual(
      expect.arrayContaining([expect.stringContaining('.by: A customer is told by mail or sms')]),
    );
    expect(broken('  robots: {}', '  robots: { ops: { kind: wecom } }')).toEqual([]);
  });

  it('refuses to ask of an alarm what it has not', () => {
    const alarm = '- { when: alarm, to: [named], by: [mail], urgent: true }';
    expect(broken(alarm, '- { when: alarm, to: [assignee], by: [mail], only: { priority: [P0] } }')).toEqual([
      expect.stringContaining('.only: An alarm is of no ticket'),
      expect.stringContaining('.to[0]: An alarm has no assignee: write named'),
    ]);
  });

  it('refuses an sms without a short text', () => {
    expect(row('- { when: survey, to: [customer], by: [mail, sms] }')).toEqual([
      expect.stringContaining('.by[1]: The template survey has no short text, so it cannot go by sms'),
    ]);
  });

  it('refuses hours, zones, shares, robots and addresses that are none', () => {
    expect(broken('from: "22:00"', 'from: "25:00"')).toEqual([
      expect.stringContaining('notices.quiet.from: Write a time'),
    ]);
    expect(broken('timeZone: Asia/Shanghai }', 'timeZone: Asia/Nowhere }')).toEqual([
      expect.stringContaining('notices.quiet.timeZone: There is no such time zone'),
    ]);
    expect(broken('apology: { percent: 50 % }', 'apology: { percent: 0 % }')).toEqual([
      expect.stringContaining('notices.apology.percent: Write a share such as 50 %'),
    ]);
    expect(broken('  robots: {}', '  robots: { ops: { kind: slack } }')).toEqual([
      expect.stringContaining('notices.robots.ops.kind'),
    ]);
    expect(broken('  hooks: {}', '  hooks: { erp: { url: "http://erp.example" } }')).toEqual([
      expect.stringContaining('notices.hooks.erp.url: Write an address that begins with https://'),
    ]);
    expect(broken('  hooks: {}', '  hooks: { erp: { url: "http://127.0.0.1.evil.example/" } }')).toHaveLength(1);
    expect(broken('  hooks: {}', '  hooks: { erp: { url: "https://erp.example/in" } }')).toEqual([]);
  });
});

describe('a template', () => {
  const closed = '工单 {code}「{subject}」已关闭，感谢您的反馈。';

  it('refuses a placeholder that there is not, with its line and those that there are', () => {
    expect(words(closed, '工单 {code}「{title}」{cod}')).toEqual([
      expect.stringMatching(
        /^text: \| \| templates\.closed\.zh\.text: \{title\} is never known of closed; allowed are \{code\}, \{subject\}, /,
      ),
      expect.stringContaining(
        'templates.closed.zh.text: There is no placeholder {cod}; allowed are {code}, {subject}, ',
      ),
    ]);
    expect(words('subject: Your ticket {code} is closed\n', 'subject: "{nobody}"\n')).toEqual([
      expect.stringContaining('templates.closed.en.subject: There is no placeholder {nobody}'),
    ]);
    expect(words(closed, '{no minutes}')).toEqual([expect.stringContaining('{minutes} is never known of closed')]);
  });

  it('refuses it for every occasion whose row uses it', () => {
    expect(row('- { when: closed, to: [customer], by: [mail], template: late }')).toEqual([
      expect.stringContaining('templates.late.zh.text: {again} is never known of closed'),
      expect.stringContaining('templates.late.zh.short: {again} is never known of closed'),
      expect.stringContaining('templates.late.en.text: {again} is never known of closed'),
      expect.stringContaining('templates.late.en.short: {again} is never known of closed'),
    ]);
  });

  it('refuses a brace alone, a subject of two lines, and one language alone', () => {
    expect(words(closed, '工单 {code')).toEqual([
      expect.stringContaining('A brace stands here without its other half'),
    ]);
    expect(words('subject: 工单 {code} 已关闭\n', 'subject: "工单\\n已关闭"\n')).toEqual([
      expect.stringContaining('templates.closed.zh.subject: It is one line'),
    ]);
    expect(broken(/^ {2}burst:\n {4}zh:\n(?: {6}.*\n| *\n)+?(?= {4}en:)/m, '  burst:\n')).toEqual([
      expect.stringContaining('templates.burst.zh'),
    ]);
  });

  it('refuses a short message that is too long, has a link, or says who it is about', () => {
    const short = 'short: 您的工单 {code} 已关闭，感谢您的反馈。';
    expect(words(short, `short: ${'很'.repeat(63)}{code}`)).toEqual([
      expect.stringContaining('templates.closed.zh.short: It can be 71 letters long'),
    ]);
    expect(words(short, `short: ${'很'.repeat(62)}{code}`)).toEqual([]);
    expect(words(short, 'short: "{subject} {link}"')).toEqual([
      expect.stringContaining('A short message has no {subject}, {link}: only numbers, times and the code'),
    ]);
    expect(words('short: Your ticket {code} is closed. Thank you.', `short: ${'x'.repeat(161)}`)).toEqual([
      expect.stringContaining('templates.closed.en.short: It can be 161 letters long'),
    ]);
  });

  it('refuses one that nothing uses', () => {
    expect(broken('\n  cameBack:\n', '\n  goneAway:\n')).toEqual(
      expect.arrayContaining([expect.stringContaining('templates.goneAway: No row of the table uses it')]),
    );
  });
});
