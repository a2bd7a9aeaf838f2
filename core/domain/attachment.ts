export type AttachmentId = `att_${string}`;

/** A file of a ticket, as it was announced. The file itself is in the object store under its id. */
export interface Attachment {
  readonly id: AttachmentId;
  /** As the sender named it. */
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** awaited: not there yet, or not looked at · clean: may be read · refused: not what it was announced as, or harmful. */
  readonly state: 'awaited' | 'clean' | 'refused';
  /** The customer may see it. */
  readonly shown: boolean;
  readonly by: string;
}

export const MOST_ATTACHMENTS = 10;
