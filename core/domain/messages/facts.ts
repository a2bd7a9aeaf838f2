/** What stands in the place of the placeholders: of the ticket, and of what happened to it. */
import type { Policy } from '../policy.ts';
import { namesOf } from '../privacy/known-names.ts';
import { maskText } from '../privacy/mask.ts';
import { promiseText, zoneOf } from '../promise-text.ts';
import type { Ticket } from '../ticket.ts';
import type { Language } from '../vocabulary.ts';
import type { Facts } from './planned.ts';
import type { Around, Say, Told } from './telling.ts';

/** `isTheirs`: it is told to the customer whose words they are; for all others personal data is masked. */
export const factsOf = (told: Told, ticket: Ticket, around: Around, language: Language, isTheirs: boolean): Facts => {
  const say = sayOf(ticket, around, language, isTheirs);
  return present({ ...commonOf(ticket, around.policy, say), ...told.words(say) });
};

/** Without what there is nothing to say of. */
export const present = (words: Readonly<Record<string, string | undefined>>): Facts =>
  Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => !!entry[1]));

const sayOf = (ticket: Ticket, { policy, now }: Around, language: Language, isTheirs: boolean): Say => ({
  language,
  written: (text) => (text === undefined || isTheirs ? text : maskText(text, namesOf(ticket))),
  by: (at, clock = 'resolution') => {
    if (at === undefined) return undefined;
    const { calendar } = ticket.clocks[clock] ?? ticket.clocks.resolution;
    return promiseText(at, { now, zone: zoneOf(policy, calendar), language });
  },
  titled: (titles) => titles?.[language],
});

const commonOf = (ticket: Ticket, { categories, notices }: Policy, { written, by, titled }: Say) => {
  const { firstResponse, resolution } = ticket.clocks;
  return {
    code: ticket.code,
    // One line, because it stands in the subject.
    subject: written(ticket.subject)?.replace(/\s+/g, ' '),
    category: titled(categories.find(({ name }) => name === ticket.category)?.title),
    priority: ticket.priority,
    order: ticket.orders[0],
    owner: 'assignee' in ticket ? ticket.assignee.name : undefined,
    desk: titled(notices.desk),
    'due firstResponse': by(firstResponse.dueAt, 'firstResponse'),
    'due resolution': by(resolution.dueAt, 'resolution'),
  };
};
