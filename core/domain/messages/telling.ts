/** One occasion of an event: whom it names, and what may be said of it. */
import type { ClockName } from '../clocks/clock.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { AgentId, Language, Titles } from '../vocabulary.ts';
import type { Occasion } from './occasion.ts';
import type { PlaceholderOf } from './placeholders.ts';
import type { Recipient } from './planned.ts';

/** With what words are made: for one language, and one kind of reader. */
export interface Say {
  readonly language: Language;
  /** What somebody wrote: as it is for customers, masked for all others. */
  readonly written: (text: string | undefined) => string | undefined;
  /** `明天 10:30 前（UTC+8）`, in the zone of that clock; without one, of the resolution. */
  readonly by: (at: Instant | undefined, clock?: ClockName) => string | undefined;
  readonly titled: (titles: Titles | undefined) => string | undefined;
}

/** Of what is of no ticket, and has no times of one. */
export const plainly = (language: Language): Say => ({
  language,
  written: (text) => text,
  by: () => undefined,
  titled: (titles) => titles?.[language],
});

export type Words<O extends Occasion = Occasion> = Readonly<Partial<Record<PlaceholderOf<O>, string | undefined>>>;

export interface Told {
  readonly occasion: Occasion;
  /** Whom what happened names. */
  readonly named: readonly Recipient[];
  readonly approvers: readonly AgentId[];
  readonly reviewer?: AgentId;
  /** Who did it, and need not be told. */
  readonly except?: string;
  /** Who is not to know it yet. */
  readonly unaware?: readonly string[];
  /** Where it is not that of the ticket. */
  readonly language?: Language;
  readonly words: (say: Say) => Readonly<Record<string, string | undefined>>;
}

/** Only placeholders that the occasion has can be given words. */
export const tell = <O extends Occasion>(
  occasion: O,
  words: (say: Say) => Words<O>,
  about: Partial<Omit<Told, 'occasion' | 'words'>> = {},
): Told => ({ occasion, named: [], approvers: [], ...about, words });

/** What occasions are found in. */
export interface Around {
  readonly policy: Policy;
  /** When it is written. */
  readonly now: Instant;
}

export const isAgent = (id: string): id is AgentId => id.startsWith('agt_');

/** Whoever has said that it is solved; else whoever has it. */
export const requesterOf = (ticket: Ticket): Recipient =>
  'resolution' in ticket && isAgent(ticket.resolution.by) ? ticket.resolution.by : 'assignee';
