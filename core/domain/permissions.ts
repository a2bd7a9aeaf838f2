import type { CommandName } from './commands.ts';
import type { ActorKind } from './events.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Ticket } from './ticket.ts';

export const ROLES = ['agent', 'supervisor', 'reviewer', 'operator', 'channel', 'customer', 'system'] as const;
export type Role = (typeof ROLES)[number];

export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Who may give a command at all; `assignee` is an agent on the ticket that is theirs. */
const MAY: Readonly<Record<CommandName, readonly (Role | 'assignee')[]>> = {
  open: ['channel'],
  classify: ['assignee', 'supervisor'],
  queue: ['assignee', 'supervisor'],
  assign: ['supervisor'],
  dispatch: ['system'],
  claim: ['agent', 'supervisor'],
  pause: ['system'],
  leavePool: ['system'],
  takeFromAbsent: ['system'],
  accept: ['assignee'],
  reply: ['assignee', 'supervisor'],
  note: ['agent', 'supervisor', 'reviewer'],
  hold: ['assignee', 'supervisor'],
  resume: ['assignee', 'supervisor', 'system'],
  customerReply: ['channel', 'customer'],
  urge: ['channel', 'customer'],
  transfer: ['assignee', 'supervisor'],
  escalate: ['assignee', 'supervisor'],
  acknowledge: ['agent', 'supervisor', 'reviewer', 'operator'],
  finishTask: ['agent', 'supervisor', 'reviewer'],
  resolve: ['assignee', 'supervisor'],
  review: ['reviewer'],
  reopen: ['channel', 'customer', 'supervisor'],
  close: ['channel', 'customer', 'supervisor'],
  archive: ['system'],
  dispatchFailed: ['system'],
  advance: ['system'],
  rebuildClocks: ['operator'],
};

/** Who is in the squad of the promotion that runs may do what a supervisor may. */
export const withAuthority = (actor: Actor, { promotion }: Pick<Policy, 'promotion'>): Actor =>
  promotion?.squad.some((id) => id === actor.id)
    ? { ...actor, roles: [...new Set([...actor.roles, 'supervisor' as const])] }
    : actor;

const isAssignee = (actor: Actor, ticket: Ticket): boolean =>
  ticket.phase !== 'queued' && ticket.assignee.id === actor.id;

/** Undefined when the actor may give the command on this ticket; else why not. */
export const mayNot = (actor: Actor, command: CommandName, ticket: Ticket): Refusal | undefined => {
  const allowed = MAY[command];
  if (actor.roles.some((role) => allowed.includes(role))) {
    if (
      command === 'review' &&
      (isAssignee(actor, ticket) || ('resolution' in ticket && ticket.resolution.by === actor.id))
    )
      return refuse('own-work', 'Nobody reviews their own work: leave it to another reviewer.');
    return undefined;
  }
  // A supervisor may be the last resort, and then begins with it as any agent does.
  const works = actor.roles.includes('agent') || actor.roles.includes('supervisor');
  if (!allowed.includes('assignee') || !works)
    return refuse('not-permitted', `The command ${command} needs one of the roles: ${allowed.join(', ')}.`);
  return isAssignee(actor, ticket)
    ? undefined
    : refuse(
        'not-the-assignee',
        `Only the assignee or a supervisor may ${command} this ticket. Claim it, or ask them.`,
      );
};
