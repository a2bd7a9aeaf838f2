import { classify } from './classify.ts';
import { clocksAfter } from './clocks/after-event.ts';
import type { Clocks } from './clocks/clock.ts';
import { type Command, type Open, TRANSITIONS } from './commands.ts';
import { consequencesOf } from './consequences.ts';
import type { Context } from './context.ts';
import { dueSteps } from './due-steps.ts';
import { gravity } from './escalation/climbing.ts';
import type { Recorded, TicketEvent, TicketOpened } from './events.ts';
import { evolve, withClocks } from './evolve.ts';
import { factsIn } from './filling-in.ts';
import type { FieldProblem } from './forms/form.ts';
import { expandMacro } from './handling/expand-macro.ts';
import { dueMilestone, type Milestone } from './milestones.ts';
import { type Actor, mayNot, withAuthority } from './permissions.ts';
import { erased, redacted } from './redaction.ts';
import { isRefusal, type Refusal, refuse } from './refusals.ts';
import { onePriorityHigher, repeatedOf, servedBy } from './routing/repeats.ts';
import { routeOf } from './routing/rules.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './time.ts';

export interface Decision {
  readonly ticket: Ticket;
  /** In order; empty when there is nothing to change. */
  readonly events: readonly Recorded[];
}

/** Makes a new ticket of what a channel sent. Never refuses: the input was checked at the door. */
export const openTicket = (command: Open, context: Context): Decision => {
  const { now, policy } = context;
  const { type: _, id, category: hint, earlier, queue, ...request } = command;
  const found = classify(`${request.subject}\n${request.description}`, hint, policy);
  const repeated = repeatedOf({ ...request, category: found.category }, earlier, now, policy);
  const priority = repeated ? onePriorityHigher(found.priority) : found.priority;
  const routed = routeOf({ ...request, ...found, priority, reopens: 0, urges: 0 }, queue ?? found.queue, now, policy);
  const data: TicketOpened['data'] = {
    ...request,
    ...found,
    priority,
    ...routed,
    ...(repeated && { repeatOf: repeated.id, queue: policy.routing.repeats.queue }),
    ...factsIn(`${request.subject}\n${request.description}`, { ...found, fields: request.fields ?? {} }, context),
    served: servedBy(earlier),
    excluded: repeated?.agent ? [repeated.agent] : [],
    policyVersion: policy.version,
  };
  const opened = recordOne(undefined, { type: 'ticket.opened', data }, id, context);
  const text = `${request.subject}\n${request.description}`;
  const grave = recordAll(opened.ticket, gravity(opened.ticket, { text }, context), context);
  return { ticket: grave.ticket, events: [opened.event, ...grave.events] };
};

/** What a command does to a ticket now: the events that follow, or why it is refused. */
export const decide = (ticket: Ticket, command: Exclude<Command, Open>, context: Context): Decision | Refusal => {
  const actor = withAuthority(context.actor, context.policy);
  const refusal = refusalOf(ticket, command, actor, context);
  if (refusal) return refusal;
  if (command.type === 'advance') return advance(ticket, context, () => true);
  if (command.type === 'runMacro') return runMacro(ticket, command, { ...context, actor });
  // A command may overtake the timer: what its clocks owe is written down first, so that no breach is ever skipped.
  // Not by clocks that are about to be repaired: what these owe comes afterwards.
  const owed =
    command.type === 'rebuildClocks'
      ? { ticket, events: [] }
      : advance(ticket, context, ({ kind }) => kind === 'warning' || kind === 'breach' || kind === 'overdue');
  // It may have taken the ticket away from where the command was meant for.
  const tooLate = owed.events.length > 0 ? refusalOf(owed.ticket, command, actor, context) : undefined;
  if (tooLate) return tooLate;
  const events = consequencesOf(owed.ticket, command, { ...context, actor });
  if (!isList(events)) return events;
  const decision =
    command.type === 'rebuildClocks'
      ? recordRebuilt(owed.ticket, command.clocks, events, context)
      : recordAll(taken(owed.ticket, command), events, context);
  // A promise that was over before it was given is written down as missed at once, and shouted about by nobody.
  const over = advance(
    decision.ticket,
    context,
    (milestone) => milestone.kind === 'breach' && milestone.retargeted === true,
  );
  return { ticket: over.ticket, events: [...owed.events, ...decision.events, ...over.events] };
};

const refusalOf = (
  ticket: Ticket,
  command: Exclude<Command, Open>,
  actor: Actor,
  context: Context,
): Refusal | undefined => {
  const refusal = mayNot(actor, command.type, ticket, context.policy);
  if (refusal) return refusal;
  if (command.type === 'claim' && ticket.phase === 'handling')
    return refuse(
      'already-claimed',
      `${ticket.assignee.name} (${ticket.assignee.id}) has this ticket already: take the next one.`,
    );
  return TRANSITIONS[command.type].includes(ticket.phase)
    ? undefined
    : refuse(
        'command-not-allowed-in-phase',
        `The ticket is ${ticket.phase}; ${command.type} is possible when it is ${TRANSITIONS[command.type].join(' or ')}.`,
      );
};

