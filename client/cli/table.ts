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

/**
 * A heading and the rows, in columns as wide as their widest cell; `paint` colours the heading. On a terminal of `width` columns the
 * widest texts are cut with `…` until a line fits; numbers and what is coloured stay whole.
 */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: (heading: string) => string = (heading) => heading,
  width?: number,
): string => {
  const natural = columns.map(({ title }, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const mayShrink = columns.map(
    ({ align }, column) => align !== 'right' && !rows.some((row) => row[column]?.includes(ESCAPE)),
  );
  // What a row is called by goes last.
  const others = mayShrink.map((may, column) => may && column > 0);
  const widths = width === undefined ? natural : fitted(fitted(natural, others, width), mayShrink, width);
  const cell = (text: string, column: number): string => {
    const [most = 0, whole = 0] = [widths[column], natural[column]];
    return pad(most < whole ? clip(text, most) : text, most, columns[column]?.align);
  };
  const line = (cells: readonly string[]): string =>
    columns
      .map((_, column) => cell(cells[column] ?? '', column))
      .join(GAP)
      .trimEnd();
  return [paint(line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n');
};

const ESCAPE = '\u001b';
const LEAST = 4;

/** Takes from the widest, column by column, until the whole fits; as narrow as it may be where that is not enough. */
const fitted = (natural: readonly number[], mayShrink: readonly boolean[], width: number): readonly number[] => {
  const widths = [...natural];
  let over = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)) - width;
  while (over > 0) {
    const candidates = widths.map((each, column) => (mayShrink[column] && each > LEAST ? each : 0));
    const widest = candidates.indexOf(Math.max(...candidates));
    if (!candidates[widest]) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
};

/** Two columns without a heading: names and values. */
export const list = (entries: readonly (readonly [name: string, value: string])[], paint: (name: string) => string) => {
  const width = Math.max(...entries.map(([name]) => stringWidth(name)));
  return entries.map(([name, value]) => `${paint(pad(name, width))}${GAP}${value}`).join('\n');
};
