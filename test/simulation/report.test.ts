import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { figuresOf, giniOf } from '../../simulation/figures.ts';
import { optionsOf } from '../../simulation/options.ts';
import { reportOf } from '../../simulation/report.ts';
import { runOf, variantsOf } from '../../simulation/variants.ts';
import { smallDesk } from './small-desk.ts';

describe('the report of a simulation', () => {
  const scenario = smallDesk({ agents: 8 });
  const runs = variantsOf('all', undefined).map((variant) => ({
    variant,
    figures: figuresOf(runOf(scenario, variant)),
  }));

  it.each(['zh', 'en'] as const)('stands in columns of equal width in %s', (language) => {
    const lines = reportOf(runs, language).split('\n');
    expect(lines).toHaveLength(runs.length + 1);
    // The last column ends where its heading ends: everything before it is as wide in every line.
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
  });

  it('names every strategy in the language that was asked for', () => {
    expect(reportOf(runs, 'zh')).toContain('先来先派');
    expect(reportOf(runs, 'en')).toContain('FIFO to anyone');
  });
});

describe('the Gini coefficient', () => {
  it('is 0 when all have the same, and nears 1 when one has everything', () => {
    expect(giniOf([3, 3, 3])).toBeCloseTo(0);
    expect(giniOf([0, 0, 0, 12])).toBeCloseTo(0.75);
    expect(giniOf([1, 3])).toBeCloseTo(0.25);
    expect(giniOf([])).toBe(0);
  });
});

describe('the options of a simulation', () => {
  it('have defaults, and speak the language of the terminal', () => {
    expect(optionsOf([], 'zh_CN.UTF-8')).toMatchObject({ strategy: 'all', days: 7, seed: 1, language: 'zh' });
    expect(optionsOf(['--trace', 'a.csv', '--lang', 'en'], 'zh_CN.UTF-8')).toMatchObject({ days: 30, language: 'en' });
  });

  it.each([
    ['--strategy', 'luck'],
    ['--learning', 'maybe'],
    ['--days', '0'],
    ['--days', 'many'],
    ['--seed', '-1'],
    ['--arrivals', '0'],
    ['--lang', 'fr'],
  ])('refuses %s %s', (name, value) => {
    expect(() => optionsOf([`${name}=${value}`], undefined)).toThrow(`${name} ${value}`);
  });
});
