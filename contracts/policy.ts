import { createHash } from 'node:crypto';
import { type Document, isMap, LineCounter, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import type { Policy } from '../core/domain/policy.ts';
import type { Priority } from '../core/domain/ticket.ts';
import type { Finding } from './findings.ts';
import { crossChecks } from './policy-checks.ts';
import { type PolicyFile, policyFile, SECTIONS, type SoundParts } from './policy-file.ts';
import { ROUTING, toQueue, toRouting } from './routing-file.ts';

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

/**
 * Reads a policy file (YAML, see docs/policy.md); `file` is its name in messages. Times become minutes. The version is
 * the hash of what the file says: comments, spacing and the order of keys do not change it. Throws PolicyError.
 *
 * Example: `parsePolicy(await readFile('policies/desk.yaml', 'utf8'), 'policies/desk.yaml')`
 */
export const parsePolicy = (text: string, file: string): Policy => {
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
  const content = contentOf(document, file);
  const parsed = policyFile.safeParse(content);
  const findings = [...(parsed.error?.issues ?? []).flatMap(findingsOf), ...crossChecks(soundParts(content))];
  if (parsed.data && findings.length === 0) return toPolicy(parsed.data);
  const problems = findings.map(({ path, message }) => ({
    line: lineOf(document, path, lines),
    path: pathText(path),
    message,
  }));
  throw new PolicyError(
    file,
    problems.sort((a, b) => a.line - b.line),
  );
};

const contentOf = (document: Document, file: string): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    // An alias that expands without end.
    throw new PolicyError(file, [{ line: 1, path: '', message: (error as Error).message }]);
  }
};

const findingsOf = (issue: z.core.$ZodIssue): readonly Finding[] => {
  const path = issue.path as (string | number)[];
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...path, key], message: issue.message }))
    : [{ path, message: issue.message }];
};

const soundParts = (content: unknown): SoundParts => {
  const { routing, ...shapes } = SECTIONS;
  return { ...soundOf(shapes, content), routing: soundOf(ROUTING, (content as Partial<PolicyFile> | null)?.routing) };
};

/** The parts that are right by themselves. */
const soundOf = (shape: Readonly<Record<string, z.core.$ZodType>>, content: unknown): object => {
  if (typeof content !== 'object' || content === null) return {};
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const part = z.safeParse(schema, (content as Record<string, unknown>)[key]);
      return part.success ? [[key, part.data]] : [];
    }),
  );
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

const pathText = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  );

const toPolicy = (file: PolicyFile): Policy => {
  const target = (priority: Priority) => ({
    firstResponseMinutes: file.targets[priority].firstResponse,
    resolutionMinutes: file.targets[priority].resolution,
  });
  const rules: Omit<Policy, 'version'> = {
    channels: file.channels,
    queues: file.queues.map(toQueue),
    categories: file.categories,
    defaultCategory: file.defaultCategory,
    priorityRules: file.priorityRules,
    targets: { P0: target('P0'), P1: target('P1'), P2: target('P2'), P3: target('P3') },
    warning: {
      minutesBefore: file.warning.before,
      shortTargetMinutes: file.warning.shortTarget,
      percent: file.warning.percent,
    },
    escalation: {
      untouchedMinutes: file.escalation.untouched,
      remindMinutes: file.escalation.remind,
      highestLevel: file.escalation.highestLevel,
      urgesPerLevel: file.escalation.urgesPerLevel,
    },
    dispatch: { retryMinutes: file.dispatch.retry },
    routing: toRouting(file.routing),
    hold: { customerMinutes: file.hold.customer, thirdPartyMinutes: file.hold.thirdParty },
    review: { limitMinutes: file.review.limit, reworkRounds: file.review.reworkRounds },
    closing: {
      reopenMinutes: file.closing.reopen,
      graceMinutes: file.closing.grace,
      thanks: file.closing.thanks,
    },
  };
  return { version: createHash('sha256').update(canonical(rules)).digest('hex').slice(0, 12), ...rules };
};

/** JSON with sorted keys: the same rules are the same text, in whatever order they were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
