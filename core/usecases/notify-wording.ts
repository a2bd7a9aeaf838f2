/** What channels are given of a notice. */
import type { NoticeChannel } from '../domain/messages/notice-policy.ts';
import type { Occasion } from '../domain/messages/occasion.ts';
import type { Facts, LinkKind, Own, Planned, Rendered } from '../domain/messages/planned.ts';
import { render } from '../domain/messages/render.ts';
import type { Policy } from '../domain/policy.ts';
import type { AgentId, Language } from '../domain/vocabulary.ts';
import type { Addresses, GatheredLine, OutgoingMessage } from '../ports-notices.ts';
import { type Gathering, tagOf } from './notify-ids.ts';
import type { Person } from './people-of.ts';

export interface WordingPorts {
  /** Of the addresses of threads, e.g. `gongdan.example.com`. */
  readonly mailDomain: string;
  /** Where a contact says that they want no more of these, absolute; undefined: there is no such page for them. */
  readonly unsubscribeUrl: (contact: string) => Promise<string | undefined>;
}

/** What nobody asked for: whoever does not want it says so with one click. */
const UNASKED: ReadonlySet<Occasion> = new Set<Occasion>(['survey', 'surveyReminder', 'invitation']);
const LINES = 100; // that somebody reads in one mail

interface ToPerson {
  readonly id: string;
  readonly planned: Planned;
  readonly person: Person;
  readonly policy: Policy;
  readonly link: (kind: LinkKind, person: Person) => Promise<string | undefined>;
}

/** Undefined when the template has no words for this channel. */
export const toPerson = async (
  ports: WordingPorts,
  { id, planned, person, policy, link }: ToPerson,
  channel: NoticeChannel,
): Promise<OutgoingMessage | undefined> => {
  const language = person.language ?? planned.language;
  const own: Own = {
    ...said('link', planned.link && (await link(planned.link, person))),
    ...(UNASKED.has(planned.occasion) && said('unsubscribe', await unsubscribeUrl(ports, person))),
  };
  const headers = { ...threadOf(ports, planned), ...unsubscribing(own.unsubscribe) };
  return outgoing(render(planned, channel, language, policy.notices, own), {
    ...{ id, channel, language, headers },
    addresses: person.addresses,
  });
};

export const toGroup = (
  { id, planned, policy }: Omit<ToPerson, 'person' | 'link'>,
  channel: NoticeChannel,
): OutgoingMessage | undefined => {
  const { language } = policy.notices; // of a group, whoever the ticket is of
  const about = { id, channel, language, headers: {}, addresses: {} };
  return outgoing(render(planned, channel, language, policy.notices), about);
};

export const gatheredMail = async (
  ports: WordingPorts,
  {
    id,
    person,
    policy,
    lines,
    why,
  }: Pick<ToPerson, 'id' | 'person' | 'policy'> & { readonly lines: readonly GatheredLine[]; readonly why: Gathering },
): Promise<OutgoingMessage | undefined> => {
  const { notices } = policy;
  const language = person.language ?? notices.language;
  const unsubscribe = why === 'digest' ? await unsubscribeUrl(ports, person) : undefined;
  const facts = (each: Language): Facts => ({
    desk: notices.desk[each],
    count: String(lines.length),
    lines: lines
      .slice(-LINES)
      .map(({ text }) => text)
      .join('\n'),
  });
  const gathered = { occasion: why, template: why, to: [person.name as AgentId] };
  const planned = { ...gathered, facts: { zh: facts('zh'), en: facts('en') } };
  return outgoing(render(planned, 'mail', language, notices, said('unsubscribe', unsubscribe)), {
    ...{ id, channel: 'mail', language, headers: unsubscribing(unsubscribe) },
    addresses: person.addresses,
  });
};

interface Envelope {
  readonly id: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly headers: Readonly<Record<string, string>>;
  readonly addresses: Addresses;
}

const outgoing = (
  rendered: Rendered | undefined,
  { id, channel, language, headers, addresses }: Envelope,
): OutgoingMessage | undefined => {
  const to = addresses[channel];
  const name = channel.slice(channel.indexOf(':') + 1);
  const tag = tagOf(id);
  switch (rendered?.channel) {
    case 'mail': {
      const { subject, text, html } = rendered;
      return to === undefined ? undefined : { kind: 'mail', to, subject, text, html, language, headers, tag };
    }
    case 'sms': {
      const { text, template, facts } = rendered;
      return to === undefined ? undefined : { kind: 'sms', to, text, template, facts, tag };
    }
    case 'robot':
      return { kind: 'robot', robot: name, title: rendered.title, markdown: rendered.markdown, tag };
    case 'hook':
      return { kind: 'hook', hook: name, body: rendered.body, id };
    case undefined:
      return undefined;
  }
};

/** All mails about a ticket are answers to one that was never sent: that is how readers hold them together. */
const threadOf = ({ mailDomain }: WordingPorts, { ticket }: Planned): Readonly<Record<string, string>> => {
  if (!ticket) return {};
  const root = `<${ticket.id}@${mailDomain}>`;
  return { 'In-Reply-To': root, References: root };
};

/** RFC 8058: one click, without a page in between. */
const unsubscribing = (url: string | undefined): Readonly<Record<string, string>> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

const unsubscribeUrl = async (ports: WordingPorts, { contact }: Person): Promise<string | undefined> =>
  contact === undefined ? undefined : ports.unsubscribeUrl(contact);

const said = <K extends keyof Own>(name: K, url: string | undefined): Own => (url === undefined ? {} : { [name]: url });
