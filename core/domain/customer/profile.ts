/** What stays with a customer when their ticket is over: how they want to be treated (偏好). */
import type { Instant } from '../time.ts';
import type { AgentId, Language } from '../vocabulary.ts';

/** Written down by somebody of the desk, e.g. that parcels are left with the guard. */
interface CustomerNote {
  readonly text: string;
  readonly by: AgentId;
  readonly at: Instant;
}

/** Of a day, in the desk's zone. */
interface CallHours {
  /** Nobody calls before, e.g. `12:00`. */
  readonly notBefore?: string;
  /** Nor after. */
  readonly notAfter?: string;
}

export const MOST_NOTES = 10;

export interface Profile {
  /** The latest first. */
  readonly notes: readonly CustomerNote[];
  readonly calls: CallHours;
  readonly language?: Language;
  /** They want neither surveys nor invitations. */
  readonly unsubscribedAt?: Instant;
  /** Counts its changes; 0 while nothing is known. */
  readonly version: number;
  /** All of it goes then, unless the customer comes again. */
  readonly keptUntil?: Instant;
}

export const NO_PROFILE: Profile = { notes: [], calls: {}, version: 0 };

/** What an agent says of a customer; a note that is there already keeps its author and its date. */
export interface Preferences {
  readonly notes: readonly string[];
  readonly calls: CallHours;
  readonly language?: Language;
}

export const noted = (
  before: Profile,
  { notes, calls, language }: Preferences,
  { by, at }: { readonly by: AgentId; readonly at: Instant },
): Profile => {
  const known = new Map(before.notes.map((note) => [note.text, note]));
  return {
    notes: notes.map((text) => known.get(text) ?? { text, by, at }),
    calls,
    ...(language !== undefined && { language }),
    ...(before.unsubscribedAt !== undefined && { unsubscribedAt: before.unsubscribedAt }),
    version: before.version + 1,
  };
};

/** Without `wanted` they get neither surveys nor invitations any more. */
export const wished = (before: Profile, wanted: boolean, at: Instant): Profile => {
  const { unsubscribedAt, ...rest } = before;
  return {
    ...rest,
    ...(!wanted && { unsubscribedAt: unsubscribedAt ?? at }),
    version: before.version + 1,
  };
};

const DAY_MINUTES = 24 * 60;

/** As long as the data of any ticket that ends now. */
export const longestKeptMinutes = ({
  retention: { days, categories },
}: {
  readonly retention: { readonly days: number; readonly categories: Readonly<Record<string, number>> };
}): number => Math.max(days, ...Object.values(categories)) * DAY_MINUTES;
