/** Erases all personal data of a ticket whose time is over. Database operations: two reads, a query per megabyte of events, one transaction per ninety of them. */
import { canonical } from '../domain/audit.ts';
import { erased } from '../domain/redaction.ts';
import { eraseDayOf, keptDays } from '../domain/retention.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Rewritten } from '../ports.ts';
import { changeTicket } from './change-ticket.ts';
import { MOST_AT_ONCE, type RedactPorts } from './redact-ticket.ts';
import { isRefused } from './refused.ts';

/** held: by a legal hold · later: the policy as it is now keeps it until another day · gone: nothing is left to erase */
export type Erased = { readonly done: 'erased' | 'held' | 'gone' } | { readonly done: 'later'; readonly until: string };

/**
 * `today`: in UTC. May be repeated: what an attempt before has erased stays so, and the event that tells of it comes last. Throws when
 * others kept changing it.
 */
export const eraseTicket = async (
  ports: RedactPorts,
  { id, today, correlation }: { readonly id: TicketId; readonly today: string; readonly correlation: string },
): Promise<Erased> => {
  const [sealed, policy] = await Promise.all([ports.audit.sealed(id), ports.policies.active()]);
  if (!sealed) return { done: 'gone' };
  const { ticket } = sealed;
  if (ticket.legalHold) return { done: 'held' };
  const until = eraseDayOf(ticket, policy);
  if (until === undefined || isErased(sealed.events.map(({ event }) => event.type))) return { done: 'gone' };
  if (until > today) return { done: 'later', until };
  const changed = await changeTicket(ports, {
    ...{ idOrCode: id, correlation, actor: { kind: 'system', id: 'retention', roles: ['system'] } },
    command: async ({ legalHold }) => {
      const command = { type: 'erase', afterDays: keptDays(ticket, policy) } as const;
      if (legalHold) return { command };
      const left = (await ports.audit.sealed(id))?.events.flatMap((before): Rewritten[] => {
        const after = erased(before.event);
        return canonical(after) === canonical(before.event) ? [] : [{ before, after }];
      });
      const ahead = left?.slice(0, -MOST_AT_ONCE) ?? [];
      if (ahead.length > 0) await ports.rewrites.ahead(ahead);
      return { command, with: { rewritten: left?.slice(-MOST_AT_ONCE) ?? [] } };
    },
  });
  if (isRefused(changed)) throw new Error(`${id} was not erased: ${changed.refused}.`);
  return { done: changed.committed ? 'erased' : 'held' };
};

/** Unless somebody wrote to it since. */
const isErased = (types: readonly string[]): boolean => types.at(-1) === 'ticket.erased';
