/** What a bucket lets pages of other origins do, as its CORS rules say. */
import { like } from '../permission/like.ts';
import type { CorsRule } from './bucket-properties.ts';

interface Asked {
  readonly origin: string;
  readonly method: string;
  /** Of a question beforehand: the headers that the request will have, in small letters. */
  readonly headers?: readonly string[];
}

/** The headers that let the page read the answer; undefined when no rule is for it. */
export function corsHeaders(rules: readonly CorsRule[], asked: Asked): Record<string, string> | undefined {
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders }) =>
      AllowedOrigins.some((origin) => like(origin, asked.origin)) &&
      (AllowedMethods as readonly string[]).includes(asked.method) &&
      (asked.headers ?? []).every((name) => AllowedHeaders.some((allowed) => like(allowed.toLowerCase(), name))),
  );
  if (!rule) return undefined;
  const anybody = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anybody ? '*' : asked.origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked.headers?.length && { 'access-control-allow-headers': asked.headers.join(', ') }),
    ...(rule.ExposedHeaders.length > 0 && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
