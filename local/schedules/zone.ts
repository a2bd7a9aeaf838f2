/**
 * Time zones. A wall time is written as the epoch ms that would read the same in UTC, so that arithmetic on it knows of no
 * offsets.
 */
export interface Zone {
  /** The wall time at an instant (epoch ms). */
  wall(instant: number): number;
  /** The first instant with this wall time; undefined when the clocks jump over it. */
  instant(wall: number): number | undefined;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const UTC: Zone = { wall: (instant) => instant, instant: (wall) => wall };

/** `name` of the IANA, e.g. `Asia/Shanghai`. Throws an Error of one line for any other. */
export function zoneOf(name: string): Zone {
  if (name === 'UTC') return UTC;
  const offset = offsetOf(name);
  const wall = (instant: number): number => instant + offset(instant);
  return {
    wall,
    instant(at) {
      // Offsets never reach a day, so that of the instant is in force a day before or a day after, whatever changes between.
      const possible = [offset(at - DAY_MS), offset(at + DAY_MS)].map((each) => at - each);
      return possible.sort((a, b) => a - b).find((each) => wall(each) === at);
    },
  };
}

/** Milliseconds to add to an instant for the wall time there. */
function offsetOf(name: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    if (!/^[A-Za-z]/.test(name)) throw new RangeError('an offset, not a name');
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    throw new Error(`there is no time zone ${name}`);
  }
  return (instant) => {
    const text = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    // `GMT` alone is no offset; that of ages before standard time has seconds.
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(text) ?? [];
    const size = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
    return sign === '-' ? -size : size;
  };
}
