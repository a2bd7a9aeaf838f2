/** Reads the JSON text of an event pattern and keeps what `JSON.parse` drops: members that are named twice. */

export interface Fields {
  readonly fields: readonly (readonly [name: string, value: PatternNode])[];
}
export type PatternNode = string | number | boolean | null | readonly PatternNode[] | Fields;

export const isFields = (node: PatternNode | undefined): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** Throws a SyntaxError when `text` is not JSON. */
export function readPattern(text: string): PatternNode {
  JSON.parse(text); // refuses bad syntax, so that the walk below may trust its tokens
  const tokens = text.match(TOKEN) ?? [];
  let next = 0;
  const skip = (token: string): boolean => {
    if (tokens[next] !== token) return false;
    next += 1;
    return true;
  };
  const value = (): PatternNode => {
    if (skip('[')) {
      const items: PatternNode[] = [];
      while (!skip(']')) {
        items.push(value());
        skip(',');
      }
      return items;
    }
    if (skip('{')) {
      const fields: [string, PatternNode][] = [];
      while (!skip('}')) {
        const name = JSON.parse(tokens[next++]!) as string;
        skip(':');
        fields.push([name, value()]);
        skip(',');
      }
      return { fields };
    }
    return JSON.parse(tokens[next++]!) as string | number | boolean | null;
  };
  return value();
}
