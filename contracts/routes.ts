/** The one list of routes: API Gateway, the handlers, the client, the CLI and the OpenAPI document read it. */
import { CHANNEL } from './routes/channel.ts';
import { DESK_COMMANDS } from './routes/desk-commands.ts';
import { DESK_QUERIES } from './routes/desk-queries.ts';
import { OPERATIONS } from './routes/operations.ts';
import type { Route } from './routes/route.ts';

export const ROUTES = {
  ...CHANNEL,
  ...DESK_QUERIES,
  ...DESK_COMMANDS,
  ...OPERATIONS,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
