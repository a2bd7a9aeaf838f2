/** The rules of the desk, in versions. */
import type { Policy } from './domain/policy.ts';
import type { Instant } from './domain/time.ts';

/** Who made a version the active one, when and why. */
export interface PolicyChange {
  readonly version: string;
  readonly time: Instant;
  readonly by: string;
  /** The whole file, or the rules of routing alone. */
  readonly what: 'policy' | 'rules';
  readonly reason?: string;
}

export interface Policies {
  /** The active policy as it holds now, with the promotion that runs; may be a second old. */
  active(): Promise<Policy>;
  /** A version as it was published, promotions aside; undefined when it was never stored here. */
  version(version: string): Promise<Policy | undefined>;
  /**
   * Stores an immutable version, makes it the active one and remembers the change. `seen`: only when that version is still the
   * active one; else `stale`, and the next `active` reads anew.
   */
  publish(policy: Policy, change: Omit<PolicyChange, 'version'>, seen?: string): Promise<'published' | 'stale'>;
  /** The last changes, the latest first. */
  history(limit: number): Promise<readonly PolicyChange[]>;
}
