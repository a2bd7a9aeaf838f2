/** Headers that every answer of a route carries, refusals too: how much of the quota is left, and that the route will go. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { WINDOW_S } from '../../contracts/rate-limits.ts';
import type { Deprecated, Route } from '../../contracts/routes/route.ts';
import type { Taken } from './rates.ts';

type Headers = Readonly<Record<string, string>>;

/** draft-ietf-httpapi-ratelimit-headers-11: lists of structured fields, one member for every quota. */
const rateHeaders = (taken: readonly Taken[]): Headers => {
  if (taken.length === 0) return {};
  const refused = taken.filter((each) => each.refused);
  return {
    'ratelimit-policy': taken.map(({ quota }) => `"${quota.name}";q=${quota.limit};w=${WINDOW_S}`).join(', '),
    ratelimit: taken.map(({ quota, remaining, resetS }) => `"${quota.name}";r=${remaining};t=${resetS}`).join(', '),
    ...(refused.length > 0 && { 'retry-after': String(Math.max(...refused.map(({ resetS }) => resetS))) }),
  };
};

/** RFC 9745 (a date of structured fields) and RFC 8594 (a date of HTTP). */
const deprecationHeaders = ({ since, sunset, link }: Deprecated): Headers => ({
  deprecation: `@${Date.parse(since) / 1000}`,
  sunset: new Date(sunset).toUTCString(),
  link: `<${link}>; rel="deprecation"; type="text/html"`,
});

export const withHeaders = (
  answer: APIGatewayProxyStructuredResultV2,
  { deprecated }: Route,
  taken: readonly Taken[],
): APIGatewayProxyStructuredResultV2 => ({
  ...answer,
  headers: { ...answer.headers, ...(deprecated && deprecationHeaders(deprecated)), ...rateHeaders(taken) },
});
