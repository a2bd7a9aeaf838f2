import type { Problem, ProblemCode } from '../contracts/problem.ts';

/** The API refused: `problem` is its RFC 9457 document; undefined when the gateway before it refused. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly problem: Problem | undefined;
  /** How long to wait before the next request, as the answer says; ms. */
  readonly retryAfterMs: number | undefined;
  constructor(status: number, message: string, document?: Problem, retryAfterMs?: number) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document?.code;
    this.problem = document;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Nobody answered, or not a word of this API. */
export class Unreachable extends Error {
  readonly url: string;
  constructor(url: string, cause: unknown) {
    super(`${url} does not answer.`, { cause });
    this.name = 'Unreachable';
    this.url = url;
  }
}

const GATEWAY: Readonly<Record<number, string>> = {
  401: 'The token is missing, wrong or too old.',
  403: 'The token lacks the scope that this needs.',
  429: 'Too many requests: wait a moment and try again.',
};

/** Makes the error for an answer that is not 2xx. `retryAfter`: that header, in seconds or as a date. */
export const problemOf = (status: number, document: unknown, retryAfter?: string | null): ApiProblem => {
  const wait = waitOf(retryAfter);
  if (isProblem(document)) return new ApiProblem(status, document.detail, document, wait);
  const said =
    typeof document === 'object' && document !== null && 'message' in document ? String(document.message) : undefined;
  return new ApiProblem(status, GATEWAY[status] ?? said ?? `The API answered ${status}.`, undefined, wait);
};

// By hand: the schema of a problem would be most of a bundle.
const isProblem = (document: unknown): document is Problem => {
  if (typeof document !== 'object' || document === null) return false;
  const { type, title, status, code, detail, instance } = document as Record<string, unknown>;
  return [type, title, code, detail, instance].every((each) => typeof each === 'string') && typeof status === 'number';
};

const waitOf = (retryAfter: string | null | undefined): number | undefined => {
  if (!retryAfter) return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};
