/** When clocks start, stop, pause and go on, in terms of what happens to a ticket and how it stands after that. */
import type { Recorded } from '../events.ts';

import type { Ticket } from '../ticket.ts';
import type { ClockName } from './clock.ts';
import type { Conditions } from './sla.ts';
import type { Term } from './terms.ts';

/** Whether the term holds for the ticket as it stands after the event. */
export const holds = (term: Term, event: Recorded, after: Ticket): boolean => {
  switch (term) {
    case 'opened':
      return event.type === 'ticket.opened';
    case 'assigned':
      return event.type === 'ticket.assigned';
    case 'accepted':
      return event.type === 'ticket.accepted';
    case 'answered':
      return event.type === 'ticket.replied';
    case 'asked':
      return (
        (event.type === 'ticket.customer-replied' || event.type === 'ticket.reopened') &&
        after.unansweredSince !== undefined &&
        after.clocks.firstResponse.stoppedAt !== undefined
      );
    case 'solved':
      return event.type === 'ticket.resolved';
    case 'approved':
      return event.type === 'ticket.approved' && event.data.onward !== undefined;
    case 'reviewed':
      return event.type === 'ticket.reviewed' && event.data.verdict === 'pass';
    case 'sentBack':
      return (
        (event.type === 'ticket.reviewed' && event.data.verdict === 'rework') ||
        event.type === 'ticket.approval-rejected' ||
        event.type === 'ticket.approval-withdrawn'
      );
    case 'reopened':
      return event.type === 'ticket.reopened';
    case 'transferred':
      return event.type === 'ticket.transferred';
    default:
      return term === after.phase || (after.phase === 'onHold' && term === `onHold:${after.hold.for}`);
  }
};

const HOLDS: readonly Term[] = ['onHold:customer', 'onHold:thirdParty', 'onHold:subTickets'];

/** What holds without a word in the policy. */
export const DEFAULT_CONDITIONS: Readonly<Record<ClockName, Conditions>> = {
  // The answer of a solution is on its way: whoever solves has responded.
  firstResponse: { start: ['opened'], stop: ['answered', 'solved'], pause: HOLDS },
  nextResponse: { start: ['asked'], stop: ['answered', 'solved'], cancel: ['closed'], pause: HOLDS },
  resolution: { start: ['opened'], stop: ['solved'], pause: HOLDS, resume: ['sentBack', 'reopened'] },
  accept: {
    start: ['assigned'],
    stop: ['accepted', 'answered', 'solved', 'onHold'],
    cancel: ['queued'],
    reset: ['assigned'],
  },
  handle: { start: ['accepted'], stop: ['solved'], cancel: ['queued'], pause: HOLDS },
  approval: { start: ['approval'], stop: ['approved', 'sentBack'] },
  review: { start: ['review'], stop: ['reviewed', 'sentBack'] },
  thirdParty: { start: ['onHold:thirdParty'], stop: ['queued', 'handling', 'approval', 'review'] },
};
