import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../core/domain/policy.ts';
import type { PrecheckResult, SamplingPolicy } from '../../../core/domain/review/review.ts';
import { isReviewed, sample, shareFor } from '../../../core/domain/review/sampling.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { TicketId } from '../../../core/domain/vocabulary.ts';
import fc from '../../support/properties.ts';
import { checker, customer, lin } from '../people.ts';
import { PLAIN } from '../rules.ts';
import { handledUnder } from '../story.ts';

const CLEAN: PrecheckResult = { score: 100, found: [] };
const SOLVED = { code: 'done', text: '已处理', by: 'agt_lin' } as const;
const under = (sampling: Partial<SamplingPolicy>, version = 'v1'): Policy => ({
  ...PLAIN,
  version,
  review: { ...PLAIN.review, sampling: { ...PLAIN.review.sampling, ...sampling } },
});

const whole = handledUnder(PLAIN).ticket;
const idOf = (seed: string, number: number): TicketId => `tkt_${seed}${String(number).padStart(8, '0')}`;
const CATEGORIES = ['delivery', 'complaint', 'refund'] as const;
/** As many tickets of each category as of the others, one after the other. */
const ticketsOf = (seed: string, count: number, over: Partial<Ticket> = {}): readonly Ticket[] =>
  Array.from(
    { length: count },
    (_, n) => ({ ...whole, ...over, id: idOf(seed, n), category: CATEGORIES[n % CATEGORIES.length] }) as Ticket,
  );
const chosen = (tickets: readonly Ticket[], policy: Policy, passed = 1000): readonly Ticket[] =>
  tickets.filter((ticket) => isReviewed(sample(ticket, SOLVED, CLEAN, { passed }, policy)));

const MANY = 10_000;
const POLICY = under({
  share: 0.1,
  shares: [
    { name: 'complaints', when: { category: ['complaint'] }, share: 0.5 },
    { name: 'refunds', when: { category: ['refund'] }, share: 0.25 },
    { name: 'refunds-by-lin', when: { category: ['refund'], agent: ['agt_lin'] }, share: 0.4 },
  ],
});

describe('over 10,000 tickets', () => {
  // Draws are as good as coins, no better: at a share of a half one seed in twenty is more than 1 % off (two standard deviations).
  const SEED = '7Q4M2X9D';
  const tickets = ticketsOf(SEED, MANY * CATEGORIES.length);
  const reviewed = chosen(tickets, POLICY);
  const shareOf = (category: string): number => reviewed.filter((each) => each.category === category).length / MANY;

  it.each([
    ['delivery', 0.1],
    ['complaint', 0.5],
    ['refund', 0.4],
  ])('of %s the share that is reviewed is within 1 %% of the policy', (category, planned) => {
    expect(Math.abs(shareOf(category) - planned), `seed ${SEED}`).toBeLessThan(0.01);
  });

  it('the same ones are chosen again, and others under another version of the policy', () => {
    const ids = reviewed.map(({ id }) => id);
    expect(chosen(ticketsOf(SEED, tickets.length), POLICY).map(({ id }) => id)).toEqual(ids);
    const later = new Set(chosen(tickets, { ...POLICY, version: 'v2' }).map(({ id }) => id));
    expect(ids.filter((id) => !later.has(id)).length).toBeGreaterThan(1000);
  });

  it('two look at the share of the reviews that calibration names', () => {
    const policy = {
      ...POLICY,
      review: { ...POLICY.review, sampling: { ...POLICY.review.sampling, calibration: 0.2 } },
    };
    const sampled = tickets.map((ticket) => sample(ticket, SOLVED, CLEAN, { passed: 1000 }, policy));
    const twice = sampled.filter((each) => each.twice);
    expect(twice.every(isReviewed)).toBe(true);
    expect(Math.abs(twice.length / reviewed.length - 0.2), `seed ${SEED}`).toBeLessThan(0.01);
  });
});

it('whatever the ids and the share are, what is reviewed stays within what chance allows', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z]{8}$/), fc.integer({ min: 1, max: 99 }), (seed, percent) => {
      const [share, count] = [percent / 100, 2000];
      const got = chosen(ticketsOf(seed, count), under({ share })).length / count;
      // Five standard deviations: once in two million runs by chance.
      return Math.abs(got - share) < 5 * Math.sqrt((share * (1 - share)) / count);
    }),
    { numRuns: 50 },
  );
});

