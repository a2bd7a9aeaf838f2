/** What reviewers type, and how reviews are told. */
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../client/cli/reviews.ts';
import { EXAMPLES } from '../../contracts/examples/examples.ts';
import { type Received, type Reply, withServer } from './outside.ts';
import { typed } from './world.ts';

const told = (seq: number, type: string, data: object) => ({
  ...{ id: `tkt_1.${seq}`, seq, type: `ticket.${type}`, time: '2026-11-22T02:00:00.000Z', data },
  actor: { kind: 'agent', id: 'agt_bai' },
});
const EVENTS = [
  told(1, 'resolved', { code: 'done', text: '好了', onward: { next: 'review', sampled: { reviewer: 'agt_bai' } } }),
  told(2, 'resolved', { code: 'done', text: '好了', onward: { next: 'closing', sampled: {} } }),
  told(3, 'resolved', { code: 'done', text: '好了', onward: { next: 'closing', sampled: { full: true } } }),
  told(4, 'resolved', {
    code: 'done',
    text: '好了',
    onward: { next: 'approval', approval: { stages: [{ name: 'lead' }] } },
  }),
  told(5, 'reviewed', { verdict: 'pass', score: 93 }),
  told(6, 'reviewed', { verdict: 'rework', remarks: '补充', to: { assignee: { id: 'agt_zhou' } } }),
  told(7, 'reviewed', { verdict: 'rework', remarks: '补充', expert: true }),
  told(8, 'reviewed', { hidden: 'until your own review' }),
  told(9, 'rework-late', {}),
  told(10, 'disputed', { review: 5, reason: '太低' }),
  told(11, 'dispute-decided', { review: 5, upheld: false, score: 100, remarks: '附件里有' }),
  told(12, 'dispute-decided', { review: 5, upheld: true, remarks: '按标准' }),
  told(13, 'calibrated', { review: 5, verdict: 'rework' }),
];

const answer = ({ method, path }: Received): Reply => {
  if (method === 'POST') return { json: EXAMPLES.reviewTicket?.answer };
  if (path.includes('/timeline')) return { json: { items: EVENTS } };
  if (path.includes('/scorecard')) return { json: EXAMPLES.getScorecard?.answer };
  return { json: path.startsWith('/v1/quality') ? EXAMPLES.getQuality?.answer : EXAMPLES.listReviews?.answer };
};

const cli = (url: string, ...args: string[]) => typed([...args, '--url', url], { env: { GONGDAN_TOKEN: 'token' } });

describe('a command of a review', () => {
  const scores = { solution: { points: 4 }, tone: { points: 3, note: '很礼貌' } };
  it.each([
    [['review', 'K7', 'pass'], 'review', { verdict: 'pass' }],
    [['review', 'K7', 'pass', '--score', 'solution=4，tone=3:很礼貌'], 'review', { verdict: 'pass', scores }],
    [
      ['review', 'K7', 'rework', '补充', '--to', 'agt_zhou', '--limit', '120'],
      'review',
      { verdict: 'rework', remarks: '补充', to: 'agt_zhou', limitMinutes: 120 },
    ],
    [['dispute-review', 'K7', '#9', '太低'], 'dispute', { seq: 9, reason: '太低' }],
    [
      ['decide-dispute', 'K7', '9', 'wrong', '附件里有', '--score', 'solution=4'],
      'decide-dispute',
      { seq: 9, upheld: false, remarks: '附件里有', scores: { solution: { points: 4 } } },
    ],
    [['decide-dispute', 'K7', '9', 'stands', '按标准'], 'decide-dispute', { seq: 9, upheld: true, remarks: '按标准' }],
    [
      ['calibrate', 'K7', '9', 'rework', '--remarks', '没写金额'],
      'calibrate',
      { seq: 9, verdict: 'rework', remarks: '没写金额' },
    ],
  ])('%j is sent as it is meant', async (args, verb, body) => {
    const sent = await withServer(answer, async (url) => {
      expect(await cli(url, ...args)).toMatchObject({ code: 0, err: '' });
    });
    expect(sent.map((each) => [each.path, JSON.parse(each.body)])).toEqual([[`/v1/tickets/K7/${verb}`, body]]);
  });

  it.each([
    [['review', 'K7', 'pass', '--score', 'solution'], 'Write solution as item=points'],
    [['review', 'K7', 'rework', '…', '--limit', 'soon'], '--limit is a whole number'],
    [['dispute-review', 'K7', 'last', '…'], 'The seq is a whole number'],
    [['decide-dispute', 'K7', '9', 'maybe', '…'], 'A dispute is decided with stands or wrong'],
  ])('refuses %j, and sends nothing', async (args, problem) => {
    const sent = await withServer(answer, async (url) => {
      expect(await cli(url, ...args)).toMatchObject({ code: 2, err: expect.stringContaining(problem) });
    });
    expect(sent).toEqual([]);
  });
});

