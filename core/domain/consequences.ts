import { answeredBack, approvalRejected, approved, askedBack, backInHand, onwardOf, withdrawn } from './approving.ts';
import type { AttachmentId } from './attachment.ts';
import { isThanks } from './classify.ts';
import { matches } from './clocks/selection.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { deskConsequences } from './desk-consequences.ts';
import { climb, gravity, isOverdue, repeated } from './escalation/climbing.ts';
import type { TicketEvent } from './events.ts';
import { factsIn, unresolvable } from './filling-in.ts';
import { unfinished } from './merging.ts';
import { reclassified } from './reclassifying.ts';
import { type Refusal, refuse } from './refusals.ts';
import { assigned, classified, sentBack, transferred } from './rerouting.ts';
import { precheck } from './review/precheck.ts';
import { calibrated, disputeDecided, disputed, reviewed } from './reviewing.ts';
import { onePriorityHigher } from './routing/repeats.ts';
import type { Ticket } from './ticket.ts';
import { addMinutes, addMs, MINUTE_MS, msBetween } from './time.ts';
import type { HoldReason } from './vocabulary.ts';

/** The events that follow from a command which this actor may give in this phase, or why it is refused all the same. */
export const consequencesOf = (
  ticket: Ticket,
  command: Exclude<Command, { type: 'open' | 'advance' | 'runMacro' }>,
  context: Context,
): readonly TicketEvent[] | Refusal => {
  const { actor } = context;
  switch (command.type) {
    case 'classify':
      return classified(ticket, command, context);
    case 'queue':
      return sentBack(ticket, command, context);
    case 'assign':
      if (ticket.phase !== 'queued' && 'assignee' in ticket && ticket.assignee.id === command.assignee.id)
        return refuse('already-assigned', `${command.assignee.name} has this ticket already.`);
      return [assigned(ticket, command.assignee, 'supervisor', context, reason(command.reason))];
    case 'dispatch':
      return [assigned(ticket, command.assignee, command.by, context, { routing: command.routing })];
    case 'claim':
      return [assigned(ticket, command.assignee, command.choice ? 'choice' : 'claim', context)];
    case 'pause':
      return [{ type: 'ticket.paused', data: { for: command.for, forCode: command.forCode } }];
    case 'leavePool':
      return ticket.phase === 'queued' && !ticket.poolExpiredAt
        ? [
            { type: 'ticket.pool-expired', data: { queue: ticket.queue } },
            ...climb(ticket, { reason: 'poolExpired' }, context),
          ]
        : [];
    case 'takeFromAbsent':
      return [{ type: 'ticket.queued', data: { queue: ticket.queue, because: 'absent', excluded: ticket.excluded } }];
    case 'accept':
      return ticket.phase === 'handling' && ticket.acceptedAt ? [] : [{ type: 'ticket.accepted', data: {} }];
    case 'reply':
      return replied(ticket, command);
    case 'note':
      return noted(ticket, command);
    case 'hold':
      return held(ticket, command.for, command.reason, context);
    case 'resume':
      return [{ type: 'ticket.resumed', data: { because: actor.kind === 'system' ? 'capacity' : 'agent' } }];
    case 'customerReply':
      return customerReplied(ticket, command, context);
    case 'urge':
      return urged(ticket, command.text, context);
    case 'transfer':
      return transferred(ticket, command, context);
    case 'escalate':
      return raised(ticket, command, context);
    case 'acknowledge':
      return acknowledged(ticket, command.note, context);
    case 'finishTask':
      return ticket.tasks.some(({ id }) => id === command.task)
        ? [{ type: 'ticket.task-finished', data: { task: command.task, ...note(command.note) } }]
        : refuse('unknown-task', `The ticket has no open task ${command.task}: read it again.`);
    case 'rebuildClocks':
      return [{ type: 'ticket.clocks-rebuilt', data: { differences: command.differences } }];
    case 'resolve':
      return resolved(ticket, command, context);
    case 'approve':
      return approved(ticket, command, context);
    case 'rejectApproval':
      return approvalRejected(ticket, command, context);
    case 'askBack':
      return askedBack(ticket, command, context);
    case 'answerBack':
      return answeredBack(ticket, command, context);
    case 'withdraw':
      return withdrawn(ticket, command, context);
    case 'review':
      return reviewed(ticket, command, context);
    case 'dispute':
      return disputed(ticket, command, context);
    case 'decideDispute':
      return disputeDecided(ticket, command, context);
    case 'calibrate':
      return calibrated(ticket, command, context);
    case 'reopen':
      return reopened(ticket, command.reason, context);
    case 'close':
      return [
        { type: 'ticket.closed', data: { because: actor.roles.includes('supervisor') ? 'supervisor' : 'confirmed' } },
      ];
    case 'archive':
      return [{ type: 'ticket.archived', data: {} }];
    case 'dispatchFailed':
      return ticket.phase === 'queued' && !ticket.dispatchFailedAt
        ? [
            { type: 'ticket.dispatch-failed', data: { queue: ticket.queue, because: command.because } },
            ...climb(ticket, { reason: 'dispatchFailed' }, context),
          ]
        : [];
    default:
      return deskConsequences(ticket, command, context);
  }
};

