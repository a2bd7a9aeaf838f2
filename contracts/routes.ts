/** The one list of routes: API Gateway, the handlers, the client, the CLI and the OpenAPI document read it. */
import { APPROVALS } from './routes/approvals.ts';
import { CHANNEL } from './routes/channel.ts';
import { COLLABORATION } from './routes/collaboration.ts';
import { CUSTOMER } from './routes/customer.ts';
import { DEAD_LETTERS } from './routes/dead-letters.ts';
import { DESK_COMMANDS } from './routes/desk-commands.ts';
import { DESK_QUERIES } from './routes/desk-queries.ts';
import { EXPORTS } from './routes/exports.ts';
import { FILES } from './routes/files.ts';
import { OPERATIONS } from './routes/operations.ts';
import { PRIVACY } from './routes/privacy.ts';
import { PROFILES } from './routes/profiles.ts';
import { RECEIPTS } from './routes/receipts.ts';
import { RELATIONS } from './routes/relations.ts';
import { REVIEWS } from './routes/reviews.ts';
import type { Route } from './routes/route.ts';
import { SEARCH } from './routes/search.ts';
import { SURVEYS } from './routes/surveys.ts';
import { VIEWS } from './routes/views.ts';
import { WEBHOOKS } from './routes/webhooks.ts';

export const ROUTES = {
  ...CHANNEL,
  ...CUSTOMER,
  ...DESK_QUERIES,
  ...DESK_COMMANDS,
  ...COLLABORATION,
  ...APPROVALS,
  ...RELATIONS,
  ...REVIEWS,
  ...OPERATIONS,
  ...DEAD_LETTERS,
  ...SEARCH,
  ...VIEWS,
  ...FILES,
  ...EXPORTS,
  ...WEBHOOKS,
  ...PRIVACY,
  ...RECEIPTS,
  ...SURVEYS,
  ...PROFILES,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
