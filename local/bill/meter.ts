/** Counts what AWS would bill: totals, per subject (a table, a function, a route), and per ticket where that is known. */
import type { Count } from '../aws.ts';

type Amounts = Map<string, number>;

const TRANSITIONS = 'states.transitions';
/** An execution's name: the ticket's id and the generation. */
const EXECUTION = /^(tkt_\w+)-\d+$/;

const add = (amounts: Amounts, name: string, amount: number): void => {
  amounts.set(name, (amounts.get(name) ?? 0) + amount);
};

export class Meter {
  readonly #totals: Amounts = new Map();
  readonly #subjects = new Map<string, Amounts>();
  readonly #tickets = new Map<string, Amounts>();
  /** What nobody can say the ticket of: requests, functions, messages, and database calls about agents or policies. */
  readonly #shared: Amounts = new Map();
  /** What is counted now is counted for this ticket. */
  #ticket: string | undefined;

  /** See `Count`. */
  readonly count: Count = (name, amount, subject) => {
    add(this.#totals, name, amount);
    if (subject !== undefined) add(entryOf(this.#subjects, name), subject, amount);
    const ticket = this.#ticket ?? (name === TRANSITIONS ? EXECUTION.exec(subject ?? '')?.[1] : undefined);
    add(ticket === undefined ? this.#shared : entryOf(this.#tickets, ticket), name, amount);
  };

  /** Runs `work`; what it counts before its first `await` is counted for the ticket, too. */
  about<T>(ticket: string, work: () => T): T {
    const before = this.#ticket;
    this.#ticket = ticket;
    try {
      return work();
    } finally {
      this.#ticket = before;
    }
  }

  total(name: string): number {
    return this.#totals.get(name) ?? 0;
  }

  /** By name. */
  totals(): Record<string, number> {
    return Object.fromEntries([...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What one name counted, by subject. */
  subjects(name: string): Record<string, number> {
    return Object.fromEntries(this.#subjects.get(name) ?? []);
  }

  /** Ids of the tickets whose workflow took a step since the meter began. */
  tickets(): string[] {
    return [...this.#tickets].filter(([, amounts]) => amounts.has(TRANSITIONS)).map(([ticket]) => ticket);
  }

  /** Ids of all tickets that something was counted for. */
  everyTicket(): string[] {
    return [...this.#tickets.keys()];
  }

  /** What was counted for no ticket, by name: with what is known of every ticket it makes the totals. */
  shared(): Record<string, number> {
    return Object.fromEntries(this.#shared);
  }

  /** What is known of one ticket, by name. */
  ofTicket(ticket: string): Record<string, number> {
    return Object.fromEntries(this.#tickets.get(ticket) ?? []);
  }

  /** Starts again from nothing, e.g. after a warm-up. */
  reset(): void {
    this.#totals.clear();
    this.#subjects.clear();
    this.#tickets.clear();
    this.#shared.clear();
  }
}

function entryOf(entries: Map<string, Amounts>, name: string): Amounts {
  const entry = entries.get(name) ?? new Map<string, number>();
  entries.set(name, entry);
  return entry;
}
