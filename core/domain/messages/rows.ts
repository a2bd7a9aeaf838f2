/** Whom the rows of the policy's table mean, for one occasion of a ticket: without a word of what they are told. */
import type { Addressee } from '../escalation/addressee.ts';
import type { Ticket } from '../ticket.ts';
import type { NoticeChannel, NoticeRule, Part } from './notice-policy.ts';
import type { Recipient } from './planned.ts';
import { type Around, requesterOf, type Told } from './telling.ts';

/** Who is told by a row: its customer, or all others; and by which of its channels. */
export interface Meant {
  readonly row: NoticeRule;
  readonly isTheirs: boolean;
  readonly to: readonly Recipient[];
  /** At least one. */
  readonly by: readonly NoticeChannel[];
}

/** In the order of the table. Of a part of the work (a sub-ticket) the customer hears nothing. */
export const meantBy = (told: Told, ticket: Ticket, around: Around): readonly Meant[] =>
  rowsFor(told, around)
    .filter((row) => isFor(row, ticket))
    .flatMap((row) => {
      const all = [...new Set(row.to.flatMap((part) => recipientsOf(part, told, ticket)))];
      const customers = ticket.parent ? [] : all.filter((who) => who === 'customer');
      const others = all.filter((who) => who !== 'customer');
      // A robot or a hook speaks to a group of the desk, never to a customer.
      const personal = row.by.filter((each) => !isGroup(each));
      return [...meant(row, customers, personal, true), ...meant(row, others, row.by, false)];
    });

export const rowsFor = ({ occasion }: Told, { policy }: Around): readonly NoticeRule[] =>
  policy.notices.table.filter(({ when, by }) => when === occasion && by.length > 0);

/** Nobody, where the row has people and none of them is meant here. */
export const meant = (
  row: NoticeRule,
  to: readonly Recipient[],
  channels: readonly NoticeChannel[],
  isTheirs: boolean,
): readonly Meant[] => {
  // Without anybody in the row, the group that its robot or hook speaks to is meant.
  const by = row.to.length === 0 ? channels.filter(isGroup) : to.length > 0 ? channels : [];
  return by.length === 0 ? [] : [{ row, isTheirs, to, by }];
};

export const isGroup = (channel: NoticeChannel): boolean => channel.startsWith('robot:') || channel.startsWith('hook:');

const isFor = ({ only = {} }: NoticeRule, ticket: Ticket): boolean => {
  const { category, priority, tier, channel } = only;
  return (
    (category?.includes(ticket.category) ?? true) &&
    (priority?.includes(ticket.priority) ?? true) &&
    (tier?.includes(ticket.customer.tier) ?? true) &&
    (channel?.includes(ticket.channel) ?? true)
  );
};

const RECIPIENTS: Readonly<Record<Part, (told: Told, ticket: Ticket) => readonly Recipient[]>> = {
  customer: () => ['customer'],
  assignee: () => ['assignee'],
  supervisor: () => ['supervisor'],
  followers: (_, { followers }) => followers,
  approvers: ({ approvers }) => approvers,
  reviewer: ({ reviewer }) => (reviewer ? [reviewer] : []),
  requester: (_, ticket) => [requesterOf(ticket)],
  named: ({ named }) => named,
};

export const isPart = (who: Part | Addressee): who is Part => Object.hasOwn(RECIPIENTS, who);

const recipientsOf = (who: Part | Addressee, told: Told, ticket: Ticket): readonly Recipient[] =>
  isPart(who) ? RECIPIENTS[who](told, ticket) : [who];
