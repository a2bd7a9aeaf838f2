/** What searching needs from the outside. */
import type { Recorded } from './domain/events.ts';
import type { Doc } from './domain/search/said.ts';
import type { IndexState, MergeStep, Segment } from './domain/search/segments.ts';
import type { TicketId } from './domain/vocabulary.ts';

/** A doc, and the numbers it was packed under before: nothing is found by them any more. */
export type KeptDoc = Doc & { readonly past: readonly number[] };
/** `number`: the one it is packed under. */
export type PackedDoc = KeptDoc & { readonly number: number };

/** Who is packed under the numbers of a chunk, in their order; undefined for one who has been taken out. */
export type Claim = readonly ({ readonly ticketId: TicketId; readonly seq: number } | undefined)[];

/** Docs are in two places: fresh ones, which every search reads, and packed ones, which it finds through segments. */
export interface SearchIndex {
  /** All that are fresh, in any order. */
  fresh(): Promise<readonly KeptDoc[]>;
  /** How the index has grown; to be read after `fresh`, since what leaves the fresh ones stands in it by then. */
  state(): Promise<IndexState>;
  /**
   * Where a ticket stands, with one operation for all that are asked for side by side. The two are not read at one moment: what is
   * packed meanwhile may be in neither, and is then put there again, perhaps from an earlier event; a search knows of that.
   */
  docOf(id: TicketId): Promise<{ readonly fresh?: KeptDoc; readonly packed?: PackedDoc }>;
  /**
   * False when one of the same event or a later one is fresh already. With one operation for all that are put side by side; what
   * one of them fails of is its own.
   */
  putFresh(doc: KeptDoc): Promise<boolean>;
  /** Ordinals of the texts of each segment that have all of the terms, ascending. */
  found(segments: readonly Segment[], terms: readonly number[]): Promise<readonly (readonly number[])[]>;
  /** Who is packed under these numbers now; undefined where the ticket has been packed again since, or taken out. */
  packed(numbers: readonly number[]): Promise<readonly (PackedDoc | undefined)[]>;

  /** Says who is packed under the numbers of a chunk; false when it was said before. */
  claim(chunk: number, claim: Claim): Promise<boolean>;
  /** What was claimed for a chunk; undefined while nothing is. */
  claimed(chunk: number): Promise<Claim | undefined>;
  /** The docs of a claim, fresh or packed, as long as they stand at the event that was claimed. */
  docsOf(claim: Claim): Promise<readonly (KeptDoc | undefined)[]>;
  putSegment(segment: Segment, buckets: readonly Uint8Array[]): Promise<void>;
  /** Keeps docs of different tickets under their numbers, each unless a later one is packed. */
  putPacked(docs: readonly PackedDoc[]): Promise<void>;
  /** Takes docs of different tickets out of the fresh ones, each unless it has changed since. */
  removeFresh(docs: readonly Pick<Doc, 'ticketId' | 'seq'>[]): Promise<void>;
  /** Changes what differs, only when it still stands as in `before`; false else. */
  advance(before: IndexState, after: IndexState): Promise<boolean>;
  /** Merges one bucket of eight segments; false when they have gone, since somebody else was faster. */
  merge(step: MergeStep): Promise<boolean>;

  /** Removes the packed text of a ticket as it was up to this event, and its name from the chunks it was packed in. */
  forget(id: TicketId, seq: number): Promise<void>;
}

/** Events of timelines, one by one: what indexing reads together with `docOf`. */
export interface SearchedEvents {
  /** Undefined when the ticket has not come so far. */
  event(id: TicketId, seq: number): Promise<Recorded | undefined>;
}

/** A list or a search with what it is asked; kept as it was given. */
export interface SavedView {
  readonly title: string;
  readonly list: string;
  readonly of?: string | undefined;
  readonly q?: string | undefined;
  readonly filter: Readonly<Record<string, string | undefined>>;
}

/** `owner`: an agent's id, or `team:<name>`. */
export interface Views {
  of(owner: string): Promise<Readonly<Record<string, SavedView>>>;
  /** False when the owner has fifty others already. */
  put(owner: string, name: string, view: SavedView): Promise<boolean>;
  remove(owner: string, name: string): Promise<void>;
}
