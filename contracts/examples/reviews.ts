import type { Examples } from './example.ts';
import { AT, commanded, ID, page, summary } from './ticket.ts';

const person = { reviews: 42, passShare: 0.9048, meanScore: 87.4, disputes: 2, decided: 2, upheld: 1 };

export const REVIEW_EXAMPLES = {
  reviewTicket: commanded(
    {
      verdict: 'rework',
      remarks: '没有说明赔付金额',
      scores: { solution: { points: 2, note: '金额没有写' }, privacy: { points: 4 }, tone: { points: 4 } },
      limitMinutes: 120,
    } as const,
    'ticket.reviewed',
    'handling',
  ),
  disputeReview: commanded({ seq: 9, reason: '金额在附件里' }, 'ticket.disputed', 'resolved'),
  decideDispute: commanded({ seq: 9, upheld: false, remarks: '附件里确有金额' }, 'ticket.dispute-decided', 'resolved'),
  calibrateReview: commanded({ seq: 9, verdict: 'pass' } as const, 'ticket.calibrated', 'resolved'),
  listReviews: {
    answer: {
      ...page,
      items: [
        {
          ...{ kind: 'review', ticketId: ID, code: summary.code, category: summary.category },
          ticket: { ...summary, phase: 'review' },
          ...{ at: '2026-11-22T04:21:30.000Z', of: 'agt_zhou', asked: 'agt_bai', risks: ['refund'] },
        },
      ],
    },
  },
  getScorecard: {
    ...AT,
    answer: {
      ...{ ticketId: ID, code: summary.code, category: summary.category },
      items: [
        {
          name: 'solution',
          title: { zh: '方案正确，真正解决问题', en: 'The solution is right and solves it' },
          weight: 4,
          critical: true,
        },
      ],
      precheck: { score: 70, found: ['noReply'] },
      sampled: { share: 0.1, draw: 0.4711, risks: ['refund'], reviewer: 'agt_bai' },
    },
  },
  getQuality: {
    answer: {
      ...{ from: '2026-11-01', to: '2026-11-22' },
      agents: [{ id: 'agt_zhou', ...person }],
      reviewers: [{ id: 'agt_bai', ...person }],
      sampling: { resolutions: 400, planned: 0.1075, actual: 0.105, full: 1 },
      agreement: { n: 20, observed: 0.9, kappa: 0.7 },
    },
  },
} as const satisfies Examples;
