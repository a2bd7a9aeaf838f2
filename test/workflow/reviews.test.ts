/** What becomes of a resolution: looked at or not, passed, sent back, disputed; on the whole system, its time stepped. */
import { afterAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '../../client/desk-client.ts';
import type { ScorecardView } from '../../contracts/review-views.ts';
import { forgetAssembly, HOUR, type MannedDesk, MINUTE, onDesk, policyWith } from './manned-desk.ts';

afterAll(forgetAssembly);

const LATE = '订单超时未派送';
const reviewer = (desk: MannedDesk, id: string): Promise<DeskClient> => desk.system.desk(id, 'reviewer');

/** Said to be solved by Lin, who had it. */
const solved = async (desk: MannedDesk, more: { readonly answered?: true } = {}): Promise<string> => {
  const id = await desk.open(LATE);
  const lin = await desk.as('agt_lin');
  if (more.answered) await lin.replyToTicket({ id, body: { text: '正在核实' } });
  await lin.resolveTicket({ id, body: { code: 'delivered', text: '已送达' } });
  await desk.system.runtime.settle();
  return id;
};
const again = async (desk: MannedDesk, id: string, who: 'agt_lin' | 'agt_zhou' = 'agt_lin'): Promise<void> => {
  await (await desk.as(who)).resolveTicket({ id, body: { code: 'delivered', text: '已说明赔付金额' } });
};
const stands = async (desk: MannedDesk, id: string) => (await desk.operator()).getTicket({ id });
const eventsOf = async (desk: MannedDesk, id: string): Promise<string[]> =>
  (await desk.timeline(id)).map(({ type }) => type.replace('ticket.', ''));
const all = (card: ScorecardView, points: 0 | 1 | 2 | 3 | 4, over: Record<string, 0 | 1 | 2 | 3 | 4> = {}) =>
  Object.fromEntries(card.items.map(({ name }) => [name, { points: over[name] ?? points }]));
const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );

describe('a review', () => {
  it('passes, with a score and remarks or without; it refuses to pass what fails in a critical item, and scores of another card', () =>
    onDesk(async (desk) => {
      const [plain, scored] = [await solved(desk), await solved(desk, { answered: true })];
      const bai = await desk.as('agt_bai');
      const mine = await bai.listReviews({});
      expect(mine.items.map(({ ticketId, asked }) => [ticketId, asked]).toSorted()).toEqual(
        [plain, scored].map((id) => [id, 'agt_bai']).toSorted(),
      );
      const card = await bai.getScorecard({ id: scored });
      expect([card.items.length, card.precheck, card.sampled?.share]).toEqual([
        6,
        { score: 80, found: ['stepsMissing'] },
        1,
      ]);
      await bai.reviewTicket({ id: plain, body: { verdict: 'pass' } });
      const scores = all(card, 4, { tone: 2 });
      await bai.reviewTicket({ id: scored, body: { verdict: 'pass', remarks: '下次早点打电话', scores } });
      const [{ phase, reviews }, passed] = [await stands(desk, scored), await stands(desk, plain)];
      expect([phase, passed.phase]).toEqual(['resolved', 'resolved']);
      expect(reviews).toMatchObject([{ by: 'agt_bai', of: 'agt_lin', verdict: 'pass', score: 93 }]);
      expect(passed.reviews[0]).not.toHaveProperty('score');
      expect((await bai.listReviews({})).items).toEqual([]);

      const id = await solved(desk);
      const failed = all(card, 4, { privacy: 1 });
      expect(await refusalOf(bai.reviewTicket({ id, body: { verdict: 'pass', scores: failed } }))).toBe(
        'critical-item-failed',
      );
      const { tone: _, ...few } = all(card, 4);
      expect(await refusalOf(bai.reviewTicket({ id, body: { verdict: 'pass', scores: few } }))).toBe(
        'scores-not-valid',
      );
      await bai.reviewTicket({ id, body: { verdict: 'rework', remarks: '没有核验身份', scores: failed } });
      expect((await stands(desk, id)).reviews).toMatchObject([{ verdict: 'rework', score: 0 }]);
    }));

  it('sends it back to the same agent, then to another one, then to the experts; the clocks go on, and those above hear when it is not mended in time', () =>
    onDesk(async (desk) => {
      const [id, late, mended] = [await solved(desk), await solved(desk), await solved(desk)];
      const bai = await desk.as('agt_bai');
      for (const each of [late, mended])
        await bai.reviewTicket({ id: each, body: { verdict: 'rework', remarks: '请补充', limitMinutes: 60 } });
      const { clocks } = await stands(desk, id);
      expect(clocks.resolution.state).toBe('met');
      await bai.reviewTicket({ id, body: { verdict: 'rework', remarks: '没有说明赔付金额' } });
      const once = await stands(desk, id);
      expect([once.phase, once.assignee?.id, once.reworks]).toEqual(['handling', 'agt_lin', 1]);
      expect(once.clocks.resolution.state).toBe('running');
      await again(desk, id);
      await desk.system.hire('agt_zhou', 'logistics', { roles: ['agent'] });
      await bai.reviewTicket({ id, body: { verdict: 'rework', remarks: '还是没有', to: 'agt_zhou' } });
      const twice = await stands(desk, id);
      expect([twice.phase, twice.assignee?.id, twice.reworks]).toEqual(['handling', 'agt_zhou', 2]);
      await again(desk, id, 'agt_zhou');
      await bai.reviewTicket({ id, body: { verdict: 'rework', remarks: '请专家处理' } });
      await desk.pass(MINUTE);
      const expert = await stands(desk, id);
      expect([expert.queue, expert.assignee?.id, expert.reworks]).toEqual(['complaints', 'agt_tan', 3]);
      expect(expert.reviews.map(({ of, verdict }) => [of, verdict])).toEqual([
        ['agt_lin', 'rework'],
        ['agt_lin', 'rework'],
        ['agt_zhou', 'rework'],
      ]);
      expect(await eventsOf(desk, id)).toContain('escalated');

      await desk.pass(58 * MINUTE);
      await again(desk, mended);
      expect(await eventsOf(desk, late)).not.toContain('rework-late');
      await desk.pass(2 * MINUTE);
      const events = await eventsOf(desk, late);
      expect(events.slice(events.indexOf('rework-late')).slice(0, 2)).toEqual(['rework-late', 'escalated']);
      expect(await eventsOf(desk, mended)).not.toContain('rework-late');
    }));
});

