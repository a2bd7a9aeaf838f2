/**
 * Tells by mail what happened, once per event and recipient.
 * Database operations: one read of the tickets with their events for all that come side by side; per mail one of the agent or
 * the team, and two writes.
 */
import { type Audience, messageFor } from '../domain/messages.ts';
import type { Agent } from '../domain/routing/agent.ts';
import { teamsOf } from '../domain/routing/relaxation.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Directory, Effects, Mailer, Policies, Tickets } from '../ports.ts';

export interface NotifyPorts {
  readonly tickets: Tickets;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly effects: Effects;
  readonly mailer: Mailer;
  /** Where the customer follows a ticket. */
  readonly trackingUrl: (id: TicketId) => Promise<string>;
}

/** Somebody else is sending this mail, or died at it a moment ago: deliver the event again later. */
class MailInProgress extends Error {
  constructor(effectId: string) {
    super(`${effectId} is being sent.`);
    this.name = 'MailInProgress';
  }
}

/** Sends nothing to those without an address. A mail goes out twice only when the process dies between sending and noting it. */
export const notifyOfEvent = async (
  ports: NotifyPorts,
  { ticketId, seq }: { readonly ticketId: TicketId; readonly seq: number },
): Promise<number> => {
  const found = await ports.tickets.readWithEvent(ticketId, seq);
  if (!found?.event) throw new Error(`${ticketId}.${seq} was announced but is not there.`);
  const { ticket, event } = found;
  const message = messageFor(event, ticket, await ports.trackingUrl(ticketId));
  if (!message) return 0;
  let sent = 0;
  for (const { name, address } of await recipients(ports, message.to, ticket)) {
    const effectId = `${event.id}#mail#${name}`;
    const begun = await ports.effects.begin(effectId);
    if (begun === 'busy') throw new MailInProgress(effectId);
    if (begun === 'done') continue;
    await ports.mailer.send({
      to: address,
      subject: message.subject,
      text: message.text,
      language: ticket.language,
    });
    await ports.effects.done(effectId);
    sent += 1;
  }
  return sent;
};

interface Recipient {
  /** Part of the name of the effect. */
  readonly name: string;
  readonly address: string;
}

const recipients = async (
  { directory, policies }: NotifyPorts,
  audience: Audience,
  ticket: Ticket,
): Promise<readonly Recipient[]> => {
  switch (audience) {
    case 'customer':
      return ticket.customer.email === undefined ? [] : [{ name: 'customer', address: ticket.customer.email }];
    case 'assignee': {
      const agent = ticket.phase === 'queued' ? undefined : await directory.agent(ticket.assignee.id);
      return agent ? addressed([agent]) : [];
    }
    case 'supervisors': {
      const [team] = teamsOf(ticket, await policies.active());
      const { agents } = team === undefined ? { agents: [] } : await directory.team(team);
      return addressed(agents.filter(({ roles }) => roles.includes('supervisor')));
    }
  }
};

const addressed = (agents: readonly Agent[]): readonly Recipient[] =>
  agents.flatMap(({ id, email }) => (email === undefined ? [] : [{ name: id, address: email }]));
