const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** Epoch ms of an ISO 8601 time with offset, as a Wait state takes it; undefined when the text is none. */
export function parseTimestamp(text: unknown): number | undefined {
  const match = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  if (hour! > 23 || minute! > 59 || second! > 59) return undefined;
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  if (date.getUTCMonth() !== month! - 1 || date.getUTCDate() !== day) return undefined; // the 31st of June
  const time = Date.parse(match[0]);
  return Number.isNaN(time) ? undefined : time;
}

export const isTimestamp = (value: unknown): value is string => parseTimestamp(value) !== undefined;
