import type { Policy } from './policy.ts';
import type { AgentId, Assignee, Priority, Ticket } from './ticket.ts';
import type { Instant } from './time.ts';

export const PRESENCES = ['online', 'busy', 'away', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
  readonly team: string;
  readonly roles: readonly ('agent' | 'supervisor' | 'reviewer' | 'operator')[];
  readonly presence: Presence;
  /** Tickets they hold now, on hold or not. */
  readonly open: number;
  /** At most so many by dispatch or claim. */
  readonly capacity: number;
  readonly lastAssignedAt?: Instant;
}

/**
 * The teams that serve a queue, in the order in which they are asked. A queue that the policy has no longer is served by those
 * of its default category, so that no ticket is stranded there.
 */
export const teamsOf = (queue: string, policy: Policy): readonly string[] => {
  const teams = (name: string | undefined) => policy.queues.find((each) => each.name === name)?.teams;
  const fallback = policy.categories.find(({ name }) => name === policy.defaultCategory)?.queue;
  return teams(queue) ?? teams(fallback) ?? [];
};

export const assigneeOf = ({ id, team, name }: Agent): Assignee => ({ id, team, name });

/** Present, with room, and not one the ticket was taken from; best first: least loaded, then longest without an assignment. */
export const candidates = (ticket: Pick<Ticket, 'excluded'>, team: readonly Agent[]): readonly Agent[] =>
  team
    .filter(
      (agent) =>
        agent.presence === 'online' &&
        agent.roles.includes('agent') &&
        agent.open < agent.capacity &&
        !ticket.excluded.includes(agent.id),
    )
    .sort(
      (a, b) =>
        a.open / a.capacity - b.open / b.capacity ||
        compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') ||
        compare(a.id, b.id),
    );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RANK: Readonly<Record<Priority, number>> = { P0: 0, P1: 1, P2: 2, P3: 3 };

/**
 * Order of waiting tickets, as text that sorts with the most urgent first: the priority raised by every escalation
 * level, then the nearest due time, then the id.
 */
export const urgency = (ticket: Pick<Ticket, 'priority' | 'level' | 'clocks' | 'id'>): string => {
  const { firstResponse, resolution } = ticket.clocks;
  const due =
    firstResponse.state === 'running' && firstResponse.dueAt < resolution.dueAt
      ? firstResponse.dueAt
      : resolution.dueAt;
  return `${Math.max(0, RANK[ticket.priority] - ticket.level)}#${due}#${ticket.id}`;
};
