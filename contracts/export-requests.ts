/** What is asked of exports. In zod's small dialect, as everything that functions load. */
import * as z from 'zod/mini';
import { COLUMNS, type ColumnName } from '../core/domain/exports/columns.ts';
import { FORMATS, MOST_DAYS } from '../core/domain/exports/job.ts';
import { language, name, phase } from './common.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const day = z.iso.date();
const STANDARD: ColumnName[] = COLUMNS.filter((column) => column !== 'fields');

export const startExport = z
  .strictObject({
    format: z.enum(FORMATS).check(z.describe('csv for spreadsheets, ndjson for programs')),
    from: day.check(z.describe('First day on which the tickets were opened, in Asia/Shanghai')),
    to: day.check(z.describe('Last day, at most 92 with the first')),
    queue: z.optional(name),
    category: z.optional(name),
    phase: z.optional(phase),
    columns: z
      ._default(z.array(z.enum(COLUMNS)).check(z.minLength(1), z.maxLength(COLUMNS.length)), STANDARD)
      .check(z.describe('In this order; without it, all but the fields of forms')),
    language: z._default(language, 'zh').check(z.describe('Of the titles in a csv')),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { error: 'The last day comes before the first', path: ['to'] }),
    z.refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
      error: `An export is of at most ${MOST_DAYS} days`,
      path: ['to'],
    }),
    z.refine(({ columns }) => new Set(columns).size === columns.length, {
      error: 'A column is named twice',
      path: ['columns'],
    }),
  );
