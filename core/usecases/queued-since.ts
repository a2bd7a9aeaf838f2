/**
 * Since when tickets have waited. The lists do not carry it, and it stays the same as long as their version does.
 * Database operations: one batch for those that were not asked for before, or have changed.
 */
import type { Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Waiting } from '../ports-alarms.ts';

/** The longest wait is looked for among so many of the most urgent: whoever waits becomes one of them. */
const LOOKED_AT = 50;

export type Queued = ReadonlyMap<TicketId, { readonly version: number; readonly at: Instant }>;

/** `before`: what the last look answered. One that has left the queue in the meantime is left out. */
export const queuedSince = async (
  { tickets }: { readonly tickets: Pick<Tickets, 'current'> },
  waiting: ReadonlyMap<string, readonly Waiting[]>,
  before: Queued | undefined,
): Promise<Queued> => {
  const mostUrgent = [...waiting.values()].flatMap((list) => list.slice(0, LOOKED_AT));
  const found = mostUrgent.map(async ({ id, version }): Promise<[TicketId, { version: number; at: Instant }][]> => {
    const known = before?.get(id);
    if (known?.version === version) return [[id, known]];
    const ticket = await tickets.current(id);
    return ticket?.phase === 'queued' ? [[id, { version: ticket.version, at: ticket.queuedAt }]] : [];
  });
  return new Map((await Promise.all(found)).flat());
};
