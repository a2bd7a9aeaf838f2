import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { form } from '../../contracts/survey-requests.ts';
import { NO_PROFILE, noted, wished } from '../../core/domain/customer/profile.ts';
import type { Recorded } from '../../core/domain/events.ts';
import { articlesOf, isInvited, isLow, notAsked, reasonsFor } from '../../core/domain/survey/answering.ts';
import { asking, askingAt } from '../../core/domain/survey/asking.ts';
import { expertRequest } from '../../core/domain/survey/expert-request.ts';
import { summedBy, total } from '../../core/domain/survey/satisfaction.ts';
import { type Answered, partsOf, surveyId } from '../../core/domain/survey/survey.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { addMinutes } from '../../core/domain/time.ts';
import fc from '../support/properties.ts';
import { opened, policy, policyText, START } from './desk.ts';
import { LIN } from './people.ts';

const customer = { id: 'c-1', tier: 'gold', name: '王芳', phone: '13800138000', email: 'wang@example.com' } as const;

const solved = (more: object = {}): Ticket =>
  ({
    ...opened(),
    ...{ phase: 'resolved', resolvedAt: START, closesAt: addMinutes(START, 60), customer },
    assignee: LIN,
    resolution: { code: 'delivered', text: '今天送达。', at: START, by: LIN.id },
    ...more,
  }) as unknown as Ticket;
const passed = { type: 'ticket.reviewed', data: { verdict: 'pass' }, time: START, seq: 7 } as unknown as Recorded;

describe('whom a survey asks', () => {
  const at = (ticket: Ticket, event = passed) => askingAt(ticket, event, policy);

  it('is the customer of a solved ticket, an hour after they were told', () => {
    const ticket = solved();
    expect(at(ticket)).toEqual({ id: `${ticket.id}.7`, at: addMinutes(START, 60) });
    expect(asking(ticket, passed, policy, addMinutes(START, 60))).toEqual({
      ...{ id: `${ticket.id}.7`, day: '2026-11-22', category: 'delivery-delay', agent: LIN.id },
      ...{ customer: 'c-1', askedAt: addMinutes(START, 60), expiresAt: addMinutes(START, 60 + 7 * 24 * 60) },
    });
  });

  it('is the one of a ticket that nobody reviewed, too', () => {
    const closing = {
      ...passed,
      type: 'ticket.resolved',
      data: { onward: { next: 'closing' } },
    } as unknown as Recorded;
    const review = { ...passed, type: 'ticket.resolved', data: { onward: { next: 'review' } } } as unknown as Recorded;
    expect(at(solved(), closing)).toBeDefined();
    expect(at(solved(), review)).toBeUndefined();
  });

  it.each<[string, object]>([
    ['was solved anew since', { resolvedAt: addMinutes(START, 5) }],
    ['was reopened', { phase: 'handling' }],
    ['is a part of the work', { parent: { id: 'tkt_A', code: 'A' } }],
    ['is one in which experts look into a rating', { channel: 'survey' }],
    ['was ended because the customer did not answer', { resolution: { code: 'no-answer' } }],
    ['was a duplicate', { resolution: { code: 'duplicate' } }],
    ['has a customer without an address', { customer: { id: 'c-1', tier: 'standard' } }],
  ])('is nobody when the ticket %s', (_, more) => {
    expect(at(solved(more))).toBeUndefined();
    expect(asking(solved(more), passed, policy, START)).toBeUndefined();
  });

  it('is nobody without surveys in the policy, and who has rated it already is not asked', () => {
    expect(askingAt(solved(), passed, {})).toBeUndefined();
    expect(asking(solved({ stars: 4 }), passed, policy, START)).toBeUndefined();
  });
});

describe('an answer', () => {
  const asked = { reasons: reasonsFor('refund', policy.survey), articles: ['KB-1'] };

  it('refuses reasons and articles that were not asked', () => {
    expect(notAsked({ reasons: ['amount'], useful: { 'KB-1': false } }, asked)).toBeUndefined();
    expect(notAsked({ reasons: ['weather'], useful: {} }, asked)).toMatchObject({ refused: 'unknown-reason' });
    expect(notAsked({ reasons: [], useful: { 'KB-2': true } }, asked)).toMatchObject({ refused: 'unknown-article' });
    expect(reasonsFor('invoice', policy.survey)).toEqual(policy.survey?.reasons.default);
  });

  it('judges the articles that the steps cite, each once', () => {
    const step = (knowledge?: string) => ({
      type: 'ticket.step-taken',
      data: { step: 's', ...(knowledge && { knowledge }) },
    });
    expect(articlesOf([step('KB-2'), step(), step('KB-1'), step('KB-2')] as unknown as Recorded[])).toEqual([
      'KB-2',
      'KB-1',
    ]);
  });

  it('is low up to two stars, and invites only who is asked to be', () => {
    expect([1, 2, 3, 4, 5].map((stars) => isLow(stars, policy.survey))).toEqual([true, true, false, false, false]);
    const invite = { stars: 5, categories: ['delivery-delay'], url: 'https://shop.example.com/reviews' };
    const survey = { ...(policy.survey as NonNullable<typeof policy.survey>), invite };
    expect(isInvited({ stars: 5 }, solved(), policy.survey)).toBe(false);
    expect(isInvited({ stars: 5 }, solved(), survey)).toBe(true);
    expect(isInvited({ stars: 4 }, solved(), survey)).toBe(false);
    expect(isInvited({ stars: 5 }, solved({ category: 'refund' }), survey)).toBe(false);
  });

  it('of a form has what is ticked, and refuses whatever is no star', () => {
    const sent = { stars: '4', 'reason-speed': 'on', 'useful-0': 'no', comment: '很快\r\n谢谢 ' };
    expect(form.parse(sent)).toEqual({ stars: 4, reasons: ['speed'], useful: { 0: false }, comment: '很快\n谢谢' });
    for (const stars of ['0', '6', 'five', '', '4.5', '-1', ' 4'])
      expect(form.safeParse({ ...sent, stars }).success, stars).toBe(false);
    expect(form.safeParse({ ...sent, more: 'x' }).success).toBe(false);
    expect(form.safeParse({ 'reason-speed': 'on' }).success).toBe(false);
  });

  it('that is low asks the experts, in the language of the customer, and names none of their addresses', () => {
    const answered: Answered = {
      ...{ id: surveyId(solved().id, 7), day: '2026-11-22', category: 'delivery-delay', agent: LIN.id },
      ...{ stars: 1, reasons: ['courier'], useful: {}, comment: '太慢', at: START, by: 'survey', low: true },
      keptUntil: START,
    };
    for (const [language, word] of [
      ['zh', '快递员或承运商'],
      ['en', 'The courier'],
    ] as const) {
      const ticket = solved({ language });
      const request = expertRequest(ticket, answered, policy);
      const text = JSON.stringify(request);
      for (const personal of ['王芳', '13800138000', 'wang@example.com']) expect(text).not.toContain(personal);
      expect(request).toMatchObject({ uniqueId: `survey:${ticket.id}.7`, queue: 'complaints', channel: 'survey' });
      expect(request.description).toContain(word);
      expect(request.description).toContain('太慢');
      expect(request.subject).toContain(ticket.code);
    }
  });
});

