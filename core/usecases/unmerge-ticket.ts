/**
 * A merged ticket comes back as it was, with what its customer wrote to it since. Database operations besides those of a command:
 * one read of the ticket that had absorbed it, one query per 200 of its events, at most two reads of an agent.
 */
import type { Recorded } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';
import { type Changed, type ChangePorts, changeTicket, type Wanted } from './change-ticket.ts';
import { along, otherTicket, type RelationInput, referenceOf } from './other-ticket.ts';
import { isRefused, type Refused } from './refused.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface UnmergePorts extends ChangePorts {
  readonly directory: Pick<Directory, 'agent'>;
}

/** Each is an event, and a transaction takes a hundred writes: what came before the last ones comes as one. */
const MOST_MESSAGES = 40;

export const unmergeTicket = (ports: UnmergePorts, input: RelationInput): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context): Promise<Wanted | Refused> => {
      // In no other phase it is possible, as the decision says.
      if (ticket.phase !== 'merged') return { command: { type: 'unmerge', messages: [] } };
      const survivor = await otherTicket(ports, ticket.into.id);
      if (isRefused(survivor)) return survivor;
      const [messages, gone] = await Promise.all([
        writtenTo(ports.tickets, survivor, ticket.id, ticket.mergedAt),
        isGone(ports, ticket.was),
      ]);
      return {
        command: { type: 'unmerge', messages, ...(gone && { gone }) },
        alongside: async () => along(survivor, { type: 'release', ticket: referenceOf(ticket) }, context),
      };
    },
  });

const isGone = async ({ directory }: UnmergePorts, was: Ticket): Promise<true | undefined> =>
  'assignee' in was && !(await directory.agent(was.assignee.id)) ? true : undefined;

/** What the customer wrote to the one ticket and was taken to the other, since they were merged. */
const writtenTo = async (
  tickets: Pick<Tickets, 'timeline'>,
  survivor: Ticket,
  id: TicketId,
  since: string,
): Promise<readonly { readonly text: string }[]> => {
  const events = await wholeTimeline(tickets, survivor.id, survivor.version);
  const texts = events.flatMap((event) => (isVia(event, id) && event.time >= since ? [event.data.text] : []));
  const early = texts.slice(0, -MOST_MESSAGES);
  const late = texts.slice(-MOST_MESSAGES);
  return [...(early.length > 0 ? [early.join('\n\n')] : []), ...late].map((text) => ({ text }));
};

const isVia = (event: Recorded, id: TicketId): event is Extract<Recorded, { type: 'ticket.customer-replied' }> =>
  event.type === 'ticket.customer-replied' && event.data.via === id;
