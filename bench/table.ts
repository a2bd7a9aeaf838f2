import stringWidth from 'string-width';

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Of docs and design: what the value is held against. */
  readonly budget?: number;
  readonly better: 'more' | 'less';
}

const WIDTH = 52;

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export const heading = (text: string): void => console.log(`\n${text}`);

/** Prints one line: what, value, budget, and the ratio of the two; above 1 the budget is kept. */
export const print = ({ what, value, unit, budget, better }: Row): void => {
  const ratio = budget === undefined ? undefined : better === 'more' ? value / budget : budget / value;
  const kept = ratio === undefined ? '' : `${number(ratio).padStart(7)} × ${ratio >= 1 ? '' : ' ← over budget'}`;
  const limit = budget === undefined ? '' : `${better === 'more' ? '≥' : '≤'} ${number(budget)}`;
  console.log(`  ${pad(what, WIDTH)}${number(value).padStart(9)} ${pad(unit, 8)}${pad(limit, 12)}${kept}`);
};
