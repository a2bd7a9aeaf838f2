/** ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T04:00:00.000Z`: comparable as text. */
export type Instant = string;

export const MINUTE_MS = 60_000;

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const toMs = (instant: Instant): number => Date.parse(instant);

export const addMinutes = (instant: Instant, minutes: number): Instant =>
  toInstant(toMs(instant) + minutes * MINUTE_MS);

export const addMs = (instant: Instant, ms: number): Instant => toInstant(toMs(instant) + ms);

/** Milliseconds from one instant to another; negative when `to` is earlier. */
export const msBetween = (from: Instant, to: Instant): number => toMs(to) - toMs(from);
