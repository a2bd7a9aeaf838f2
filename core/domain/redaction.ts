/** What is taken out of a ticket for good: one value that should not have been written, or all that tells who somebody is. */
import type { Recorded } from './events.ts';
import type { Ticket } from './ticket.ts';

/** What stands in the place of a value that was taken out. */
export const REDACTED = '▇▇▇';

/** Properties that hold what people wrote, or who they are; all others are ids, enums, times and names of the policy. */
const WRITTEN: ReadonlySet<string> = new Set([
  ...['subject', 'description', 'text', 'note', 'reason', 'remarks', 'comment'],
  ...['name', 'phone', 'email', 'region', 'value', 'title', 'conversation'],
]);
/** Of objects under these, all values are written: fields by the names that the form gives them. */
const WRITTEN_MAPS: ReadonlySet<string> = new Set(['fields']);

type Change = (text: string) => string;

const changed = <T>(value: T, change: Change, inMap = false): T => {
  if (Array.isArray(value)) return value.map((each) => changed(each, change, inMap)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (typeof each === 'string') return [name, inMap || WRITTEN.has(name) ? change(each) : each];
      return [name, changed(each, change, WRITTEN_MAPS.has(name))];
    }),
  ) as T;
};

/** Without the value, wherever it was written; the same object where it was not. */
export const redacted = <T extends Ticket | Recorded>(thing: T, value: string): T => {
  let found = false;
  const next = changed(thing, (text) => {
    if (!text.includes(value)) return text;
    found = true;
    return text.replaceAll(value, REDACTED);
  });
  return found ? next : thing;
};

/** Without anything that people wrote or that tells who the customer is. What is left is good for counting. */
export const erased = <T extends Ticket | Recorded>(thing: T): T => {
  const next = changed(thing, (text) => (text === '' ? '' : REDACTED));
  return nameless(next) as T;
};

const nameless = <T>(thing: T): T => {
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) return thing;
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => {
      if (name === 'customer') return [name, { id: 'erased', tier: (value as Ticket['customer']).tier }];
      if (name === 'orders') return [name, []];
      if (name === 'extracted') return [name, []];
      return [name, name === 'data' || name === 'was' ? nameless(value) : value];
    }),
  ) as T;
};
