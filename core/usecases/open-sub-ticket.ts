/** A part of the work becomes a ticket of its own, of which the customer hears nothing: both are written in one transaction. */
import type { Awaited as Awaits } from '../domain/relations.ts';
import type { Ids } from '../ports.ts';
import { type Changed, type ChangePorts, changeTicket, type TicketCommand } from './change-ticket.ts';
import { openedBeside, openingBeside, unknownIn } from './open-beside.ts';
import { type RelationInput, referenceOf } from './other-ticket.ts';
import type { Refused } from './refused.ts';

export interface SubTicketRequest {
  readonly subject: string;
  readonly description: string;
  readonly category?: string;
  readonly queue?: string;
  /** How many of its sub-tickets the ticket waits for from now on: in hand, it goes on hold for them. */
  readonly wait?: Awaits;
}

/** Its `uniqueId` is `<ticket>.<seq of the event that opened it>`. */
export const openSubTicket = (
  ports: ChangePorts & { readonly ids: Ids },
  { request, ...input }: RelationInput & { readonly request: SubTicketRequest },
): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context) => {
      const refusal = unknownIn(request, context.policy);
      if (refusal) return refusal;
      const { wait, ...asked } = request;
      const [id, code] = [ports.ids.ticketId(), ports.ids.code()];
      const opening = { ...asked, id, code, parent: referenceOf(ticket) };
      const { queue } = openedBeside(ticket, { ...opening, uniqueId: ticket.id }, context);
      return {
        command: { type: 'openSub', sub: { id, code, title: request.subject }, queue },
        further: waiting(wait, ticket.phase === 'handling'),
        alongside: async ({ events }) => {
          const seq = events.find(({ type }) => type === 'ticket.sub-opened')?.seq;
          return [openingBeside(ticket, { ...opening, uniqueId: `${ticket.id}.${seq}` }, context)];
        },
      };
    },
  });

const waiting = (wait: Awaits | undefined, inHand: boolean): readonly TicketCommand[] => {
  if (wait === undefined) return [];
  const awaits = { type: 'awaitSubs', subs: wait } as const;
  return inHand ? [awaits, { type: 'hold', for: 'subTickets' }] : [awaits];
};
