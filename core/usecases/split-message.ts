/** A message of the customer becomes a ticket of its own, once: both are written in one transaction. */
import { refuse } from '../domain/refusals.ts';
import type { Ids } from '../ports.ts';
import { type Changed, type ChangePorts, changeTicket } from './change-ticket.ts';
import { openingBeside, unknownIn } from './open-beside.ts';
import { type RelationInput, referenceOf } from './other-ticket.ts';
import type { Refused } from './refused.ts';

export type SplitPorts = ChangePorts & { readonly ids: Ids };

const LONGEST_SUBJECT = 100;

/** `seq`: of the message. The new ticket's `uniqueId` is `<ticket>.<seq>`. Database operations besides those of a command: one read. */
export const splitMessage = (
  ports: SplitPorts,
  { seq, category, ...input }: RelationInput & { readonly seq: number; readonly category?: string },
): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context) => {
      const named = category === undefined ? {} : { category };
      const unknown = unknownIn(named, context.policy);
      if (unknown) return unknown;
      const message = (await ports.tickets.readWithEvent(ticket.id, seq))?.event;
      if (message?.type !== 'ticket.customer-replied')
        return refuse('unknown-message', `Event ${seq} is not a message of the customer: look at the timeline.`);
      const [id, code] = [ports.ids.ticketId(), ports.ids.code()];
      const { text } = message.data;
      const opening = {
        ...{ ...named, id, code, uniqueId: `${ticket.id}.${seq}`, subject: subjectOf(text), description: text },
        ...{ related: [ticket.id], splitFrom: referenceOf(ticket) },
      };
      return {
        command: { type: 'split', seq, into: { id, code } },
        alongside: async () => [openingBeside(ticket, opening, context)],
        known: refuse('nothing-to-change', `Message ${seq} is a ticket of its own already: look at the timeline.`),
      };
    },
  });

const subjectOf = (text: string): string => {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? text;
  const characters = [...first.trim()];
  return characters.length <= LONGEST_SUBJECT
    ? characters.join('')
    : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
};
