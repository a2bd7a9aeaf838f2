/** Headers of answers, in the words of OpenAPI. */
import { quotasOf, WINDOW_S } from './rate-limits.ts';
import type { Route } from './routes/route.ts';
import type { RouteName } from './routes.ts';

export const HEADERS = {
  ETag: { description: 'Version of the ticket', schema: { type: 'string' }, example: '"7"' },
  IdempotencyReplayed: {
    description: '`true` when the answer is that of an earlier request with the same Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
  },
  RateLimitPolicy: {
    description: 'The quotas that the request is counted against: q requests in w seconds',
    schema: { type: 'string' },
    example: '"person-commands";q=300;w=60',
  },
  RateLimit: {
    description: 'What is left of them (r) for how many seconds (t)',
    schema: { type: 'string' },
    example: '"person-commands";r=287;t=41',
  },
  RetryAfter: { description: 'Seconds to wait before the next request', schema: { type: 'integer' }, example: 41 },
  Deprecation: {
    description: 'Since when the route is deprecated (RFC 9745)',
    schema: { type: 'string' },
    example: '@1796083200',
  },
  Sunset: {
    description: 'When the route will be gone (RFC 8594)',
    schema: { type: 'string' },
    example: 'Thu, 01 Jul 2027 00:00:00 GMT',
  },
  Link: {
    description: 'What to use instead',
    schema: { type: 'string' },
    example: '<https://desk.example.com/docs/api-desk.md#versions>; rel="deprecation"',
  },
};

const to = (name: keyof typeof HEADERS, more: object = {}) => ({ $ref: `#/components/headers/${name}`, ...more });

/** Of an answer that is 2xx. */
export const headersOf = (name: RouteName, route: Route): object => {
  const quotas = quotasOf(route);
  const policy = quotas.map((quota) => `"${quota.name}";q=${quota.limit};w=${WINDOW_S}`).join(', ');
  return {
    ...((route.command || name === 'getTicket') && { ETag: to('ETag') }),
    ...(route.command && { 'Idempotency-Replayed': to('IdempotencyReplayed') }),
    'RateLimit-Policy': to('RateLimitPolicy', { description: policy }),
    RateLimit: to('RateLimit'),
    ...(route.deprecated && { Deprecation: to('Deprecation'), Sunset: to('Sunset'), Link: to('Link') }),
  };
};
