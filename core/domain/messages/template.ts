/** What a message is made of. */
import type { ClockName } from '../clocks/clock.ts';
import type { Addressee } from '../escalation/addressee.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Language } from '../vocabulary.ts';

/** The customer, or somebody of the desk. */
/** `party`: who was asked by the event. */
export type Audience = 'customer' | 'party' | Addressee;

/** What a template tells of the ticket. */
export interface Facts {
  readonly code: string;
  /** On one line; masked for all but the customers themselves. */
  readonly subject: string;
  /** Where the customer follows it. */
  readonly link: string;
  readonly clocks: Ticket['clocks'];
  /** `明天 10:30 前（UTC+8）`, in the zone of that clock; without one, of the resolution. */
  readonly by: (at: Instant, clock?: ClockName) => string;
  /** The due time of a clock, as `by`. */
  readonly due: (clock: ClockName) => string;
}

export type Template = Readonly<Record<Language, (facts: Facts) => readonly [subject: string, ...lines: string[]]>>;

/** A message to be written; nobody: it is not written. */
export interface Draft {
  readonly to: readonly Audience[];
  /** Who did it, and need not be told. */
  readonly except?: string;
  /** Where it is not that of the ticket. */
  readonly language?: Language;
  readonly template: Template;
}

/** A line, if there is anything to say. */
export const line = (text: string | undefined): readonly string[] => (text ? [text] : []);