it('shows what there is to review, what it is scored by, and what reviews add up to, in both languages', async () => {
  await withServer(answer, async (url) => {
    const shown = async (language: string, ...args: string[]) => (await cli(url, ...args, '--lang', language)).out;
    expect(await shown('zh', 'reviews')).toMatch(/质检 +agt_zhou +11-22 12:21 +agt_bai +退款/);
    expect(await shown('en', 'reviews')).toMatch(/review +agt_zhou +11-22 12:21 +agt_bai +refund/);
    const card = await shown('en', 'scorecard', 'K7');
    expect(card).toContain('Pre-check 70 · never answered');
    expect(card).toContain('Share 10 % · refund');
    expect(await shown('zh', 'scorecard', 'K7')).toContain('预检 70 · 没有回复过客户');
    const quality = await shown('zh', 'quality', '2026-11-01', '2026-11-22');
    expect(quality).toMatch(/agt_zhou +42 +90.5 % +87.4 +2 +1\/2/);
    expect(quality).toContain('计划 → 实际 10.8 % → 10.5 %');
    expect(quality).toContain('kappa 0.70');
    expect(await shown('en', 'quality', '2026-11-01')).toContain('400 resolutions');
  });
});

it('tells in both languages what reviews did', async () => {
  await withServer(answer, async (url) => {
    const lines = async (language: string) =>
      (await cli(url, 'timeline', 'K7', '--lang', language)).out
        .trimEnd()
        .split('\n')
        .map((line) => line.trim().split(/ {2,}/).slice(3).join(' '));
    expect(await lines('en')).toEqual([
      'resolved: done “好了”; to be reviewed by agt_bai',
      'resolved: done “好了”; not chosen for a review',
      'resolved: done “好了”; no reviewer had room',
      'resolved: done “好了”; to be approved (lead)',
      'review passed 93',
      'review sent it back “补充”, to agt_zhou',
      'review sent it back “补充”, to the experts',
      'reviewed; shown once you have said what you find',
      'what was sent back is late',
      'disputed the review #5 “太低”',
      'the review #5 was wrong 100 “附件里有”',
      'the review #5 stands “按标准”',
      'a second look, beside #5, sends it back',
    ]);
    for (const line of await lines('zh')) expect(line).toMatch(/\p{Script=Han}/u);
  });
});

it('says on one line how a review stands', () => {
  const review = { seq: 9, at: '2026-11-22T02:00:00.000Z', by: 'agt_bai', of: 'agt_lin' };
  const disputed = { at: review.at, by: 'agt_lin' };
  expect(reviewText(review, 'zh')).toBe('#9 agt_bai 待您背靠背质检');
  expect(reviewText({ ...review, verdict: 'pass', score: 93, disputed }, 'zh')).toBe('#9 agt_bai 通过 93 申诉中');
  const decided = { by: 'agt_mei', upheld: true };
  expect(reviewText({ ...review, verdict: 'rework', disputed, decided }, 'en')).toBe('#9 agt_bai sent back stands');
});
