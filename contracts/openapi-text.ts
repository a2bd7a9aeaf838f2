/** What holds for all routes, at the head of the OpenAPI document. */
export const API_TEXT = `Customer-service tickets: channels open them, agents work on them, customers follow them.

**Refusals** are RFC 9457 documents (\`application/problem+json\`) with a stable \`code\`, what to do next in \`detail\`, and in \`errors\`
every problem of the input at once. What the gateway refuses itself (no token, no such route) has only a \`message\`.

**Lists** come in pages: \`limit\` (1 to 100, 25 if not said) and \`page\`, the \`next\` of the page before, as it came. Without \`next\` it was
the last one.

**Commands** on a ticket take \`If-Match\` with its ETag (\`stale-version\` when it has changed since) and \`Idempotency-Key\`: the same key
and body again within 24 hours get the same answer and change nothing.

**Limits**: every answer says in \`RateLimit-Policy\` and \`RateLimit\` how many requests the caller may send and how many are left; over
the limit it is 429 with \`Retry-After\`.

**Versions**: fields and codes are added within \`/v1\`, never removed or changed. A route that will go says so for six months in
\`Deprecation\`, \`Sunset\` and \`Link\`.`;
