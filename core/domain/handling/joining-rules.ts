/** What a policy says of a request that comes while an earlier ticket on the same matter is open. */

/** join: it becomes a message of that ticket · link: a ticket of its own that is linked to it · none: neither. */
export const JOINING = ['join', 'link', 'none'] as const;
export type Joining = (typeof JOINING)[number];

export interface JoiningRules {
  /** How long after the earlier ticket was opened. */
  readonly windowMinutes: number;
  readonly sameOrder: Joining;
  readonly sameCustomer: Joining;
}

export interface JoiningPolicy extends JoiningRules {
  readonly categories: Readonly<Record<string, JoiningRules>>;
}
