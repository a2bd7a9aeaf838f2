/** A file of real incidents, one a line. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { MINUTE_MS } from '../core/domain/time.ts';

export interface Incident {
  readonly id: string;
  /** Milliseconds since 1970; the file does not say in which zone its times are, they are taken as UTC. */
  readonly openedAt: number;
  /** 1 to 4, the most urgent first. */
  readonly priority: number;
  readonly category: string;
  readonly firstGroup: string;
  readonly lastGroup: string;
  /** Empty when nobody is named. */
  readonly firstAgent: string;
  readonly lastAgent: string;
  /** From the first assignment to the resolution without what was waited for the customer; undefined when not known. */
  readonly minutes: number | undefined;
}

const COLUMNS = [
  'id',
  'opened_at',
  'first_assigned_at',
  'resolved_at',
  'priority',
  'category',
  'first_group',
  'last_group',
  'first_agent',
  'last_agent',
  'awaiting_minutes',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Throws an Error that names the file and what is wrong with it. */
export const readTrace = (path: string): readonly Incident[] => {
  const rows: readonly Partial<Row>[] = parse(readFileSync(path, 'utf8'), { columns: true, skip_empty_lines: true });
  const missing = COLUMNS.filter((column) => rows[0]?.[column] === undefined);
  if (missing.length > 0) throw new Error(`${path}: there is no column ${missing.join(', ')}.`);
  return (rows as readonly Row[]).map((row, index) => {
    const openedAt = timeOf(row.opened_at);
    const priority = Number(row.priority);
    if (openedAt === undefined || ![1, 2, 3, 4].includes(priority))
      throw new Error(`${path}: incident ${index + 1} has no opened_at or no priority from 1 to 4.`);
    return {
      id: row.id,
      openedAt,
      priority,
      category: row.category,
      firstGroup: row.first_group,
      lastGroup: row.last_group,
      firstAgent: row.first_agent,
      lastAgent: row.last_agent,
      minutes: minutesOf(row),
    };
  });
};

/** `2016-02-29T01:16`; undefined when it is empty or no time. */
const timeOf = (text: string): number | undefined => {
  const time = Date.parse(`${text}Z`);
  return Number.isNaN(time) ? undefined : time;
};

const minutesOf = (row: Row): number | undefined => {
  const [from, to] = [timeOf(row.first_assigned_at), timeOf(row.resolved_at)];
  if (from === undefined || to === undefined) return undefined;
  return Math.max(0, (to - from) / MINUTE_MS - Number(row.awaiting_minutes));
};
