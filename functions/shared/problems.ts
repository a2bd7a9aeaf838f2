/** RFC 9457 answers: refusals by their code, faults without their cause. */
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Problem, type ProblemCode, STATUS } from '../../contracts/problem.ts';
import type { DoorEvent } from './door.ts';
import { Rejected } from './rejected.ts';

export const problemAnswer = (
  code: ProblemCode,
  detail: string,
  instance: string,
  errors?: Problem['errors'],
): APIGatewayProxyStructuredResultV2 => {
  const document: Problem = {
    type: `/docs/errors.md#${code}`,
    title: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' '),
    status: STATUS[code],
    code,
    detail,
    instance,
    ...(errors && { errors }),
  };
  return {
    statusCode: document.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(document),
  };
};

/** The outermost of the stack: whatever is thrown inside becomes a problem document. */
export const problems: MiddlewareObj<DoorEvent, APIGatewayProxyStructuredResultV2> = {
  onError: async (request) => {
    const { error, event } = request;
    const { requestId, routeKey } = event.requestContext;
    if (error instanceof Rejected) {
      request.response = problemAnswer(error.code, error.message, requestId, error.errors);
      return;
    }
    const { logFault } = await import('./logger.ts');
    logFault(error, { requestId, routeKey });
    request.response = problemAnswer('internal-error', 'Something failed on our side. Try again.', requestId);
  },
};
