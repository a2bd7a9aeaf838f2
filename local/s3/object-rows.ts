/** Which objects there are: the row is the object, its file only what it holds. */
import type { Store } from '../store.ts';

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** Of `ObjectFiles`. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Hex, without the quotes of the header. */
  readonly etag: string;
  readonly contentType: string;
  /** Base 64, by the name of the header it came in, e.g. `x-amz-checksum-sha256`. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Further headers that are given back as they came, e.g. `cache-control`, `x-amz-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly modified: number;
}

interface Row extends Omit<StoredObject, 'checksums' | 'headers'> {
  readonly more: string;
}

const objectOf = ({ more, ...row }: Row): StoredObject => ({ ...row, ...JSON.parse(more) });
/** Beyond every key with the prefix. */
const endOf = (prefix: string): string => `${prefix}\u{10ffff}`;

export class ObjectRows {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.exec(`CREATE TABLE IF NOT EXISTS s3_objects (
      bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
      contentType TEXT NOT NULL, more TEXT NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY (bucket, key)
    ) WITHOUT ROWID`);
  }

  find(bucket: string, key: string): StoredObject | undefined {
    const row = this.#store.get<Row>('SELECT * FROM s3_objects WHERE bucket = ? AND key = ?', bucket, key);
    return row && objectOf(row);
  }

  /** In the place of an earlier one of the same key. */
  put({ bucket, key, file, size, etag, contentType, modified, checksums, headers }: StoredObject): void {
    const more = JSON.stringify({ checksums, headers });
    this.#store.run(
      'INSERT OR REPLACE INTO s3_objects (bucket, key, file, size, etag, contentType, more, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[bucket, key, file, size, etag, contentType, more, modified],
    );
  }

  remove(bucket: string, key: string): void {
    this.#store.run('DELETE FROM s3_objects WHERE bucket = ? AND key = ?', bucket, key);
  }

  files(): Set<string> {
    return new Set(this.#store.all<{ file: string }>('SELECT file FROM s3_objects').map(({ file }) => file));
  }

  /** When the oldest object below the prefix was put: epoch ms. */
  oldest(bucket: string, prefix: string): number | undefined {
    const row = this.#store.get<{ oldest: number | null }>(
      'SELECT min(modified) AS oldest FROM s3_objects WHERE bucket = ? AND key >= ? AND key < ?',
      ...[bucket, prefix, endOf(prefix)],
    );
    return row?.oldest ?? undefined;
  }

  /** Objects below the prefix that were put at `time` (epoch ms) or before. */
  putUntil(bucket: string, prefix: string, time: number): StoredObject[] {
    return this.#store
      .all<Row>(
        'SELECT * FROM s3_objects WHERE bucket = ? AND key >= ? AND key < ? AND modified <= ?',
        ...[bucket, prefix, endOf(prefix), time],
      )
      .map(objectOf);
  }
}