/** What is taken out of the ticket is taken out of its events, too, by whoever writes them: evolving these tells the same. */
const taken = (ticket: Ticket, command: Exclude<Command, Open>): Ticket => {
  if (command.type === 'redact') return redacted(ticket, command.value);
  return command.type === 'erase' && !ticket.legalHold ? erased(ticket) : ticket;
};

/** All of its commands in order, as if the person gave them one after the other; if one is refused, nothing happens. */
const runMacro = (
  ticket: Ticket,
  { macro: name, inputs, approvers, reviewing }: Extract<Command, { type: 'runMacro' }>,
  context: Context,
): Decision | Refusal => {
  const macro = context.policy.macros.find((each) => each.name === name);
  if (!macro) return refuse('unknown-macro', `There is no macro ${name}. Look them up with GET /v1/macros.`);
  const expanded = expandMacro(macro, ticket, { now: context.now, policy: context.policy, inputs });
  if ('problems' in expanded)
    return { ...refuse('macro-input-missing', problemText(expanded.problems)), problems: expanded.problems };
  const begun = recordAll(ticket, [{ type: 'ticket.macro-run', data: { macro: name } }], context);
  const facts = { ...(approvers && { approvers }), ...(reviewing && { reviewing }) };
  let state = begun.ticket;
  const events: Recorded[] = [...begun.events];
  for (const command of expanded.commands) {
    const step = decide(state, command.type === 'resolve' ? { ...command, ...facts } : command, context);
    if (isRefusal(step))
      return { ...step, detail: `The macro was not run, for its step ${command.type} is refused: ${step.detail}` };
    state = step.ticket;
    events.push(...step.events);
  }
  return { ticket: state, events };
};

const problemText = (problems: readonly FieldProblem[]): string => problems.map(({ en }) => en).join(' ');

const isList = (value: readonly TicketEvent[] | Refusal): value is readonly TicketEvent[] => Array.isArray(value);

const record = <E extends TicketEvent>(
  event: E,
  ticketId: Ticket['id'],
  seq: number,
  context: Context,
): Recorded<E> => ({
  ...event,
  id: `${ticketId}.${seq}`,
  version: 1,
  time: context.now,
  ticketId,
  seq,
  actor: { kind: context.actor.kind, id: context.actor.id },
  correlation: context.correlation,
  ...(context.from !== undefined && context.actor.kind !== 'system' && { from: context.from }),
});

/** Records an event with the clocks that it changes, and folds it in. */
const recordOne = (
  before: Ticket | undefined,
  event: TicketEvent,
  id: Ticket['id'],
  context: Context,
): { readonly ticket: Ticket; readonly event: Recorded } => {
  const bare = record(event, id, (before?.version ?? 0) + 1, context);
  const after = evolve(before, bare);
  const clocks = clocksAfter(before, bare, after, context.policy);
  return { ticket: withClocks(after, clocks), event: clocks ? { ...bare, clocks } : bare };
};

const recordAll = (ticket: Ticket, events: readonly TicketEvent[], context: Context): Decision => {
  let state = ticket;
  const recorded = events.map((each) => {
    const { ticket: next, event } = recordOne(state, each, ticket.id, context);
    state = next;
    return event;
  });
  return { ticket: state, events: recorded };
};

/** Every clock as it was rebuilt, whatever was stored. */
const recordRebuilt = (ticket: Ticket, clocks: Clocks, events: readonly TicketEvent[], context: Context): Decision => {
  const recorded = events.map((each) => ({ ...record(each, ticket.id, ticket.version + 1, context), clocks }));
  const [event] = recorded;
  return event ? { ticket: evolve(ticket, event), events: recorded } : { ticket, events: [] };
};

/** Takes the steps that time has made due, in order, as far as they are `wanted`. */
const advance = (ticket: Ticket, context: Context, wanted: (milestone: Milestone) => boolean): Decision => {
  const byTime: Context = { ...context, actor: CLOCKWORK };
  let state = ticket;
  const events: Recorded[] = [];
  const take = (step: Decision): void => {
    state = step.ticket;
    events.push(...step.events);
  };
  const takeDue = (until: Instant): void => {
    for (let due = dueMilestone(state, until, wanted); due; due = dueMilestone(state, until, wanted))
      take(recordAll(state, dueSteps(state, due, byTime), byTime));
  };
  const { promotion } = context.policy;
  if (promotion?.improves) {
    // What was missed before it began was a promise that could be kept: it is not silenced by a better one.
    takeDue(promotion.from);
    take(promised(state, promotion.name, byTime));
  }
  takeDue(context.now);
  return { ticket: state, events };
};

/** A promotion that began may have bettered what was promised. */
const promised = (ticket: Ticket, promotion: string, context: Context): Decision => {
  const decision = recordAll(ticket, [{ type: 'ticket.promised', data: { promotion } }], context);
  return decision.events[0]?.clocks ? decision : { ticket, events: [] };
};

const CLOCKWORK: Actor = { kind: 'system', id: 'clock', roles: ['system'] };
