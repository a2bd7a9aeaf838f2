/** Takes the files away of what is no longer attached to a ticket, or of a ticket that was erased. Database operations: one read. */
import type { AttachmentId } from '../domain/attachment.ts';
import type { Recorded } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Quarantine } from '../ports-files.ts';

export interface ForgetFilesPorts {
  readonly tickets: Pick<Tickets, 'readWithEvent'>;
  readonly files: Pick<Quarantine, 'forget'>;
}

/** `seq`: of the event. May be called as often as one likes; answers what it took away. */
export const forgetFiles = async (
  { tickets, files }: ForgetFilesPorts,
  { ticketId, seq }: { readonly ticketId: TicketId; readonly seq: number },
): Promise<readonly AttachmentId[]> => {
  const found = await tickets.readWithEvent(ticketId, seq);
  const gone = found?.event ? goneBy(found.event, found.ticket) : [];
  for (const attachment of gone) await files.forget({ ticketId, attachment });
  return gone;
};

/** An erased ticket still lists its attachments, without their names. */
const goneBy = (event: Recorded, { attachments }: Ticket): readonly AttachmentId[] => {
  if (event.type === 'ticket.attachment-removed') return [event.data.id];
  return event.type === 'ticket.erased' ? attachments.map(({ id }) => id) : [];
};
