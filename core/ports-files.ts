/** What the use cases of files need from the outside; adapters/s3/ fills it. The files themselves never pass through the API. */
import type { AttachmentId } from './domain/attachment.ts';
import type { Instant } from './domain/time.ts';
import type { TicketId } from './domain/vocabulary.ts';

/** Which file: nothing of its name or content is in where it is kept. */
export interface FileRef {
  readonly ticketId: TicketId;
  readonly attachment: AttachmentId;
}

/** What is announced of a file, and held against what comes. */
export interface FileFacts {
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** How to send a file: this request, with exactly these headers and the bytes as its body. */
export interface Upload {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

export interface Download {
  readonly url: string;
  readonly expiresAt: Instant;
}

export interface FileLinks {
  /** For five minutes, and for a file of exactly this type, size and checksum. It goes into quarantine. */
  upload(file: FileRef, facts: FileFacts): Promise<Upload>;
  /** For a minute; whoever follows it saves the file under `name`, and never opens it in the page. Out of quarantine alone. */
  download(file: FileRef, as: { readonly name: string; readonly type: string }): Promise<Download>;
}

/** A file in quarantine: its first bytes, and what it is as a whole. */
export interface Arrived {
  readonly size: number;
  /** Hex; undefined when the store does not know it. */
  readonly sha256: string | undefined;
  /** At most 64 KiB. */
  readonly firstBytes: Uint8Array;
}

export interface Quarantine {
  /** Rejects when there is nothing: it comes after the store has told of the file. */
  look(file: FileRef): Promise<Arrived>;
  /** From now on it can be downloaded. Done twice it is the same. */
  release(file: FileRef): Promise<void>;
  /** Takes the file away, in quarantine or out of it; one that is not there is no error. */
  forget(file: FileRef): Promise<void>;
}

/** Looks into files for what would harm whoever opens them. Rejects when it cannot tell: the file stays in quarantine, and is asked about again. */
export interface Scanner {
  scan(file: FileRef): Promise<'clean' | 'harmful'>;
}

/** Knows types by content. */
export interface Content {
  /** Whether the content is of the type that it is said to be. */
  fits(type: string, firstBytes: Uint8Array): Promise<boolean>;
}

export interface AttachmentIds {
  /** `att_` and a ULID. */
  attachmentId(): AttachmentId;
}
