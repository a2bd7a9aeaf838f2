/** Two tickets know of each other, or no longer: both change in one transaction. */
import { inverseOf, type LinkKind } from '../domain/relations.ts';
import type { OtherChange } from '../ports.ts';
import { type Changed, type ChangePorts, changeTicket } from './change-ticket.ts';
import { along, otherTicket, type RelationInput, referenceOf } from './other-ticket.ts';
import { isRefused, type Refused } from './refused.ts';

/** `as`: what the other ticket is to this one. */
export const linkTickets = (
  ports: ChangePorts,
  { to, as, ...input }: RelationInput & { readonly to: string; readonly as: LinkKind },
): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context) => {
      const other = await otherTicket(ports, to);
      if (isRefused(other)) return other;
      const back = { ...referenceOf(ticket), as: inverseOf(as) };
      return {
        command: { type: 'link', to: { ...referenceOf(other), as } },
        alongside: async () => unlessSo(along(other, { type: 'link', to: back }, context)),
      };
    },
  });

export const unlinkTickets = (
  ports: ChangePorts,
  { to, ...input }: RelationInput & { readonly to: string },
): Promise<Changed | Refused> =>
  changeTicket(ports, {
    ...input,
    command: async (ticket, context) => {
      const other = await otherTicket(ports, to);
      if (isRefused(other)) return other;
      return {
        command: { type: 'unlink', to: referenceOf(other) },
        alongside: async () => unlessSo(along(other, { type: 'unlink', to: referenceOf(ticket) }, context)),
      };
    },
  });

/** The other one may know it already. */
const unlessSo = (changes: readonly OtherChange[] | Refused): readonly OtherChange[] | Refused =>
  isRefused(changes) && changes.refused === 'nothing-to-change' ? [] : changes;
