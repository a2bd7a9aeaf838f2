/** A YAML text that rules are read from: where in it something is wrong, and which version its rules are. */
import { createHash } from 'node:crypto';
import { type Document, isMap, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';
import { pathText } from './finding-path.ts';
import type { Finding } from './findings.ts';
import { PolicyError } from './policy.ts';

export interface PolicyDocument {
  readonly content: unknown;
  /** The error that tells these findings with their lines. */
  readonly refuse: (findings: readonly Finding[]) => PolicyError;
}

/** `file` is its name in messages. Throws PolicyError when the text is no YAML. */
export const readDocument = (text: string, file: string): PolicyDocument => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    throw new PolicyError(
      file,
      document.errors.map(({ linePos, message }) => ({
        line: linePos?.[0].line ?? 1,
        path: '',
        message: message.split(/ at line |\n/)[0] ?? message,
      })),
    );
  return {
    content: contentOf(document, file),
    refuse: (findings) =>
      new PolicyError(
        file,
        findings
          .map(({ path, message }) => ({ line: lineOf(document, path, lines), path: pathText(path), message }))
          .sort((a, b) => a.line - b.line),
      ),
  };
};

const contentOf = (document: Document, file: string): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    // An alias that expands without end.
    throw new PolicyError(file, [{ line: 1, path: '', message: (error as Error).message }]);
  }
};

export const findingsOf = (issue: z.core.$ZodIssue): readonly Finding[] => {
  const path = issue.path as (string | number)[];
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...path, key], message: issue.message }))
    : [{ path, message: issue.message }];
};

/** Of the key or entry that the path leads to, or of the nearest one around it when that is missing. */
const lineOf = (document: Document, path: readonly (string | number)[], lines: LineCounter): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const around = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(around) ? around.items.find((item) => String(item.key) === key) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

/** The rules with their version: the hash of what they say. */
export const versioned = (rules: Omit<Policy, 'version'>): Policy => ({
  version: createHash('sha256').update(canonical(rules)).digest('hex').slice(0, 12),
  ...rules,
});

/** JSON with sorted keys: the same rules are the same text, in whatever order they were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
