/** What reviewers are told, and the agents whose work they look at. */
import type { Recorded } from '../events.ts';
import type { Onward } from '../onward.ts';
import { unawareOf } from '../review/blind.ts';
import type { Ticket } from '../ticket.ts';
import { type Around, isAgent, type Told, tell } from './telling.ts';
import { RISK_NAMES, whoDid } from './words.ts';

export const forReviewers = (event: Recorded, ticket: Ticket, _around: Around): readonly Told[] => {
  switch (event.type) {
    case 'ticket.resolved':
    case 'ticket.approved':
      return asked(event.data.onward, ticket);
    case 'ticket.reviewed': {
      const { data } = event;
      const unaware = unawareOf(event.seq, ticket);
      const whose = ticket.reviews.find(({ seq }) => seq === event.seq)?.of ?? '';
      if (data.verdict === 'pass')
        return data.score === undefined || !isAgent(whose)
          ? []
          : [
              tell('reviewed', ({ written }) => ({ score: String(data.score), remarks: written(data.remarks) }), {
                ...{ named: [whose], unaware },
              }),
            ];
      // Handed to somebody else, both are told: who has it, and whose work it was.
      const elsewhere = data.to !== undefined || data.expert === true;
      return [
        tell('returned', ({ written, by }) => ({ remarks: written(data.remarks), until: by(data.reworkBy) }), {
          ...{ named: elsewhere && isAgent(whose) ? [whose] : [], unaware },
        }),
      ];
    }
    case 'ticket.rework-late':
      // When it was due is over and gone; that it is, was noticed then.
      return [tell('reworkLate', ({ by }) => ({ until: by(event.time) }))];
    case 'ticket.disputed':
      return [
        tell(
          'disputed',
          ({ titled, written }) => ({ who: titled(whoDid(event.actor)), reason: written(event.data.reason) }),
          { except: event.actor.id, unaware: unawareOf(event.data.review, ticket) },
        ),
      ];
    case 'ticket.dispute-decided': {
      const { review, upheld, remarks } = event.data;
      const record = ticket.reviews.find(({ seq }) => seq === review);
      return [
        tell(
          'disputeDecided',
          ({ titled, written }) => ({ decision: titled(upheld ? UPHELD : CHANGED), remarks: written(remarks) }),
          {
            named: [record?.of, record?.by].filter((id) => id !== undefined && isAgent(id)),
            ...{ except: event.actor.id, unaware: unawareOf(review, ticket) },
          },
        ),
      ];
    }
    default:
      return [];
  }
};

const UPHELD = { zh: '维持原质检结果', en: 'the review stands as it was' };
const CHANGED = { zh: '更正了质检结果', en: 'the review was corrected' };

/** Only whoever it was given to: all others find it in the queue of the reviewers. */
const asked = (onward: Onward | undefined, ticket: Ticket): readonly Told[] => {
  if (onward?.next !== 'review' || ticket.phase !== 'review') return [];
  const { reviewer, second, risks } = onward.sampled;
  if (!reviewer) return [];
  return [
    tell(
      'reviewAsked',
      ({ by, titled, language }) => ({
        due: by(ticket.clocks.review?.dueAt, 'review'),
        risks: risks.map((risk) => titled(RISK_NAMES[risk])).join(language === 'zh' ? '、' : ', '),
      }),
      { reviewer, named: second ? [second] : [] },
    ),
  ];
};
