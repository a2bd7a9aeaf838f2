/** RFC 9457 answers: refusals by their code, faults without their cause. */
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Problem, type ProblemCode, STATUS } from '../../contracts/problem.ts';
import type { FieldProblem } from '../../core/domain/forms/form.ts';
import type { Refused } from '../../core/usecases/refused.ts';
import type { DoorEvent } from './door.ts';
import { Rejected } from './rejected.ts';

export const problemAnswer = (
  code: ProblemCode,
  detail: string,
  instance: string,
  more: Pick<Problem, 'errors' | 'changes'> = {},
): APIGatewayProxyStructuredResultV2 => {
  const document: Problem = {
    type: `/docs/errors.md#${code}`,
    title: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' '),
    status: STATUS[code],
    code,
    detail,
    instance,
    ...more,
  };
  return {
    statusCode: document.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(document),
  };
};

/** A refusal of the rules, with what is wrong of each field, and what has changed since. */
export const refusalAnswer = (refusal: Refused, instance: string): APIGatewayProxyStructuredResultV2 => {
  const { refused, detail } = refusal;
  const fields = 'problems' in refusal ? refusal.problems : undefined;
  const changes = 'changes' in refusal ? refusal.changes : undefined;
  return problemAnswer(refused, detail, instance, {
    ...(fields && {
      errors: fields.map((field) => ({ path: pathOf(refused, field), message: field.en, zh: field.zh })),
    }),
    ...(changes && { changes: changes.map((change) => ({ ...change, actor: { ...change.actor } })) }),
  });
};

/** Where in a request the field stands, or what it is of. */
const pathOf = (refused: ProblemCode, { field, code }: FieldProblem): string => {
  if (code === 'unknown-code' || code === 'not-for-category') return field;
  if (STEP_CODES.has(code)) return `steps.${field}`;
  return `${refused === 'macro-input-missing' ? 'inputs' : 'fields'}.${field}`;
};

const STEP_CODES: ReadonlySet<FieldProblem['code']> = new Set(['unknown-step', 'step-missing', 'evidence-missing']);

/** The outermost of the stack: whatever is thrown inside becomes a problem document. */
export const problems: MiddlewareObj<DoorEvent, APIGatewayProxyStructuredResultV2> = {
  onError: async (request) => {
    const { error, event } = request;
    const { requestId, routeKey } = event.requestContext;
    if (error instanceof Rejected) {
      request.response = problemAnswer(error.code, error.message, requestId, error.errors && { errors: error.errors });
      return;
    }
    const { logFault } = await import('./logger.ts');
    logFault(error, { requestId, routeKey });
    request.response = problemAnswer('internal-error', 'Something failed on our side. Try again.', requestId);
  },
};
