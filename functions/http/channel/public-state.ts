import type { PublicState } from '../../../contracts/views.ts';
import type { Recorded } from '../../../core/domain/events.ts';
import { noticeAt } from '../../../core/domain/notices.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskText } from '../../../core/domain/privacy/mask.ts';
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { Tickets, Time } from '../../../core/ports.ts';
import type { Policies } from '../../../core/ports-policies.ts';
import { mergedTimeline } from '../../../core/usecases/merged-timeline.ts';

const READ = 300; // one query; a ticket of the plain path has about ten events

export interface StatePorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

/**
 * What a customer may know: what was said between them and the desk, never the notes; in the tickets that it has absorbed, too. Database
 * operations: one query for each of these, and those of reading the active policy.
 */
export const publicState = async ({ tickets, policies, time }: StatePorts, ticket: Ticket): Promise<PublicState> => {
  const ids = [ticket.id, ...ticket.absorbed.map(({ id }) => id)];
  const [{ items }, policy] = await Promise.all([mergedTimeline(tickets, ids, undefined, READ), policies.active()]);
  const notice = noticeAt(policy, time.now(), ticket.language);
  return {
    code: ticket.code,
    // That a more urgent one goes first is the desk's own affair.
    phase: ticket.phase === 'paused' ? 'handling' : ticket.phase,
    subject: maskText(ticket.subject, namesOf(ticket)),
    openedAt: ticket.openedAt,
    firstResponseDueAt: ticket.clocks.firstResponse.dueAt,
    resolutionDueAt: ticket.clocks.resolution.dueAt,
    replies: [...items.flatMap((event) => replyOf(event, namesOf(ticket))), ...solution(ticket)],
    ...('resolvedAt' in ticket && { resolvedAt: ticket.resolvedAt }),
    ...(ticket.phase === 'resolved' && { closesAt: ticket.closesAt }),
    ...(notice !== undefined && { notice }),
  };
};

type Reply = PublicState['replies'][number];

const replyOf = (event: Recorded, known: KnownNames): readonly Reply[] => {
  const { time } = event;
  if (event.type === 'ticket.replied') return [{ time, from: 'desk', text: maskText(event.data.text, known) }];
  if (event.type === 'ticket.customer-replied')
    return [{ time, from: 'customer', text: maskText(event.data.text, known) }];
  return [];
};

/** The solution is the desk's last word, once the review let it pass. */
const solution = (ticket: Ticket): readonly Reply[] =>
  'resolvedAt' in ticket
    ? [{ time: ticket.resolvedAt, from: 'desk', text: maskText(ticket.resolution.text, namesOf(ticket)) }]
    : [];
