/** Who reviews a resolution: whoever was given fewest that day and still has room, never who did the work. */
import { drawOf } from '../draw.ts';
import type { AgentId } from '../vocabulary.ts';

/** Somebody of the directory with the role reviewer, and what they were given. */
export interface Reviewer {
  readonly id: AgentId;
  readonly team: string;
  readonly leave: readonly { readonly from: string; readonly until: string }[];
  /** Last day at the desk. */
  readonly until?: string;
  /** The last day on which they were given anything, e.g. `2026-11-22` in the zone of the desk, and how many then. */
  readonly day?: string;
  readonly given: number;
}

export interface Choice {
  readonly reviewer?: AgentId;
  /** Where two are to look at it. */
  readonly second?: AgentId;
  /** There are some, and none of them has room left today. */
  readonly full?: true;
}

interface Wanted {
  /** Whose work it is. */
  readonly not: readonly string[];
  readonly day: string;
  readonly quota: number;
  /** Of those who were given as few, the draw of this text decides: the same ones are chosen again. */
  readonly seed: string;
  readonly twice: boolean;
}

export const givenOn = ({ day, given }: Pick<Reviewer, 'day' | 'given'>, today: string): number =>
  day === today ? given : 0;

/** Nobody at all, as long as all who could are away or it is their own work: then it waits for whoever comes. `there`: not on leave. */
export const chooseReviewers = (there: readonly Reviewer[], { not, day, quota, seed, twice }: Wanted): Choice => {
  const others = there.filter(({ id }) => !not.includes(id));
  if (others.length === 0) return {};
  const [first, second] = others
    .filter((each) => givenOn(each, day) < quota)
    .map((each) => ({ id: each.id, given: givenOn(each, day), draw: drawOf(`${seed} ${each.id}`) }))
    .sort((a, b) => a.given - b.given || a.draw - b.draw);
  if (!first) return { full: true };
  return { reviewer: first.id, ...(twice && second && { second: second.id }) };
};

const SHANGHAI_MS = 8 * 60 * 60 * 1000; // no summer time since 1991

/** The day of the desk on which quotas and reports count, in Asia/Shanghai, e.g. `2026-11-22`. */
export const deskDay = (instant: string): string =>
  new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);
