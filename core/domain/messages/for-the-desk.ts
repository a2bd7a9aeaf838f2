/** What whoever has a ticket is told of it, and whoever had it. */
import type { Recorded } from '../events.ts';
import type { AssignedBy } from '../routing-events.ts';
import type { Ticket } from '../ticket.ts';
import { type Around, isAgent, type Told, tell } from './telling.ts';
import { CLOCK_NAMES, STILL_WAITS, whoDid } from './words.ts';

export const forTheDesk = (event: Recorded, ticket: Ticket, { policy }: Around): readonly Told[] => {
  switch (event.type) {
    case 'ticket.assigned':
      return given(event, ticket);
    case 'ticket.noted': {
      const named = event.data.mentions ?? [];
      if (named.length === 0) return [];
      return [
        tell('mentioned', ({ titled }) => ({ who: titled(whoDid(event.actor)) }), { named, except: event.actor.id }),
      ];
    }
    case 'ticket.customer-replied':
      return event.data.thanks
        ? []
        : [tell('customerReplied', ({ written }) => ({ text: written(event.data.text) }), { except: event.actor.id })];
    case 'ticket.hold-reminded': {
      const { for: why, until } = event.data;
      if (ticket.phase !== 'onHold' || why === 'customer') return [];
      const end = policy.hold.reasons[why].atEnd === 'resolve' ? 'ends' : 'resumes';
      return [tell('stillWaiting', ({ by, titled }) => ({ waits: titled(STILL_WAITS[why]), [end]: by(until) }))];
    }
    case 'ticket.warned': {
      const { clock } = event.data;
      // A review is not in the hands of whoever has the ticket.
      const nobodys = ticket.phase === 'queued' || OF_OTHERS.has(clock);
      return [
        tell(
          'warned',
          ({ by, titled }) => ({ clock: titled(CLOCK_NAMES[clock]), due: by(dueOf(ticket, clock), clock) }),
          { named: [nobodys ? 'supervisor' : 'assignee'] },
        ),
      ];
    }
    case 'ticket.breached': {
      const { clock, cause } = event.data;
      // Of a promise that was over when it was given nobody is told; and whoever has to act is by what the ladder has for it.
      return cause === 'retargeted'
        ? []
        : [
            tell('breached', ({ by, titled }) => ({
              clock: titled(CLOCK_NAMES[clock]),
              due: by(dueOf(ticket, clock), clock),
            })),
          ];
    }
    case 'ticket.overdue': {
      const { clock, minutesAfter } = event.data;
      return [
        tell(
          'overdue',
          ({ titled }) => ({
            clock: titled(CLOCK_NAMES[clock]),
            minutes: String(minutesAfter),
          }),
          { named: OF_OTHERS.has(clock) ? [] : ['assignee'] },
        ),
      ];
    }
    case 'ticket.queued': {
      const { because, clock, excluded } = event.data;
      const holder = excluded.at(-1); // who had it stands last
      return (because === 'rescued' || because === 'untouched') && holder
        ? [tell('taken', ({ titled }) => ({ clock: clock && titled(CLOCK_NAMES[clock]) }), { named: [holder] })]
        : [];
    }
    default:
      return [];
  }
};

const OF_OTHERS: ReadonlySet<string> = new Set(['review', 'approval']);

const dueOf = ({ clocks }: Ticket, clock: keyof Ticket['clocks']): string => (clocks[clock] ?? clocks.resolution).dueAt;

const HANDED: readonly AssignedBy[] = ['transfer', 'sentBack'];
/** They know of it already: they took it. */
const TAKEN: readonly AssignedBy[] = ['claim', 'choice', 'pull'];

const given = (
  { data, actor }: Extract<Recorded, { readonly type: 'ticket.assigned' }>,
  ticket: Ticket,
): readonly Told[] => {
  const {
    by,
    assignee: { id },
  } = data;
  // Somebody else has it by now.
  if (TAKEN.includes(by) || !('assignee' in ticket) || ticket.assignee.id !== id) return [];
  const about = { named: [id], ...(isAgent(actor.id) && { except: actor.id }) };
  if (!HANDED.includes(by)) return [tell('assigned', () => ({}), about)];
  return [
    tell('handedOver', ({ titled, written }) => ({ who: titled(whoDid(actor)), reason: written(data.reason) }), about),
  ];
};
