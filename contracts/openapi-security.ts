/** How callers prove who they are, in the words of OpenAPI. */
import type { Json } from './openapi-schema.ts';
import { type Route, SCOPES } from './routes/route.ts';

export const SECURITY_SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `Of a person; its scopes say their roles: ${Object.values(SCOPES).join(', ')}.`,
  },
  ...Object.fromEntries(
    [
      ['channel', 'Name of the channel'],
      ['timestamp', 'Seconds since 1970, at most 5 minutes away from now'],
      ['nonce', '8 to 64 characters, never used before'],
      [
        'signature',
        'Hex HMAC-SHA256 with the key of the channel over `<METHOD>\\n<path with query>\\n<timestamp>\\n<nonce>\\n<hex SHA-256 of the body>`',
      ],
    ].map(([part, description]) => [
      `${part}Header`,
      { type: 'apiKey', in: 'header', name: `x-gongdan-${part}`, description },
    ]),
  ),
};

export const SECURITY: Readonly<Record<Route['auth'], (route: Route) => readonly Json[]>> = {
  none: () => [],
  // The signature is part of the path.
  link: () => [],
  signature: () => [{ channelHeader: [], timestampHeader: [], nonceHeader: [], signatureHeader: [] }],
  token: ({ scopes = [] }) => scopes.map((scope) => ({ token: [SCOPES[scope]] })),
};
