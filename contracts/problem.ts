import * as z from 'zod/mini';
import { REFUSAL_CODES } from '../core/domain/refusals.ts';

/** Codes of the door, beside the refusals of the domain; each has a heading in docs/errors.md. */
const DOOR_CODES = [
  'malformed-json',
  'invalid-request',
  'unsupported-media-type',
  'body-too-large',
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'nonce-replayed',
  'unknown-channel',
  'ticket-not-found',
  'ticket-of-another-channel',
  'agent-not-found',
  'tracking-link-invalid',
  'stale-version',
  'conflicting-changes',
  'unique-id-reused',
  'idempotency-key-reused',
  'agent-at-capacity',
  'too-many-claimed',
  'not-your-queue',
  'take-the-next',
  'nothing-waiting',
  'agent-holds-tickets',
  'team-not-found',
  'team-has-agents',
  'alarm-not-found',
  'roster-invalid',
  'page-token-invalid',
  'policy-invalid',
  'policy-not-kept',
  'too-many-requests',
  'internal-error',
] as const;

export const PROBLEM_CODES = [...DOOR_CODES, ...REFUSAL_CODES] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const STATUS: Readonly<Record<ProblemCode, number>> = {
  'malformed-json': 400,
  'invalid-request': 422,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'signature-missing': 401,
  'signature-invalid': 401,
  'clock-skew': 401,
  'nonce-replayed': 401,
  'unknown-channel': 401,
  'ticket-not-found': 404,
  'ticket-of-another-channel': 403,
  'agent-not-found': 404,
  'tracking-link-invalid': 404,
  'stale-version': 412,
  'conflicting-changes': 409,
  'unique-id-reused': 409,
  'idempotency-key-reused': 409,
  'agent-at-capacity': 409,
  'too-many-claimed': 409,
  'not-your-queue': 403,
  'take-the-next': 409,
  'nothing-waiting': 404,
  'agent-holds-tickets': 409,
  'team-not-found': 404,
  'team-has-agents': 409,
  'alarm-not-found': 404,
  'roster-invalid': 422,
  'page-token-invalid': 400,
  'policy-invalid': 422,
  'policy-not-kept': 409,
  'too-many-requests': 429,
  'internal-error': 500,
  'command-not-allowed-in-phase': 409,
  'not-permitted': 403,
  'not-the-assignee': 403,
  'already-claimed': 409,
  'already-assigned': 409,
  'own-work': 403,
  'unknown-category': 422,
  'unknown-queue': 422,
  'unknown-nature': 422,
  'unknown-task': 409,
  'hold-frozen': 403,
  'hold-limit-reached': 409,
  'nothing-to-acknowledge': 409,
  'nothing-to-change': 409,
};

/** RFC 9457 problem document, `application/problem+json`. */
export const problem = z.object({
  type: z.string().check(z.describe('Link to the code in docs/errors.md')),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string().check(z.describe('What to do next')),
  instance: z.string().check(z.describe('Id of the request')),
  errors: z
    .optional(
      z.array(
        z.object({
          path: z.string().check(z.describe('e.g. customer.email')),
          message: z.string(),
          line: z.optional(z.int()).check(z.describe('Of the file that was sent, from 1')),
        }),
      ),
    )
    .check(z.describe('Every problem of the input, not only the first')),
});
export type Problem = z.infer<typeof problem>;
