/** Tells whether a build is still that of the files it was made from. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_STAMP, ROOT } from './paths.ts';

/** All that a build reads. */
const FOLDERS = ['adapters', 'bin', 'contracts', 'core', 'functions', 'lib', 'policies', 'statemachines'];
const FILES = ['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** A hash of every file that a build reads, by content: some 20 ms for a few hundred files. */
export function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const add = (file: string): void => {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  };
  for (const folder of FOLDERS) {
    if (!existsSync(join(ROOT, folder))) continue;
    const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) add(file.slice(ROOT.length));
  }
  for (const file of FILES) add(file);
  return hash.digest('hex');
}

/** Whether the last build was of these files and all it wrote is still there. */
export const isBuilt = (print: string, outputs: readonly string[]): boolean =>
  existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === print && outputs.every((file) => existsSync(file));

/** Between these two a build that breaks off leaves no stamp. */
export const beginBuild = (): void => rmSync(BUILD_STAMP, { force: true });
export const endBuild = (print: string): void => writeFileSync(BUILD_STAMP, print);
