/** Who is told what by which channel: the table of the policy, read for one event. Nobody is looked up here. */
import type { Alarm, Episode } from '../alarms.ts';
import type { Addressee } from '../escalation/addressee.ts';
import type { Recorded } from '../events.ts';
import type { Ticket } from '../ticket.ts';
import { LANGUAGES, type Language } from '../vocabulary.ts';
import { factsOf, present } from './facts.ts';
import { forThoseOnDuty } from './for-those-on-duty.ts';
import type { NoticeChannel, NoticeRule, Part } from './notice-policy.ts';
import { occasionsOf } from './occasions.ts';
import { LINK_OF } from './placeholders.ts';
import type { Facts, LinkKind, Planned, Recipient } from './planned.ts';
import { type Around, plainly, requesterOf, type Told } from './telling.ts';

/**
 * In the order in which it holds: whoever is meant by several of one event is told the first of them. Of a part of the work (a
 * sub-ticket) the customer hears nothing. `ticket` as it stands now.
 *
 * Example: `plan(event, ticket, { policy, now })`
 */
export const plan = (event: Recorded, ticket: Ticket, around: Around): readonly Planned[] =>
  occasionsOf(event, ticket, around).flatMap((told) => planOf(told, ticket, around));

/** The same for an occasion that no event is by itself. */
export const planOf = (told: Told, ticket: Ticket, around: Around): readonly Planned[] =>
  rowsFor(told, around)
    .filter((row) => isFor(row, ticket))
    .flatMap((row) => ofRow(row, told, ticket, around));

/** What those on duty are told of an alarm; `supervisor` among them is one of the teams that it is about. */
export const planOfAlarm = (
  alarm: Pick<Alarm, 'title' | 'when' | 'to'>,
  episode: Episode,
  around: Around,
): readonly Planned[] => {
  const told = forThoseOnDuty(alarm, episode, around.now);
  const { desk, language } = around.policy.notices;
  const facts = inBoth((each) => present({ desk: desk[each], ...told.words(plainly(each)) }));
  return rowsFor(told, around)
    .filter(({ only }) => only === undefined)
    .flatMap((row) => {
      const to = [...new Set(row.to.flatMap((part) => (part === 'named' ? told.named : isPart(part) ? [] : [part])))];
      return planned(row, told, { to, by: row.by, language, facts });
    });
};

const rowsFor = ({ occasion }: Told, { policy }: Around): readonly NoticeRule[] =>
  policy.notices.table.filter(({ when, by }) => when === occasion && by.length > 0);

const isFor = ({ only = {} }: NoticeRule, ticket: Ticket): boolean => {
  const { category, priority, tier, channel } = only;
  return (
    (category?.includes(ticket.category) ?? true) &&
    (priority?.includes(ticket.priority) ?? true) &&
    (tier?.includes(ticket.customer.tier) ?? true) &&
    (channel?.includes(ticket.channel) ?? true)
  );
};

const ofRow = (row: NoticeRule, told: Told, ticket: Ticket, around: Around): readonly Planned[] => {
  const all = [...new Set(row.to.flatMap((part) => recipientsOf(part, told, ticket)))];
  const { id, code, priority, category } = ticket;
  const more = { language: told.language ?? ticket.language, ticket: { id, code, priority, category } };
  const factsFor = (isTheirs: boolean) => inBoth((each) => factsOf(told, ticket, around, each, isTheirs));
  const customers = ticket.parent ? [] : all.filter((who) => who === 'customer');
  const others = all.filter((who) => who !== 'customer');
  return [
    // A robot or a hook speaks to a group of the desk, never to a customer.
    ...planned(row, told, {
      ...more,
      to: customers,
      by: row.by.filter((each) => !isGroup(each)),
      facts: factsFor(true),
    }),
    ...planned(row, told, { ...more, to: others, by: row.by, facts: factsFor(false) }),
  ];
};

export const isGroup = (channel: NoticeChannel): boolean => channel.startsWith('robot:') || channel.startsWith('hook:');

const planned = (
  { when, to: named, template, urgent, digest }: NoticeRule,
  { except, approvers }: Told,
  about: Pick<Planned, 'to' | 'by' | 'language' | 'facts' | 'ticket'>,
): readonly Planned[] => {
  const { to } = about;
  // Without anybody in the row, the group that its robot or hook speaks to is meant.
  const by = named.length === 0 ? about.by.filter(isGroup) : to.length > 0 ? about.by : [];
  if (by.length === 0) return [];
  const link = LINK_OF[when];
  const hasLink = link !== undefined && to.every((who) => isTheirs(link, who, approvers));
  return [
    {
      ...{ occasion: when, template, urgent, digest },
      ...about,
      by,
      ...(except !== undefined && { except }),
        ...(hasLink && to.length > 0 && { link }),
    },
  ];
};

/** The customer's page and their survey are theirs alone, and nobody decides but who is asked to. */
const isTheirs = (link: LinkKind, who: Recipient, approvers: Told['approvers']): boolean => {
  if (link === 'approval') return (approvers as readonly Recipient[]).includes(who);
  return who === (link === 'party' ? 'party' : 'customer');
};

const inBoth = (of: (language: Language) => Facts): Planned['facts'] =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Readonly<Record<Language, Facts>>;

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

const isPart = (who: Part | Addressee): who is Part => Object.hasOwn(RECIPIENTS, who);

const recipientsOf = (who: Part | Addressee, told: Told, ticket: Ticket): readonly Recipient[] =>
  isPart(who) ? RECIPIENTS[who](told, ticket) : [who];
