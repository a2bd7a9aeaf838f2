/** How the table of notices is read: who is meant by a row, by which channels, and what of the ticket is said to them. */

import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../core/domain/events.ts';
import type { NoticeRule } from '../../core/domain/messages/notice-policy.ts';
import { OCCASIONS } from '../../core/domain/messages/occasion.ts';
import { plan, planOfAlarm } from '../../core/domain/messages/plan.ts';
import type { Planned } from '../../core/domain/messages/planned.ts';
import { render } from '../../core/domain/messages/render.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import { LANGUAGES } from '../../core/domain/vocabulary.ts';
import fc from '../support/properties.ts';
import { life, type Step } from './anything.ts';
import { policy as shipped } from './desk.ts';
import { live } from './lives.ts';
import { at, lin, START } from './people.ts';
import { PLAIN } from './rules.ts';
import { handledUnder } from './story.ts';

const PHONE = '13812345678';
const row = (over: Partial<NoticeRule>): NoticeRule => ({
  ...{ when: 'answered', to: ['customer'], by: ['mail'], template: 'answered', digest: false, urgent: false },
  ...over,
});
const under = (...table: readonly NoticeRule[]): Policy => ({
  ...PLAIN,
  notices: {
    ...shipped.notices,
    table,
    robots: { ops: { kind: 'wecom' } },
    hooks: { erp: { url: 'https://erp.example' } },
  },
});
const story = handledUnder(PLAIN, { subject: `电话 ${PHONE}`, customer: { id: 'cus_1', tier: 'gold' } });
story.gives({ type: 'reply', text: `请打 ${PHONE}` }, lin, at('01:00'));
const replied = story.events.at(-1) as Recorded;
const planned = (policy: Policy, over: Partial<Ticket> = {}): readonly Planned[] =>
  plan(replied, { ...story.ticket, ...over } as Ticket, { policy, now: at('02:00') });

describe('a row', () => {
  it('tells customers what is theirs as it is, with their link, and everybody else the same masked, without it', () => {
    const [theirs, masked, ...others] = planned(
      under(row({ to: ['customer', 'supervisor', 'agt_luo'], urgent: true })),
    );
    expect(others).toEqual([]);
    expect(theirs).toMatchObject({ to: ['customer'], by: ['mail'], link: 'ticket', urgent: true, language: 'zh' });
    expect([theirs?.facts.zh.text, theirs?.facts.en.subject]).toEqual([`请打 ${PHONE}`, `电话 ${PHONE}`]);
    expect(masked).toMatchObject({ to: ['supervisor', 'agt_luo'], by: ['mail'], digest: false });
    expect(masked).not.toHaveProperty('link');
    expect([masked?.facts.zh.text, masked?.facts.en.subject]).toEqual(['请打 138****5678', '电话 138****5678']);
    expect(masked?.ticket).toEqual({
      id: 'tkt_1',
      code: 'ABCD2345',
      priority: story.ticket.priority,
      category: 'delivery',
    });
  });

  it('that is switched off, or narrowed down to other tickets, tells nobody', () => {
    expect(planned(under(row({ by: [] })))).toEqual([]);
    const only = (narrowed: NoticeRule['only']) => planned(under(row(narrowed ? { only: narrowed } : {}))).length;
    expect([only({ tier: ['vip'] }), only({ tier: ['vip', 'gold'] })]).toEqual([0, 1]);
    expect([only({ category: ['refund'] }), only({ category: ['delivery'] })]).toEqual([0, 1]);
    expect([only({ priority: ['P3'] }), only({ channel: ['app'] }), only({ channel: ['shop'] })]).toEqual([0, 0, 1]);
    expect(only({ tier: ['gold'], channel: ['app'] })).toBe(0);
  });

  it('speaks to a group once, whoever is meant, and never to a customer by it', () => {
    const [robot] = planned(under(row({ to: [], by: ['robot:ops', 'mail'] })));
    expect([robot?.to, robot?.by]).toEqual([[], ['robot:ops']]);
    expect(robot?.facts.zh.text).toBe('请打 138****5678');
    const mixed = planned(under(row({ to: ['customer', 'supervisor'], by: ['robot:ops', 'hook:erp', 'mail'] })));
    expect(mixed.map(({ to, by }) => [to, by])).toEqual([
      [['customer'], ['mail']],
      [['supervisor'], ['robot:ops', 'hook:erp', 'mail']],
    ]);
    expect(planned(under(row({ to: ['customer'], by: ['robot:ops'] })))).toEqual([]);
    expect(planned(under(row({ to: ['followers'], by: ['robot:ops'] })))).toEqual([]);
  });

  it('tells the customer nothing of a part of the work', () => {
    const child = { parent: { id: 'tkt_0', code: 'PARENT23' } } as const;
    expect(planned(under(row({ to: ['customer'] })), child)).toEqual([]);
    expect(planned(under(row({ to: ['customer', 'assignee'] })), child).map(({ to }) => to)).toEqual([['assignee']]);
  });

  it('names everybody once, and nobody who did it', () => {
    const followers = ['agt_luo', 'assignee'] as const;
    const told = planned(
      under(row({ when: 'followed', template: 'followed', to: ['followers', 'assignee', 'agt_luo'] })),
      {
        followers,
      },
    );
    expect(told.map(({ to, except }) => [to, except])).toEqual([[['agt_luo', 'assignee'], 'agt_lin']]);
  });

  it('is read in order: those of the first occasion come first, then in the order of the table', () => {
    const table = [
      row({ when: 'followed', template: 'followed', to: ['followers'] }),
      row({ to: ['agt_luo'] }),
      row({ to: ['customer'] }),
    ];
    const told = planned(under(...table), { followers: ['agt_luo'] });
    expect(told.map(({ occasion, to }) => [occasion, to])).toEqual([
      ['answered', ['agt_luo']],
      ['answered', ['customer']],
      ['followed', ['agt_luo']],
    ]);
  });
});

