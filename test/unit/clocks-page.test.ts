/** The tables of docs/clocks.md are what the default policy says. After a change of it: npm run clocks-page */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { withTables } from '../../bin/clocks-tables.ts';
import { parsePolicy } from '../../contracts/policy.ts';
import { withSection } from './broken-policy.ts';
import { policy } from './desk.ts';

const page = readFileSync(new URL('../../docs/clocks.md', import.meta.url), 'utf8');
const promotions = readFileSync(new URL('../../examples/promotion.yaml', import.meta.url), 'utf8');

describe('the page of clocks', () => {
  it('says what the default policy says', () => {
    expect(withTables(page, policy)).toBe(page);
  });

  it('changes with it', () => {
    const lines = (text: string) => new Set(text.split('\n'));
    const changed = parsePolicy(withSection('promotions', stringify(parse(promotions))), 'promotion.yaml');
    const before = lines(page);
    const added = [...lines(withTables(page, changed))].filter((line) => !before.has(line));
    expect(added.join('\n')).toContain(
      '| double-eleven-2026 双十一 Double Eleven | 2026-11-10T12:00:00.000Z | 2026-11-13T16:00:00.000Z | 10 | × 1.5 |',
    );
    expect(added.join('\n')).toContain(
      '| mid-year-2027 | P2; from 2027-05-31T12:00:00.000Z; until 2027-06-18T16:00:00.000Z | 15 min |',
    );
  });

  it('refuses a page without a place for a table, or with one for none', () => {
    expect(() => withTables(page.replace('<!-- policy: ladder -->', ''), policy)).toThrow('no place for ladder');
    expect(() => withTables(page.replace('policy: ladder', 'policy: snake'), policy)).toThrow('no table snake');
  });
});
