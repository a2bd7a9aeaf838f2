/** One way to tell a day. */
export interface DayReading {
  readonly pattern: RegExp;
  readonly confidence: number;
  /**
   * The day that a match tells, as days since 1970-01-01; undefined or NaN where it is none. `today` is counted in the same way, `rest`
   * is what follows in the text.
   */
  readonly read: (groups: readonly (string | undefined)[], today: number, rest: string) => number | undefined;
}
