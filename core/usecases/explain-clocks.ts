/**
 * Why the clocks of a ticket stand where they stand. Writes nothing.
 * Database operations: one read of the ticket (two by code), one query per 200 events, one read per version of the policy.
 */
import { type ClockExplanation, explainClocks as explain } from '../domain/clocks/explain.ts';
import { type Totals, totalsOf } from '../domain/clocks/totals.ts';
import { type Actor, mayNotRead } from '../domain/permissions.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import { policiesOf } from './policies-of.ts';
import { type Refused, ticketNotFound } from './refused.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface ExplainedClocks {
  readonly ticket: Ticket;
  readonly at: Instant;
  readonly totals: Totals;
  /** `policyKnown`: else that version is not kept, and the calendars of the active policy stand for its own. */
  readonly clocks: readonly (ClockExplanation & { readonly policyKnown: boolean })[];
}

export const explainClocks = async (
  { tickets, policies, time }: { readonly tickets: Tickets; readonly policies: Policies; readonly time: Time },
  idOrCode: string,
  reader: Actor,
): Promise<ExplainedClocks | Refused> => {
  const found = await tickets.read(idOrCode);
  if (!found) return ticketNotFound;
  const { ticket } = found;
  const active = await policies.active();
  const refusal = mayNotRead(reader, ticket, active);
  if (refusal) return refusal;
  const timeline = await wholeTimeline(tickets, ticket.id, ticket.version);
  const { known } = await policiesOf(policies, timeline);
  const at = time.now();
  const clocks = explain(ticket, timeline, (version) => known.get(version) ?? active, at);
  return {
    ticket,
    at,
    totals: totalsOf(ticket, at),
    clocks: clocks.map((clock) => ({ ...clock, policyKnown: known.has(clock.policyVersion) })),
  };
};
