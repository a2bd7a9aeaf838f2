/** What customers are told, and an outside party. */
import { addWorking } from '../calendar/calendar.ts';
import { isRunning, PROMISES } from '../clocks/clock.ts';
import { calendarOf } from '../clocks/selection.ts';
import type { Recorded } from '../events.ts';
import { runningPromotion } from '../promotions.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Phase } from '../vocabulary.ts';
import { type Around, type Told, tell } from './telling.ts';
import { whoDid } from './words.ts';

export const forCustomers = (event: Recorded, ticket: Ticket, around: Around): readonly Told[] => {
  const { policy } = around;
  switch (event.type) {
    case 'ticket.opened': {
      const promotion = runningPromotion(policy, event.time);
      return [tell('received', ({ language }) => ({ also: promotion?.autoReply?.[language] }))];
    }
    case 'ticket.assigned':
      // Only as long as they have heard of nobody: from then on who writes to them is who has it.
      return 'assignee' in ticket &&
        ticket.assignee.id === event.data.assignee.id &&
        ticket.clocks.firstResponse.stoppedAt === undefined
        ? [tell('owned', () => ({}))]
        : [];
    case 'ticket.held': {
      const { for: why, until } = event.data;
      return why === 'customer' && ticket.phase === 'onHold' ? [tell('asked', ({ by }) => ({ until: by(until) }))] : [];
    }
    case 'ticket.replied':
      return [tell('answered', ({ written }) => ({ text: written(event.data.text) }))];
    case 'ticket.promised': {
      const sooner = PROMISES.filter((clock) => event.clocks?.[clock] && isRunning(ticket.clocks[clock]));
      return sooner.length > 0
        ? [
            tell('sooner', ({ by }) =>
              Object.fromEntries(sooner.map((clock) => [`sooner ${clock}`, by(ticket.clocks[clock].dueAt, clock)])),
            ),
          ]
        : [];
    }
    case 'ticket.breached': {
      const { clock, cause } = event.data;
      return clock === 'resolution' && cause !== 'retargeted' && UNSOLVED.has(ticket.phase)
        ? [tell('late', ({ by }) => ({ again: by(newPromise(ticket, around)) }))]
        : [];
    }
    case 'ticket.hold-reminded': {
      const { for: why, until } = event.data;
      if (ticket.phase !== 'onHold' || why !== 'customer') return []; // the answer has come in the meantime
      const end = policy.hold.reasons[why].atEnd === 'resolve' ? 'ends' : 'resumes';
      return [tell('waiting', ({ by }) => ({ [end]: by(until) }))];
    }
    case 'ticket.resolved':
    case 'ticket.approved': {
      const { onward } = event.data;
      return onward?.next === 'closing' ? solved(ticket, event.time, onward.closesAt) : [];
    }
    case 'ticket.reviewed':
      return event.data.verdict === 'pass' ? solved(ticket, event.time, event.data.closesAt) : [];
    case 'ticket.reopened':
      return [
        tell(
          'reopened',
          ({ titled, written }) => ({ who: titled(whoDid(event.actor)), reason: written(event.data.reason) }),
          { except: event.actor.id },
        ),
      ];
    case 'ticket.closed':
      return [tell('closed', () => ({}))];
    case 'ticket.party-asked':
      return [tell('partyAsked', () => ({}), { named: ['party'], language: event.data.party.language })];
    default:
      return [];
  }
};

const UNSOLVED: ReadonlySet<Phase> = new Set(['queued', 'handling', 'paused', 'onHold', 'approval', 'review']);

/**
 * Ended by the clock, it has not been solved: they did not answer in the time of the hold. Nothing when it was opened again in the
 * meantime: that solution is none any more.
 */
const solved = (ticket: Ticket, at: Instant, closesAt: Instant): readonly Told[] => {
  if (!('resolvedAt' in ticket) || ticket.resolvedAt !== at) return [];
  const { text, by: who } = ticket.resolution;
  return [
    tell(who === 'clock' ? 'ended' : 'solved', ({ written, by }) => ({ text: written(text), closes: by(closesAt) })),
  ];
};

/** From now on a share of the time that was promised at first; the clock itself stays broken. */
const newPromise = ({ clocks }: Ticket, { policy, now }: Around): Instant => {
  const { calendar, targetMinutes } = clocks.resolution;
  return addWorking(calendarOf(policy, calendar), now, (targetMinutes * policy.notices.apology.percent) / 100);
};
