/**
 * An export: what somebody asked for, and how far it has come. It is worked on slice by slice; each slice moves the cursor on the
 * condition that nobody else has, so that a slice which is done twice counts once.
 */
import type { Actor } from '../permissions.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Language, Phase } from '../vocabulary.ts';
import type { ColumnName } from './columns.ts';

export const FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export const EXPORT_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
type ExportState = (typeof EXPORT_STATES)[number];

export type ExportId = `exp_${string}`;

/** Days that one export may be of. */
export const MOST_DAYS = 92;
/** Of one export: more fits into no spreadsheet that people still work with. */
export const MOST_ROWS = 100_000;
/** Of one person, at once. */
export const MOST_UNDER_WAY = 3;
/** Everything of an export goes after that. */
export const KEPT_DAYS = 7;

export interface ExportWish {
  readonly format: ExportFormat;
  /** Of the titles. */
  readonly language: Language;
  /** Days on which tickets were opened, in Asia/Shanghai: from the first to the last. */
  readonly from: string;
  readonly to: string;
  readonly queue?: string;
  readonly category?: string;
  readonly phase?: Phase;
  readonly columns: readonly ColumnName[];
}

export interface ExportJob {
  readonly id: ExportId;
  /** As they were when they asked: they get what they reached then. */
  readonly actor: Pick<Actor, 'kind' | 'id' | 'roles' | 'reach'>;
  readonly wish: ExportWish;
  readonly state: ExportState;
  /** Why it failed. */
  readonly because?: 'too-many-rows';
  /** Where the next slice begins; behind the last day when all was looked at. */
  readonly cursor: { readonly day: string; readonly after?: string };
  /** Tickets that were looked at, and how many there are about: known once it runs. */
  readonly looked: number;
  readonly total: number;
  readonly rows: number;
  readonly createdAt: Instant;
  /** When something last happened to it. */
  readonly movedAt: Instant;
  /** Counts changes, from 1. */
  readonly version: number;
}

/** Nothing happens to it any more. */
export const isOver = ({ state }: Pick<ExportJob, 'state'>): boolean => state !== 'queued' && state !== 'running';

/** All tickets were looked at. */
export const isRead = ({ cursor, wish }: ExportJob): boolean => cursor.day > wish.to;

export const percentOf = ({ state, looked, total }: ExportJob): number =>
  state === 'done' ? 100 : total === 0 ? 0 : Math.min(99, Math.floor((looked / total) * 100));

export const isAskedFor = ({ queue, category, phase }: ExportWish, ticket: Ticket): boolean =>
  (queue === undefined || ticket.queue === queue) &&
  (category === undefined || ticket.category === category) &&
  (phase === undefined || ticket.phase === phase);

const DAY_MS = 24 * 60 * 60 * 1000;

export const nextDay = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/** From the first to the last; none when the last comes first. */
export const daysOf = ({ from, to }: Pick<ExportWish, 'from' | 'to'>): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = nextDay(day)) days.push(day);
  return days;
};
