/**
 * Why a ticket is where it is: of a waiting one the calculation as it stands now, and what the last assignment was based on.
 * Database operations: one read (two by code), one query per hundred events, those of find-agent.ts while it waits. Writes nothing.
 */
import type { Recorded } from '../domain/events.ts';
import { type Actor, mayNotRead } from '../domain/permissions.ts';
import type { Policy } from '../domain/policy.ts';
import type { Agent } from '../domain/routing/agent.ts';
import type { Skip } from '../domain/routing/assessment.ts';
import { obstaclesOf, type Remedy, relaxationsToCome, remediesOf, skippedOf } from '../domain/routing/obstacles.ts';
import type { Reach } from '../domain/routing/relaxation.ts';
import { rankOf } from '../domain/routing/urgency.ts';
import type { TicketAssigned } from '../domain/routing-events.ts';
import type { QueuedTicket, Ticket } from '../domain/ticket.ts';
import type { Instant } from '../domain/time.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { Tickets, Time } from '../ports.ts';
import type { Policies } from '../ports-policies.ts';
import { type Found, findAgents, type RouterPorts } from './find-agent.ts';
import { type Refused, ticketNotFound } from './refused.ts';

export interface ExplainPorts extends RouterPorts {
  readonly tickets: Tickets;
  readonly policies: Policies;
  readonly time: Time;
}

export interface Explained {
  readonly ticket: Ticket;
  readonly policy: Policy;
  /** While it waits. */
  readonly live?: Live;
  /** The last one, if there was any. */
  readonly assigned?: Recorded<TicketAssigned>;
}

export interface Live {
  readonly at: Instant;
  readonly found: Found;
  /** In minutes of waiting. */
  readonly rank: number;
  readonly skipped: readonly { readonly agent: Agent; readonly because: readonly Skip[] }[];
  readonly toCome: readonly NonNullable<Reach['next']>[];
  readonly remedies: readonly Remedy[];
}

export const explainRouting = async (
  ports: ExplainPorts,
  idOrCode: string,
  reader: Actor,
): Promise<Explained | Refused> => {
  const [known, policy] = await Promise.all([ports.tickets.read(idOrCode), ports.policies.active()]);
  if (!known) return ticketNotFound;
  const { ticket } = known;
  const refusal = mayNotRead(reader, ticket, policy);
  if (refusal) return refusal;
  const [assigned, live] = await Promise.all([
    lastAssignment(ports.tickets, ticket.id),
    ticket.phase === 'queued' ? explainWaiting(ports, ticket, policy) : undefined,
  ]);
  return { ticket, policy, ...(live && { live }), ...(assigned && { assigned }) };
};

export const explainWaiting = async (
  ports: RouterPorts & Pick<ExplainPorts, 'time'>,
  ticket: QueuedTicket,
  policy: Policy,
): Promise<Live> => {
  const at = ports.time.now();
  const found = await findAgents(ports, ticket, at, policy);
  const { reach, assessments, circumstances, colour } = found;
  const skipped = skippedOf(assessments).map((agent) => ({
    agent,
    because: obstaclesOf(ticket, reach, agent, circumstances),
  }));
  return {
    at,
    found,
    rank: Math.round(rankOf(ticket, at, policy)),
    skipped,
    toCome: relaxationsToCome(ticket, at, policy, colour),
    remedies: found.candidates.length > 0 ? [] : remediesOf(skipped),
  };
};

const PAGE = 100;

const lastAssignment = async (tickets: Tickets, id: TicketId): Promise<Recorded<TicketAssigned> | undefined> => {
  let last: Recorded<TicketAssigned> | undefined;
  let after: number | undefined = 0;
  while (after !== undefined) {
    const { items, next }: Awaited<ReturnType<Tickets['timeline']>> = await tickets.timeline(id, after, PAGE);
    last = items.findLast((event) => event.type === 'ticket.assigned') ?? last;
    after = next === undefined ? undefined : Number(next);
  }
  return last;
};
