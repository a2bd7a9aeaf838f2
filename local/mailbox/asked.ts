/** What of the mailbox somebody wants to see, as the address says. */
import { CHANNELS, type Channel, type Message } from '../messages/message.ts';
import type { Language } from './words.ts';

export interface Asked {
  readonly channel: Channel | undefined;
  /** Part of an address or a name. */
  readonly to: string;
  /** Id or code of a ticket. */
  readonly ticket: string;
  readonly before: number | undefined;
  readonly language: Language;
}

export function askedIn(query: URLSearchParams, language: Language): Asked {
  const before = query.get('before') ?? '';
  return {
    channel: CHANNELS.find((channel) => channel === query.get('channel')),
    to: (query.get('to') ?? '').trim(),
    ticket: (query.get('ticket') ?? '').trim(),
    before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
    language,
  };
}

/** The address that asks for it. `id`: of the message that is open. */
export function addressOf(asked: Partial<Asked>, id?: string): string {
  const { channel, to, ticket, before, language } = asked;
  const query = new URLSearchParams({
    ...(channel && { channel }),
    ...(to && { to }),
    ...(ticket && { ticket }),
    ...(before !== undefined && { before: String(before) }),
    ...(language && { lang: language }),
  }).toString();
  return `/mailbox${id === undefined ? '' : `/${encodeURIComponent(id)}`}${query ? `?${query}` : ''}`;
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** A ticket is found by its id, and by its code where a text has it. */
export const fits = ({ channel, to, ticket }: Asked, message: Message): boolean =>
  (channel === undefined || message.channel === channel) &&
  (to === '' || message.to.some((one) => has(one, to))) &&
  (ticket === '' || message.ticket === ticket || has(message.subject, ticket) || has(message.text, ticket));
