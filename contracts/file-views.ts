/** What is answered of files. */
import * as z from 'zod';
import { instant } from './common.ts';
import { attachmentView } from './desk-views.ts';

export type AttachmentView = z.infer<typeof attachmentView>;

export const uploadRequested = z.object({
  attachment: attachmentView,
  upload: z
    .object({
      method: z.literal('PUT'),
      url: z.string(),
      headers: z.record(z.string(), z.string()).describe('To be sent exactly so'),
      expiresAt: instant,
    })
    .describe('The request that sends the file, its bytes as the body'),
});

export const download = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  url: z.string().describe('Saves the file under its name'),
  expiresAt: instant,
});
