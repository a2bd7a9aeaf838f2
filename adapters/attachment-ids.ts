import { ulid } from 'ulid';
import type { AttachmentIds } from '../core/ports-files.ts';

/** They sort by the time they were announced, and tell it. */
export const ulidAttachments: AttachmentIds = { attachmentId: () => `att_${ulid()}` };
