/** A YAML text that people write: what it says, and in which line something is wrong. */
import { type Document, isMap, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import { pathText } from './finding-path.ts';
import type { Finding } from './findings.ts';

export interface PolicyProblem {
  /** Of the file, from 1. */
  readonly line: number;
  /** e.g. `categories[3].queue`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** A policy file that cannot be used; `problems` are all that were found, in the order of the file. */
export class PolicyError extends Error {
  readonly problems: readonly PolicyProblem[];
  constructor(file: string, problems: readonly PolicyProblem[]) {
    super(problems.map(({ line, path, message }) => `${file}:${line} ${path ? `${path}: ` : ''}${message}`).join('\n'));
    this.name = 'PolicyError';
    this.problems = problems;
  }
}

export interface YamlDocument {
  readonly content: unknown;
  /** The error that tells these findings with their lines. */
  readonly refuse: (findings: readonly Finding[]) => PolicyError;
}

/** `file` is its name in messages. Throws PolicyError when the text is no YAML. */
export const readDocument = (text: string, file: string): YamlDocument => {
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
