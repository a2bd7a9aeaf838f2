/** What the table makes of an event, and what a channel carries of it: between the rules of notices and those who send them. */
import type { Addressee } from '../escalation/addressee.ts';
import type { Ticket } from '../ticket.ts';
import type { Language } from '../vocabulary.ts';
import type { NoticeChannel } from './notice-policy.ts';
import type { Occasion } from './occasion.ts';

/** `party`: who was asked by the event. The parts of the table are people already; who is a supervisor or in a team, the directory says. */
export type Recipient = 'customer' | 'party' | Addressee;

/**
 * What `{link}` leads to. It is made for each recipient: `ticket` the customer's page, `party` where an outside party answers, `survey`
 * where the customer rates, `approval` where an approver decides.
 */
export type LinkKind = 'ticket' | 'party' | 'survey' | 'approval';

/** By placeholder, ready to be read; what there is nothing to say of is missing. */
export type Facts = Readonly<Record<string, string>>;

/** A row of the table that holds for an event. Customers and people of the desk are never in the same one. */
export interface Planned {
  readonly occasion: Occasion;
  /** In this order. Empty where a robot or a hook alone is told. */
  readonly to: readonly Recipient[];
  /** Id of somebody who is not told, though they may be among them: they did it. */
  readonly except?: string;
  /** Ids of people who are not told either: they are not to know it yet. */
  readonly unaware?: readonly string[];
  /** The first one by which somebody can be reached. Of a robot or a hook: one message, whoever is meant. Never empty. */
  readonly by: readonly NoticeChannel[];
  /** Name in `policy.notices.templates`. */
  readonly template: string;
  /** It is sent in quiet hours, too. */
  readonly urgent: boolean;
  /** It waits for the next digest of whoever wants one. */
  readonly digest: boolean;
  /** Of the customer: that of the ticket; of whoever has none of their own. */
  readonly language: Language;
  /** None: the words have no `{link}`. */
  readonly link?: LinkKind;
  /** None of an alarm. */
  readonly ticket?: Pick<Ticket, 'id' | 'code' | 'priority' | 'category'>;
  /** Masked for all but customers. */
  readonly facts: Readonly<Record<Language, Facts>>;
}

/** What one recipient alone is told. */
export interface Own {
  /** Absolute. */
  readonly link?: string;
  /** Where they say that they want no more of these; absolute. */
  readonly unsubscribe?: string;
}

export interface RenderedMail {
  readonly channel: 'mail';
  readonly subject: string;
  readonly text: string;
  /** A whole document. */
  readonly html: string;
}
/** `template` and `facts`, in the order in which they stand in the text, are what providers want who know the texts beforehand. */
export interface RenderedShort {
  readonly channel: 'sms';
  readonly text: string;
  readonly template: string;
  readonly facts: Facts;
}
/** As this kind of robot reads them; the title does not stand in `markdown` again. */
interface RenderedMarkdown {
  readonly channel: 'robot';
  readonly title: string;
  readonly markdown: string;
}
/** `body`: {occasion, ticket?: {id, code, priority, category}, language, subject, text}, masked. */
export interface RenderedHook {
  readonly channel: 'hook';
  readonly body: object;
}
export type Rendered = RenderedMail | RenderedShort | RenderedMarkdown | RenderedHook;
