/** Where files stand in their bucket, for the stacks and the adapter; and what the bucket tells of one that came. */
import * as z from 'zod/mini';

/** Quarantine: anybody with a link may put, nobody may read but the check. */
export const INCOMING = 'incoming/';
/** Checked: may be read by link. */
export const KEPT = 'kept/';
/** Tickets that somebody took out, and the parts of which the file is made. */
export const EXPORTS = 'exports/';

export const OBJECT_CREATED = 'Object Created';

/** Detail of the event `Object Created` of S3, as far as it is read. Of keys it has the text itself, without escapes. */
export const objectCreated = z.object({ object: z.object({ key: z.string() }) });
