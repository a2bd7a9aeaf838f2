import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../local/events/pattern.ts';

const FILE = new URL('../../../../shared/conformance/event-patterns.jsonl', import.meta.url);

interface Case {
  readonly id: string;
  readonly event: unknown;
  readonly match: boolean | null;
  readonly message?: string;
}

/** The text of the pattern as it stands in the line: duplicate keys would not survive `JSON.parse`. */
function patternText(line: string): string {
  const start = line.indexOf('{', line.indexOf('"pattern":'));
  for (let depth = 0, quoted = false, index = start; ; index += 1) {
    const character = line[index];
    if (character === undefined) throw new Error(`No pattern in: ${line}`);
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}' && --depth === 0) return line.slice(start, index + 1);
  }
}

describe('event patterns that AWS has judged', () => {
  if (!existsSync(FILE)) {
    it.skip(`needs ${FILE.pathname}, which is not part of the repository`, () => {});
    return;
  }
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  it.each(lines.map((line) => ({ line, id: (JSON.parse(line) as Case).id })))('$id', ({ line }) => {
    const { event, match, message } = JSON.parse(line) as Case;
    if (match === null) expect(() => compile(patternText(line))).toThrow(new Error(message));
    else expect(compile(patternText(line))(event)).toBe(match);
  });
});
