const FIRST_MS = 1000;
const LONGEST_MS = 600_000;

/** Milliseconds before the next try: 1 s, 2 s, 4 s, … 10 min, so that 185 tries take somewhat more than a day. */
export const backOff = (failuresBefore: number, longest = LONGEST_MS): number =>
  Math.min(FIRST_MS * 2 ** Math.min(failuresBefore, 30), longest);
