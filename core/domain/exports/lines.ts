/** Rows of an export as they are written: for spreadsheets as RFC 4180 says, for programs a JSON object a line. */
import type { Language } from '../vocabulary.ts';
import { type Cell, type ColumnName, columnOf, type Row } from './columns.ts';
import type { ExportFormat } from './job.ts';

/** Without it, spreadsheet programs take UTF-8 for the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What begins so is a formula to a spreadsheet program: also in full-width letters, and behind blanks that it leaves out. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
const ZONE_MS = 8 * 60 * 60 * 1000; // Asia/Shanghai has had no summer time since 1991

/** What stands before the first row. */
export const headOf = (format: ExportFormat, columns: readonly ColumnName[], language: Language): string =>
  format === 'ndjson' ? '' : `${BYTE_ORDER_MARK}${csvLine(columns.map((name) => titleOf(name, language)))}`;

/** One row, with the end of its line. */
export const lineOf = (format: ExportFormat, columns: readonly ColumnName[], row: Row): string =>
  format === 'ndjson'
    ? `${JSON.stringify(row)}\n`
    : csvLine(columns.map((name) => textOf(row[name] ?? null, columnOf(name).instant === true)));

const titleOf = (name: ColumnName, language: Language): string => {
  const { titles, instant } = columnOf(name);
  return instant ? `${titles[language]} (UTC+8)` : titles[language];
};

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** An apostrophe before a formula makes it a text in every spreadsheet program; a plain number is none. */
export const csvCell = (text: string): string => {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  // A semicolon or a tab divides cells where the spreadsheet program is set so: what comes after it would begin one.
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const textOf = (cell: Cell, instant: boolean): string => {
  if (cell === null) return '';
  if (instant) return new Date(Date.parse(String(cell)) + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
  if (Array.isArray(cell)) return cell.join(' ');
  if (typeof cell !== 'object') return String(cell);
  return Object.keys(cell).length === 0 ? '' : JSON.stringify(cell);
};
