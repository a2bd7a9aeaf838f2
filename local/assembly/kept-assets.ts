/** The assets of an assembly as they were at the start: the next build takes the folder away from a system that still runs. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface KeptAssets {
  /** Where the file or folder behind an object key is kept, if the assembly has it. Throws an Error when it should and has not. */
  readonly path: (key: string) => string | undefined;
  release(): void;
}

/**
 * Files are linked, not copied, where the disk can do that: a build writes new files and never into old ones.
 * `folder`: of the data, locked by this process; undefined: a temporary one. Throws an Error of one line when the disk does not
 * take them.
 */
export function keepAssets(assets: ReadonlyMap<string, string>, folder: string | undefined): KeptAssets {
  const own = folder === undefined ? mkdtempSync(join(tmpdir(), 'gongdan-assets-')) : join(folder, 'assets');
  const kept = new Map<string, string>();
  const release = (): void => rmSync(own, { recursive: true, force: true });
  if (folder !== undefined) release(); // what a killed process left
  try {
    for (const [key, source] of assets) {
      if (!existsSync(source)) continue; // told when somebody asks for it
      const path = join(own, basename(source));
      keep(realpathSync(source), path);
      kept.set(key, path);
    }
  } catch (error) {
    release();
    throw new Error(`The bundles cannot be kept in ${own}: ${(error as Error).message}`);
  }
  return {
    path(key) {
      const path = kept.get(key);
      const source = assets.get(key);
      if (path === undefined && source !== undefined)
        throw new Error(`the build has no ${basename(source)}: run "npm run build" again`);
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
