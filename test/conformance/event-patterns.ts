/** Compares the event-pattern matcher with AWS's answers. */
import { compile } from '../../local/events/pattern.ts';
import { agree, disagree, type Verdict } from './verdict.ts';

export function judgePattern(row: any): Verdict {
  const pattern = typeof row.pattern === 'string' ? row.pattern : rawMember(row.line, 'pattern');
  const wanted = row.match === null || row.match === undefined ? 'invalid' : String(row.match);
  const answer = ask(pattern, typeof row.event === 'string' ? JSON.parse(row.event) : row.event);
  return wanted === answer ? agree : disagree(`expected ${wanted}, got ${answer}`);
}

function ask(pattern: string, event: unknown): string {
  let test: (event: unknown) => boolean;
  try {
    test = compile(pattern);
  } catch {
    return 'invalid';
  }
  return String(test(event));
}

/** The text of an object or array member of a JSON line as it was written: parsing would drop its duplicate keys. */
function rawMember(line: string, name: string): string {
  const start = line.search(new RegExp(`"${name}":\\s*[[{]`));
  const begin = start + line.slice(start).search(/[[{]/);
  let depth = 0;
  for (const token of line.slice(begin).matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (token[0] === '{' || token[0] === '[') depth += 1;
    else if (token[0] === '}' || token[0] === ']') depth -= 1;
    if (depth === 0) return line.slice(begin, begin + token.index + 1);
  }
  throw new Error(`The line has no member ${name}.`);
}
