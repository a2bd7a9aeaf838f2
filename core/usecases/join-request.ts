/** What becomes of a request on a matter that the desk is at already: it joins the ticket, or is linked with it (core/domain/handling/joining.ts). */
import { classify } from '../domain/classify.ts';
import type { Open } from '../domain/commands.ts';
import type { Context } from '../domain/context.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { type Joined, joiningOf } from '../domain/handling/joining.ts';
import { isRefusal } from '../domain/refusals.ts';
import { isSameCustomer } from '../domain/same-customer.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketId } from '../domain/vocabulary.ts';
import type { JoinedReceipt, OtherChange, Tickets } from '../ports.ts';
import { changeOf, decideAll } from './change-ticket.ts';
import { along, referenceOf } from './other-ticket.ts';
import { isRefused } from './refused.ts';
import { standingFor } from './standing-for.ts';

/** A request as a channel sends it; `inReplyTo`: the ticket whose message it answers. */
export type Request = Omit<Open, 'type' | 'id' | 'code' | 'related' | 'earlier'> & { readonly inReplyTo?: TicketId };

/** As our mails name a ticket in their subjects, which an answer quotes. */
const TOKEN = /(?:工单|\bticket)\s*#?([0-9A-HJKMNP-TV-Z]{8})(?![0-9A-Z])/iu;

/** The ticket that the request says it answers. One read (two by code), and only where it names one that was not found before. */
export const answeredBy = async (
  tickets: Pick<Tickets, 'read'>,
  { inReplyTo, subject }: Request,
  earlier: readonly Ticket[],
): Promise<Ticket | undefined> => {
  const named = inReplyTo ?? TOKEN.exec(subject)?.[1]?.toUpperCase();
  if (named === undefined) return undefined;
  return earlier.find(({ id, code }) => id === named || code === named) ?? (await tickets.read(named))?.ticket;
};

/** `answered`: the ticket that the request names. What does a part of the work is never joined: customers know nothing of it. */
export const joiningFor = (
  request: Request,
  earlier: readonly Ticket[],
  answered: Ticket | undefined,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): Joined<Ticket> => {
  const { category } = classify(`${request.subject}\n${request.description}`, request.category, policy);
  const candidates = [...(answered ? [answered] : []), ...earlier.filter(({ id }) => id !== answered?.id)];
  const { inReplyTo: _, ...said } = request;
  const arriving = { ...said, category, ...(answered && { inReplyTo: answered.id }) };
  const found = joiningOf(
    arriving,
    candidates.filter(({ parent }) => !parent),
    policy,
    now,
  );
  // Whoever was asked in a ticket answers by their own link: the thread, and the link to it, are the customer's.
  return found.how === 'join' && found.ticket && !isSameCustomer(found.ticket, request)
    ? { ...found, how: 'link' }
    : found;
};

export interface Joining {
  readonly before: Ticket;
  readonly decision: Decision;
  readonly receipt: JoinedReceipt;
}

/** The request as a message of the ticket, or of the one that has absorbed it; undefined when it takes none any more. */
export const joinRequest = async (
  tickets: Pick<Tickets, 'read'>,
  request: Request,
  ticket: Ticket,
  context: Context,
): Promise<Joining | undefined> => {
  const before = await standingFor(tickets, ticket);
  const via = before.id === ticket.id ? {} : { via: ticket.id };
  const said = decide(before, { type: 'customerReply', text: textOf(request, before), ...via }, context);
  if (isRefusal(said)) return undefined;
  const missing = Object.entries(request.fields ?? {}).filter(([name]) => !(name in said.ticket.fields));
  const filled =
    missing.length > 0 && decideAll(said.ticket, [{ type: 'setFields', fields: Object.fromEntries(missing) }], context);
  const decision =
    filled && !isRefusal(filled) ? { ticket: filled.ticket, events: [...said.events, ...filled.events] } : said;
  const { code, phase, clocks, openedAt, linkEpoch } = decision.ticket;
  return {
    ...{ before, decision },
    receipt: {
      ...{ code, phase, openedAt, linkEpoch },
      firstResponseDueAt: clocks.firstResponse.dueAt,
      resolutionDueAt: clocks.resolution.dueAt,
    },
  };
};

/** A new ticket and an earlier one that know of each other; undefined when the earlier one has too many links, or none any more. */
export const linked = (
  opened: Decision,
  earlier: Ticket,
  context: Context,
): { readonly decision: Decision; readonly other: OtherChange } | undefined => {
  const asSystem = { ...context, actor: INTAKE };
  const link = (to: Ticket) => ({ type: 'link', to: { ...referenceOf(to), as: 'related' } }) as const;
  const known = along(earlier, link(opened.ticket), asSystem);
  const knows = decide(opened.ticket, link(earlier), asSystem);
  if (isRefused(known) || isRefusal(knows) || !known[0]) return undefined;
  return {
    decision: { ticket: knows.ticket, events: [...opened.events, ...knows.events] },
    other: known[0],
  };
};

const INTAKE = { kind: 'system', id: 'intake', roles: ['system'] } as const;

/** All that it says; orders that the ticket does not know stand below. */
const textOf = ({ subject, description, orders, language }: Request, ticket: Ticket): string => {
  const written = description.includes(subject) ? description : `${subject}\n${description}`;
  const others = orders.filter((order) => !ticket.orders.includes(order) && !written.includes(order));
  if (others.length === 0) return written;
  return `${written}\n${language === 'zh' ? '订单' : 'Orders'}: ${others.join(', ')}`;
};

export const joinedChange = ({ before, decision }: Joining, { now, policy }: Context) =>
  changeOf(before, decision, now, policy);
