/** What of a ticket's timeline can be searched: who it is about, and what was said. */
import type { Recorded } from '../events.ts';
import type { TicketId } from '../vocabulary.ts';
import { normalised } from './words.ts';

/** A ticket as a search sees it, up to one event of its timeline. */
export interface Doc {
  readonly ticketId: TicketId;
  /** Of the last event that is in it. */
  readonly seq: number;
  /** When that happened: the newest come first. */
  readonly at: string;
  /** Subject, customer, orders, codes: normalised, and never dropped. */
  readonly about: string;
  /** Messages and notes, one a line: normalised. The oldest are dropped when there are too many. */
  readonly said: string;
  readonly tags: readonly string[];
}

const ABOUT_BYTES = 2048;
const SAID_BYTES = 6144;

/** Fields of events that hold what people wrote, by type. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'ticket.opened': ['description'],
  'ticket.customer-replied': ['text'],
  'ticket.replied': ['text'],
  'ticket.noted': ['text'],
  'ticket.urged': ['text'],
  'ticket.party-answered': ['text'],
  'ticket.resolved': ['text'],
  'ticket.reopened': ['reason'],
  'ticket.rated': ['comment'],
  'ticket.step-taken': ['note'],
};
const TAGGED = 'ticket.tagged';
const FIELDS = 'ticket.fields-set';
const ATTACHED = 'ticket.attachment-added';
/** After these the timeline says less than before: all that was taken from it is taken anew. */
const TAKEN_BACK = ['ticket.redacted', 'ticket.erased'] as const;

/** Types of the events after which a ticket is found by other words. */
export const SEARCHED_EVENTS: readonly string[] = [...Object.keys(SAID), ...[TAGGED, FIELDS, ATTACHED], ...TAKEN_BACK];

export const isTakenBack = ({ type }: Pick<Recorded, 'type'>): boolean =>
  (TAKEN_BACK as readonly string[]).includes(type);

/** The text of a doc that a query is compared with. */
export const textOf = ({ about, said }: Pick<Doc, 'about' | 'said'>): string => `${about}\n${said}`;

/** The doc with these further events, which follow it without a gap; `before` is undefined for those from the first on. */
export const withEvents = (before: Doc | undefined, events: readonly Recorded[]): Doc | undefined => {
  const last = events.at(-1);
  if (!last) return before;
  const lines = events.flatMap(linesOf).map(normalised);
  const tags = events.flatMap(tagsOf);
  return {
    ticketId: last.ticketId,
    seq: last.seq,
    at: last.time,
    about: before?.about ?? firstBytes(normalised(aboutOf(events[0])), ABOUT_BYTES),
    said: lastLines([...(before ? before.said.split('\n') : []), ...lines].filter(Boolean), SAID_BYTES),
    tags: [...new Set([...(before?.tags ?? []), ...tags])],
  };
};

/** Whether these events change what it is found by. */
export const say = (events: readonly Recorded[]): boolean =>
  events.some((event) => isTakenBack(event) || linesOf(event).length > 0 || tagsOf(event).length > 0);

type Data = Readonly<Record<string, unknown>>;

const linesOf = (event: Recorded): string[] => {
  const data = event.data as Data;
  const type: string = event.type;
  if (type === FIELDS) return valuesOf(data.fields);
  if (type === ATTACHED) return texts([(data.attachment as Data | undefined)?.name]);
  return texts((SAID[type] ?? []).map((name) => data[name]));
};

const tagsOf = (event: Recorded): string[] => {
  const data = event.data as Data;
  const type: string = event.type;
  if (type === 'ticket.opened') return texts((data.tags as unknown[]) ?? []);
  return type === TAGGED ? texts((data.add as unknown[]) ?? []) : [];
};

const aboutOf = (opened: Recorded | undefined): string => {
  if (opened?.type !== 'ticket.opened') return '';
  const { subject, code, orders, customer } = opened.data;
  return texts([subject, code, customer.id, customer.name, customer.phone, customer.email, ...orders]).join(' · ');
};

/** `{orderNumber: {value: …}}`: what stands in the fields of a form. */
const valuesOf = (fields: unknown): string[] =>
  Object.values((fields as Readonly<Record<string, Data>> | undefined) ?? {}).flatMap((field) => {
    const value = typeof field === 'object' && field !== null ? field.value : field;
    return typeof value === 'number' ? [String(value)] : texts([value]);
  });

const texts = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

const ENCODER = new TextEncoder();
const bytesOf = (text: string): number => ENCODER.encode(text).length;

const firstBytes = (text: string, most: number): string => {
  if (bytesOf(text) <= most) return text;
  return new TextDecoder().decode(ENCODER.encode(text).subarray(0, most)).replace(/�$/u, '');
};

/** As many of the last lines as there is room for; of a line that is too long alone, its beginning. */
const lastLines = (lines: readonly string[], most: number): string => {
  const kept: string[] = [];
  let left = most;
  for (const line of lines.toReversed()) {
    const bytes = bytesOf(line) + 1;
    if (bytes > left && kept.length > 0) break;
    kept.unshift(firstBytes(line, left - 1));
    left -= bytes;
    if (left <= 1) break;
  }
  return kept.join('\n');
};
