/** Wildcard texts of event patterns: `*` stands for any characters, `\*` and `\\` for themselves. */

/** Beyond this EventBridge calls a rule too complex; its own measure also looks at repeated characters. */
const MOST_WILDCARDS = 5;

/** Throws an Error with EventBridge's reason when `text` is not a valid wildcard. */
export function compileWildcard(text: string): (value: string) => boolean {
  let source = '';
  let wildcards = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '\\') {
      const escaped = text[index + 1];
      if (escaped !== '*' && escaped !== '\\') throw new Error(`Invalid escape character at pos ${index + 1}`);
      source += `\\${escaped}`;
      index += 1;
    } else if (character === '*') {
      if (text[index + 1] === '*') throw new Error(`Consecutive wildcard characters at pos ${index + 1}`);
      wildcards += 1;
      source += '.*';
    } else {
      source += character.replace(/[.+?^${}()|[\]/]/, '\\$&');
    }
  }
  if (wildcards > MOST_WILDCARDS) {
    throw new Error(
      'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
    );
  }
  const expression = new RegExp(`^${source}$`, 's');
  return (value) => expression.test(value);
}
