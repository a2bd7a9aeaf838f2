/** Who is told what by which channel: the table of the policy, read for one event. Nobody is looked up here. */
import type { Alarm, Episode } from '../alarms.ts';
import type { Recorded } from '../events.ts';
import type { Ticket } from '../ticket.ts';
import { LANGUAGES, type Language } from '../vocabulary.ts';
import { factsOf, present } from './facts.ts';
import { forThoseOnDuty } from './for-those-on-duty.ts';
import { occasionsOf } from './occasions.ts';
import { LINK_OF } from './placeholders.ts';
import type { Facts, LinkKind, Planned, Recipient } from './planned.ts';
import { isPart, type Meant, meant, meantBy, rowsFor } from './rows.ts';
import { type Around, plainly, type Told } from './telling.ts';

/**
 * In the order in which it holds: whoever is meant by several of one event is told the first of them. Of a part of the work (a
 * sub-ticket) the customer hears nothing. `ticket` as it stands now.
 *
 * Example: `plan(event, ticket, { policy, now })`
 */
export const plan = (event: Recorded, ticket: Ticket, around: Around): readonly Planned[] =>
  occasionsOf(event, ticket, around).flatMap((told) => planOf(told, ticket, around));

/** The same for an occasion that no event is by itself. */
export const planOf = (told: Told, ticket: Ticket, around: Around): readonly Planned[] => {
  const { id, code, priority, category } = ticket;
  const language = told.language ?? ticket.language;
  return meantBy(told, ticket, around).map((each) =>
    planned(each, told, {
      ...{ language, ticket: { id, code, priority, category } },
      facts: inBoth((one) => factsOf(told, ticket, around, one, each.isTheirs)),
    }),
  );
};

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
      return meant(row, to, row.by, false).map((each) => planned(each, told, { language, facts }));
    });
};

const planned = (
  { row: { when, template, urgent, digest }, to, by }: Meant,
  { except, unaware = [], approvers }: Told,
  about: Pick<Planned, 'language' | 'facts' | 'ticket'>,
): Planned => {
  const link = LINK_OF[when];
  const hasLink = link !== undefined && to.every((who) => isTheirs(link, who, approvers));
  return {
    ...{ occasion: when, template, urgent, digest, to, by },
    ...about,
    ...(except !== undefined && { except }),
    ...(unaware.length > 0 && { unaware }),
    ...(hasLink && to.length > 0 && { link }),
  };
};

/** The customer's page and their survey are theirs alone, and nobody decides but who is asked to. */
const isTheirs = (link: LinkKind, who: Recipient, approvers: Told['approvers']): boolean => {
  if (link === 'approval') return (approvers as readonly Recipient[]).includes(who);
  return who === (link === 'party' ? 'party' : 'customer');
};

const inBoth = (of: (language: Language) => Facts): Planned['facts'] =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Readonly<Record<Language, Facts>>;
