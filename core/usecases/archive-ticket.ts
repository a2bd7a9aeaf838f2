/** The last step of a ticket's life: silence closes it, too. Database operations: one read, one transaction for both. */
import type { Context } from '../domain/context.ts';
import { decide } from '../domain/decide.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';
import { stageOf } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Position } from '../ports-workflow.ts';
import { type ChangePorts, changeOf } from './change-ticket.ts';
import { DISPATCH, follow } from './follow.ts';
import { positionOf } from './position.ts';
import { conflictingChanges, type Refused, ticketNotFound } from './refused.ts';
import { standingFor } from './standing-for.ts';

const ATTEMPTS = 5;

/**
 * Archives a closed ticket, one whose window to reopen is over, and a merged one when the ticket that absorbed it is archived (one
 * read more); one that is archived already stays so. Refuses with `command-not-allowed-in-phase` when it is too early.
 */
export const archiveTicket = async (
  ports: ChangePorts,
  input: { readonly ticketId: TicketId; readonly correlation: string },
): Promise<Position | Refused> => {
  const policy = await ports.policies.active();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = await ports.tickets.read(input.ticketId);
    if (!found) return ticketNotFound;
    const before = found.ticket;
    const now = ports.time.now();
    if (stageOf(before) === 'done') return positionOf(before, now, policy, true);
    if (before.phase === 'merged' && (await standingFor(ports.tickets, before)).phase !== 'archived')
      return refuse('command-not-allowed-in-phase', `The ticket is archived when ${before.into.code} is.`);
    const actor = { kind: 'system', id: 'archive', roles: ['system'] } as const;
    const context: Context = { now, policy, actor, correlation: input.correlation };
    const open = { ticket: before, events: [] };
    const due = before.phase === 'resolved' ? follow(open, { type: 'advance' }, { ...context, actor: DISPATCH }) : open;
    const sealed = decide(due.ticket, { type: 'archive' }, context);
    const events = [...due.events, ...(isRefusal(sealed) ? [] : sealed.events)];
    if (isRefusal(sealed) && events.length === 0) return sealed;
    const { ticket } = isRefusal(sealed) ? due : sealed;
    const result = await ports.tickets.commit(changeOf(before, { ticket, events }, now, policy));
    if (result === 'committed') return isRefusal(sealed) ? sealed : positionOf(ticket, now, policy, true);
    await ports.time.jitter(attempt);
  }
  return conflictingChanges;
};
