/** Remembers beside an assembly which of its bundles have loaded, so that a start need not load them all again. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from './load-together.ts';

const FILE = 'loaded-bundles.json';
// A port that was any free one makes no other bundle.
const PORT = /(?<=\/\/127\.0\.0\.1):\d+/g;

export interface LoadedBefore {
  has(bundle: Bundle): boolean;
  /** From now on these, and no others. */
  keep(bundles: readonly Bundle[]): void;
}

/** A file that is not there, not ours or cannot be written remembers nothing. */
export function loadedBefore(assembly: string): LoadedBefore {
  const path = join(assembly, FILE);
  const known = new Set(textsIn(path));
  const marks = new Map<Bundle, string>();
  const markOf = (bundle: Bundle): string => {
    const mark = marks.get(bundle) ?? fingerprint(bundle);
    marks.set(bundle, mark);
    return mark;
  };
  return {
    has: (bundle) => known.has(markOf(bundle)),
    keep(bundles) {
      try {
        const fresh = `${path}.${process.pid}`;
        writeFileSync(fresh, JSON.stringify(bundles.map(markOf)));
        renameSync(fresh, path); // whole or not at all: another start may read it
      } catch {
        // A folder that takes no files: the next start loads them again.
      }
    },
  };
}

function textsIn(path: string): string[] {
  try {
    const all: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(all) ? all.filter((mark) => typeof mark === 'string') : [];
  } catch {
    return [];
  }
}

/** Of all that decides whether it loads: Node, every file of its folder, its handler, its environment. */
function fingerprint({ file, handlerName, environment }: Bundle): string {
  const hash = createHash('sha256');
  const add = (part: string | Buffer): void => {
    hash.update(`\0${part.length}\0`).update(part);
  };
  add(process.version);
  add(handlerName);
  add(JSON.stringify(Object.entries(environment).sort()).replace(PORT, ''));
  const folder = dirname(file);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    add(path.slice(folder.length));
    add(readFileSync(path));
  }
  return hash.digest('hex');
}
