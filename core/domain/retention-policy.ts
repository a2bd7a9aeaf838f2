/** How long a policy keeps personal data. */
/** In days. */
export interface RetentionPolicy {
  /** After a ticket was closed, or merged. */
  readonly days: number;
  /** Those of which the data is kept for another time, by name. */
  readonly categories: Readonly<Record<string, number>>;
  /** Who looked at a ticket, and who revealed its data. */
  readonly lookDays: number;
}
