import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { USAGE } from '../../../local/start-options.ts';
import { tempFolder } from '../support/assembly.ts';

const ROOT = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/local.md', ROOT), 'utf8');

/** The first fenced block of a language. */
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

it('docs/local.md: the example runs as it stands, and prints what the page says', () => {
  const file = join(tempFolder(), 'example.mts');
  writeFileSync(file, block('ts').replaceAll("from './", `from '${ROOT.href}`));
  const printed = execFileSync(process.execPath, [file], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(block('text')).not.toBe('');
  expect(printed).toBe(block('text'));
});

it('docs/local.md names every flag of npm start', () => {
  const flags = [...USAGE.matchAll(/--[a-z-]+/g)].map(([flag]) => flag);
  expect(flags).toContain('--report');
  expect(flags.filter((flag) => !page.includes(`\`${flag}`))).toEqual([]);
});
