/** The words of notices: how texts are filled, and that those of the default policy read well wherever they may go. */

import { describe, expect, it } from 'vitest';
import { fillLine, fillLines } from '../../core/domain/messages/filling.ts';
import type { NoticeChannel, NoticePolicy } from '../../core/domain/messages/notice-policy.ts';
import { OCCASIONS, type Occasion } from '../../core/domain/messages/occasion.ts';
import { isSometimes, placeholdersOf, SHORT_LENGTHS, SHORT_LIMITS } from '../../core/domain/messages/placeholders.ts';
import type { Facts, Rendered } from '../../core/domain/messages/planned.ts';
import { render } from '../../core/domain/messages/render.ts';
import { LANGUAGES, type Language } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { policy } from './desk.ts';

const NOTICES: NoticePolicy = {
  ...policy.notices,
  robots: { qw: { kind: 'wecom' }, dd: { kind: 'dingtalk' }, fs: { kind: 'feishu' } },
  hooks: { erp: { url: 'https://erp.example' } },
};
const CHANNELS: readonly NoticeChannel[] = ['mail', 'sms', 'robot:qw', 'robot:dd', 'robot:fs', 'hook:erp'];
const LINK = 'https://desk.example/t/01ABC(x)';
const TICKET = { id: 'tkt_1', code: 'ABCD2345', priority: 'P1', category: 'refund' } as const;

/** Something of everything that the occasion may tell, or of nothing but what it always has. */
const factsOf = (occasion: Occasion, all: boolean): Facts =>
  Object.fromEntries(
    placeholdersOf(occasion)
      .filter((name) => name !== 'link' && (all || !isSometimes(occasion, name)))
      .map((name) => [name, name === 'code' ? TICKET.code : `«${name}»`]),
  );

const rendered = (
  occasion: Occasion,
  channel: NoticeChannel,
  language: Language,
  facts: Facts,
  notices = NOTICES,
  template: string = occasion,
): Rendered | undefined =>
  render(
    { occasion, template, to: ['customer'], ticket: TICKET, facts: { zh: facts, en: facts } },
    ...([channel, language, notices, { link: LINK }] as const),
  );

const templatesOf = (occasion: Occasion): readonly string[] => [
  ...new Set(NOTICES.table.filter(({ when }) => when === occasion).map(({ template }) => template)),
];

const textsOf = (message: Rendered): readonly string[] => {
  switch (message.channel) {
    case 'mail':
      return [message.subject, message.text, message.html.replace(/<style>.*?<\/style>/s, '')];
    case 'sms':
      return [message.text];
    case 'robot':
      return [message.title, message.markdown];
    case 'hook':
      return [
        JSON.stringify(message.body)
          .slice(1, -1)
          .replace(/"ticket":\{[^{}]*\}/, ''),
      ];
  }
};

