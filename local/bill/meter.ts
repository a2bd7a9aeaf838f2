/** Counts what AWS would bill: totals, and per subject (a table, a function, a route). */
import type { Count } from '../aws.ts';

export class Meter {
  readonly #totals = new Map<string, number>();
  readonly #subjects = new Map<string, Map<string, number>>();

  /** See `Count`. */
  readonly count: Count = (name, amount, subject) => {
    this.#totals.set(name, (this.#totals.get(name) ?? 0) + amount);
    if (subject === undefined) return;
    const subjects = this.#subjects.get(name) ?? new Map<string, number>();
    this.#subjects.set(name, subjects);
    subjects.set(subject, (subjects.get(subject) ?? 0) + amount);
  };

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

  /** Starts again from nothing, e.g. after a warm-up. */
  reset(): void {
    this.#totals.clear();
    this.#subjects.clear();
  }
}
