/** What a ticket shows of the work on it: its form, its checklist, its files, its relations, who is there. */
import type { TicketView } from '../../../contracts/views.ts';
import type { Field } from '../../../core/domain/forms/form.ts';
import type { ChecklistStep } from '../../../core/domain/handling/checklist.ts';
import { checklistOf, formOf } from '../../../core/domain/handling/resolution.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { type KnownNames, namesOf } from '../../../core/domain/privacy/known-names.ts';
import { maskEmail, maskName, maskPhone, maskText } from '../../../core/domain/privacy/mask.ts';
import { maskFields } from '../../../core/domain/privacy/mask-data.ts';
import type { Party, Reference, SubTicket } from '../../../core/domain/relations.ts';
import type { Filled, Ticket } from '../../../core/domain/ticket.ts';
import type { Attending } from '../../../core/ports.ts';

type WorkView = Pick<
  TicketView,
  | ('fields' | 'steps' | 'attachments' | 'links' | 'subs' | 'awaits' | 'parent' | 'splitFrom' | 'absorbed' | 'into')
  | ('mergedAt' | 'parties' | 'cameFrom' | 'mentioned' | 'stars' | 'legalHold' | 'present')
>;

export const workView = (ticket: Ticket, policy: Policy, attending: readonly Attending[]): WorkView => ({
  fields: fieldsView(ticket, policy),
  steps: stepsView(ticket, policy),
  attachments: ticket.attachments.map((file) => ({ ...file, name: maskText(file.name, namesOf(ticket)) })),
  links: ticket.links.map((link) => ({ ...link })),
  subs: ticket.subs.map((sub) => subView(sub, namesOf(ticket))),
  ...(ticket.awaits !== undefined && { awaits: ticket.awaits }),
  ...(ticket.parent && { parent: ticket.parent }),
  ...(ticket.splitFrom && { splitFrom: ticket.splitFrom }),
  absorbed: ticket.absorbed.map(reference),
  ...(ticket.phase === 'merged' && { into: ticket.into, mergedAt: ticket.mergedAt }),
  parties: ticket.parties.map(partyView),
  ...(ticket.cameFrom && { cameFrom: ticket.cameFrom }),
  mentioned: [...ticket.mentioned],
  ...(ticket.stars !== undefined && { stars: ticket.stars }),
  ...(ticket.legalHold && { legalHold: ticket.legalHold }),
  present: attending.map((one) => attendingView(one, ticket)),
});

/** Everybody knows the name of the assignee alone: of others it would take a read. */
const attendingView = (one: Attending, ticket: Ticket | undefined): TicketView['present'][number] => ({
  ...one,
  ...(ticket && 'assignee' in ticket && ticket.assignee.id === one.agent && { name: ticket.assignee.name }),
});

/** Masked by the type of the field, else by its name and by what stands in it. */
const fieldsView = (ticket: Ticket, policy: Policy): WorkView['fields'] => {
  const { category, fields } = ticket;
  const known = namesOf(ticket);
  const types = new Map(formOf(policy, category).fields.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(fields).map(([name, filled]) => [
      name,
      { ...filled, value: shown(name, filled, types.get(name), known) },
    ]),
  );
};

const shown = (name: string, { value }: Filled, type: Field['type'] | undefined, known: KnownNames): Filled['value'] =>
  type === 'phone' ? maskPhone(String(value)) : (maskFields({ [name]: value }, known)[name] as Filled['value']);

/** The checklist in its order, then what was taken of an earlier one. */
const stepsView = ({ category, steps }: Ticket, policy: Policy): WorkView['steps'] => {
  const checklist = checklistOf(policy, category);
  const others = steps.filter((taken) => !checklist.some(({ name }) => name === taken));
  return [
    ...checklist.map((step) => ({
      ...{ name: step.name, title: step.title, evidence: step.evidence },
      ...{ required: requiredOf(step), done: steps.includes(step.name) },
    })),
    ...others.map((name) => ({ name, required: 'never' as const, evidence: false, done: true })),
  ];
};

const requiredOf = ({ required }: ChecklistStep): WorkView['steps'][number]['required'] =>
  required === true ? 'always' : required === false ? 'never' : 'depends';

const reference = ({ id, code }: Reference) => ({ id, code });

const subView = ({ id, code, title, done }: SubTicket, known: KnownNames) => ({
  ...{ id, code, done: done ?? false },
  title: maskText(title, known),
});

const partyView = ({ name, email, kind, ...party }: Party) => ({
  ...party,
  kind,
  // A company is none that has to be hidden; who it is of others may be a person.
  name: kind === 'other' ? maskName(name) : maskText(name),
  ...(email !== undefined && { email: maskEmail(email) }),
});