/** What the numbers of reviews take to follow: events are gathered for some seconds. */
const GATHERED = 10 * 1000;

describe('a disputed review', () => {
  it('is decided by a second reviewer: it stands, or is revised; neither the first one nor the agent may', () =>
    onDesk(async (desk) => {
      await desk.system.hire('agt_mei', 'aftersales', { roles: ['reviewer'] });
      const mei = await reviewer(desk, 'agt_mei');
      const [bai, lin] = [await desk.as('agt_bai'), await desk.as('agt_lin')];
      const seqs: number[] = [];
      const [revised, upheld] = [await solved(desk), await solved(desk)];
      for (const id of [revised, upheld]) {
        const card = await bai.getScorecard({ id });
        await bai.reviewTicket({ id, body: { verdict: 'pass', scores: all(card, 2) } });
        const { reviews } = await stands(desk, id);
        seqs.push(reviews[0]?.seq ?? 0);
      }
      const [seq = 0, other = 0] = seqs;
      const luo = await desk.as('agt_luo');
      expect(await refusalOf(luo.disputeReview({ id: revised, body: { seq, reason: '…' } }))).toBe('not-permitted');
      await lin.disputeReview({ id: revised, body: { seq, reason: '金额在附件里' } });
      await lin.disputeReview({ id: upheld, body: { seq: other, reason: '太严' } });
      expect(await refusalOf(lin.disputeReview({ id: upheld, body: { seq: other, reason: '!' } }))).toBe(
        'already-disputed',
      );
      await desk.pass(GATHERED);
      expect((await bai.listReviews({ query: { kind: 'dispute' } })).items).toEqual([]);
      const waiting = (await mei.listReviews({ query: { kind: 'dispute' } })).items;
      // Disputed at the same moment: neither is the older one.
      expect(waiting.map(({ ticketId }) => ticketId).toSorted()).toEqual([revised, upheld].toSorted());
      const decision = { seq, upheld: false, remarks: '附件里有' };
      expect(await refusalOf(bai.decideDispute({ id: revised, body: decision }))).toBe('own-work');
      const scores = all(await mei.getScorecard({ id: revised }), 4);
      await mei.decideDispute({ id: revised, body: { ...decision, scores } });
      await mei.decideDispute({ id: upheld, body: { seq: other, upheld: true, remarks: '按标准' } });
      await desk.pass(GATHERED);
      expect((await mei.listReviews({ query: { kind: 'dispute' } })).items).toEqual([]);
      expect((await stands(desk, revised)).reviews).toMatchObject([
        { score: 50, disputed: { by: 'agt_lin' }, decided: { by: 'agt_mei', upheld: false, score: 100 } },
      ]);
      const day = desk.now().slice(0, 10);
      const operator = await desk.operator();
      const long = { from: '2026-01-01', to: day };
      expect(await refusalOf(operator.getQuality({ query: long }))).toBe('invalid-request');
      const { agents, reviewers, sampling } = await operator.getQuality({
        query: { from: day, to: day },
      });
      expect(agents).toEqual([
        { id: 'agt_lin', reviews: 2, passShare: 1, meanScore: 50, disputes: 2, decided: 2, upheld: 1 },
      ]);
      expect(reviewers.map(({ id, reviews }) => [id, reviews])).toEqual([['agt_bai', 2]]);
      expect(sampling).toEqual({ resolutions: 2, planned: 1, actual: 1, full: 0 });
    }));
});

