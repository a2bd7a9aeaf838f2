/** What is told of one event. */
import type { Occasion } from '../domain/messages/occasion.ts';
import type { LinkKind, Recipient } from '../domain/messages/planned.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { Due } from '../ports-notices.ts';
import type { Person } from './people-of.ts';
import type { Delivery } from './send-notice.ts';

/** What is told, and in which delivery of it. */
export interface Telling extends Delivery {
  /** `<thing>.<number>` */
  readonly eventId: string;
  /** When it happened. */
  readonly since: Instant;
  readonly now: Instant;
  readonly policy: Policy;
  /** Of what was put off: it alone. */
  readonly only?: OneNotice;
  readonly meant: (who: Recipient) => Promise<readonly Person[]> | readonly Person[];
  /** Absolute, made for one recipient; undefined: there is none. */
  readonly link: (kind: LinkKind, person: Person) => Promise<string | undefined>;
  /** Does one notice again, when it was put off. */
  readonly again: (notice: OneNotice) => Due;
}

export interface OneNotice {
  readonly occasion: Occasion;
  /** Name of a person, or of a robot or hook. */
  readonly whom: string;
}
