/**
 * Personal data as it was written, once, for a reason that is kept. Database operations: one read (two by code), one transaction, and
 * for texts a query per 200 events.
 */
import type { Recorded } from '../domain/events.ts';
import { isPersonal } from '../domain/redaction.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type ChangeInput, type ChangePorts, changeTicket } from './change-ticket.ts';
import { eventsAfter } from './events-after.ts';
import type { Outcome } from './outcome.ts';
import { isRefused, type Refused, ticketNotFound } from './refused.ts';

/** How many tickets one person may reveal data of within an hour of the clock: an agent calls no more customers back than that. */
export const REVEALS_PER_HOUR = 30;

const CUSTOMER_FIELDS = ['name', 'phone', 'email', 'region'] as const;
/** `customer.<field>` · `field.<name>`: of the form · `subject` · `text`: all that was written · `parties` · `attachments`: their names */
export type RevealedField = string;

export interface Revealed {
  readonly outcome: Outcome;
  readonly values: Readonly<Record<RevealedField, unknown>>;
}

/** Asked for by name; what a ticket does not have is left out of the values. Refuses with `reveal-limit`. */
export const revealData = async (
  ports: ChangePorts,
  input: Omit<ChangeInput, 'command' | 'idempotency'> & {
    readonly fields: readonly RevealedField[];
    readonly reason: string;
  },
): Promise<Revealed | Refused> => {
  const { fields, reason, ...asked } = input;
  const changed = await changeTicket(ports, {
    ...asked,
    command: async () => ({
      command: { type: 'reveal', fields, reason },
      with: { revealsPerHour: REVEALS_PER_HOUR },
    }),
  });
  if (isRefused(changed)) return changed;
  const found = await ports.tickets.read(changed.outcome.id);
  if (!found) return ticketNotFound;
  const events = fields.includes('text') ? await eventsAfter(ports.tickets, found.ticket.id, 0) : [];
  const values = fields.flatMap((field): [string, unknown][] => {
    const value = shownOf(field, found.ticket, events);
    return value === undefined ? [] : [[field, value]];
  });
  return { outcome: changed.outcome, values: Object.fromEntries(values) };
};

const shownOf = (field: RevealedField, ticket: Ticket, events: readonly Recorded[]): unknown => {
  const { customer, subject, parties, attachments, fields } = ticket;
  switch (field) {
    case 'subject':
      return subject;
    case 'parties':
      return parties.map(({ id, name, email }) => ({ id, name, ...(email !== undefined && { email }) }));
    case 'attachments':
      return attachments.map(({ id, name }) => ({ id, name }));
    case 'text':
      return events.flatMap(written);
    default: {
      const [of, ...name] = field.split('.');
      if (of === 'customer') return customer[name.join('.') as (typeof CUSTOMER_FIELDS)[number]];
      return fields[name.join('.')]?.value;
    }
  }
};

/** What an event says in words. */
const written = ({ seq, type, time, data }: Recorded) => {
  const said = Object.entries(data).filter(([name, value]) => isPersonal(name) && typeof value === 'string');
  return said.length === 0 ? [] : [{ seq, type, time, said: Object.fromEntries(said) }];
};