describe('two reviewers', () => {
  it('look at a resolution apart: the second is not shown what the first has said, until they have said it', () =>
    onDesk(
      async (desk) => {
        await desk.system.hire('agt_mei', 'aftersales', { roles: ['reviewer'] });
        const id = await solved(desk);
        const { sampled } = await (await desk.as('agt_bai')).getScorecard({ id });
        const { reviewer: first = '', second = '' } = sampled ?? {};
        expect([first, second].toSorted()).toEqual(['agt_bai', 'agt_mei']);
        const [one, two] = [await reviewer(desk, first), await reviewer(desk, second)];
        for (const who of [two, await desk.as('agt_luo')]) await who.followTicket({ id, body: {} });
        await one.reviewTicket({ id, body: { verdict: 'rework', remarks: '没有说明赔付金额' } });
        await desk.pass(GATHERED);
        const toldOf = (who: string) =>
          desk.system.runtime
            .mails()
            .filter(({ to, text }) => to.includes(`${who}@desk.example.com`) && text.includes('质检未通过'));
        expect([toldOf('agt_luo').length, toldOf(second)]).toEqual([1, []]);
        const task = (await two.listReviews({ query: { kind: 'calibration' } })).items[0];
        expect(task).toMatchObject({ ticketId: id, asked: second, of: 'agt_lin' });
        const seq = task?.seq ?? 0;
        const seen = async (who: DeskClient) => {
          const { items } = await who.getTimeline({ id, query: { limit: 100 } });
          return [(await who.getTicket({ id })).reviews[0]?.verdict, items.find((each) => each.seq === seq)?.data];
        };
        expect(await seen(two)).toEqual([undefined, { hidden: 'until your own review' }]);
        expect(await seen(one)).toMatchObject(['rework', { verdict: 'rework', remarks: '没有说明赔付金额' }]);
        await two.calibrateReview({ id, body: { seq, verdict: 'pass' } });
        expect(await seen(two)).toMatchObject(['rework', { verdict: 'rework' }]);
        await desk.pass(GATHERED);
        expect((await two.listReviews({ query: { kind: 'calibration' } })).items).toEqual([]);
        const day = desk.now().slice(0, 10);
        const { agreement } = await (await desk.operator()).getQuality({ query: { from: day, to: day } });
        expect(agreement).toEqual({ n: 1, observed: 0, kappa: 0 });
      },
      { policy: policyWith([/calibration: 0 %/, 'calibration: 100 %']) },
    ));
});

describe('what is not looked at', () => {
  const CHANCE = [/risks: \[.*\]/, 'risks: []'] as const;

  it('goes to its customer at once', () =>
    onDesk(
      async (desk) => {
        const id = await solved(desk);
        expect(await eventsOf(desk, id)).not.toContain('reviewed');
        const { phase } = await stands(desk, id);
        expect(phase).toBe('resolved');
        await desk.pass(3 * 24 * HOUR);
        expect((await stands(desk, id)).phase).toBe('archived');
        const day = '2026-03-02';
        const { agents, sampling } = await (await desk.operator()).getQuality({ query: { from: day, to: day } });
        expect([agents, sampling]).toEqual([[], { resolutions: 1, planned: 0, actual: 0, full: 0 }]);
      },
      { policy: policyWith([/share: 100 %/, 'share: 0 %'], [/newcomer: 20/, 'newcomer: 0'], CHANCE) },
    ));

  it('is what finds no reviewer with room, unless a risk is in it: then it waits for one', () =>
    onDesk(
      async (desk) => {
        const [first, chance] = [await solved(desk), await solved(desk)];
        expect((await stands(desk, first)).phase).toBe('review');
        expect((await stands(desk, chance)).phase).toBe('resolved');
        const risky = await desk.open(LATE);
        const lin = await desk.as('agt_lin');
        await lin.escalateTicket({ id: risky, body: { reason: '客户很生气' } });
        await lin.resolveTicket({ id: risky, body: { code: 'delivered', text: '已送达' } });
        expect((await stands(desk, risky)).phase).toBe('review');
        const mine = (await (await desk.as('agt_bai')).listReviews({})).items;
        expect(mine.map(({ ticketId, asked }) => [ticketId, asked]).toSorted()).toEqual(
          [
            [first, 'agt_bai'],
            [risky, undefined],
          ].toSorted(),
        );
      },
      { policy: policyWith([/quota: 200/, 'quota: 1'], [/risks: \[.*\]/, 'risks: [escalated]']) },
    ));
});
