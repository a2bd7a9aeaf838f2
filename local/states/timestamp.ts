/** RFC 3339, which a definition has to be written in. */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
/** ISO 8601's extended offset date-time as an execution reads it: seconds may be missing, letters may be small. */
const READ = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/i;
const LARGEST_OFFSET_SECONDS = 18 * 3600;

/** Epoch ms of a time that an expression gave to a Wait state; undefined when the text is none. */
export function parseTimestamp(text: unknown): number | undefined {
  const match = typeof text === 'string' ? READ.exec(text) : null;
  if (!match) return undefined;
  const number = (group: number): number => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as [number, ...number[]];
  if (hour! > 23 || minute! > 59 || second! > 59 || number(10) > 59 || number(11) > 59) return undefined;
  const offset = number(9) * 3600 + number(10) * 60 + number(11);
  if (offset > LARGEST_OFFSET_SECONDS) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month! - 1, day);
  if (date.getUTCMonth() !== month! - 1 || date.getUTCDate() !== day) return undefined; // the 31st of June
  const milliseconds = Math.floor(Number(`0.${match[7] || 0}`) * 1000);
  const local = date.getTime() + ((hour! * 60 + minute!) * 60 + second!) * 1000 + milliseconds;
  return local - (match[8] === '-' ? -offset : offset) * 1000;
}

/** Whether a definition may hold it as the Timestamp of a Wait state. */
export const isTimestamp = (value: unknown): value is string =>
  typeof value === 'string' && WRITTEN.test(value) && parseTimestamp(value) !== undefined;
