/** Tables for a terminal, on which a Chinese character is two columns wide. */
import stringWidth from 'string-width';

const GAP = '  ';

/** `text` filled up with spaces to `width` columns of the terminal. */
export const pad = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const fill = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + fill : fill + text;
};

/** At most `width` columns of the text, on one line; `…` stands for what is cut off. */
export const clip = (text: string, width: number): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (stringWidth(line) <= width) return line;
  let kept = '';
  for (const { segment } of SEGMENTS.segment(line)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};

const SEGMENTS = new Intl.Segmenter('und', { granularity: 'grapheme' });

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A heading and the rows, in columns as wide as their widest cell; `paint` colours the heading. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: (heading: string) => string = (heading) => heading,
): string => {
  const widths = columns.map(({ title }, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, column) => pad(cells[column] ?? '', widths[column] ?? 0, align))
      .join(GAP)
      .trimEnd();
  return [paint(line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n');
};

/** Two columns without a heading: names and values. */
export const list = (entries: readonly (readonly [name: string, value: string])[], paint: (name: string) => string) => {
  const width = Math.max(...entries.map(([name]) => stringWidth(name)));
  return entries.map(([name, value]) => `${paint(pad(name, width))}${GAP}${value}`).join('\n');
};
