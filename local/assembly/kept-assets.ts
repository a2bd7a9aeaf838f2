/** The assets of an assembly as they were at the start: the next build takes the folder away from a system that still runs. */
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface KeptAssets {
  /** Where the file or folder behind an object key is kept, if the assembly has it. */
  readonly path: (key: string) => string | undefined;
  release(): void;
}

/**
 * Files are linked, not copied, where the disk can do that: a build writes new files and never into old ones.
 * `folder`: of the data, locked by this process; undefined: a temporary one.
 */
export function keepAssets(assets: ReadonlyMap<string, string>, folder: string | undefined): KeptAssets {
  const own = folder === undefined ? mkdtempSync(join(tmpdir(), 'gongdan-assets-')) : join(folder, 'assets');
  const kept = new Map<string, string>();
  const release = (): void => rmSync(own, { recursive: true, force: true });
  if (folder !== undefined) release(); // what a killed process left
  return {
    path(key) {
      const source = assets.get(key);
      if (source === undefined) return undefined;
      let path = kept.get(key);
      if (path === undefined) {
        path = join(own, basename(source));
        keep(realpathSync(source), path);
        kept.set(key, path);
      }
      return path;
    },
    release,
  };
}

function keep(source: string, target: string): void {
  if (!statSync(source).isDirectory()) {
    keepFile(source, target);
    return;
  }
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    keepFile(file, join(target, file.slice(source.length)));
  }
}

function keepFile(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // another disk, or one without links
  }
}
