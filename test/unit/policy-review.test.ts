/** What a policy file says of reviews. */
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../contracts/policy.ts';
import { broken } from './broken-policy.ts';
import { policy, policyText } from './desk.ts';

const withReview = (part: string) =>
  parsePolicy(policyText.replace(/^review:\n(?: .*\n)+/m, `review: ${part}\n`), 'desk.yaml');
const problemOf = (part: string): string =>
  broken(/^review:\n(?: .*\n)+/m, `review: ${part}\n`)[0]?.split(' | ')[1] ?? '';

describe('the part of reviews', () => {
  it('reviews everything where it says no more, by the experts of repeats, with a day for each rework', () => {
    expect(withReview('{ reworkRounds: 1 }').review).toEqual({
      ...{ reworkRounds: 1, reworkMinutes: 24 * 60, expertQueue: 'complaints', scorecards: {} },
      sampling: {
        ...{
          share: 1,
          shares: [],
          keywords: [],
          refunds: [],
          complaints: [],
          newcomer: 20,
          quota: 200,
          calibration: 0,
        },
        risks: ['refund', 'complaint', 'reopened', 'escalated', 'lowRating', 'keyword', 'reworked', 'precheck'],
      },
    });
  });

  it('of the desk as it comes reviews everything, two hundred a reviewer and day', () => {
    const { share, quota, calibration } = policy.review.sampling;
    expect([share, quota, calibration]).toEqual([1, 200, 0]);
  });

  it('takes shares in percent', () => {
    const part =
      '{ reworkRounds: 2, rework: 4 h, expertQueue: logistics, sampling: { share: 12.5 %, shares: [{ name: a, when: { team: [logistics], agent: [agt_lin] }, share: 0 % }] } }';
    const { review } = withReview(part);
    expect([review.reworkMinutes, review.expertQueue, review.sampling.share]).toEqual([240, 'logistics', 0.125]);
    expect(review.sampling.shares).toEqual([
      { name: 'a', when: { team: ['logistics'], agent: ['agt_lin'] }, share: 0 },
    ]);
  });
});

describe('refuses reviews', () => {
  const sampling = (part: string): string => `{ reworkRounds: 2, sampling: { ${part} } }`;
  const shares = (part: string): string => sampling(`shares: [{ name: a, ${part} }]`);
  const card = (part: string): string => `{ reworkRounds: 2, scorecards: { ${part} } }`;
  const item = '{ name: tone, title: { zh: 语气, en: Tone } }';
  it.each([
    ['with a share above all', sampling('share: 101 %'), 'review.sampling.share: "101 %" is no share'],
    ['with a share that is a number', sampling('share: 0.5'), 'review.sampling.share: Write a share such as 20 %'],
    [
      'with a share of nothing',
      shares('when: {}, share: 5 %'),
      'review.sampling.shares[0].when: Name what it is a share of',
    ],
    [
      'with a share of no category',
      shares('when: { category: [gold] }, share: 5 %'),
      'shares[0].when.category[0]: There is no category gold',
    ],
    [
      'with a share of no channel',
      shares('when: { channel: [fax] }, share: 5 %'),
      'shares[0].when.channel[0]: There is no channel fax',
    ],
    [
      'with a share of no team',
      shares('when: { team: [gold] }, share: 5 %'),
      'shares[0].when.team[0]: There is no team gold',
    ],
    [
      'with a risk that is none',
      sampling('risks: [weather]'),
      'review.sampling.risks[0]: Write risks of these: refund',
    ],
    [
      'with refunds by no code',
      sampling('refunds: [gold]'),
      'review.sampling.refunds[0]: There is no resolution code gold',
    ],
    [
      'with complaints of no category',
      sampling('complaints: [gold]'),
      'sampling.complaints[0]: There is no category gold',
    ],
    ['with a keyword of one character', sampling('keywords: [a]'), 'sampling.keywords[0]: A keyword has at least 2'],
    ['without room for anybody', sampling('quota: 0'), 'review.sampling.quota: '],
    [
      'by experts that there are not',
      '{ reworkRounds: 2, expertQueue: gold }',
      'review.expertQueue: There is no queue gold',
    ],
    ['with a card of no category', card(`gold: [${item}]`), 'review.scorecards.gold: There is no category gold'],
    [
      'with an item twice',
      card(`default: [${item}, ${item}]`),
      'review.scorecards.default[1].name: The name tone is taken',
    ],
    [
      'with an item of no weight',
      card('default: [{ name: tone, title: { zh: 语气, en: Tone }, weight: 0 }]'),
      'scorecards.default[0].weight: ',
    ],
    [
      'with an item in one language',
      card('default: [{ name: tone, title: { zh: 语气 } }]'),
      'scorecards.default[0].title.en: ',
    ],
    ['with words that mean nothing', '{ reworkRounds: 2, mood: good }', 'review.mood: There is no mood here'],
  ])('%s', (_, part, problem) => expect(problemOf(part)).toContain(problem));
});
