/** Which resolutions are reviewed (抽检): by chance that can be repeated, by risk, and all of them while somebody is new. */
import { mentions } from '../classify.ts';
import { drawOf } from '../draw.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { DOUBTFUL } from './precheck.ts';
import type { PrecheckResult, Risk, Sampled, SamplingPolicy, SamplingShare } from './review.ts';

interface Given {
  readonly code: string;
  readonly text: string;
  /** Who says so. */
  readonly by: string;
}

/**
 * Why the resolution is reviewed or not; who does it, others say. The draw is of the ticket's id, of how often it came back and
 * of the version of the policy alone: taking a resolution back and giving it again changes nothing. `passed`: reviews that the
 * agent has passed so far.
 */
export const sample = (
  ticket: Ticket,
  resolution: Given,
  precheck: PrecheckResult,
  { passed }: { readonly passed: number },
  policy: Policy,
): Sampled => {
  const { sampling } = policy.review;
  const round = ticket.reworks + ticket.reopens;
  const own = `${ticket.id} ${round} ${policy.version}`;
  const sampled: Sampled = {
    share: Math.max(shareFor(ticket, resolution, sampling), newcomersShare(passed, sampling, ticket, resolution)),
    draw: drawOf(own),
    risks: sampling.risks.filter((risk) => RISKY[risk](ticket, resolution, precheck, sampling)),
  };
  const twice = isChosen(sampled) && drawOf(`${own} twice`) < sampling.calibration;
  return { ...sampled, ...(twice && { twice }) };
};

/** Whether somebody should look at it, as long as anybody has room. */
export const isChosen = ({ share, draw, risks }: Sampled): boolean => risks.length > 0 || draw < share;

/** Whether somebody does. What only chance has chosen goes on when nobody has room. */
export const isReviewed = (sampled: Sampled): boolean => isChosen(sampled) && !sampled.full;

/** The largest share of those that are for it, else the usual one. */
export const shareFor = (
  ticket: Ticket,
  { by }: Pick<Given, 'by'>,
  { share, shares }: Pick<SamplingPolicy, 'share' | 'shares'>,
): number => {
  const matching = shares.filter(({ when }) => isFor(when, ticket, by));
  return matching.length === 0 ? share : Math.max(...matching.map((each) => each.share));
};

const isFor = (when: SamplingShare['when'], ticket: Ticket, by: string): boolean =>
  (when.category?.includes(ticket.category) ?? true) &&
  (when.priority?.includes(ticket.priority) ?? true) &&
  (when.tier?.includes(ticket.customer.tier) ?? true) &&
  (when.channel?.includes(ticket.channel) ?? true) &&
  (when.team?.some((team) => 'assignee' in ticket && ticket.assignee.team === team) ?? true) &&
  (when.agent?.some((agent) => agent === by) ?? true);

/** All of the first ones; then, over as many again, step by step down to what is usual. */
const newcomersShare = (passed: number, sampling: SamplingPolicy, ticket: Ticket, resolution: Given): number => {
  const { newcomer } = sampling;
  if (passed >= 2 * newcomer) return 0;
  if (passed < newcomer) return 1;
  const usual = shareFor(ticket, resolution, sampling);
  return 1 - ((1 - usual) * (passed - newcomer + 1)) / (newcomer + 1);
};

type Look = (ticket: Ticket, resolution: Given, precheck: PrecheckResult, sampling: SamplingPolicy) => boolean;

const RISKY: Readonly<Record<Risk, Look>> = {
  refund: (_, { code }, __, { refunds }) => refunds.includes(code),
  complaint: ({ category, repeatOf }, _, __, { complaints }) => complaints.includes(category) || repeatOf !== undefined,
  reopened: ({ reopens }) => reopens > 0,
  escalated: ({ level }) => level > 0,
  lowRating: ({ lowRated }) => lowRated === true,
  keyword: ({ subject }, { text }, _, { keywords }) => mentions(`${subject}\n${text}`, keywords),
  reworked: ({ reworks }) => reworks > 0,
  precheck: (_, __, { score }) => score < DOUBTFUL,
};
