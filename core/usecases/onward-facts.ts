/**
 * What has to be known of people before it is decided where a ticket goes that is said to be solved: who has to approve it, or else
 * who reviews it. Database operations: those of find-approvers.ts or those of find-reviewer.ts, never both; none for other commands.
 */
import { stagesNeeded } from '../domain/approval/needed.ts';
import { isLastYes, stageAfterYes } from '../domain/approval/progress.ts';
import type { Context } from '../domain/context.ts';
import { withFields } from '../domain/desk-evolve.ts';
import type { FieldValue, GivenValues } from '../domain/forms/form.ts';
import { normalised } from '../domain/forms/normal.ts';
import { expandMacro } from '../domain/handling/expand-macro.ts';
import { formOf } from '../domain/handling/resolution.ts';
import type { ApprovalTicket, Ticket } from '../domain/ticket.ts';
import type { TicketCommand, Wanted } from './change-ticket.ts';
import { type ApproverPorts, findApprovers } from './find-approvers.ts';
import { findReviewer, type ReviewingPorts } from './find-reviewer.ts';

export type OnwardPorts = ApproverPorts & ReviewingPorts;

/** For `ChangeInput.command`: the command with what has to be known for it. */
export const knowing =
  (ports: OnwardPorts, command: TicketCommand) =>
  async (ticket: Ticket, context: Context): Promise<Wanted> => {
    const { policy, now } = context;
    if (command.type === 'approve' && ticket.phase === 'approval') {
      const approvers = await findNext(ports, ticket, context);
      if (approvers) return { command: { ...command, approvers } };
    }
    const solved = solvedBy(ticket, command, context);
    if (!solved) return { command };
    const stages = solved.agreed ? [] : stagesNeeded(solved.ticket, solved.code, policy);
    if (stages.length > 0) {
      const approvers = await findApprovers(ports, solved.ticket, stages, { policy, now, by: solved.by });
      return { command: { ...command, approvers } as TicketCommand };
    }
    if (ticket.phase === 'review') return { command }; // it stays with its reviewer
    const { reviewing, slots } = await findReviewer(ports, solved.ticket, solved, context);
    return { command: { ...command, reviewing } as TicketCommand, slots };
  };

/** Of the stage that this yes leads to, as the policy asks for it now; undefined when there is none, or it asks for it no longer. */
const findNext = (
  ports: OnwardPorts,
  ticket: ApprovalTicket,
  { policy, now }: Context,
): ReturnType<typeof findApprovers> | undefined => {
  const next = stageAfterYes(ticket.approval);
  const stage = policy.approvals.flatMap(({ stages }) => stages).find(({ name }) => name === next?.name);
  return stage && findApprovers(ports, ticket, [stage], { policy, now, by: ticket.resolution.by });
};

interface Solved {
  /** As it is when it is solved. */
  readonly ticket: Ticket;
  readonly code: string;
  readonly text: string;
  readonly by: string;
  /** Everybody who has to has said yes. */
  readonly agreed?: true;
}

/** Undefined when the command sends no ticket on. */
const solvedBy = (ticket: Ticket, command: TicketCommand, context: Context): Solved | undefined => {
  const by = context.actor.id;
  switch (command.type) {
    case 'resolve':
      return ticket.phase === 'handling' ? { ticket, code: command.code, text: command.text, by } : undefined;
    case 'approve':
      return ticket.phase === 'approval' && isLastYes(ticket.approval)
        ? { ...ticket.resolution, ticket, agreed: true }
        : undefined;
    case 'setFields':
      return ticket.phase === 'approval' || ticket.phase === 'review'
        ? { ...ticket.resolution, ticket: changedBy(ticket, command.fields, context) }
        : undefined;
    case 'runMacro':
      return ticket.phase === 'handling' ? solvedByMacro(ticket, command, context) : undefined;
    default:
      return undefined;
  }
};

const changedBy = (ticket: Ticket, fields: GivenValues, { policy }: Context): Ticket => {
  const normal = normalised(formOf(policy, ticket.category), fields);
  return { ...ticket, ...withFields(ticket, normal as Readonly<Record<string, FieldValue | null>>) };
};

const solvedByMacro = (
  ticket: Ticket,
  { macro: name, inputs }: Extract<TicketCommand, { type: 'runMacro' }>,
  context: Context,
): Solved | undefined => {
  const { policy, now } = context;
  const macro = policy.macros.find((each) => each.name === name);
  const expanded = macro && expandMacro(macro, ticket, { now, policy, inputs });
  if (!expanded || 'problems' in expanded) return undefined;
  let solved = ticket;
  for (const command of expanded.commands) {
    if (command.type === 'setFields') solved = changedBy(solved, command.fields, context);
    if (command.type === 'resolve')
      return { ticket: solved, code: command.code, text: command.text, by: context.actor.id };
  }
  return undefined;
};
