/** Wildcard texts of event patterns: `*` stands for any characters, `\*` and `\\` for themselves. */

/** Beyond this EventBridge calls a rule too complex; its own measure also looks at repeated characters. */
const MOST_WILDCARDS = 5;

/** Throws an Error with EventBridge's reason when `text` is not a valid wildcard; positions count the quote before it. */
export function compileWildcard(text: string): (value: string) => boolean {
  const parts = [''];
  const position = (index: number): number => Buffer.byteLength(text.slice(0, index)) + 1;
  for (let index = 0; index < text.length; index += 1) {
    let character = text[index]!;
    if (character === '*') {
      if (text[index + 1] === '*') throw new Error(`Consecutive wildcard characters at pos ${position(index)}`);
      parts.push('');
      continue;
    }
    if (character === '\\') {
      const escaped = text[index + 1];
      if (escaped !== '*' && escaped !== '\\') throw new Error(`Invalid escape character at pos ${position(index)}`);
      character = escaped;
      index += 1;
    }
    parts[parts.length - 1] += character;
  }
  if (parts.length - 1 > MOST_WILDCARDS) {
    throw new Error(
      'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
    );
  }
  return matcherOf(parts);
}

/** Whether a text is made of the parts in their order, with anything between two of them. The first place of each will do. */
function matcherOf(parts: readonly string[]): (value: string) => boolean {
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return (value) => value === head;
  return (value) => {
    if (!value.startsWith(head)) return false;
    let from = head.length;
    for (const part of rest) {
      const at = value.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return value.length - tail.length >= from && value.endsWith(tail);
  };
}
