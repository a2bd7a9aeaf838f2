/** When somebody is open, by the clocks of a zone. */

/**
 * Ranges of one day in minutes after its midnight, 0..1440. One that ends at or before its start goes over midnight, e.g.
 * `[1320, 360]` from 22:00 to 06:00, and belongs to the day on which it starts. None: closed.
 */
export type Day = readonly (readonly [fromMinute: number, toMinute: number])[];

export interface OpeningHours {
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly zone: string;
  /** Seven, from Monday to Sunday. */
  readonly week: readonly Day[];
  /** What is different, by date such as `2026-10-01`: holidays, make-up working days (调休), exceptional days. */
  readonly days: Readonly<Record<string, Day>>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What holds on the date that begins `midnight` ms after 1970-01-01 by the clocks of the zone. */
export const dayAt = ({ week, days }: OpeningHours, midnight: number): Day => {
  const special = days[new Date(midnight).toISOString().slice(0, 10)];
  // The first of January 1970 was a Thursday.
  return special ?? (week[(((midnight / DAY_MS + 3) % 7) + 7) % 7] as Day);
};
