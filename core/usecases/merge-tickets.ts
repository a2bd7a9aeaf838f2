/** A ticket goes on in another one of the same customer: both change in one transaction, and whoever had it has room. */
import { type Changed, type ChangePorts, changeTicket } from './change-ticket.ts';
import { along, otherTicket, type RelationInput, referenceOf } from './other-ticket.ts';
import { isRefused, type Refused } from './refused.ts';

export const mergeTickets = (
  ports: ChangePorts,
  { into, reason, ...input }: RelationInput & { readonly into: string; readonly reason?: string },
): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context) => {
      const survivor = await otherTicket(ports, into);
      if (isRefused(survivor)) return survivor;
      const why = reason === undefined ? {} : { reason };
      return {
        command: { type: 'merge', into: referenceOf(survivor), ...why },
        alongside: async () => along(survivor, { type: 'absorb', other: ticket }, context),
      };
    },
  });
