import { type Problem, type ProblemCode, problem } from '../contracts/problem.ts';

/** The API refused: `problem` is its RFC 9457 document; undefined when the gateway before it refused. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly problem: Problem | undefined;
  constructor(status: number, message: string, document?: Problem) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document?.code;
    this.problem = document;
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

/** Makes the error for an answer that is not 2xx. */
export const problemOf = (status: number, document: unknown): ApiProblem => {
  const parsed = problem.safeParse(document);
  if (parsed.success) return new ApiProblem(status, parsed.data.detail, parsed.data);
  const said =
    typeof document === 'object' && document !== null && 'message' in document ? String(document.message) : undefined;
  return new ApiProblem(status, GATEWAY[status] ?? said ?? `The API answered ${status}.`);
};
