/** What objects hold: one file each, under a name of its own that no other object ever had. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface WrittenFile {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly md5: Buffer;
  readonly sha256: Buffer;
  readonly crc32: Buffer;
}

const CRC_BYTES = 4;

export class ObjectFiles {
  readonly #folder: string;

  /** `folder`: made when missing. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  path(file: string): string {
    return join(this.#folder, file);
  }

  /** On the disk, whole and under its name, when it resolves; rejects as `body` does, and leaves nothing then. */
  async write(body: Bytes): Promise<WrittenFile> {
    const file = randomUUID();
    const part = this.path(`${file}.part`);
    const md5 = createHash('md5');
    const sha256 = createHash('sha256');
    let crc = 0;
    let size = 0;
    const handle = await open(part, 'wx');
    try {
      for await (const chunk of body) {
        md5.update(chunk);
        sha256.update(chunk);
        crc = crc32(chunk, crc);
        size += chunk.length;
        await handle.writeFile(chunk);
      }
      await handle.sync();
      await handle.close();
      await rename(part, this.path(file));
      await this.#syncFolder();
    } catch (error) {
      await handle.close().catch(() => {}); // closed before the renaming failed
      await rm(part, { force: true });
      throw error;
    }
    const checked = Buffer.alloc(CRC_BYTES);
    checked.writeUInt32BE(crc);
    return { file, size, md5: md5.digest(), sha256: sha256.digest(), crc32: checked };
  }

  /** A file that is gone already is no error. */
  async remove(file: string): Promise<void> {
    await rm(this.path(file), { force: true });
  }

  /** Removes what no object is made of: what a killed process was writing, or had forgotten but not yet removed. */
  keepOnly(files: ReadonlySet<string>): void {
    for (const file of readdirSync(this.#folder)) if (!files.has(file)) rmSync(this.path(file), { force: true });
  }

  /** A new name is only safe once the folder that has it is. */
  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
