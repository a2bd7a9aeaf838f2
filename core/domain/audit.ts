/**
 * The timeline of a ticket as a chain: each event is sealed together with the one before, so that nobody can change, drop or move
 * one unseen. Of what may be redacted or erased later only a salted digest is sealed: the words go, the seal stays good.
 */
import type { Recorded } from './events.ts';
import { evolve } from './evolve.ts';
import { erased, isPersonal } from './redaction.ts';
import type { Ticket } from './ticket.ts';

/** All of it in base64. */
export interface Crypto {
  sha256(text: string): string;
  hmac(key: string, text: string): string;
}

/** An event as it is kept. */
export interface Sealed {
  readonly event: Recorded;
  /** Of this event and all before it; undefined: it was never sealed. */
  readonly seal: string | undefined;
  /** Of the digests of what it says now. */
  readonly salt: string | undefined;
  /** Digests, by path, of what it said before something was taken out of it. */
  readonly kept?: Readonly<Record<string, string>>;
  /** Of a redaction: the digest of each event, by seq, as the redaction has left it. */
  readonly replaced?: Readonly<Record<string, string>>;
}

export interface SealedTicket {
  readonly ticket: Ticket;
  /** Of its last event. */
  readonly seal: string | undefined;
  /** In order of their keys. */
  readonly events: readonly Sealed[];
}

/** Keys in order, so that the same value is the same text wherever it was kept. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) ?? 'null';

type Digest = (path: string, value: unknown) => string;

const withDigests = (value: unknown, path: string, digest: Digest): unknown => {
  if (Array.isArray(value)) return value.map((each, at) => withDigests(each, `${path}/${at}`, digest));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const at = `${path}/${name}`;
      return [
        name,
        isPersonal(name) && each !== undefined ? { digest: digest(at, each) } : withDigests(each, at, digest),
      ];
    }),
  );
};

const FROM = '/from';

/** What is sealed of an event. */
const contentOf = (
  { data, from, ...plain }: Recorded,
  digest: Digest,
  replaced: Sealed['replaced'],
  hadFrom: boolean = from !== undefined,
): string =>
  canonical({
    ...plain,
    ...(hadFrom && { from: digest(FROM, from) }),
    data: withDigests(data, '', digest),
    ...(replaced && { replaced }),
  });

const fresh =
  (crypto: Crypto, salt: string): Digest =>
  (path, value) =>
    crypto.hmac(salt, `${path}\n${canonical(value)}`);

/** Of the ticket's first event there is none before. */
export const genesis = (ticketId: string, crypto: Crypto): string => crypto.sha256(`gongdan audit 1\n${ticketId}`);

/** The seal of an event that follows the one with the seal `before`. */
export const sealOf = (
  before: string,
  event: Recorded,
  salt: string,
  crypto: Crypto,
  replaced?: Sealed['replaced'],
): string => crypto.sha256(`${before}\n${contentOf(event, fresh(crypto, salt), replaced)}`);

/** What must be kept of an event when something is taken out of it, and the digest of what it says from then on. */
export const resealed = (
  { event, salt = '', kept, replaced }: Sealed,
  after: Recorded,
  newSalt: string,
  crypto: Crypto,
): { readonly kept: Readonly<Record<string, string>>; readonly digest: string } => {
  const digests: Record<string, string> = {};
  const noting: Digest = (path, value) => {
    digests[path] = fresh(crypto, salt)(path, value);
    return digests[path];
  };
  if (!kept) contentOf(event, noting, replaced);
  return { kept: kept ?? digests, digest: standsAs(after, newSalt, crypto) };
};

export const standsAs = (event: Recorded, salt: string, crypto: Crypto): string =>
  crypto.sha256(contentOf(event, fresh(crypto, salt), undefined));

/**
 * missing: an event that should be there is not · changed: it, or its place, is not what was sealed · rewritten: words were taken out
 * of it, or others put in, and no redaction says so · head: the ticket is not what its events say · end: it has another last event
 */
type Fault = 'missing' | 'changed' | 'rewritten' | 'head' | 'end';

export interface Verdict {
  readonly events: number;
  /** The first event that is not as it was sealed. */
  readonly broken?: { readonly seq: number; readonly fault: Fault };
}

/** Follows the chain from the first event to the head. */
export const verify = ({ ticket, seal, events }: SealedTicket, crypto: Crypto): Verdict => {
  const broken = (seq: number, fault: Fault): Verdict => ({ events: events.length, broken: { seq, fault } });
  let chain = genesis(ticket.id, crypto);
  for (const [at, sealed] of events.entries()) {
    const seq = at + 1;
    if (sealed.event.ticketId !== ticket.id || sealed.event.seq < seq) return broken(seq, 'changed');
    if (sealed.event.seq > seq) return broken(seq, 'missing');
    chain = crypto.sha256(`${chain}\n${sealedContent(sealed, crypto)}`);
    if (sealed.seal !== chain) return broken(seq, 'changed');
    if (sealed.kept && !isTold(sealed, events, crypto)) return broken(seq, 'rewritten');
  }
  if (events.length < ticket.version) return broken(events.length + 1, 'missing');
  if (events.length > ticket.version) return broken(ticket.version + 1, 'end');
  if (seal !== chain) return broken(ticket.version, 'end');
  return tellsTheSame(ticket, events) ? { events: events.length } : broken(ticket.version, 'head');
};

/** As it was when it was sealed. */
const sealedContent = ({ event, salt = '', kept, replaced }: Sealed, crypto: Crypto): string =>
  kept
    ? contentOf(event, (path) => kept[path] ?? '', replaced, kept[FROM] !== undefined)
    : contentOf(event, fresh(crypto, salt), replaced);

/** Events from which something was taken, and nothing says so yet. */
export const untoldOf = ({ events }: SealedTicket, crypto: Crypto): readonly Sealed[] =>
  events.filter((each) => each.kept && !isTold(each, events, crypto));

/** The last redaction or erasure that speaks of the event left it as it is. */
const isTold = ({ event, salt = '' }: Sealed, events: readonly Sealed[], crypto: Crypto): boolean => {
  const last = events.findLast(
    (each) => each.event.seq > event.seq && (each.event.type === 'ticket.erased' || each.replaced?.[event.seq]),
  );
  if (!last) return false;
  const { replaced } = last;
  if (replaced) return replaced[event.seq] === standsAs(event, salt, crypto);
  return canonical(erased(event)) === canonical(event);
};

const tellsTheSame = (ticket: Ticket, events: readonly Sealed[]): boolean => {
  try {
    const folded = events.reduce<Ticket | undefined>((state, { event }) => evolve(state, event), undefined);
    return canonical(folded) === canonical(ticket);
  } catch {
    return false; // an event that cannot follow
  }
};