const reason = (text: string | undefined) => (text === undefined ? {} : { reason: text });
const note = (text: string | undefined) => (text === undefined ? {} : { note: text });

/** Ms that the ticket has been on hold, for whatever reason. */
const heldMs = ({ held: spent }: Ticket): number => Object.values(spent).reduce((sum, ms) => sum + ms, 0);

const held = (
  ticket: Ticket,
  why: HoldReason,
  text: string | undefined,
  { now, policy, actor }: Context,
): readonly TicketEvent[] | Refusal => {
  if (ticket.holdFrozen && !actor.roles.includes('supervisor'))
    return refuse('hold-frozen', 'The escalation allows no more holds: work on it, or ask a supervisor.');
  const rule = policy.hold.reasons[why];
  const leftMs = policy.hold.totalMinutes * MINUTE_MS - heldMs(ticket);
  if (leftMs <= 0)
    return refuse('hold-limit-reached', 'The ticket has been on hold for as long as the rules allow: work on it now.');
  const until = addMs(now, Math.min(rule.limitMinutes * MINUTE_MS, leftMs));
  const remindAt = rule.remind ? { remindAt: addMs(now, Math.round(msBetween(now, until) / 2)) } : {};
  const event: TicketEvent = { type: 'ticket.held', data: { for: why, until, ...remindAt, ...reason(text) } };
  // They have written already, and the agent has not seen it: nobody would wait for anything.
  return why === 'customer' && ticket.unansweredSince !== undefined
    ? [event, { type: 'ticket.resumed', data: { because: 'answered' } }]
    : [event];
};

const raised = (
  ticket: Ticket,
  { reason: text, nature }: Extract<Command, { type: 'escalate' }>,
  context: Context,
): readonly TicketEvent[] | Refusal => {
  if (nature === undefined) return climb(ticket, { reason: 'manual', text }, context);
  const { ladder } = context.policy.escalation;
  const rungs = ladder.filter(({ when }) => when.nature === nature && matches(when, ticket));
  if (rungs.length > 0) return climb(ticket, { reason: 'nature', rungs, text }, context);
  const known = [...new Set(ladder.flatMap(({ when }) => when.nature ?? []))];
  return refuse(
    'unknown-nature',
    `The ladder has nothing for ${nature} on this ticket. It knows: ${known.join(', ')}.`,
  );
};

const acknowledged = (ticket: Ticket, text: string | undefined, context: Context): readonly TicketEvent[] | Refusal => {
  if (ticket.level === 0) return refuse('nothing-to-acknowledge', 'The ticket is not escalated.');
  if (ticket.acknowledged)
    return refuse('nothing-to-acknowledge', `${ticket.acknowledged.by} has acknowledged this escalation already.`);
  const data = { ...note(text), ...repeated(ticket, isOverdue(ticket), context) };
  return [{ type: 'ticket.acknowledged', data }];
};

