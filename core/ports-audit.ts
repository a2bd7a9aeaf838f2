/** What checking, and telling who looked, needs from the outside; adapters/dynamodb/audit-*.ts fill it. */
import type { Sealed, SealedTicket, Verdict } from './domain/audit.ts';
import type { Instant } from './domain/time.ts';
import type { TicketId } from './domain/vocabulary.ts';
import type { Page, Rewritten } from './ports.ts';

export interface AuditReads {
  /** A ticket, by id or code, with all of its events as they are kept: a read (two by code) and a query per megabyte. */
  sealed(idOrCode: string): Promise<SealedTicket | undefined>;
  /** Whether it is what was sealed. */
  verify(ticket: SealedTicket): Verdict;
  /** Events from which something was taken that no redaction tells of yet: one was cut off. */
  untold(ticket: SealedTicket): readonly Sealed[];
}

export interface Rewrites {
  /** Those of a ticket too long for one transaction: each by itself, before the change that tells of them. */
  ahead(rewritten: readonly Rewritten[]): Promise<void>;
}

export interface Look {
  readonly ticketId: TicketId;
  readonly by: string;
  readonly at: Instant;
  /** What was read first. */
  readonly what: 'ticket' | 'timeline' | 'attachments' | 'attachment';
  /** The address that the request came from. */
  readonly from?: string;
}

export interface Looks {
  /** Writes it down, once per person, ticket and ten minutes, for so many days. */
  note(look: Look, days: number): Promise<void>;
  /** The last ones first. */
  of(id: TicketId, after: string | undefined, limit: number): Promise<Page<Look>>;
}

export interface Reveal {
  readonly by: string;
  readonly ticketId: TicketId;
  readonly code: string;
  readonly seq: number;
  readonly time: Instant;
  readonly fields: readonly string[];
  readonly reason: string;
  readonly from?: string;
}

export interface Reveals {
  /** What somebody has revealed since then, the first one first. `from`: a date, or an instant. */
  by(who: string, from: string, after: string | undefined, limit: number): Promise<Page<Reveal>>;
}

/** What a day's erasing has done. */
export interface ErasureReport {
  readonly day: string;
  readonly at: Instant;
  readonly erased: number;
  /** Kept by a legal hold. */
  readonly held: number;
  /** Kept for longer by the policy as it is now. */
  readonly postponed: number;
  /** Tickets that could not be erased: tried again the next day. */
  readonly failed: number;
  /** All days before this one are done. */
  readonly doneUntil: string;
}

export interface Erasures {
  /** Tickets whose data is to be erased on a day. */
  dueOn(day: string, limit: number): Promise<readonly TicketId[]>;
  /** It is done; or it is looked at again on another day. */
  settle(day: string, id: TicketId, again?: string): Promise<void>;
  /** All days before this one are done; undefined before the first run. */
  doneUntil(): Promise<string | undefined>;
  /** How far it has come, and what was done on a day, added to what the day's earlier turns did. */
  report(report: ErasureReport): Promise<void>;
  reports(limit: number): Promise<readonly ErasureReport[]>;
}