describe('an alarm', () => {
  const night = {
    title: { zh: '夜班', en: 'Night' },
    when: { red: { minutes: 15 } },
    to: ['supervisor', 'team:night'],
  } as const;
  const found = { count: 1, queues: ['logistics'], tickets: [], since: START };
  const episode = { alarm: 'night', number: 1, raisedAt: START, found };
  const alarmed = (...table: readonly NoticeRule[]) =>
    planOfAlarm(night, episode, { policy: under(...table), now: at('10:00') });
  const ALARM = row({ when: 'alarm', template: 'alarm', to: ['named', 'agt_luo'], urgent: true });

  it('is told to those that it is for, in the language of the desk, and of no ticket', () => {
    expect(alarmed(ALARM)).toEqual([
      expect.objectContaining({
        to: ['supervisor', 'team:night', 'agt_luo'],
        language: 'zh',
        urgent: true,
        by: ['mail'],
      }),
    ]);
    expect(alarmed(ALARM)[0]).not.toHaveProperty('ticket');
    expect(alarmed(row({ ...ALARM, to: [], by: ['robot:ops'] }))[0]).toMatchObject({ to: [], by: ['robot:ops'] });
    expect(alarmed({ ...ALARM, by: [] })).toEqual([]);
  });
});

/** Whatever is written holds a phone number. */
const withPhone = ({ command, ...step }: Step): Step => {
  const written = Object.entries(command).map(([name, value]) =>
    ['text', 'reason', 'remarks', 'note', 'comment'].includes(name) && typeof value === 'string'
      ? [name, `${value} ${PHONE}`]
      : [name, value],
  );
  return { ...step, command: Object.fromEntries(written) };
};

describe('whatever happens to a ticket', () => {
  const ALL: Policy = {
    ...shipped,
    notices: {
      ...shipped.notices,
      robots: { ops: { kind: 'feishu' } },
      table: OCCASIONS.map((when) =>
        row({ when, template: when, to: ['customer', 'named', 'assignee', 'supervisor', 'followers', 'approvers'] }),
      ),
    },
  };

  it('everybody can read what they are told, and nobody of the desk reads personal data', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { ticket, events } = live(steps.map(withPhone), undefined, shipped);
        for (const event of events)
          for (const each of plan(event, ticket, { policy: ALL, now: addMinutes(event.time, 1) }))
            for (const language of LANGUAGES) {
              const mail = render(each, 'mail', language, ALL.notices, { link: 'https://desk.example/t/x' });
              if (mail?.channel !== 'mail') throw new Error(`There is no mail of ${each.occasion}.`);
              expect(mail.subject).not.toMatch(/[\n\r]/);
              if (!each.to.includes('customer')) expect(`${mail.subject}${mail.text}`).not.toContain(PHONE);
            }
      }),
      { numRuns: 60 },
    );
  });
});
