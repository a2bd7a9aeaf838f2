/** Folds what happens at the desk into the ticket, see evolve.ts. */
import type { DeskEvent } from './desk-events.ts';
import type { Recorded } from './events.ts';
import type { FieldValue } from './forms/form.ts';
import { common, typed } from './phase-changes.ts';
import type { Reference } from './relations.ts';
import type { Ticket } from './ticket.ts';

/** Undefined when the event cannot follow: the timeline is damaged. */
export const applyDesk = (ticket: Ticket, event: Recorded<DeskEvent>): Ticket | undefined => {
  const now = event.time;
  switch (event.type) {
    case 'ticket.tagged': {
      const { add, remove } = event.data;
      return { ...ticket, tags: [...new Set([...ticket.tags.filter((tag) => !remove.includes(tag)), ...add])] };
    }
    case 'ticket.followed':
      return { ...ticket, followers: [...new Set([...ticket.followers, event.data.who])] };
    case 'ticket.unfollowed':
      return { ...ticket, followers: ticket.followers.filter((who) => who !== event.data.who) };
    case 'ticket.fields-set':
      return { ...ticket, ...withFields(ticket, event.data.fields) };
    case 'ticket.step-taken':
      return { ...ticket, steps: [...new Set([...ticket.steps, event.data.step])] };
    case 'ticket.attachment-added': {
      const added = { ...event.data.attachment, state: 'awaited', by: event.actor.id } as const;
      return { ...ticket, attachments: [...ticket.attachments, added] };
    }
    case 'ticket.attachment-checked': {
      const { id, verdict } = event.data;
      const attachments = ticket.attachments.map((each) => (each.id === id ? { ...each, state: verdict } : each));
      return { ...ticket, attachments };
    }
    case 'ticket.attachment-removed':
      return { ...ticket, attachments: ticket.attachments.filter(({ id }) => id !== event.data.id) };
    case 'ticket.party-asked':
      return { ...ticket, parties: [...ticket.parties, { ...event.data.party, askedAt: now }] };
    case 'ticket.party-answered': {
      const { party } = event.data;
      const parties = ticket.parties.map((each) => (each.id === party ? { ...each, answeredAt: now } : each));
      return { ...ticket, parties };
    }
    case 'ticket.sub-opened':
      return { ...ticket, subs: [...ticket.subs, { ...event.data.sub, seen: 0 }] };
    case 'ticket.sub-changed': {
      const { id, seen, done } = event.data;
      const subs = ticket.subs.map((sub) => {
        if (sub.id !== id) return sub;
        const { done: _, ...rest } = sub;
        return { ...rest, seen, ...(done && { done }) };
      });
      return { ...ticket, subs };
    }
    case 'ticket.awaits':
      return { ...ticket, awaits: event.data.subs };
    case 'ticket.linked':
      return { ...ticket, links: [...without(ticket.links, event.data.to), event.data.to] };
    case 'ticket.unlinked':
      return { ...ticket, links: without(ticket.links, event.data.to) };
    case 'ticket.merged':
      if (ticket.phase === 'merged') return undefined;
      return { ...common(ticket, now), phase: 'merged', into: event.data.into, mergedAt: now, was: ticket };
    case 'ticket.absorbed': {
      const { from, fields } = event.data;
      const answer = from.unanswered && { unansweredSince: from.unanswered.since };
      return {
        ...ticket,
        ...answer,
        orders: [...ticket.orders, ...from.orders],
        tags: [...ticket.tags, ...from.tags],
        fields: { ...ticket.fields, ...typed(fields) },
        absorbed: [...ticket.absorbed, from],
      };
    }
    case 'ticket.unmerged': {
      if (ticket.phase !== 'merged') return undefined;
      const { was, attachments, linkEpoch, legalHold } = ticket;
      return { ...was, attachments, linkEpoch, ...(legalHold && { legalHold }) };
    }
    case 'ticket.released':
      return released(ticket, event.data.ticket);
    case 'ticket.legal-hold': {
      const { legalHold: _, ...rest } = ticket;
      return event.data.on ? { ...ticket, legalHold: true } : (rest as Ticket);
    }
    case 'ticket.link-revoked':
      return { ...ticket, linkEpoch: ticket.linkEpoch + 1 };
    case 'ticket.rated':
      return { ...ticket, stars: event.data.stars };
    // What they did is told by other events, or by what is no longer there.
    case 'ticket.macro-run':
    case 'ticket.split':
    case 'ticket.revealed':
    case 'ticket.redacted':
    case 'ticket.erased':
      return ticket;
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
};

const without = <T extends Reference>(list: readonly T[], { id }: Reference): readonly T[] =>
  list.filter((each) => each.id !== id);

/** What is filled in here is this ticket's own from now on, whoever had brought it. */
export const withFields = (
  { fields, absorbed }: Ticket,
  changed: Readonly<Record<string, FieldValue | null>>,
): Pick<Ticket, 'fields' | 'absorbed'> => {
  const next = { ...fields };
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) delete next[name];
    else next[name] = { value, from: 'person' };
  }
  const own = absorbed.map((each) => ({ ...each, fields: each.fields.filter((name) => !(name in changed)) }));
  return { fields: next, absorbed: own };
};

/** What the other one had brought goes with it, unless it was changed since. */
const released = (ticket: Ticket, { id }: Reference): Ticket => {
  const taken = ticket.absorbed.find((each) => each.id === id);
  if (!taken) return ticket;
  const fields = Object.fromEntries(Object.entries(ticket.fields).filter(([name]) => !taken.fields.includes(name)));
  const { unansweredSince, ...rest } = ticket;
  const own = unansweredSince === taken.unanswered?.since ? taken.unanswered?.before : unansweredSince;
  return {
    ...rest,
    ...(own !== undefined && { unansweredSince: own }),
    orders: ticket.orders.filter((order) => !taken.orders.includes(order)),
    tags: ticket.tags.filter((tag) => !taken.tags.includes(tag)),
    fields,
    absorbed: without(ticket.absorbed, { id, code: '' }),
  } as Ticket;
};
