/** Days as numbers, so that one can count with them. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01; undefined for what is no day, such as 30 February. `month` is 1 to 12. */
export const dayOf = (year: number, month: number, day: number): number | undefined => {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isSame = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isSame ? at.getTime() / DAY_MS : undefined;
};

/** `2026-11-20`. */
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The day of a local date such as `2026-11-20`. */
export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Of the candidates the one next to a day; the earlier one of two, because people tell what has happened. */
export const nearest = (today: number, days: readonly (number | undefined)[]): number | undefined =>
  days.filter((day) => day !== undefined).sort((a, b) => Math.abs(a - today) - Math.abs(b - today) || a - b)[0];

export const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();
/** 1 to 12. */
export const monthOf = (day: number): number => new Date(day * DAY_MS).getUTCMonth() + 1;
