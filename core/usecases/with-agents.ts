/** Commands that name people of the directory, for `ChangeInput.command`. Database operations: one read for each of them. */
import type { Context } from '../domain/context.ts';
import { mayNot, withAuthority } from '../domain/permissions.ts';
import { refuse } from '../domain/refusals.ts';
import { assigneeOf } from '../domain/routing/agent.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { AgentId } from '../domain/vocabulary.ts';
import type { Directory } from '../ports-directory.ts';
import type { TicketCommand, Wanted } from './change-ticket.ts';
import { agentNotFound, type Refused } from './refused.ts';

/** The command, if all of these people are there. */
export const withAgents =
  (directory: Directory, ids: readonly AgentId[], command: TicketCommand) => async (): Promise<Wanted | Refused> => {
    const found = await Promise.all(ids.map((id) => directory.agent(id)));
    const missing = ids.find((_, at) => found[at] === undefined);
    return missing === undefined ? { command } : agentNotFound(missing);
  };

export interface TransferTo {
  readonly queue?: string | undefined;
  readonly team?: string | undefined;
  readonly agent?: AgentId | undefined;
  readonly reason: string;
  readonly note?: string | undefined;
}

/** Without a queue it stays in its own. */
export const transferring =
  (directory: Directory, { queue, team, agent, reason, note }: TransferTo) =>
  async (ticket: Ticket, { policy }: Context): Promise<Wanted | Refused> => {
    if (team !== undefined && !policy.queues.some(({ teams }) => teams.includes(team))) return noSuchTeam(team);
    const found = agent === undefined ? undefined : await directory.agent(agent);
    if (agent !== undefined && !found) return agentNotFound(agent);
    const command: TicketCommand = {
      ...{ type: 'transfer', queue: queue ?? ticket.queue, reason },
      ...(team !== undefined && { team }),
      ...(found && { assignee: assigneeOf(found) }),
      ...(note !== undefined && { note }),
    };
    return { command };
  };

const noSuchTeam = (team: string): Refused => ({
  refused: 'team-not-found',
  detail: `No queue is served by a team ${team}. Name one that is.`,
});

/** Back to the one who handed it over, as they are listed now. */
export const sendingBack =
  (directory: Directory, reason: string) =>
  async (ticket: Ticket, { actor, policy }: Context): Promise<Wanted | Refused> => {
    // Who handed it over is told to nobody else.
    const refusal = mayNot(withAuthority(actor, policy), 'sendBack', ticket, policy);
    if (refusal) return refusal;
    const { cameFrom } = ticket;
    const to = cameFrom && (await directory.agent(cameFrom.assignee.id));
    return to
      ? { command: { type: 'sendBack', to: assigneeOf(to), reason } }
      : refuse('nobody-to-send-back-to', 'Nobody handed the ticket over who is still here: transfer it instead.');
  };
