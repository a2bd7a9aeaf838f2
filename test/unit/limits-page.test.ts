import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LIMITS, WINDOW_S } from '../../contracts/rate-limits.ts';

it('the limits in docs/api-desk.md are those that are enforced', () => {
  const page = readFileSync(new URL('../../docs/api-desk.md', import.meta.url), 'utf8');
  expect(WINDOW_S).toBe(60);
  const rows = [...page.matchAll(/^\| each (person|channel|customer's link|address)[^|]*\|(.+)\|$/gm)].map(
    ([, caller = '', cells = '']) => [
      caller === "customer's link" ? 'link' : caller,
      cells.split('|').map((cell) => Number(cell.replace(',', '').trim()) || undefined),
    ],
  );
  const expected = Object.entries(LIMITS).map(([caller, row]) => {
    const { commands, queries, search, intake }: Partial<Record<string, number>> = row;
    return [caller, [commands, queries, search, intake]];
  });
  expect(rows).toEqual(expected);
});
