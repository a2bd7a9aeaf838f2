import { classify } from './classify.ts';
import { startClocks } from './clocks.ts';
import { type Command, type Open, TRANSITIONS } from './commands.ts';
import { consequencesOf } from './consequences.ts';
import type { Context } from './context.ts';
import { dueSteps } from './due-steps.ts';
import type { Recorded, TicketEvent, TicketOpened } from './events.ts';
import { evolve } from './evolve.ts';
import { dueMilestone, type Milestone } from './milestones.ts';
import { type Actor, mayNot } from './permissions.ts';
import { type Refusal, refuse } from './refusals.ts';
import { onePriorityHigher, repeatedOf, servedBy } from './routing/repeats.ts';
import { routeOf } from './routing/rules.ts';
import type { Ticket } from './ticket.ts';

export interface Decision {
  readonly ticket: Ticket;
  /** In order; empty when there is nothing to change. */
  readonly events: readonly Recorded[];
}

/** Makes a new ticket of what a channel sent. Never refuses: the input was checked at the door. */
export const openTicket = (command: Open, context: Context): Decision => {
  const { now, policy } = context;
  const { type: _, id, category: hint, earlier, ...request } = command;
  const found = classify(`${request.subject}\n${request.description}`, hint, policy);
  const repeated = repeatedOf({ ...request, category: found.category }, earlier, now, policy);
  const priority = repeated ? onePriorityHigher(found.priority) : found.priority;
  const routed = routeOf({ ...request, ...found, priority, reopens: 0, urges: 0 }, found.queue, now, policy);
  const data: TicketOpened['data'] = {
    ...request,
    ...found,
    priority,
    ...routed,
    ...(repeated && { repeatOf: repeated.id, queue: policy.routing.repeats.queue }),
    served: servedBy(earlier),
    excluded: repeated?.agent ? [repeated.agent] : [],
    clocks: startClocks(priority, now, policy),
    policyVersion: policy.version,
  };
  const event = record({ type: 'ticket.opened', data }, id, 1, context);
  return { ticket: evolve(undefined, event), events: [event] };
};

/** What a command does to a ticket now: the events that follow, or why it is refused. */
export const decide = (ticket: Ticket, command: Exclude<Command, Open>, context: Context): Decision | Refusal => {
  const refusal = mayNot(context.actor, command.type, ticket);
  if (refusal) return refusal;
  if (command.type === 'claim' && ticket.phase === 'handling')
    return refuse(
      'already-claimed',
      `${ticket.assignee.name} (${ticket.assignee.id}) has this ticket already: take the next one.`,
    );
  if (!TRANSITIONS[command.type].includes(ticket.phase))
    return refuse(
      'command-not-allowed-in-phase',
      `The ticket is ${ticket.phase}; ${command.type} is possible when it is ${TRANSITIONS[command.type].join(' or ')}.`,
    );
  if (command.type === 'advance') return advance(ticket, context, () => true);
  // A command may overtake the timer: what its clocks owe is written down first, so that no breach is ever skipped.
  const owed = advance(ticket, context, ({ kind }) => kind === 'warning' || kind === 'breach');
  const events = consequencesOf(owed.ticket, command, context);
  if (!isList(events)) return events;
  const decision = recordAll(owed.ticket, events, context);
  return { ticket: decision.ticket, events: [...owed.events, ...decision.events] };
};

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
});

const recordAll = (ticket: Ticket, events: readonly TicketEvent[], context: Context): Decision => {
  let state = ticket;
  const recorded = events.map((event) => {
    const next = record(event, ticket.id, state.version + 1, context);
    state = evolve(state, next);
    return next;
  });
  return { ticket: state, events: recorded };
};

/** Takes the steps that time has made due, in order, as far as they are `wanted`. */
const advance = (ticket: Ticket, context: Context, wanted: (milestone: Milestone) => boolean): Decision => {
  const byTime: Context = { ...context, actor: CLOCKWORK };
  let state = ticket;
  const events: Recorded[] = [];
  for (let due = dueMilestone(state, context.now, wanted); due; due = dueMilestone(state, context.now, wanted)) {
    const step = recordAll(state, dueSteps(state, due, byTime), byTime);
    state = step.ticket;
    events.push(...step.events);
  }
  return { ticket: state, events };
};

const CLOCKWORK: Actor = { kind: 'system', id: 'clock', roles: ['system'] };