describe('the numbers of satisfaction', () => {
  const sums = fc.record({
    category: fc.constantFrom('a', 'b', 'c'),
    asked: fc.nat(9),
    answered: fc.nat(9),
    stars: fc.nat(45),
    low: fc.nat(9),
    reasons: fc.dictionary(fc.constantFrom('speed', 'amount'), fc.nat(9)),
  });

  it('add up to the same, however they are put together', () => {
    fc.assert(
      fc.property(fc.array(sums), (rows) => {
        const parts = summedBy(rows, ({ category }) => category);
        expect(total(parts.map(([, each]) => each))).toEqual(total(rows));
        expect(parts.map(([part]) => part)).toEqual([...new Set(rows.map(({ category }) => category))].sort());
      }),
    );
  });

  it('are of one solution each', () => {
    expect(partsOf(surveyId('tkt_01K', 12))).toEqual({ ticketId: 'tkt_01K', seq: 12 });
  });
});

describe('what stays with a customer', () => {
  it('keeps author and date of a note that was there, and takes in the others', () => {
    const first = noted(NO_PROFILE, { notes: ['放门卫'], calls: {} }, { by: 'agt_a', at: START });
    const later = addMinutes(START, 60);
    const second = noted(
      first,
      { notes: ['上午别打', '放门卫'], calls: { notBefore: '12:00' } },
      { by: 'agt_b', at: later },
    );
    expect(second.notes).toEqual([
      { text: '上午别打', by: 'agt_b', at: later },
      { text: '放门卫', by: 'agt_a', at: START },
    ]);
    expect(second.version).toBe(2);
  });

  it('remembers since when they want no surveys, whatever agents note, until they want them again', () => {
    const gone = wished(wished(NO_PROFILE, false, START), false, addMinutes(START, 60));
    expect(gone.unsubscribedAt).toBe(START);
    expect(noted(gone, { notes: [], calls: {} }, { by: 'agt_a', at: START }).unsubscribedAt).toBe(START);
    expect(wished(gone, true, START)).not.toHaveProperty('unsubscribedAt');
  });
});

describe('surveys in a policy', () => {
  const survey = /^survey:\n(?: {2}.*\n)*/m;
  const withSurvey = (text: string) => parsePolicy(policyText.replace(survey, text), 'desk.yaml');

  it('may be left out, or be as they are usually', () => {
    expect(withSurvey('').survey).toBeUndefined();
    expect(withSurvey('survey: {}\n').survey).toMatchObject({ delayMinutes: 60, restMinutes: 43_200, low: 2 });
  });

  it.each([
    ['{ remind: 7 d }', 'survey.remind: It must be shorter than expires'],
    ['{ rest: 6 d }', 'survey.rest: It must not be shorter than expires'],
    ['{ low: 4, invite: { stars: 4 } }', 'survey.low: It must be less than the stars of invite'],
    ['{ low: 5 }', 'survey.low'],
    ['{ invite: { categories: [refund] } }', 'survey.invite.url: Say where'],
    [
      '{ invite: { categories: [nothing], url: "https://a.example" } }',
      'survey.invite.categories[0]: There is no category',
    ],
    ['{ invite: { url: "http://a.example" } }', 'survey.invite.url: Write an address that begins with https://'],
    ['{ reasons: { nothing: [] } }', 'survey.reasons.nothing: There is no category nothing'],
    [
      '{ reasons: { default: [{ name: a1, title: { zh: 一, en: A } }, { name: a1, title: { zh: 一, en: A } }] } }',
      'survey.reasons.default[1].name: The name a1 is taken',
    ],
    ['{ delay: soon }', 'survey.delay'],
  ])('refuses %s', (part, message) => {
    expect(() => withSurvey(`survey: ${part}\n`)).toThrow(message);
  });
});
