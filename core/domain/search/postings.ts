/**
 * Which texts have a term, as bytes: the part of a segment that lies in one bucket.
 *
 * A bucket is a row of entries by term: term (4 bytes, little-endian) · twice the length of the rest plus its kind (varint) · the rest.
 * Kind 0: the first ordinal and then differences (varints). Kind 1: a bit for each ordinal, where that is shorter.
 */

/** Ordinals of the texts within their segment, ascending, by term. */
export type Postings = ReadonlyMap<number, readonly number[]>;

const varint = (value: number, into: number[]): void => {
  let left = value;
  while (left > 127) {
    into.push((left & 127) | 128);
    left >>>= 7;
  }
  into.push(left);
};

const listBytes = (ordinals: readonly number[]): number[] => {
  const bytes: number[] = [];
  let last = 0;
  for (const ordinal of ordinals) {
    varint(ordinal - last, bytes);
    last = ordinal;
  }
  return bytes;
};

const bitBytes = (ordinals: readonly number[]): number[] => {
  const bytes = new Array<number>(((ordinals.at(-1) ?? 0) >> 3) + 1).fill(0);
  for (const ordinal of ordinals) bytes[ordinal >> 3] = (bytes[ordinal >> 3] ?? 0) | (1 << (ordinal & 7));
  return bytes;
};

/** The same postings are the same bytes. */
export const encode = (postings: Postings): Uint8Array => {
  const bytes: number[] = [];
  for (const term of [...postings.keys()].sort((a, b) => a - b)) {
    const ordinals = postings.get(term) ?? [];
    const list = listBytes(ordinals);
    const asBits = list.length > ((ordinals.at(-1) ?? 0) >> 3) + 1;
    const rest = asBits ? bitBytes(ordinals) : list;
    bytes.push(term & 255, (term >>> 8) & 255, (term >>> 16) & 255, term >>> 24);
    varint(rest.length * 2 + (asBits ? 1 : 0), bytes);
    for (const byte of rest) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
};

interface Entry {
  readonly term: number;
  readonly asBits: boolean;
  readonly from: number;
  readonly to: number;
}

function* entriesOf(bytes: Uint8Array): Generator<Entry> {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw new Error('A bucket of the index ends too early.');
    at += 1;
    return byte;
  };
  while (at < bytes.length) {
    const term = (next() | (next() << 8) | (next() << 16) | (next() << 24)) >>> 0;
    let [head, shift] = [0, 0];
    for (let byte = next(); ; byte = next()) {
      head |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) break;
    }
    const to = at + (head >>> 1);
    yield { term, asBits: (head & 1) === 1, from: at, to };
    at = to;
  }
}

const ordinalsOf = (bytes: Uint8Array, { asBits, from, to }: Entry): number[] => {
  const ordinals: number[] = [];
  if (asBits) {
    for (let at = from; at < to; at += 1)
      for (let bits = bytes[at] ?? 0, ordinal = (at - from) * 8; bits > 0; bits >>>= 1, ordinal += 1)
        if (bits & 1) ordinals.push(ordinal);
    return ordinals;
  }
  let [ordinal, value, shift] = [0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    ordinal += value;
    ordinals.push(ordinal);
    [value, shift] = [0, 0];
  }
  return ordinals;
};

/** The ordinals of one term; none when the bucket does not have it. */
export const lookUp = (bytes: Uint8Array, term: number): number[] => {
  for (const entry of entriesOf(bytes)) {
    if (entry.term === term) return ordinalsOf(bytes, entry);
    if (entry.term > term) break;
  }
  return [];
};

export const decode = (bytes: Uint8Array): Postings =>
  new Map([...entriesOf(bytes)].map((entry) => [entry.term, ordinalsOf(bytes, entry)]));

/** What all of these have, in their order; all ascending. */
export const inAll = (lists: readonly (readonly number[])[]): readonly number[] => {
  const [shortest = [], ...others] = lists.toSorted((a, b) => a.length - b.length);
  return others.reduce<readonly number[]>((kept, list) => {
    let at = 0;
    return kept.filter((ordinal) => {
      while ((list[at] ?? Number.POSITIVE_INFINITY) < ordinal) at += 1;
      return list[at] === ordinal;
    });
  }, shortest);
};
