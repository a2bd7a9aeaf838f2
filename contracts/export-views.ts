/** What exports look like from outside. */
import * as z from 'zod';
import { COLUMNS } from '../core/domain/exports/columns.ts';
import { EXPORT_STATES, FORMATS } from '../core/domain/exports/job.ts';
import { PHASES } from '../core/domain/vocabulary.ts';
import { instant } from './common.ts';

export const exportView = z.object({
  id: z.string(),
  state: z.enum(EXPORT_STATES),
  because: z.enum(['too-many-rows']).optional().describe('Why it failed'),
  format: z.enum(FORMATS),
  from: z.string(),
  to: z.string(),
  queue: z.string().optional(),
  category: z.string().optional(),
  phase: z.enum(PHASES).optional(),
  columns: z.array(z.enum(COLUMNS)),
  done: z.int().describe('Tickets that were looked at'),
  total: z.int().describe('How many there are about; 0 as long as nobody has counted'),
  percent: z.int(),
  rows: z.int().describe('Of those, tickets that were asked for and may be exported'),
  createdAt: instant,
  expiresAt: instant,
});
export type ExportView = z.infer<typeof exportView>;

/** With the link, once it is done. */
export const exportWithLink = exportView.extend({
  url: z.string().optional().describe('Where the file is for a minute; ask again for a new link'),
  urlExpiresAt: z.optional(instant),
});