describe('a resolution', () => {
  it('is drawn once: taken back and given again it is not drawn anew, sent back and mended it is', () => {
    const policy = under({ share: 0.5 });
    const draw = (over: Partial<Ticket>): number =>
      sample({ ...whole, ...over } as Ticket, SOLVED, CLEAN, { passed: 0 }, policy).draw;
    expect(draw({ version: 40 })).toBe(draw({ version: 3 }));
    expect(new Set([draw({}), draw({ reworks: 1 }), draw({ reworks: 2 })]).size).toBe(3);
  });

  it('of a newcomer is reviewed, then less and less often with what has passed', () => {
    const policy = under({ share: 0.1, newcomer: 10 });
    const shares = Array.from({ length: 25 }, (_, passed) => sample(whole, SOLVED, CLEAN, { passed }, policy).share);
    expect(shares.slice(0, 10)).toEqual(Array(10).fill(1));
    expect(shares.slice(20)).toEqual(Array(5).fill(0.1));
    const fading = shares.slice(9, 21);
    expect(fading).toEqual(fading.toSorted((a, b) => b - a));
    expect(new Set(fading).size).toBe(fading.length);
    expect(sample(whole, SOLVED, CLEAN, { passed: 0 }, under({ share: 0.1, newcomer: 0 })).share).toBe(0.1);
  });

  it('nobody looks at whom only chance has chosen, when no reviewer has room', () => {
    const [one] = chosen(ticketsOf('FULL0000', 100), POLICY);
    const sampled = sample(one as Ticket, SOLVED, CLEAN, { passed: 1000 }, POLICY);
    expect([isReviewed(sampled), isReviewed({ ...sampled, full: true })]).toEqual([true, false]);
  });
});

describe('a share', () => {
  it.each([
    [{ category: ['delivery'] }, true],
    [{ category: ['refund'] }, false],
    [{ priority: ['P1', 'P0'] }, true],
    [{ priority: ['P3'] }, false],
    [{ tier: ['standard'] }, true],
    [{ tier: ['vip'] }, false],
    [{ channel: ['shop'] }, true],
    [{ channel: ['im'] }, false],
    [{ team: ['logistics'] }, true],
    [{ team: ['payments'] }, false],
    [{ agent: ['agt_lin'] }, true],
    [{ agent: ['agt_wang'] }, false],
    [{ category: ['delivery'], agent: ['agt_wang'] }, false],
  ] as const)('of %j is for it: %s', (when, isFor) => {
    const shares = [{ name: 'one', when, share: 0.75 }];
    expect(shareFor(whole, SOLVED, { share: 0.25, shares })).toBe(isFor ? 0.75 : 0.25);
  });

  it('holds where it is smaller than the usual one, and the largest of several does', () => {
    const shares = [0.05, 0.08].map((share) => ({ name: String(share), when: { channel: ['shop'] }, share }));
    expect(shareFor(whole, SOLVED, { share: 0.25, shares })).toBe(0.08);
  });
});

describe('a risk is always reviewed', () => {
  const sampling: Partial<SamplingPolicy> = {
    ...{ share: 0, keywords: ['律师', 'lawyer'], refunds: ['refunded'], complaints: ['complaint'] },
    risks: ['refund', 'complaint', 'reopened', 'escalated', 'lowRating', 'keyword', 'reworked', 'precheck'],
  };
  it.each<[string, Partial<Ticket>, { code?: string; text?: string }, PrecheckResult, readonly string[]]>([
    ['nothing of it', {}, {}, CLEAN, []],
    ['a refund', {}, { code: 'refunded' }, CLEAN, ['refund']],
    ['a complaint', { category: 'complaint' }, {}, CLEAN, ['complaint']],
    ['a repeat complaint', { repeatOf: 'tkt_0' }, {}, CLEAN, ['complaint']],
    ['reopened', { reopens: 1 }, {}, CLEAN, ['reopened']],
    ['escalated', { level: 1 }, {}, CLEAN, ['escalated']],
    ['rated low before', { lowRated: true }, {}, CLEAN, ['lowRating']],
    ['a word in the subject', { subject: '再不处理就找律师' }, {}, CLEAN, ['keyword']],
    ['a word in the resolution', {}, { text: 'Their LAWYER has written.' }, CLEAN, ['keyword']],
    ['sent back before', { reworks: 1 }, {}, CLEAN, ['reworked']],
    ['a bad pre-check', {}, {}, { score: 74, found: ['noReply'] }, ['precheck']],
    ['steps that nobody has to take', {}, {}, { score: 80, found: ['stepsMissing'] }, []],
  ])('%s', (_, ticket, solved, precheck, risks) => {
    const sampled = sample(
      { ...whole, ...ticket } as Ticket,
      { ...SOLVED, ...solved },
      precheck,
      { passed: 0 },
      under(sampling),
    );
    expect(sampled.risks).toEqual(risks);
    expect(isReviewed(sampled)).toBe(risks.length > 0);
  });

  it('of those that the policy names alone', () => {
    const sampled = sample(
      { ...whole, reopens: 1, level: 1 } as Ticket,
      SOLVED,
      CLEAN,
      { passed: 0 },
      under({ ...sampling, risks: ['escalated'] }),
    );
    expect(sampled.risks).toEqual(['escalated']);
  });
});

describe('a resolution that got few stars', () => {
  it.each([
    [1, true],
    [2, true],
    [3, undefined],
  ] as const)('%i of them, and was opened again, is rated low: %s', (stars, lowRated) => {
    const story = handledUnder(PLAIN);
    story.gives({ type: 'resolve', code: 'done', text: '已处理' }, lin);
    story.gives({ type: 'review', verdict: 'pass' }, checker);
    story.gives({ type: 'rate', stars }, customer);
    story.gives({ type: 'reopen', reason: '没有解决' }, customer);
    expect([story.ticket.lowRated, story.ticket.stars]).toEqual([lowRated, undefined]);
  });
});
