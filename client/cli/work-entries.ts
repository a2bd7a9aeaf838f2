/** What a ticket shows of the work on it: form, checklist, files, relations, who is there. */
import type { TicketView } from '../../contracts/views.ts';
import { localTime, type Show } from './terminal.ts';
import { type COLUMNS, type Phrase, say } from './words.ts';

export type Entry = [keyof typeof COLUMNS, string | undefined];

const FROM_TEXT: Phrase = ['文中提取', 'from the text'];
const STATES: Readonly<Record<TicketView['present'][number]['state'], Phrase>> = {
  viewing: ['查看中', 'looking'],
  writing: ['正在写', 'writing'],
};

const codes = (tickets: readonly { readonly code: string }[]): string => tickets.map(({ code }) => code).join(', ');

export const workEntries = (ticket: TicketView, show: Show): readonly Entry[] => {
  const { language } = show;
  return [
    ['tags', ticket.tags.join(', ')],
    [
      'fields',
      Object.entries(ticket.fields)
        .map((field) => fieldText(field, show))
        .join(' · '),
    ],
    ['steps', ticket.steps.map((step) => stepText(step, show)).join('  ')],
    ['attachments', ticket.attachments.map(({ id, name, state }) => `${name} (${id}, ${state})`).join(', ')],
    ['links', ticket.links.map(({ code, as }) => `${code} (${as})`).join(', ')],
    ['subs', ticket.subs.map(({ code, title, done }) => `${done ? '✓' : '·'} ${code} ${title}`).join(', ')],
    ['parent', ticket.parent?.code],
    ['absorbed', codes(ticket.absorbed)],
    ['into', ticket.into?.code],
    ['parties', ticket.parties.map((party) => partyText(party, show)).join(', ')],
    ['cameFrom', ticket.cameFrom && `${ticket.cameFrom.assignee.name} (${ticket.cameFrom.assignee.id})`],
    ['stars', starsText(ticket)],
    ['legalHold', ticket.legalHold && say(['是', 'yes'], language)],
    [
      'present',
      ticket.present.map(({ agent, name, state }) => `${name ?? agent} (${say(STATES[state], language)})`).join(', '),
    ],
  ];
};

/** What was said after the ticket was archived stands on no timeline. */
const starsText = ({ stars, survey }: TicketView): string | undefined => {
  const given = stars ?? survey?.stars;
  if (given === undefined) return undefined;
  return ['★'.repeat(given), survey?.comment && `“${survey.comment}”`].filter(Boolean).join(' ');
};

const fieldText = (
  [name, { value, from }]: readonly [string, TicketView['fields'][string]],
  { language }: Show,
): string => `${name}=${value}${from === 'text' ? ` (${say(FROM_TEXT, language)})` : ''}`;

const stepText = ({ name, title, required, done }: TicketView['steps'][number], { language }: Show): string => {
  const words = title?.[language] ?? name;
  return `${done ? '✓' : required === 'always' ? '!' : '·'} ${words}`;
};

const partyText = ({ name, answeredAt, expiresAt }: TicketView['parties'][number], show: Show): string =>
  answeredAt
    ? `${name} ${say(['已答复', 'has answered'], show.language)} ${localTime(answeredAt, show)}`
    : `${name} → ${localTime(expiresAt, show)}`;
