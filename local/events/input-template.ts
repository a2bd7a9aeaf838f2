/** Input templates of pipes, e.g. `{"ticketId": "<$.dynamodb.NewImage.ticketId.S>"}`. */
import { compilePath, type Read } from './path.ts';

/** Values of `<aws.pipes.…>` placeholders. */
export type Reserved = Readonly<Record<string, string>>;

/**
 * Compiles a template into a function from a record to text. Extracted values are not escaped: a quote in a text breaks the
 * JSON around it, as on AWS. Inside quotes a missing path becomes nothing; outside, texts get quotes and a missing path is `""`.
 * Throws an Error when a path is not valid or a reserved placeholder not known.
 */
export function compileTemplate(template: string, reserved: Reserved): (record: unknown) => string {
  const parts: ((record: unknown) => string)[] = [];
  let quoted = false;
  for (const piece of template.split(/(<(?:\$[^>]*|aws\.pipes\.[^>]*)>)/)) {
    if (piece.startsWith('<$') || piece.startsWith('<aws.pipes.')) {
      parts.push(placeholder(piece.slice(1, -1), reserved, quoted));
      continue;
    }
    parts.push(() => piece);
    const quotes = piece.replace(/\\./g, '').split('"').length - 1;
    if (quotes % 2 === 1) quoted = !quoted;
  }
  return (record) => {
    let text = '';
    for (const part of parts) text += part(record);
    return text;
  };
}

function placeholder(name: string, reserved: Reserved, quoted: boolean): (record: unknown) => string {
  const read: Read = name.startsWith('$') ? compilePath(name) : reservedValue(name, reserved);
  return (record) => {
    const value = read(record) ?? '';
    if (typeof value === 'string') return quoted ? value : `"${value}"`;
    return JSON.stringify(value);
  };
}

function reservedValue(name: string, reserved: Reserved): Read {
  if (name === 'aws.pipes.event.json' || name === 'aws.pipes.event') return (record) => record;
  const value = reserved[name];
  if (value === undefined) throw new Error(`The placeholder <${name}> is not emulated.`);
  return () => value;
}

/** A parameter of the target that is a path (`$.…`) or a constant. A missing path reads as undefined. */
export function compileParameter(parameter: string): (record: unknown) => string | undefined {
  if (!parameter.startsWith('$')) return () => parameter;
  const read = compilePath(parameter);
  return (record) => {
    const value = read(record);
    return value === undefined || value === null ? undefined : String(value);
  };
}