const reopened = (ticket: Ticket, why: string, context: Context): readonly TicketEvent[] => {
  const { closing, routing } = context.policy;
  const { graceMinutes } = closing;
  const event: TicketEvent = {
    type: 'ticket.reopened',
    data: { reason: why, graceMinutes, ...backInHand(ticket, context) },
  };
  if (context.actor.kind === 'agent' || !('assignee' in ticket)) return [event];
  // The customer has to come back with the same matter: somebody else looks at it, and sooner.
  const queue = routing.repeats.queue;
  const priority = onePriorityHigher(ticket.priority);
  const again = { ...ticket, reopens: ticket.reopens + 1 };
  const excluded = [...new Set([...ticket.excluded, ticket.assignee.id])];
  return [
    event,
    reclassified(again, { category: ticket.category, priority, queue }, context),
    { type: 'ticket.queued', data: { queue, because: 'repeat', excluded } },
    ...gravity({ ...again, priority, queue }, { text: why }, context),
  ];
};

const customerReplied = (
  ticket: Ticket,
  { text, attachments, via }: Extract<Command, { type: 'customerReply' }>,
  context: Context,
): readonly TicketEvent[] | Refusal => {
  const foreign = foreignAttachment(ticket, attachments);
  if (foreign) return foreign;
  const thanks = isThanks(text, context.policy.closing.thanks);
  const data = {
    text,
    ...(thanks && { thanks }),
    ...(attachments && { attachments }),
    ...(via && { via }),
    // What is approved is what the agent has written down, not what somebody writes meanwhile.
    ...withoutFound(factsIn(text, ticket, context), ticket),
  };
  const replied: TicketEvent = { type: 'ticket.customer-replied', data };
  if (ticket.phase === 'resolved') return thanks ? [replied] : [replied, ...reopened(ticket, 'customerReply', context)];
  const grave = gravity(ticket, { text }, context);
  if (ticket.phase === 'onHold' && ticket.hold.for === 'customer')
    return [replied, { type: 'ticket.resumed', data: { because: 'customerReply' } }, ...grave];
  return [replied, ...grave];
};

const withoutFound = (
  { found, ...facts }: ReturnType<typeof factsIn>,
  { phase }: Ticket,
): ReturnType<typeof factsIn> => (phase === 'approval' || !found ? facts : { ...facts, found });

/** A customer by themselves urges at most so often; who speaks for them has heard them each time. */
export const URGE_EVERY_MINUTES = 30;

const urged = (ticket: Ticket, text: string | undefined, context: Context): readonly TicketEvent[] | Refusal => {
  const again = ticket.urgedAt && addMinutes(ticket.urgedAt, URGE_EVERY_MINUTES);
  if (context.actor.kind === 'customer' && again && again > context.now)
    return refuse('urged-recently', `Your request stands at the front already. You may urge again after ${again}.`);
  return [
    { type: 'ticket.urged', data: text === undefined ? {} : { text } },
    ...gravity({ ...ticket, urges: ticket.urges + 1 }, { ...(text !== undefined && { text }), urged: true }, context),
  ];
};

const replied = (
  ticket: Ticket,
  { text, attachments }: Extract<Command, { type: 'reply' }>,
): readonly TicketEvent[] | Refusal =>
  foreignAttachment(ticket, attachments) ?? [
    { type: 'ticket.replied', data: { text, ...(attachments && { attachments }) } },
  ];

const noted = (
  ticket: Ticket,
  { text, mentions, attachments }: Extract<Command, { type: 'note' }>,
): readonly TicketEvent[] | Refusal =>
  foreignAttachment(ticket, attachments) ?? [
    { type: 'ticket.noted', data: { text, ...(mentions && { mentions }), ...(attachments && { attachments }) } },
  ];

const foreignAttachment = (ticket: Ticket, named: readonly AttachmentId[] = []): Refusal | undefined => {
  const unknown = named.find((id) => !ticket.attachments.some((each) => each.id === id));
  return unknown && refuse('unknown-attachment', `The ticket has no attachment ${unknown}: add it first.`);
};

const resolved = (
  ticket: Ticket,
  { code, text, ...facts }: Extract<Command, { type: 'resolve' }>,
  context: Context,
): readonly TicketEvent[] | Refusal => {
  const wrong = unfinished(ticket) ?? unresolvable(ticket, code, context.policy);
  if (wrong) return wrong;
  const found = precheck(ticket, { code, text }, context.policy);
  const onward = onwardOf(ticket, { code, text, by: context.actor.id, precheck: found }, facts, context);
  return 'refused' in onward ? onward : [{ type: 'ticket.resolved', data: { code, text, precheck: found, onward } }];
};