describe('the templates of the default policy', () => {
  it.each(OCCASIONS)('of %s can be read in both languages by every channel that carries it', (occasion) => {
    for (const channel of CHANNELS)
      for (const language of LANGUAGES)
        for (const all of [true, false]) {
          const message = rendered(occasion, channel, language, factsOf(occasion, all));
          if (channel === 'sms' && message === undefined) continue; // not every one has a short form
          expect(message, `${occasion} ${channel} ${language}`).toBeDefined();
          for (const text of textsOf(message as Rendered)) {
            expect(text.trim()).not.toBe('');
            expect(text).not.toMatch(/[{}]|undefined/);
          }
        }
  });

  it('tell everything that an occasion has to tell, at least in a mail', () => {
    const untold = OCCASIONS.flatMap((occasion) =>
      LANGUAGES.flatMap((language) => {
        const facts = factsOf(occasion, true);
        // What stands only where something else does not.
        const lines = [facts, ...Object.keys(facts).map((name) => ({ ...facts, [name]: '' }))].map((each) =>
          templatesOf(occasion)
            .map((template) =>
              textsOf(rendered(occasion, 'mail', language, each, NOTICES, template) as Rendered).join('\n'),
            )
            .join('\n'),
        );
        return Object.entries(facts)
          .filter(([name]) => !['subject', 'category', 'priority', 'order', 'owner', 'desk'].includes(name))
          .filter(([name, value]) => !name.startsWith('due ') && !lines.join('\n').includes(value))
          .map(([name]) => `${occasion} ${language} ${name}`);
      }),
    );
    expect(untold).toEqual([]);
  });

  it('say where to read on, unless there is nothing more to read', () => {
    const linked = OCCASIONS.filter((each) => placeholdersOf(each).includes('link'));
    const without = linked.filter((each) =>
      LANGUAGES.some(
        (language) =>
          !textsOf(rendered(each, 'mail', language, factsOf(each, true)) as Rendered)
            .join()
            .includes(LINK),
      ),
    );
    expect(without).toEqual(['closed']);
  });

  it('have short forms for all that customers are told, but for what is a link, and none is longer than one message', () => {
    const longest: Facts = Object.fromEntries(
      Object.entries(SHORT_LENGTHS).map(([name, length]) => [name, '8'.repeat(length)]),
    );
    for (const occasion of OCCASIONS)
      for (const language of LANGUAGES) {
        const message = rendered(occasion, 'sms', language, longest);
        if (message?.channel !== 'sms') continue;
        expect(message.text.length, message.text).toBeLessThanOrEqual(SHORT_LIMITS[language]);
        expect(message.template).toBe(occasion);
        for (const [name, value] of Object.entries(message.facts)) expect([value]).toEqual([longest[name]]);
      }
    const told = policy.notices.table.filter(({ to }) => to.includes('customer')).map(({ when }) => when);
    const without = told.filter((occasion) => policy.notices.templates[occasion]?.zh.short === undefined);
    expect(without).toEqual(['survey', 'surveyReminder', 'invitation']);
  });

  it('send no short message with a gap in it', () => {
    expect(rendered('solved', 'sms', 'zh', { code: 'ABCD2345' })).toBeUndefined();
    expect(rendered('solved', 'sms', 'zh', { code: 'ABCD2345', closes: '明天 9:00 前' })).toMatchObject({
      text: '您的工单 ABCD2345 已解决。如未解决，请在明天 9:00 前联系我们。',
      facts: { code: 'ABCD2345', closes: '明天 9:00 前' },
    });
  });
});

