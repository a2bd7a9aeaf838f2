/**
 * A request for approval as one of those who were asked sees it by a link, whatever has become of it.
 * Database operations: one read of the ticket, one query of its timeline, one read per person that is named.
 */
import { givenNow, waitsFor } from '../domain/approval/progress.ts';
import type { Recorded } from '../domain/events.ts';
import type { Agent } from '../domain/routing/agent.ts';
import type { ApprovalTicket, Ticket } from '../domain/ticket.ts';
import type { AgentId, TicketId } from '../domain/vocabulary.ts';
import type { Tickets } from '../ports.ts';
import type { Directory } from '../ports-directory.ts';

interface ApprovalLookPorts {
  readonly tickets: Pick<Tickets, 'read' | 'timeline'>;
  readonly directory: Pick<Directory, 'agent'>;
}

/**
 * open: it waits for them · given: they have agreed, others have not yet · notAsked: another stage waits for others · changed: another
 * request stands in its place · the others say how it ended
 */
export type ApprovalState =
  | 'open'
  | 'given'
  | 'notAsked'
  | 'changed'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'unanswered';

export interface ApprovalLook {
  readonly ticket: Ticket;
  readonly state: ApprovalState;
  /** Of this request, oldest first. */
  readonly history: readonly Recorded[];
  /** The ticket, when another request waits for them. */
  readonly anew?: ApprovalTicket;
  readonly names: ReadonlyMap<string, string>;
  readonly approver: Agent;
}

const MOST_EVENTS = 100;

/** Undefined when there is no such ticket, or no such person any more. */
export const lookAtApproval = async (
  { tickets, directory }: ApprovalLookPorts,
  asked: { readonly ticketId: TicketId; readonly request: number; readonly approver: AgentId },
): Promise<ApprovalLook | undefined> => {
  const [found, approver, { items }] = await Promise.all([
    tickets.read(asked.ticketId),
    directory.agent(asked.approver),
    tickets.timeline(asked.ticketId, asked.request, MOST_EVENTS),
  ]);
  if (!found || !approver) return undefined;
  const { ticket } = found;
  const end = items.findIndex((event) => endOf(event) !== undefined);
  const history = (end < 0 ? items : items.slice(0, end + 1)).filter(({ type }) => OF_APPROVAL.has(type));
  const ended = items[end] && endOf(items[end]);
  const state = ended ?? stateOf(ticket, asked);
  const anew = ticket.phase === 'approval' && ticket.approval.request !== asked.request ? ticket : undefined;
  const people = [...history.map(({ actor }) => actor.id), 'resolution' in ticket ? ticket.resolution.by : ''];
  return {
    ...{ ticket, state, history, approver },
    names: await namesOf({ directory }, people),
    ...(anew && waitsFor(anew.approval, asked.approver) && { anew }),
  };
};

const OF_APPROVAL: ReadonlySet<Recorded['type']> = new Set([
  ...(['ticket.approved', 'ticket.approval-rejected', 'ticket.approval-question', 'ticket.approval-answered'] as const),
  ...(['ticket.approval-reminded', 'ticket.approval-late', 'ticket.approval-withdrawn'] as const),
  'ticket.approval-requested',
]);

/** Nobody took it back: a question has waited too long. */
export const isUnanswered = (event: Recorded): boolean =>
  event.type === 'ticket.approval-withdrawn' && event.data.unanswered !== undefined;

/** How an event ends a request. */
const endOf = (event: Recorded): ApprovalState | undefined => {
  if (event.type === 'ticket.approval-requested') return 'changed';
  if (event.type === 'ticket.approval-rejected') return 'rejected';
  if (event.type === 'ticket.approval-withdrawn') return isUnanswered(event) ? 'unanswered' : 'withdrawn';
  return event.type === 'ticket.approved' && event.data.onward ? 'approved' : undefined;
};

const stateOf = (ticket: Ticket, { request, approver }: { request: number; approver: AgentId }): ApprovalState => {
  if (ticket.phase !== 'approval' || ticket.approval.request !== request) return 'changed';
  if (waitsFor(ticket.approval, approver)) return 'open';
  const { given } = ticket.approval;
  return givenNow(ticket.approval).includes(approver) || given.some(({ by }) => by === approver) ? 'given' : 'notAsked';
};

const namesOf = async (
  { directory }: Pick<ApprovalLookPorts, 'directory'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const agents = [...new Set(ids)].filter((id): id is AgentId => id.startsWith('agt_'));
  const found = await Promise.all(agents.map((id) => directory.agent(id)));
  return new Map(found.flatMap((agent) => (agent ? [[agent.id, agent.name] as const] : [])));
};
