import type { Actor } from './permissions.ts';
import type { Policy } from './policy.ts';
import type { Instant } from './time.ts';

/** What a decision depends on besides the ticket and the command. */
export interface Context {
  readonly now: Instant;
  readonly policy: Policy;
  readonly actor: Actor;
  /** Id of the request or delivery behind the command. */
  readonly correlation: string;
  /** The address that the request came from. */
  readonly from?: string;
}
