/** How far the clocks of a zone are from UTC, on the zone data that comes with the platform. */
import { MINUTE_MS } from '../time.ts';

// To make a formatter costs a hundred times as much as to use it.
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
};

/** How far the clocks of the zone are ahead of UTC, in ms. Throws RangeError on a zone that is not known. */
export const offsetAt = (at: number, zone: string): number => {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const shown: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(minute)) shown[type] = value;
  return Date.parse(`${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:00Z`) - minute;
};
