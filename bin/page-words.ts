/** How pages that are made from the policy write what stands in it. */
import type { SlaMatch } from '../core/domain/clocks/sla.ts';

export const both = ([zh, en]: readonly [zh: string, en: string]): string => `${zh} ${en}`;

export const nameOf = (name: string): string => `\`${name}\``;

/** As it stands in a table; nothing is a dash. */
export const list = (names: readonly string[]): string => names.map(nameOf).join(', ') || '–';

const UNITS = [
  ['d', 24 * 60],
  ['h', 60],
  ['min', 1],
] as const;

/** `3 d`, `4 h` or `90 min`: in the largest unit that it fills. */
export const duration = (minutes: number): string => {
  const [unit, size] = UNITS.find(([, size]) => minutes % size === 0) ?? ['min', 1];
  return `${minutes / size} ${unit}`;
};

const FIELDS = ['priority', 'category', 'tier', 'channel', 'queue'] as const satisfies readonly (keyof SlaMatch)[];

/** Which tickets, and when. */
export const narrowed = (when: SlaMatch, dates: readonly string[]): string => {
  const parts = FIELDS.flatMap((field) => {
    const values = when[field];
    return values ? [field === 'priority' ? values.join(' ') : `${field} ${values.join(', ')}`] : [];
  });
  return [...parts, ...dates].join('; ') || '全部 all';
};

export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
