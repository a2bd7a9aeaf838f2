/**
 * Takes a value out of a ticket for good: out of its head and its events, and out of those that have copies of them. What it was is
 * kept nowhere. Database operations: for each ticket one read, a query per megabyte of events, one transaction.
 */
import { type Actor, mayNot, withAuthority } from '../domain/permissions.ts';
import { REDACTED, redacted } from '../domain/redaction.ts';
import type { Reference } from '../domain/relations.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Rewritten } from '../ports.ts';
import type { AuditReads, Rewrites } from '../ports-audit.ts';
import { type ChangePorts, changeTicket } from './change-ticket.ts';
import type { Outcome } from './outcome.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';

export interface RedactPorts extends ChangePorts {
  readonly audit: AuditReads;
  readonly rewrites: Rewrites;
}

export interface Redaction {
  /** Id or code. */
  readonly ticket: string;
  readonly value: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly correlation: string;
  readonly from?: string;
}

export interface Redacted {
  readonly outcome: Outcome;
  /** Tickets that had copies of what was written here; `left`: the value stays there, ask somebody who may. */
  readonly others: readonly (Reference & { readonly left?: true })[];
}

/** A transaction takes a hundred items: the head, what follows and those that say how it was rewritten. */
export const MOST_AT_ONCE = 90;

/** Refuses with `nothing-to-change` when the value stands nowhere: also when it was taken out a moment ago. */
export const redactTicket = async (ports: RedactPorts, redaction: Redaction): Promise<Redacted | Refused> => {
  const sealed = await ports.audit.sealed(redaction.ticket);
  if (!sealed) return ticketNotFound;
  const copies = copiesOf(sealed.ticket);
  const here = await redactOne(ports, redaction, sealed.ticket.id);
  // What has copies is worked through also when nothing is left here: an earlier attempt may have come to its end in between.
  if (isRefused(here) && here.refused !== 'nothing-to-change') return here;
  const others: Redacted['others'][number][] = [];
  let last = here;
  for (const { id, code } of copies) {
    const there = await redactOne(ports, redaction, id);
    if (!isRefused(there)) last = isRefused(last) ? there : last;
    if (!isRefused(there)) others.push({ id, code });
    else if (there.refused !== 'nothing-to-change') others.push({ id, code, left: true });
  }
  if (isRefused(last)) return last;
  return { outcome: last, others };
};

/** Tickets that took words of this one with them, or gave it theirs: merged ones, parts of the work, and what was split. */
const copiesOf = (ticket: Ticket): readonly Reference[] => {
  const { id, absorbed, subs, parent, splitFrom } = ticket;
  const near = [...absorbed, ...subs, ...(parent ? [parent] : []), ...(splitFrom ? [splitFrom] : [])];
  const all = [...near, ...(ticket.phase === 'merged' ? [ticket.into] : [])];
  return [...new Map(all.filter((each) => each.id !== id).map((each) => [each.id, each])).values()];
};

const redactOne = async (
  ports: RedactPorts,
  { value, reason, actor, correlation, from }: Redaction,
  id: string,
): Promise<Outcome | Refused> => {
  const changed = await changeTicket(ports, {
    ...{ idOrCode: id, actor, correlation, ...(from !== undefined && { from }) },
    command: async (ticket, { policy }) => {
      // Before anything is looked for, or rewritten ahead: what is not there is told only to those who may.
      const refusal = mayNot(withAuthority(actor, policy), 'redact', ticket, policy);
      if (refusal) return refusal;
      const rewritten = await rewritesFor(ports, ticket.id, value);
      if (rewritten.length === 0 && redacted(ticket, value) === ticket) return nothingToRedact;
      return {
        command: {
          type: 'redact',
          value,
          events: rewritten.map(({ after }) => after.seq),
          reason: reason.replaceAll(value, REDACTED),
        },
        with: { rewritten },
      };
    },
  });
  return isRefused(changed) ? changed : changed.outcome;
};

/**
 * What the redaction has to tell of. More than a transaction takes are rewritten before it: whoever stops there has left events that no
 * redaction tells of, and the next attempt with the same value goes on from there, and tells of all.
 */
const rewritesFor = async (
  { audit, rewrites }: RedactPorts,
  id: TicketId,
  value: string,
): Promise<readonly Rewritten[]> => {
  for (;;) {
    const sealed = await audit.sealed(id);
    if (!sealed) throw new Error(`${id} is gone.`);
    const left = sealed.events.flatMap((before): Rewritten[] => {
      const after = redacted(before.event, value);
      return after === before.event ? [] : [{ before, after }];
    });
    if (left.length <= MOST_AT_ONCE) {
      const untold = audit.untold(sealed).filter(({ event }) => left.every(({ after }) => after.seq !== event.seq));
      return [...left, ...untold.map((before) => ({ before, after: before.event, isWritten: true as const }))];
    }
    await rewrites.ahead(left.slice(0, MOST_AT_ONCE));
  }
};

const nothingToRedact: Refused = {
  refused: 'nothing-to-change',
  detail: 'The value is not in the ticket: not as it was sent, or not any more.',
};
