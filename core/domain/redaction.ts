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
const WRITTEN_MAPS: ReadonlySet<string> = new Set(['fields', 'found']);
/** Lists of what the customer has. */
const WRITTEN_LISTS: ReadonlySet<string> = new Set(['orders']);
/** Go as a whole when a ticket is erased. */
const OF_CUSTOMERS: ReadonlySet<string> = new Set(['customer', 'orders', 'extracted']);

/** Whether a property of an event holds, or may hold, what redaction and erasure change: all of it or a part. */
export const isPersonal = (name: string): boolean =>
  WRITTEN.has(name) || WRITTEN_MAPS.has(name) || OF_CUSTOMERS.has(name);

/** Who the customer of an erased ticket is: nobody finds it by them. */
export const ERASED_CUSTOMER = 'erased';

type Change = (text: string) => string;

const changed = <T>(value: T, change: Change, within?: 'map' | 'list'): T => {
  if (Array.isArray(value))
    return value.map((each) =>
      typeof each === 'string' ? (within === 'list' ? change(each) : each) : changed(each, change),
    ) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (typeof each === 'string') return [name, within === 'map' || WRITTEN.has(name) ? change(each) : each];
      const next = WRITTEN_MAPS.has(name) ? 'map' : WRITTEN_LISTS.has(name) ? 'list' : undefined;
      return [name, changed(each, change, next)];
    }),
  ) as T;
};

/** Why a ticket was escalated is one of a few words: nobody wrote it. */
const withOwnReason = <T extends Ticket | Recorded>(thing: T, next: T): T =>
  'type' in thing && 'type' in next && thing.type === 'ticket.escalated' && next.type === 'ticket.escalated'
    ? { ...next, data: { ...next.data, reason: thing.data.reason } }
    : next;

/** Without the value, wherever it was written; the same object where it was not. */
export const redacted = <T extends Ticket | Recorded>(thing: T, value: string): T => {
  let found = false;
  const next = changed(thing, (text) => {
    if (!text.includes(value)) return text;
    found = true;
    return text.replaceAll(value, REDACTED);
  });
  return found ? withOwnReason(thing, next) : thing;
};

/** From where they wrote tells of people outside who they are. */
const OUTSIDE: ReadonlySet<string> = new Set(['customer', 'party']);

/** Without anything that people wrote or that tells who the customer is. What is left is good for counting. */
export const erased = <T extends Ticket | Recorded>(thing: T): T => {
  const next = nameless(changed(thing, (text) => (text === '' ? '' : REDACTED))) as T;
  if (!('actor' in thing)) return next;
  const { from, ...rest } = withOwnReason<Recorded>(thing, next as Recorded);
  return (from === undefined || OUTSIDE.has(thing.actor.kind) ? rest : { ...rest, from }) as T;
};

const nameless = (thing: unknown): unknown => {
  if (Array.isArray(thing)) return thing.map(nameless);
  if (typeof thing !== 'object' || thing === null) return thing;
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => {
      if (name === 'customer') return [name, { id: ERASED_CUSTOMER, tier: (value as Ticket['customer']).tier }];
      return [name, OF_CUSTOMERS.has(name) ? [] : nameless(value)];
    }),
  );
};
