/** Change records of tables with a stream: rows beside the items, so that neither can be there without the other. */
import { REGION } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { type Item, sizeOfItem } from './attribute-value.ts';
import { pickKey } from './keys.ts';
import type { Table } from './tables.ts';

const RETENTION_MS = 24 * 60 * 60 * 1000;

/** What happened to one item; `text` is its new JSON, absent after a deletion. */
interface Happened {
  readonly old: { readonly text: string; readonly size: number } | undefined;
  readonly text: string | undefined;
  readonly item: Item;
  readonly size: number;
  readonly byTtl: boolean;
}

interface Row {
  seq: number;
  time: number;
  name: string;
  ttl: number;
  size: number;
  images: string;
}

/** A change as Lambda and Pipes see it. */
interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
  readonly eventSourceARN: string;
  /** Only of a deletion by TTL. */
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
}

export interface Change {
  readonly seq: number;
  readonly record: StreamRecord;
}

export class ChangeLog {
  readonly #store: Store;
  readonly #clock: Clock;
  #last: number;
  readonly #listeners = new Map<string, Set<() => void>>();
  #touched = new Set<string>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#last = store.get<{ seq: number | null }>(LAST)?.seq ?? 0;
  }

  /** Within the savepoint of the write itself. */
  append(table: Table, { old, text, item, size, byTtl }: Happened): void {
    const view = table.definition.stream!;
    const keys = pickKey(table.definition.keys, item);
    const newImage = text !== undefined && view.startsWith('NEW');
    const oldImage = old !== undefined && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const images = [
      `"Keys":${JSON.stringify(keys)}`,
      ...(newImage ? [`"NewImage":${text}`] : []),
      ...(oldImage ? [`"OldImage":${old.text}`] : []),
    ];
    this.#store.run(
      'INSERT INTO dynamodb_changes (owner, seq, time, name, ttl, size, images) VALUES (?, ?, ?, ?, ?, ?, ?)',
      table.id,
      ++this.#last,
      this.#clock.now(),
      text === undefined ? 'REMOVE' : old ? 'MODIFY' : 'INSERT',
      byTtl ? 1 : 0,
      sizeOfItem(keys) + (newImage ? size : 0) + (oldImage ? old.size : 0),
      `{${images.join()}}`,
    );
    this.#touched.add(table.streamArn);
  }

  read(table: Table, after: number, limit: number): Change[] {
    const rows = this.#store.all<Row>(
      `SELECT seq, time, name, ttl, size, images FROM dynamodb_changes WHERE owner = ? AND seq > ? ORDER BY seq LIMIT ${limit}`,
      table.id,
      after,
    );
    return rows.map((row) => ({ seq: row.seq, record: toRecord(table, row) }));
  }

  listen(stream: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(stream) ?? new Set();
    this.#listeners.set(stream, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Tells the listeners of the streams that `append` has written to. After the savepoint is released. */
  announce(): void {
    if (this.#touched.size === 0) return;
    const touched = this.#touched;
    this.#touched = new Set();
    for (const stream of touched) for (const listener of this.#listeners.get(stream) ?? []) listener();
  }

  /** After a rollback: there is nothing to tell. */
  forget(): void {
    this.#touched.clear();
  }

  /** Keeps each table's newest record whatever its age: the next sequence number is counted from it after a restart. */
  sweep(): void {
    const before = this.#clock.now() - RETENTION_MS;
    for (const { id } of this.#store.all<{ id: number }>('SELECT id FROM dynamodb_owners')) {
      while (this.#store.run(DELETE_OLDEST, id, before, id).changes > 0);
    }
  }
}

// Time grows with seq, so the oldest rows of one owner are the first of its range: no sweep reads what it keeps.
const DELETE_OLDEST = `DELETE FROM dynamodb_changes WHERE (owner, seq) IN (
  SELECT owner, seq FROM (SELECT owner, seq, time FROM dynamodb_changes WHERE owner = ? ORDER BY seq LIMIT 1000)
  WHERE time < ?) AND seq < (SELECT max(seq) FROM dynamodb_changes WHERE owner = ?)`;
const LAST = `SELECT max(last) AS seq FROM (
  SELECT (SELECT max(seq) FROM dynamodb_changes WHERE owner = owners.id) AS last FROM dynamodb_owners AS owners)`;

/** The images are parsed when somebody asks for them: most filters pass over most records by their names. */
function toRecord(table: Table, { seq, time, name, ttl, size, images }: Row): StreamRecord {
  const digits = String(seq).padStart(21, '0');
  let change: StreamRecord['dynamodb'] | undefined;
  return {
    eventID: digits.padStart(32, '0'),
    eventName: name,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    get dynamodb() {
      change ??= {
        ApproximateCreationDateTime: Math.floor(time / 1000),
        ...JSON.parse(images),
        SequenceNumber: digits,
        SizeBytes: size,
        StreamViewType: table.definition.stream!,
      } as StreamRecord['dynamodb'];
      return change;
    },
    eventSourceARN: table.streamArn,
    ...(ttl === 1 && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}