describe('a text', () => {
  it('loses the lines of which there is nothing to say, and the gaps that they leave', () => {
    const text = 'Hello,\n{text}\n\n{also}\n\nGo on: {link}\n';
    expect(fillLines(text, { text: 'a\nb', link: 'x' })).toEqual(['Hello,', 'a\nb', '', 'Go on: x']);
    expect(fillLines(text, { text: '', link: 'x' })).toEqual(['Hello,', '', 'Go on: x']);
    expect(fillLines(text, {})).toEqual(['Hello,']);
  });

  it('has lines that stand only where something is not', () => {
    const text = '{text}\n{no text}Nothing was written.';
    expect(fillLines(text, { text: 'a' })).toEqual(['a']);
    expect(fillLines(text, {})).toEqual(['Nothing was written.']);
  });

  it('is filled once: what somebody wrote is no placeholder, and nothing of an object', () => {
    expect(fillLines('{text} {code}', { text: '{code} {toString}', code: 'A' })).toEqual(['{code} {toString} A']);
    expect(fillLines('{constructor}', {})).toEqual([]);
  });

  it('of one line is one whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (subject) => {
        expect(fillLine('a {subject} b', { subject })).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

/** What stands in HTML between its tags, as it is read. */
const readHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
    );

describe('what somebody wrote', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><a href="https://evil.example">',
      '**x** [y](https://evil.example)',
      '<@all> <at id=all></at>',
      '![x](https://evil.example/i.png)',
      '# 标题',
      '&lt;b&gt;',
      '`code`\n> quote',
    ),
  );
  const answered = (channel: NoticeChannel, text: string) => rendered('answered', channel, 'zh', { code: 'A', text });

  it('is text in HTML: no tag, no attribute, nothing from elsewhere', () => {
    const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag !== '<br>');
    const plain = answered('mail', 'x');
    if (plain?.channel !== 'mail') throw new Error('no mail');
    fc.assert(
      fc.property(
        anything.filter((text) => text.trim() !== '' && !/\n\s*\n/.test(text)),
        (text) => {
          const mail = answered('mail', text);
          if (mail?.channel !== 'mail') throw new Error('no mail');
          expect(tags(mail.html)).toEqual(tags(plain.html));
          expect(readHtml(mail.html)).toContain(text);
          expect(mail.text).toContain(text);
        },
      ),
    );
  });

  it('marks nothing up in the groups of robots, and calls nobody', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom<NoticeChannel>('robot:qw', 'robot:dd', 'robot:fs'), (text, robot) => {
        const message = answered(robot, text);
        if (message?.channel !== 'robot') throw new Error('no robot');
        const rest = message.markdown.replace(/\[查看进度\]\(https:\/\/desk\.example\/t\/01ABC%28x%29\)$/, '');
        expect(rest).not.toBe(message.markdown);
        expect(rest).not.toMatch(/[*_`~<>[\]]/);
        if (robot !== 'robot:fs') expect(rest).not.toContain('#');
        else expect(rest.replace(/&#\d+;/g, '')).not.toMatch(/[#&!()]/);
      }),
    );
  });
});

describe('a mail', () => {
  const mail = (language: Language, to: Parameters<typeof render>[0]['to'] = ['customer'], unsubscribe?: string) => {
    const facts = { code: 'ABCD2345', text: '好了' };
    const made = render(
      { occasion: 'answered', template: 'answered', to, ticket: TICKET, facts: { zh: facts, en: facts } },
      ...(['mail', language, NOTICES, { link: LINK, ...(unsubscribe !== undefined && { unsubscribe }) }] as const),
    );
    if (made?.channel !== 'mail') throw new Error('no mail');
    return made;
  };

  it('is a whole document in its language, without images, scripts or anything to fetch', () => {
    expect(mail('zh').html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(mail('en').html).toContain('<html lang="en">');
    for (const language of LANGUAGES)
      expect(mail(language).html).not.toMatch(
        /<(img|script|link|iframe|form)|url\(|@import|https?:(?!\/\/desk\.example)/,
      );
    expect(mail('en').html).toContain(`<a href="${LINK}">Follow it here</a>`);
    expect(mail('en').text).toContain(`Follow it here: ${LINK}\n`);
  });

  it('says at its foot who writes and why, and how to have no more of it where that is possible', () => {
    expect(mail('zh').text).toMatch(/\n-- \n客服中心\n您收到这封邮件，是因为您向我们提交了工单 ABCD2345。\n$/);
    expect(mail('en', ['agt_lin']).text).toMatch(/\n-- \nCustomer service\nYou get this mail because this ticket/);
    const end = mail('en', ['customer'], 'https://desk.example/u/1?a=1&b=2');
    expect(end.text).toContain('No more mails of this kind: https://desk.example/u/1?a=1&b=2\n');
    expect(end.html).toContain('<a href="https://desk.example/u/1?a=1&amp;b=2">No more mails of this kind</a>');
  });

  it('is in the language that it is read in, and says so to whatever reads it aloud', () => {
    expect(mail('zh').html).toContain('<html lang="zh-CN">');
    expect(mail('en').html).toContain('<html lang="en">');
  });
});

describe('what other systems are told', () => {
  it('is what happened to which ticket, and the words', () => {
    const hook = rendered('warned', 'hook:erp', 'en', {
      code: 'ABCD2345',
      clock: 'resolution',
      due: 'by 9:00',
      subject: 's',
    });
    expect(hook).toEqual({
      channel: 'hook',
      body: {
        ...{ occasion: 'warned', ticket: TICKET, language: 'en' },
        subject: 'Warning: ticket ABCD2345 is close to its due time',
        text: 'The resolution of the ticket ABCD2345 "s" is due by 9:00.',
      },
    });
  });

  it('is nothing where there is no such robot or template', () => {
    expect(rendered('warned', 'robot:nobody', 'zh', { code: 'A' })).toBeUndefined();
    expect(rendered('warned', 'mail', 'zh', { code: 'A' }, { ...NOTICES, templates: {} })).toBeUndefined();
  });
});
