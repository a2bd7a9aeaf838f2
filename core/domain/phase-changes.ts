/** How a ticket comes into a phase, and what it keeps or loses on the way. */
import type { Clocks } from './clocks/clock.ts';
import type { Recorded, TicketOpened } from './events.ts';
import type { FieldValue } from './forms/form.ts';
import type { Common, HandlingTicket, QueuedTicket, Ticket } from './ticket.ts';
import { type Instant, msBetween } from './time.ts';
import type { Assignee } from './vocabulary.ts';

export const typed = (fields: Readonly<Record<string, FieldValue>>): Ticket['fields'] =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, from: 'person' }]));

export const fromText = (fields: Readonly<Record<string, FieldValue>>): Ticket['fields'] =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, from: 'text' }]));

export const fromOpening = (event: Recorded<TicketOpened>): QueuedTicket => {
  const {
    description: _,
    classifiedBy: __,
    related: ___,
    fields = {},
    found = {},
    extracted: ____,
    ...data
  } = event.data;
  return {
    ...data,
    fields: { ...fromText(found), ...typed(fields) },
    id: event.ticketId,
    phase: 'queued',
    openedAt: event.time,
    queuedAt: event.time,
    // Started by the conditions of the clocks, see after-event.ts: the event carries them.
    clocks: (event.clocks ?? {}) as Clocks,
    held: {},
    restedMs: 0,
    rungs: [],
    followers: [],
    tasks: [],
    rescues: 0,
    level: 0,
    urges: 0,
    transfers: 0,
    reworks: 0,
    reopens: 0,
    preemptions: 0,
    steps: [],
    attachments: [],
    links: [],
    subs: [],
    absorbed: [],
    parties: [],
    mentioned: [],
    reviews: [],
    linkEpoch: 0,
    version: event.seq,
  };
};

/** Ms on hold by reason, with the hold that ends now. */
export const heldUntil = (ticket: Ticket, now: Instant): Common['held'] => {
  if (ticket.phase !== 'onHold') return ticket.held;
  const { for: reason, since } = ticket.hold;
  return { ...ticket.held, [reason]: (ticket.held[reason] ?? 0) + msBetween(since, now) };
};

/** What a ticket keeps when it leaves a phase. */
export const common = (ticket: Ticket, now: Instant): Common => ({
  id: ticket.id,
  code: ticket.code,
  channel: ticket.channel,
  uniqueId: ticket.uniqueId,
  subject: ticket.subject,
  language: ticket.language,
  customer: ticket.customer,
  orders: ticket.orders,
  category: ticket.category,
  priority: ticket.priority,
  impact: ticket.impact,
  tags: ticket.tags,
  queue: ticket.queue,
  route: ticket.route,
  served: ticket.served,
  ...(ticket.repeatOf && { repeatOf: ticket.repeatOf }),
  openedAt: ticket.openedAt,
  clocks: ticket.clocks,
  ...(ticket.unansweredSince && { unansweredSince: ticket.unansweredSince }),
  held: heldUntil(ticket, now),
  restedMs: ticket.restedMs,
  level: ticket.level,
  rungs: ticket.rungs,
  ...(ticket.acknowledged && { acknowledged: ticket.acknowledged }),
  followers: ticket.followers,
  tasks: ticket.tasks,
  ...(ticket.holdFrozen && { holdFrozen: ticket.holdFrozen }),
  rescues: ticket.rescues,
  urges: ticket.urges,
  transfers: ticket.transfers,
  reworks: ticket.reworks,
  reopens: ticket.reopens,
  preemptions: ticket.preemptions,
  excluded: ticket.excluded,
  fields: ticket.fields,
  steps: ticket.steps,
  attachments: ticket.attachments,
  links: ticket.links,
  subs: ticket.subs,
  ...(ticket.awaits !== undefined && { awaits: ticket.awaits }),
  ...(ticket.parent && { parent: ticket.parent }),
  ...(ticket.splitFrom && { splitFrom: ticket.splitFrom }),
  absorbed: ticket.absorbed,
  parties: ticket.parties,
  mentioned: ticket.mentioned,
  reviews: ticket.reviews,
  ...(ticket.cameFrom && { cameFrom: ticket.cameFrom }),
  ...(ticket.conversation !== undefined && { conversation: ticket.conversation }),
  ...(ticket.urgedAt && { urgedAt: ticket.urgedAt }),
  linkEpoch: ticket.linkEpoch,
  ...(ticket.legalHold && { legalHold: ticket.legalHold }),
  ...(ticket.remindAt && { remindAt: ticket.remindAt }),
  ...(ticket.lowRated && { lowRated: ticket.lowRated }),
  ...(ticket.reworkBy && { reworkBy: ticket.reworkBy }),
  ...(ticket.unansweredRework && { unansweredRework: ticket.unansweredRework }),
  policyVersion: ticket.policyVersion,
  version: ticket.version,
});

export const toQueue = (ticket: Ticket, now: Instant): QueuedTicket => ({
  ...common(ticket, now),
  phase: 'queued',
  queuedAt: now,
});

/** `units`: what it takes of the capacity of the assignee. */
export const toHandling = (
  ticket: Ticket,
  {
    assignee,
    units,
    claimed,
    last,
  }: { readonly assignee: Assignee; readonly units: number; readonly claimed?: true; readonly last?: true },
  now: Instant,
): HandlingTicket => ({
  ...common(ticket, now),
  phase: 'handling',
  assignee,
  assignedAt: now,
  units,
  ...(claimed && { claimed }),
  ...(last && { last }),
});

const OPEN: ReadonlySet<Ticket['phase']> = new Set(['queued', 'handling', 'paused', 'onHold']);

/** Still to be worked on: only then it changes hands. */
export const isOpen = ({ phase }: Ticket): boolean => OPEN.has(phase);

/** What an event says of the next look at a ticket that is overdue. */
export const watched = (data: { readonly requeueAt?: Instant; readonly remindAt?: Instant }) => ({
  ...(data.requeueAt && { requeueAt: data.requeueAt }),
  ...(data.remindAt && { remindAt: data.remindAt }),
});

/** Nobody has to be reminded of it while it is not open, or has just come back. */
export const unreminded = <T extends Ticket>(ticket: T): T => {
  const { remindAt: _, ...rest } = ticket;
  return rest as T;
};

/** What the assignee does shows that the ticket moves: it stays with them. */
export const touched = <T extends Ticket>(ticket: T): T => {
  const { requeueAt: _, ...rest } = ticket;
  return rest as T;
};
