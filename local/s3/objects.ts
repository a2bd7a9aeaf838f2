/** Objects as they come and go: row, file and event of each change are one. */
import type { Count } from '../aws.ts';
import type { Clock } from '../clock.ts';
import type { Entry } from '../events/envelope.ts';
import type { Store } from '../store.ts';
import { type Happening, objectEvent } from './object-events.ts';
import { ObjectFiles, type WrittenFile } from './object-files.ts';
import { ObjectRows, type StoredObject } from './object-rows.ts';

export interface ObjectsDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Of the files that objects hold; made when missing. */
  readonly folder: string;
  readonly count: Count;
  /** Puts an event on the default bus. */
  readonly publish: (entry: Entry) => void;
  /** Whether the bucket tells of what happens in it. */
  readonly tells: (bucket: string) => boolean;
}

export const GIB = 1024 ** 3;

export class Objects {
  readonly rows: ObjectRows;
  readonly files: ObjectFiles;
  readonly #deps: ObjectsDeps;
  #sequence = 0;

  constructor(deps: ObjectsDeps) {
    this.#deps = deps;
    this.rows = new ObjectRows(deps.store);
    this.files = new ObjectFiles(deps.folder);
    this.files.keepOnly(this.rows.files());
  }

  /** What the key held before goes away once the new one is on the disk. */
  keep(
    said: Pick<StoredObject, 'bucket' | 'key' | 'contentType' | 'checksums' | 'headers'>,
    { file, size, md5 }: WrittenFile,
    reason: 'PutObject' | 'CopyObject',
  ): StoredObject {
    const { store, clock, count } = this.#deps;
    const object: StoredObject = { ...said, file, size, etag: md5.toString('hex'), modified: clock.now() };
    const before = this.rows.find(object.bucket, object.key);
    store.atomically(() => {
      this.rows.put(object);
      this.#tell(object, { type: 'Object Created', reason });
    });
    if (before) this.#removeLater(before.file);
    count('s3.gbMonths', size / GIB, object.bucket);
    return object;
  }

  forget(object: StoredObject, reason: 'DeleteObject' | 'Lifecycle Expiration'): void {
    this.#deps.store.atomically(() => {
      this.rows.remove(object.bucket, object.key);
      this.#tell(object, { type: 'Object Deleted', reason });
    });
    this.#removeLater(object.file);
  }

  /** A crash must not find the row without its file. What it leaves over is removed at the next start. */
  #removeLater(file: string): void {
    this.#deps.store.durable().then(
      () => this.files.remove(file),
      () => {}, // the store has failed, and says so itself
    );
  }

  #tell(object: StoredObject, happening: Happening): void {
    if (!this.#deps.tells(object.bucket)) return;
    this.#sequence = Math.max(this.#sequence + 1, this.#deps.clock.now());
    this.#deps.publish(objectEvent(object, happening, this.#sequence));
  }
}
