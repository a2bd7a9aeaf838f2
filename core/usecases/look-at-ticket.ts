/**
 * What the sweeper does in the place of an execution's step: looks whether the ticket is due, and if so takes the steps.
 * Database operations: one read of the due time; when it has come, those of advance-ticket.ts (archive-ticket.ts), and one update
 * when they changed nothing.
 */
import type { Due, DueQueue, DueTimes } from '../clockwork.ts';
import { addMs, msBetween } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { type AdvancePorts, advanceTicket } from './advance-ticket.ts';
import { archiveTicket } from './archive-ticket.ts';
import { isRefused, type Refused } from './refused.ts';
import { AHEAD_MS } from './sweep-due.ts';

export interface LookPorts extends AdvancePorts {
  readonly dueTimes: DueTimes;
  readonly dueQueue: DueQueue;
}

const ATTEMPTS = 5;

/**
 * Decides by the ticket and its due time as they stand, so that it may be called too often, too early and in any order: who comes
 * second finds the due time in the future.
 */
export const lookAtTicket = async (
  ports: LookPorts,
  { ticketId, correlation }: { readonly ticketId: TicketId; readonly correlation: string },
): Promise<'looked' | 'not due' | 'at rest' | Refused> => {
  const { dueTimes, time } = ports;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const seen = await dueTimes.read(ticketId);
    if (seen?.at === undefined) return 'at rest';
    if (seen.at > time.now()) {
      await remember(ports, { ticketId, at: seen.at });
      return 'not due';
    }
    const take = seen.phase === 'closed' ? archiveTicket : advanceTicket;
    const position = await take(ports, { ticketId, correlation });
    if (isRefused(position)) {
      // It was opened again in the meantime.
      if (position.refused === 'command-not-allowed-in-phase') continue;
      return position;
    }
    if (position.stage === 'done') return 'looked';
    const due = { ticketId, at: addMs(time.now(), position.seconds * 1000) };
    // A change has written its own due time.
    if (position.version === seen.version && (await dueTimes.set(due, seen.version)) === 'stale') {
      await time.jitter(attempt);
      continue;
    }
    await remember(ports, due);
    return 'looked';
  }
  return { refused: 'conflicting-changes', detail: 'Others kept changing the ticket at the same time.' };
};

/** What falls due before a sweep is sure to see it in time. */
const remember = async ({ dueQueue, time }: LookPorts, due: Due): Promise<void> => {
  const now = time.now();
  if (msBetween(now, due.at) <= AHEAD_MS) await dueQueue.send([due], now);
};
