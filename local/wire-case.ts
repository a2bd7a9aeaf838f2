/**
 * The two spellings of a service's members: tasks of a state machine write and read them with a capital letter, whatever the
 * service; the wire of some services (Step Functions) begins them with a small one.
 */

type Turn = (key: string) => string;

const capital: Turn = (key) => key.charAt(0).toUpperCase() + key.slice(1);
const small: Turn = (key) => key.charAt(0).toLowerCase() + key.slice(1);

/** The first member, by its path, that a task may not write: it begins with a small letter. */
export function misspelt(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && key !== capital(key)) return key;
    const below = misspelt(inner);
    if (below !== undefined) return `${key}.${below}`;
  }
  return undefined;
}

/** The arguments of a task as a wire with small letters wants them, at every depth. */
export const toWire = (given: unknown): unknown => turned(given, small);

/** An answer of such a wire as a task reads it: capital letters, and moments (`StartDate`) as ISO texts, not epoch seconds. */
export const fromWire = (answer: unknown): unknown => turned(answer, capital);

function turned(value: unknown, turn: Turn): unknown {
  if (Array.isArray(value)) return value.map((item) => turned(item, turn));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = turn(key);
      const moment = turn === capital && typeof inner === 'number' && /(Date|Timestamp)$/.test(name);
      return [name, moment ? new Date(Math.round(inner * 1000)).toISOString() : turned(inner, turn)];
    }),
  );
}
