/** What becomes of a review that is not agreed with. */
import { GATHERED_MS } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { tried } from './tried.ts';

export const REVIEW_ACTS: readonly Act[] = [
  {
    name: 'an agent disputes a review, and a second reviewer decides',
    play: async ({ desk, runtime }, { inReview: id }) => {
      const lin = await desk('agt_lin', 'agent');
      const mei = await desk('agt_mei', 'reviewer');
      await tried((await desk('agt_bai', 'reviewer')).reviewTicket({ id, body: { verdict: 'pass' } }));
      const ticket = await tried(lin.getTicket({ id }));
      const seq = ticket?.reviews.at(-1)?.seq ?? 1;
      await tried(lin.disputeReview({ id, body: { seq, reason: '金额在附件里' } }));
      await runtime.advance(GATHERED_MS);
      await tried(mei.listReviews({ query: { kind: 'dispute' } }));
      await tried(mei.decideDispute({ id, body: { seq, upheld: false, remarks: '附件里有' } }));
      await runtime.advance(GATHERED_MS);
    },
  },
];
