import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, STATUS } from '../../contracts/problem.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...body] = section.split('\n');
      return [heading, body.join('\n').split(/^## /m)[0] ?? ''] as const;
    }),
);

describe('docs/errors.md', () => {
  it.each(PROBLEM_CODES)('says of %s what it means and what to do, in both languages', (code) => {
    const section = sections.get(code) ?? '';
    expect(section).toMatch(new RegExp(`^Status ${STATUS[code]}\\. `));
    expect(section).toMatch(/\p{Script=Han}[^\n]*。\n/u);
    // An English sentence, after the line with the Chinese one.
    expect(section).toMatch(/\n[A-Z][a-z' ]+[^\n]*/);
  });

  it('has no heading for a code that does not exist', () => {
    expect([...sections.keys()].sort()).toEqual([...PROBLEM_CODES].sort());
  });
});
