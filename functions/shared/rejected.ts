import type { Problem, ProblemCode } from '../../contracts/problem.ts';

/** What the door turns away; thrown, so that the stack ends where it stands. */
export class Rejected extends Error {
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];
  constructor(code: ProblemCode, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.name = 'Rejected';
    this.code = code;
    this.errors = errors;
  }
}
