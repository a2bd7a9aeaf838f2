/**
 * Reckons the clocks of a ticket again from its timeline, and repairs what is stored where that is different.
 * Database operations: one read of the ticket (two by code), one query per 200 events, one read per version of the policy; for a
 * repair all of it once more and one transaction.
 */
import type { Clocks } from '../domain/clocks/clock.ts';
import { differencesOf, rebuiltClocks } from '../domain/clocks/rebuild.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Policy } from '../domain/policy.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import { type ChangePorts, changeTicket } from './change-ticket.ts';
import { policiesOf } from './policies-of.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface Rebuilt {
  readonly id: TicketId;
  readonly code: string;
  readonly version: number;
  /** One line each; none: they are as they should be. */
  readonly differences: readonly string[];
  readonly fixed: boolean;
}

/** Refuses when a version of the policy that the clocks were reckoned under is not kept. */
export const rebuildClocks = async (
  ports: ChangePorts,
  input: {
    readonly idOrCode: string;
    readonly dryRun: boolean;
    readonly actor: Actor;
    readonly correlation: string;
  },
): Promise<Rebuilt | Refused> => {
  const found = await ports.tickets.read(input.idOrCode);
  if (!found) return ticketNotFound;
  const { id, code, version } = found.ticket;
  const reckoned = await reckon(ports, found.ticket);
  if (isRefused(reckoned)) return reckoned;
  const { differences } = reckoned;
  if (input.dryRun || differences.length === 0) return { id, code, version, differences, fixed: false };
  const changed = await changeTicket(ports, {
    idOrCode: id,
    actor: input.actor,
    correlation: input.correlation,
    command: async (ticket) => {
      const now = ticket.version === version ? reckoned : await reckon(ports, ticket);
      return isRefused(now) ? now : { command: { type: 'rebuildClocks', ...now } };
    },
  });
  if (isRefused(changed)) return changed;
  return { id, code, version: changed.outcome.version, differences, fixed: true };
};

interface Reckoned {
  readonly clocks: Clocks;
  readonly differences: readonly string[];
}

const reckon = async ({ tickets, policies }: ChangePorts, ticket: Ticket): Promise<Reckoned | Refused> => {
  const timeline = await wholeTimeline(tickets, ticket.id, ticket.version);
  const { known, gone } = await policiesOf(policies, timeline);
  const [missing] = gone;
  if (missing !== undefined) return policyGone(missing);
  const clocks = rebuiltClocks(timeline, (version) => known.get(version) as Policy);
  return { clocks, differences: differencesOf(ticket.clocks, clocks) };
};

const policyGone = (version: string): Refused => ({
  refused: 'policy-not-kept',
  detail: `The ticket was promised something under the policy ${version}, which is not kept here: publish it again.`,
});
