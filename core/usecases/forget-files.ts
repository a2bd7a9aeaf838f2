/** Takes the files away of what is no longer attached to a ticket, or of a ticket that was erased. Database operations: one read; by erasure one query per 200 events more. */
import type { AttachmentId } from '../domain/attachment.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Quarantine } from '../ports-files.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface ForgetFilesPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent' | 'timeline'>;
  readonly files: Pick<Quarantine, 'forget'>;
}

/** `seq`: of the event. May be called as often as one likes; answers what it took away. */
export const forgetFiles = async (
  { tickets, files }: ForgetFilesPorts,
  { ticketId, seq }: { readonly ticketId: TicketId; readonly seq: number },
): Promise<readonly AttachmentId[]> => {
  const found = await tickets.readWithEvent(ticketId, seq);
  const gone = found?.event && (await goneBy(found.event, tickets, found.ticket.version));
  for (const attachment of gone ?? []) await files.forget({ ticketId, attachment });
  return gone ?? [];
};

type Event = NonNullable<NonNullable<Awaited<ReturnType<Tickets['readWithEvent']>>>['event']>;

const goneBy = async (
  event: Event,
  tickets: ForgetFilesPorts['tickets'],
  version: number,
): Promise<readonly AttachmentId[]> => {
  if (event.type === 'ticket.attachment-removed') return [event.data.id];
  if (event.type !== 'ticket.erased') return [];
  const events = await wholeTimeline(tickets, event.ticketId, version);
  return events.flatMap(({ type, data }) => (type === 'ticket.attachment-added' ? [data.attachment.id] : []));
};
