/** What exports need from the outside; adapters/ fills it. */
import type { ExportId, ExportJob } from './domain/exports/job.ts';
import type { TicketId } from './domain/vocabulary.ts';
import type { Page } from './ports.ts';
import type { Download } from './ports-files.ts';

/** Whose export: they alone see it. */
export interface ExportRef {
  readonly by: string;
  readonly id: ExportId;
}

/** Rows of one slice, as an object of the file store. */
export interface ExportPart {
  readonly key: string;
  readonly bytes: number;
}

export interface Exports {
  create(job: ExportJob): Promise<void>;
  read(ref: ExportRef): Promise<ExportJob | undefined>;
  /** Of one person, the last one first. */
  list(by: string, limit: number): Promise<readonly ExportJob[]>;
  /** Puts the job in the place of its last version, and with it what this slice has made; false when somebody else has changed it. */
  move(job: ExportJob, part?: ExportPart): Promise<boolean>;
  /** In the order of their slices. */
  parts(id: ExportId): Promise<readonly ExportPart[]>;
}

export interface OpenedTickets {
  /** Ids of the tickets that were opened on a day, in an order that stays. New ones may come between. */
  openedOn(day: string, after: string | undefined, limit: number): Promise<Page<TicketId>>;
  /** How many were, as far as is counted. */
  countOf(day: string): Promise<number>;
}

export interface ExportFiles {
  /** Each call makes an object of its own. */
  putPart(id: ExportId, text: string): Promise<ExportPart>;
  /** Puts head and parts together, streamed; done twice it is the same. */
  join(job: ExportJob, head: string, parts: readonly ExportPart[]): Promise<void>;
  /** For a minute; whoever follows it saves the file. */
  link(job: ExportJob): Promise<Download>;
}

/** Asks for the next slice of an export. */
export interface ExportQueue {
  send(ref: ExportRef): Promise<void>;
}

export interface ExportIds {
  /** `exp_` and a ULID. */
  exportId(): ExportId;
}
